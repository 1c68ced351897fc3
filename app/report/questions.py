"""The appendix, told in an outline: what was asked on the sheets, as it is printed there."""

from collections.abc import Callable, Iterator

from app.report.outline import Block, Heading, Item, Items, Paragraph
from app.report.parts import Report
from app.report.words import Words


def questions(report: Report, words: Words, line: Callable[[str], str]) -> Iterator[Block]:
    """Each sheet with its texts and fields."""
    yield Heading(1, words.labels()["attachment"])
    yield Paragraph(words.appendix(report), "intro")
    for sheet in report.sheets:
        yield Heading(2, line(sheet.title), report.kit.number(sheet.key))
        if sheet.question != sheet.title:
            yield Paragraph(line(sheet.question))
        for section in sheet.sections:
            yield Paragraph(line(section.text or ""), "text", line(section.heading))
            if section.points:
                yield Items(tuple(Item(line(point)) for point in section.points))
        for zone in sheet.zones:
            yield Paragraph(line(f"{zone.label} {zone.claim or ''}"))
            if zone.help:
                yield Items(tuple(Item(line(question)) for question in zone.help))
