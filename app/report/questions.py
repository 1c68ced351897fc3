"""The appendix, told in an outline: what was asked on the sheets, as it is printed there."""

from collections.abc import Callable, Iterable, Iterator

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
        printed = (
            Item(line(each.text or ""), lead=line(each.heading), members=points(each.points, line))
            for each in sheet.sections
        )
        asked = (
            Item(line(f"{zone.label} {zone.claim or ''}"), members=points(zone.help, line)) for zone in sheet.zones
        )
        yield Items((*printed, *asked))


def points(texts: Iterable[str], line: Callable[[str], str]) -> tuple[Item, ...]:
    return tuple(Item(line(text)) for text in texts)
