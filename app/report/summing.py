"""The summary, told in an outline."""

from collections.abc import Callable, Iterator, Sequence

from app.report.outline import Block, Counted, Heading, Paragraph, Table
from app.report.parts import Report
from app.report.summary import Summary, summary
from app.report.words import Words

Line = Callable[[str], str]


def summed_up(report: Report, words: Words, line: Line) -> Iterator[Block]:
    """What the groups have in common; nothing where there are no groups, as in a report of the plenary alone."""
    found, labels = summary(report), words.labels()
    every = [chapter.number for chapter in report.chapters if not chapter.is_plenary]
    if not found.written:
        return
    yield Heading(1, labels["summary"])
    yield Paragraph(words.summary(report), "intro")
    yield from supported(found, words, line, every)
    yield from zones(found, words, line, every)
    if found.named:
        named = [(each, words.of_groups(each.groups, every)) for each in found.named]
        rows = tuple((line(each.name), line(", ".join(each.zones)), groups) for each, groups in named)
        yield Heading(2, labels["named"])
        yield Table((labels["name"], labels["fields"], labels["groups"]), rows, (46, 34, 20))
    yield from stands(found, words, line)
    yield Heading(2, labels["written"])
    sheets = ((f"{each.number} {line(each.sheet.title)}", each) for each in found.written)
    rows = tuple((title, str(each.notes), str(each.groups)) for title, each in sheets)
    yield Table((labels["sheet"], labels["notes"], labels["groups"]), rows, (70, 15, 15))


def supported(found: Summary, words: Words, line: Line, every: Sequence[int]) -> Iterator[Block]:
    """What was voted for."""
    if not found.supported:
        return
    labels = words.labels()
    yield Heading(2, labels["supported"])
    told = [(each, words.of_groups(each.groups, every)) for each in found.supported]
    rows = tuple(
        (line(each.text or labels["untitled"]), str(each.votes), groups, str(each.number)) for each, groups in told
    )
    yield Table((labels["what"], labels["votes"], labels["groups"], labels["sheet"]), rows, (58, 14, 18, 10))


def zones(found: Summary, words: Words, line: Line, every: Sequence[int]) -> Iterator[Block]:
    """The fields with most votes, or notes."""
    if not found.zones:
        return
    labels, voted = words.labels(), any(each.votes for each in found.zones)
    yield Heading(2, words.zones(voted=voted))
    told = [(each, words.of_groups(each.groups, every), [str(each.votes)] if voted else []) for each in found.zones]
    rows = tuple(
        (line(each.zone.label).rstrip(":"), *votes, str(each.notes), groups, str(each.number))
        for each, groups, votes in told
    )
    head = (labels["field"], *([labels["votes"]] if voted else []), labels["notes"], labels["groups"], labels["sheet"])
    yield Table(head, rows, (46, 14, 12, 18, 10) if voted else (58, 14, 18, 10))


def stands(found: Summary, words: Words, line: Line) -> Iterator[Block]:
    """What people think of each statement, in all groups together."""
    if found.stands:
        yield Heading(2, words.labels()["stands"])
    for each in found.stands:
        yield Paragraph(line(each.zone.claim or ""), "text", line(each.zone.label).rstrip(":"))
        counts = zip(map(line, each.zone.stands), each.counts, strict=True)
        yield Counted(tuple(counts), words.answers(sum(each.counts)))
