"""The elements of a Word document (WordprocessingML), made small: a text, a paragraph, a list's item, a table."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from lxml import etree

from app.printing.letters import leftwards

Element: TypeAlias = etree._Element  # noqa: SLF001 - it has no other name

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WIDTH = 9184
"""How wide (twentieths of a point) a page's column is: A4 with margins of 24 mm."""


def w(tag: str, *inside: Element, **attributes: object) -> Element:
    """An element of a Word document, with attributes of the same namespace."""
    named = {f"{{{NAMESPACE}}}{name}": str(value) for name, value in attributes.items()}
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", named, {"w": NAMESPACE})
    made.extend(inside)
    return made


def run(text: str, style: str = "", *marks: Element) -> Element:
    """A text in a paragraph, its lines as they are; in a character style, or with `marks` such as a shade."""
    made = w("r")
    looks = [*([w("rStyle", val=style)] if style else []), *marks, *([w("rtl")] if leftwards(text) else [])]
    if looks:
        made.append(w("rPr", *looks))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(w("br"))
        written = w("t")
        written.text = line
        written.set(SPACE, "preserve")
        made.append(written)
    return made


def tab() -> Element:
    return w("r", w("tab"))


def field(instruction: str, shown: str = "") -> Element:
    """What Word works out by itself, such as the page's number; `shown` until it has."""
    return w("fldSimple", run(shown), instr=f" {instruction} ")


def paragraph(
    style: str, *runs: Element, text: str = "", in_list: tuple[int, int] | None = None, indent: int = 0
) -> Element:
    """A paragraph; it runs from right to left where its `text` does.

    `in_list` are the number and the level of the list it is an item of. Its first line hangs out of its `indent`.
    """
    looks = [w("pStyle", val=style)]
    if in_list:
        number, level = in_list
        looks.append(w("numPr", w("ilvl", val=level), w("numId", val=number)))
    if leftwards(text):
        looks.append(w("bidi"))
    if indent:
        looks.append(w("ind", left=indent, hanging=indent))
    return w("p", w("pPr", *looks), *runs)


def table(style: str, widths: Sequence[int], rows: Iterable[Sequence[Sequence[Element]]], *, head: bool) -> Element:
    """A table over the whole column, of rows of cells of paragraphs; the `head` comes again on every page."""
    columns = [WIDTH * width // sum(widths) for width in widths]
    made = w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=sum(columns), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="04A0" if head else "0080", firstRow=int(head), firstColumn=1, noHBand=1, noVBand=1),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in columns)),
    )
    for number, cells in enumerate(rows):
        row = w("tr", w("trPr", w("tblHeader"))) if head and number == 0 else w("tr")
        for width, inside in zip(columns, cells, strict=True):
            # A cell without a paragraph is one that Word cannot open.
            row.append(w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *(inside or [paragraph("Celle")])))
        made.append(row)
    return made
