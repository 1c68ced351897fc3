"""Reads a report as a screen reader would: what its structure tree says, with the text of every element.

Text comes from the glyphs through the fonts' own maps, replaced where the file says what is meant
(ActualText), turned round where it says that the glyphs stand from right to left (ReversedChars).
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Page = Any
"""What tells a page from others (pikepdf's objgen)."""


@dataclass
class Element:
    """An element of the structure tree: its kind (H1, LI, Figure …), its own text, and what lies in it."""

    kind: str
    alternative: str | None
    parts: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, kind: str | None = None) -> Iterator["Element"]:
        """The elements within, in reading order; of one kind, or all."""
        for part in self.parts:
            if isinstance(part, Element):
                if kind is None or part.kind == kind:
                    yield part
                yield from part.all(kind)


class Reading:
    """A PDF, read."""

    def __init__(self, pdf: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(pdf))
        self.maps: dict[Any, dict[bytes, str]] = {}
        self.pages: dict[Page, dict[int | None, str]] = {page.objgen: self.texts(page) for page in self.file.pages}
        self.tree = self.element(self.file.Root.StructTreeRoot.K, None)

    def kinds(self, *kinds: str) -> list[Element]:
        return [element for element in self.tree.all() if element.kind in kinds]

    def items(self) -> list[str]:
        """The text of every list item, without its label."""
        return [body.text for body in self.tree.all("LBody")]

    @property
    def everything(self) -> str:
        """All text in the file, tagged or not."""
        return "".join(text for page in self.pages.values() for text in page.values())

    @property
    def millimetres(self) -> set[tuple[int, int]]:
        """How large the pages are."""
        boxes = [page.MediaBox for page in self.file.pages]
        return {(round(float(box[2]) / 72 * 25.4), round(float(box[3]) / 72 * 25.4)) for box in boxes}

    @property
    def bookmarks(self) -> list[tuple[str, list[str]]]:
        with self.file.open_outline() as outline:
            return [(str(top.title), [str(child.title) for child in top.children]) for top in outline.root]

    @property
    def fonts(self) -> Iterator[Any]:
        """Every font that a page uses."""
        for page in self.file.pages:
            yield from page.Resources.get("/Font", pikepdf.Dictionary()).values()

    def element(self, node: Any, page: Page | None) -> Element:
        if isinstance(node, pikepdf.Array):
            whole = Element("Root", None)
            whole.parts = [self.element(part, page) for part in node]
            return whole
        page = node.Pg.objgen if "/Pg" in node else page
        made = Element(str(node.S)[1:], str(node.Alt) if "/Alt" in node else None)
        made.parts = list(self.parts(node.get("/K", []), page))
        return made

    def parts(self, kids: Any, page: Page | None) -> Iterator[Element | str]:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                assert page is not None
                yield self.pages[page].get(kid, "")
            elif kid.get("/Type") == "/MCR":
                yield self.pages[kid.Pg.objgen if "/Pg" in kid else page].get(int(kid.MCID), "")
            elif kid.get("/Type") != "/OBJR":
                yield self.element(kid, page)

    def texts(self, page: Any) -> dict[int | None, str]:
        """The text of each marked part of a page by its number; under None what no number marks."""
        found: defaultdict[int | None, str] = defaultdict(str)
        marks: list[tuple[str, Any]] = []
        font: dict[bytes, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            operands = instruction.operands
            match str(instruction.operator):
                case "BDC" | "BMC":
                    marks.append((str(operands[0]), operands[1] if len(operands) > 1 else {}))
                    if "/ActualText" in marks[-1][1]:
                        found[number_in(marks)] += str(marks[-1][1]["/ActualText"])
                case "EMC":
                    marks.pop()
                case "Tf":
                    font = self.map_of(page.Resources.Font[str(operands[0])])
                case "Tj" | "TJ":
                    if not any("/ActualText" in properties for _, properties in marks):
                        shown = decoded(operands[0], font)
                        reverse = any(tag == "/ReversedChars" for tag, _ in marks)
                        found[number_in(marks)] += "".join(reversed(shown) if reverse else shown)
        return found

    def map_of(self, font: Any) -> dict[bytes, str]:
        if font.objgen not in self.maps:
            self.maps[font.objgen] = unicode_map(font.ToUnicode.read_bytes().decode("latin-1"))
        return self.maps[font.objgen]


def number_in(marks: list[tuple[str, Any]]) -> int | None:
    return next((int(properties["/MCID"]) for _, properties in reversed(marks) if "/MCID" in properties), None)


def decoded(shown: Any, font: dict[bytes, str]) -> list[str]:
    """The characters of each glyph, in the order in which the glyphs are set."""
    size = len(next(iter(font)))
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    return [font.get(string[at : at + size], "") for string in strings for at in range(0, len(string), size)]


def unicode_map(source: str) -> dict[bytes, str]:
    """A ToUnicode map: glyph codes and what they mean."""
    found: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, meaning in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(meaning).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, meaning in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int(meaning, 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[(int(first, 16) + step).to_bytes(len(first) // 2)] = chr(start + step)
    return found
