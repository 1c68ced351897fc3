"""The report as a Word document (.docx), to work on: the outline in Word's own headings, lists and tables."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from gettext import NullTranslations
from typing import assert_never

from app.language import catalogue
from app.printing.press import local
from app.report.filewords import FileWords
from app.report.outline import Block, Counted, Front, Heading, Item, Items, Legend, Paragraph, Table
from app.report.parts import Report
from app.report.telling import outline
from app.report.word_look import CLUSTER, DEEPEST, MARKED, PLAIN, empty_document, mark, set_page
from app.report.wordml import Element, paragraph, run, tab, table, w

NUMBER_INDENT, CELL_INDENT = 567, 420
ROLES = {"text": "Normal", "intro": "Innledning", "aside": "Merknad"}


def word_of(report: Report, produced: datetime | None = None, language: NullTranslations | None = None) -> bytes:
    """The report as a .docx; `produced` is the time it bears, or now."""
    at, words = local(produced), language or catalogue(report.language)
    told, labels = outline(report, at, words), FileWords(words).labels()
    document = empty_document(report, told.front, at)
    set_page(document, told.front, () if report.anonymous else report.kit.perspectives, labels["of"])
    writing = Writing()
    body = document.element.body
    # What is there ends with what the page is like.
    body[:-1] = [*writing.front(told.front, labels["contents"], told.blocks), *writing.all(told.blocks)]
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class Writing:
    """Writes an outline down, from the first block to the last."""

    def __init__(self) -> None:
        self.chapters = 0

    def front(self, front: Front, contents: str, blocks: Iterable[Block]) -> Iterator[Element]:
        """The first page, with the chapters to go to."""
        yield paragraph("Overskrift", run(front.kind), tab(), run(front.state))
        yield paragraph("Title", run(front.title), text=front.title)
        yield paragraph("Subtitle", run(front.municipality), text=front.municipality)
        yield paragraph("Subtitle", run(front.date))
        if front.part:
            yield paragraph("Subtitle", run(front.part, "Opplysning"))
        yield paragraph("Luft")
        rows = [([cell(label)], [cell(said)]) for label, said in front.facts]
        yield table("Fakta", (1, 3), rows, head=False)
        yield paragraph("Luft")
        yield paragraph("Overskrift", run(contents))
        chapters = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
        for number, chapter in enumerate(chapters, start=1):
            yield paragraph("TOC1", w("hyperlink", run(chapter.text, "Hyperlink"), anchor=bookmark(number)))

    def all(self, blocks: Iterable[Block]) -> Iterator[Element]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Element]:
        match block:
            case Heading():
                yield self.heading(block)
            case Paragraph(text, role, label):
                before = [run(f"{label}: ", "Strong")] if label else []
                yield paragraph(ROLES[role], *before, run(text), text=text)
            case Items(items):
                yield from self.items(items)
            case Legend(each):
                for of, said in each:
                    told = run(f"{of.label}: {said}" if said else of.label)
                    yield paragraph("Lapp", mark(of), tab(), told, in_list=(MARKED, 0))
            case Counted(counts, said):
                yield counted(counts, said)
            case Table(head, rows, widths):
                cells = ([list(self.cell(each, first=each is row[0])) for each in row] for row in rows)
                yield table("Rapporttabell", widths, [[[cell(label)] for label in head], *cells], head=True)
            case _:
                assert_never(block)

    def heading(self, heading: Heading) -> Element:
        style, words = f"Heading{heading.level}", run(heading.text)
        if heading.level == 1:
            self.chapters += 1
            at = {"id": self.chapters, "name": bookmark(self.chapters)}
            return paragraph(style, w("bookmarkStart", **at), words, w("bookmarkEnd", id=self.chapters))
        if heading.number is None:
            return paragraph(style, words, text=heading.text)
        return paragraph(style, run(str(heading.number)), tab(), words, text=heading.text, indent=NUMBER_INDENT)

    def items(self, items: Iterable[Item], level: int = 0) -> Iterator[Element]:
        """A list, and in it those of clusters."""
        for item in items:
            style = "Samling" if item.is_cluster else "Lapp"
            in_list = (list_of(item), min(level, DEEPEST))
            yield paragraph(style, *inside(item, strong=item.is_cluster), text=item.text, in_list=in_list)
            yield from self.items(item.members, level + 1)

    def cell(self, given: str | Items, *, first: bool) -> Iterator[Element]:
        """What stands in a cell of a table; the first of its row is what the others are about."""
        if isinstance(given, str):
            yield cell(given, "Strong" if first else "")
            return
        for item in given.items:
            runs, in_list = inside(item, strong=first or item.is_cluster), (list_of(item), 0)
            yield paragraph("Celle", *runs, text=item.text, in_list=in_list, indent=CELL_INDENT)
            yield from self.items(item.members, 1)


def list_of(item: Item) -> int:
    return CLUSTER if item.is_cluster else MARKED if item.perspective else PLAIN


def bookmark(chapter: int) -> str:
    return f"del-{chapter}"


def cell(text: str, style: str = "") -> Element:
    return paragraph("Celle", run(text, style), text=text)


def counted(counts: tuple[tuple[str, int], ...], said: str) -> Element:
    parts = [part for label, count in counts for part in (run(f"{label}: "), run(str(count), "Strong"), run("     "))]
    return paragraph("Normal", *parts, run(said, "Opplysning"))


def inside(item: Item, *, strong: bool) -> Iterator[Element]:
    """What stands in an item: whose it is, the card it is about, its text, who wrote it, and what is said of it."""
    lines = [
        [run(item.lead, "Strong")] if item.lead else [],
        [run(item.text, "Strong" if strong else "")] if item.text else [],
    ]
    if item.author:
        lines[-1].append(run(f" ({item.author})", "Opplysning"))
    lines.append([run(" · ".join(item.details), "Opplysning")] if item.details else [])
    if item.perspective and not item.is_cluster:
        yield from (mark(item.perspective), tab())
    for number, line in enumerate(filter(None, lines)):
        if number:
            yield w("r", w("br"))
        yield from line
