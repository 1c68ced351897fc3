"""What the groups of a report have in common: what they supported, what they think, and whom several of them named."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.board.alike import gathered, sameness
from app.kits.kit import Worksheet, Zone
from app.report.parts import Board, Chapter, Field, Note, Report

MOST_SUPPORTED, MOST_ZONES, MOST_NAMED = 8, 6, 20
"""How many of each are told."""


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written on a sheet: notes, by how many groups."""

    number: int
    sheet: Worksheet
    notes: int
    groups: int


@dataclass(frozen=True, slots=True)
class Supported:
    """What was voted for on a sheet, in one group or several: notes about the same are one."""

    text: str
    votes: int
    groups: tuple[int, ...]
    number: int


@dataclass(frozen=True, slots=True)
class ZoneSupport:
    """A zone with all its votes and notes, of all groups that wrote there."""

    number: int
    zone: Zone
    votes: int
    notes: int
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stood:
    """How many took each stand on a statement, in all groups."""

    number: int
    zone: Zone
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A name that several groups wrote, and the zones it lies in."""

    name: str
    groups: tuple[int, ...]
    zones: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All of it, most first. `zones` are those with votes, or where nobody voted those with most notes."""

    written: tuple[Written, ...]
    supported: tuple[Supported, ...]
    zones: tuple[ZoneSupport, ...]
    stands: tuple[Stood, ...]
    named: tuple[Named, ...]


Lying = tuple[Chapter, Board, Field]


def summary(report: Report) -> Summary:
    """What is alike in the groups. The plenary is none of them."""
    groups = [chapter for chapter in report.chapters if not chapter.is_plenary]
    lying = [(chapter, board, field) for chapter in groups for board in chapter.boards for field in board.fields]
    return Summary(
        written=tuple(written(groups, at) for at in range(len(report.sheets))) if groups else (),
        supported=supported(lying)[:MOST_SUPPORTED],
        zones=zones(lying)[:MOST_ZONES],
        stands=stands(lying),
        named=tuple(each for sheet in report.sheets if sheet.same_names for each in named(lying, sheet))[:MOST_NAMED],
    )


def written(groups: Sequence[Chapter], at: int) -> Written:
    boards = [chapter.boards[at] for chapter in groups]
    notes = sum(board.notes for board in boards)
    return Written(boards[0].number, boards[0].sheet, notes, sum(not board.is_empty for board in boards))


def supported(lying: Sequence[Lying]) -> tuple[Supported, ...]:
    """What was voted for, most votes first."""
    alike: defaultdict[tuple[int, str], list[tuple[Chapter, Note]]] = defaultdict(list)
    for chapter, board, field in lying:
        for note in with_members(field.notes):
            if note.votes:
                alike[board.number, sameness(note)].append((chapter, note))
    found = [
        Supported(
            text=said(some[0][1]),
            votes=sum(note.votes or 0 for _, note in some),
            groups=numbers(chapter for chapter, _ in some),
            number=number,
        )
        for (number, _), some in alike.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.votes, each.number)))


def said(note: Note) -> str:
    return note.card.title if note.card is not None else note.text


def with_members(notes: Sequence[Note]) -> Iterator[Note]:
    """Notes and clusters, each cluster's notes after it."""
    for note in notes:
        yield note
        yield from note.members


def numbers(chapters: Iterator[Chapter]) -> tuple[int, ...]:
    return tuple(sorted({chapter.number for chapter in chapters}))


def zones(lying: Sequence[Lying]) -> tuple[ZoneSupport, ...]:
    """The zones with votes, most votes first; where nobody voted, those with notes."""
    of: defaultdict[tuple[int, str], list[Lying]] = defaultdict(list)
    for each in lying:
        if each[2].notes:
            of[each[1].number, each[2].zone.key].append(each)
    found = [
        ZoneSupport(
            number=number,
            zone=some[0][2].zone,
            votes=sum(note.votes or 0 for *_, field in some for note in with_members(field.notes)),
            notes=sum(field.count for *_, field in some),
            groups=numbers(chapter for chapter, *_ in some),
        )
        for (number, _), some in of.items()
    ]
    voted = [each for each in found if each.votes]
    return tuple(sorted(voted or found, key=lambda each: (-each.votes, -len(each.groups), -each.notes, each.number)))


def stands(lying: Sequence[Lying]) -> tuple[Stood, ...]:
    """The statements that anybody took a stand on, in the kit's order."""
    of: dict[tuple[int, str], list[Field]] = {}
    for _, board, field in lying:
        if any(field.stands):
            of.setdefault((board.number, field.zone.key), []).append(field)
    return tuple(
        Stood(number, some[0].zone, tuple(map(sum, zip(*(field.stands for field in some), strict=True))))
        for (number, _), some in sorted(of.items(), key=lambda each: each[0][0])
    )


def named(lying: Sequence[Lying], sheet: Worksheet) -> tuple[Named, ...]:
    """The names that more than one group wrote on a sheet of names, those of most groups first."""
    found = [
        (note.text, chapter, board, field)
        for chapter, board, field in lying
        if board.sheet.key == sheet.key
        for note in with_members(field.notes)
    ]
    sets = [[found[place] for place in places] for places in gathered(text for text, *_ in found)]
    told = [
        Named(
            name=Counter(" ".join(text.split()) for text, *_ in some).most_common(1)[0][0],
            groups=numbers(chapter for _, chapter, *_ in some),
            zones=tuple(dict.fromkeys(field.zone.label for *_, field in some)),
            number=some[0][2].number,
        )
        for some in sets
    ]
    return tuple(sorted((each for each in told if len(each.groups) > 1), key=lambda each: -len(each.groups)))
