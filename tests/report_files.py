"""Reads the files of a report back: a Word document, a spreadsheet and Markdown, with the libraries that others use."""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain

import docx
import openpyxl
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.run import Run
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from app.report.contents import Note, Report
from app.report.legible import Legible
from tests.report_pdf import Reading

Cell = str | int | None

COMMON = MarkdownIt("commonmark")
RICH = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""What some programs read besides CommonMark."""


def legible(text: str) -> str:
    return Legible().text(text)


def tight(text: str) -> str:
    """A text without what line breaks change."""
    return "".join(text.split())


def written(report: Report) -> Counter[str]:
    """Every text that people wrote, as often as a report tells it: next steps stand in a table, too."""
    return Counter(legible(text) for text in chain(on_sheets(report), in_next_steps(report)) if text)


def on_sheets(report: Report) -> Iterator[str]:
    for chapter in report.chapters:
        for board in chapter.boards:
            for field in board.fields:
                yield from (field.text, field.told)
                yield from (note.text for note in everything(field.notes))


def everything(notes: tuple[Note, ...]) -> Iterator[Note]:
    for note in notes:
        yield note
        yield from everything(note.members)


def in_next_steps(report: Report) -> Iterator[str]:
    for chapter in report.chapters:
        yield from (note.text for _, note in chapter.actions)


def opened(file: bytes) -> Document:
    return docx.Document(io.BytesIO(file))


def runs(file: bytes) -> Counter[str]:
    """The texts of a Word document, each as it lies in a run of its own, but for marks and what is said of notes."""
    found = Counter[str]()
    for element in opened(file).element.body.iter(qn("w:r")):
        style = element.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is None or style.get(qn("w:val")) not in ("Merke", "Opplysning"):
            found[Run(element, None).text] += 1  # type: ignore[arg-type]
    return found


def everything_in_word(file: bytes) -> str:
    """All text in the document, and all it says of itself."""
    document = opened(file)
    said = document.core_properties
    parts = [document.element.body, document.sections[0].header.part.element, document.sections[0].footer.part.element]
    texts = [str(each.text) for part in parts for each in part.iter(qn("w:t"))]
    return "\n".join([*texts, said.title, said.subject, said.author, said.last_modified_by, said.comments])


def sheets(file: bytes) -> dict[str, list[tuple[Cell, ...]]]:
    """The sheets of a spreadsheet with their rows."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}  # type: ignore[arg-type]


def column(file: bytes, sheet: str, name: str) -> list[Cell]:
    """What stands in a column of a sheet, below its head."""
    head, *rows = sheets(file)[sheet]
    return [row[head.index(name)] for row in rows]


def everything_in_cells(file: bytes) -> str:
    return "\n".join(str(cell) for rows in sheets(file).values() for row in rows for cell in row if cell is not None)


def items(file: bytes, reader: MarkdownIt = COMMON) -> list[str]:
    """The text of every item of every list in Markdown, without what is said of it."""
    tree = SyntaxTreeNode(reader.parse(file.decode()))
    return [item_text(node) for node in tree.walk() if node.type == "list_item"]


def item_text(item: SyntaxTreeNode) -> str:
    own = (child for child in item.children if child.type not in ("bullet_list", "ordered_list"))
    return "\n\n".join("".join(map(spoken, child.children)) for child in own)


def spoken(node: SyntaxTreeNode) -> str:
    """What is shown of a part of a line; no more of what shows it than that."""
    match node.type:
        case "text" | "text_special":
            return node.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "em":
            return ""
        case "inline" | "strong" | "paragraph":
            return "".join(map(spoken, node.children))
    raise AssertionError(f"Something became {node.type}: {node.content}")


def kinds(file: bytes) -> set[str]:
    """Which kinds of things Markdown is made of."""
    return {token.type for block in RICH.parse(file.decode()) for token in both(block)}


def both(block: Token) -> Iterator[Token]:
    yield block
    yield from block.children or ()


READERS: dict[str, Callable[[bytes], str]] = {
    "pdf": lambda file: Reading(file).everything,
    "docx": everything_in_word,
    "xlsx": everything_in_cells,
    "md": bytes.decode,
}
"""All that can be read in a file, by what its name ends with."""
