"""What a report holds, gathered from the database: plain values, in the kit's own order, with no words or layout.

What may be in it is asked of `visibility.py`, note by note. A later part of the report (votes, an
evaluation) is gathered here and set in `templates/report/`; nothing between needs to know.
"""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from app.board.receipts import Receipt, receipt
from app.kits.copies import kit_of
from app.kits.kit import Kit, Worksheet, Zone, ZoneKind
from app.model import GROUP, NOTE, PARTICIPANT, WORKSHOP
from app.refusals import NotFound
from app.visibility import Role, Viewer, may_read, may_see_group


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for: the groups with these numbers, or all; with or without people's names."""

    groups: frozenset[int] | None = None
    names: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A post-it whose text may be read. `x` and `y` are per cent of the free way in its zone."""

    text: str
    perspective: str
    x: int
    y: int
    tilt: int
    author: str | None


@dataclass(frozen=True, slots=True)
class Field:
    """One zone of one board, the oldest note first. `hidden` counts the notes not yet turned over."""

    zone: Zone
    notes: tuple[Note, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Board:
    """A group's copy of a worksheet. `number` is the sheet's, as printed."""

    number: int
    sheet: Worksheet
    fields: tuple[Field, ...]

    @property
    def notes(self) -> int:
        return sum(len(field.notes) for field in self.fields)

    @property
    def hidden(self) -> int:
        return sum(field.hidden for field in self.fields)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one group did. `people` counts them by perspective; `names` is empty unless asked for."""

    number: int
    name: str
    people: Mapping[str, int]
    names: tuple[tuple[str, str], ...]
    boards: tuple[Board, ...]

    @property
    def notes(self) -> int:
        return sum(board.notes for board in self.boards)

    @property
    def actions(self) -> tuple[tuple[Board, Field], ...]:
        """Where the kit asks for next steps, and what is there."""
        return tuple(
            (board, field)
            for board in self.boards
            for field in board.fields
            if field.zone.kind is ZoneKind.ACTIONS and field.notes
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says. It is a draft until the workshop has been closed."""

    title: str
    municipality: str
    held_on: date
    draft: bool
    whole: bool
    names: bool
    kit: Kit
    chapters: tuple[Chapter, ...]
    receipts: Mapping[int, Receipt] = dataclasses.field(default_factory=dict)

    @property
    def notes(self) -> int:
        return sum(chapter.notes for chapter in self.chapters)

    @property
    def people(self) -> Counter[str]:
        return sum((Counter(chapter.people) for chapter in self.chapters), Counter())


def gather(connection: Connection, workshop_id: int, scope: Scope = Scope()) -> Report:
    """Everything a report of a workshop holds just now. Raises NotFound for an unknown workshop or group."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == workshop_id)).one_or_none()
    if workshop is None:
        raise NotFound
    viewer = Viewer(Role.REPORT, workshop_id)
    kit = kit_of(connection, workshop.kit_digest)
    groups = groups_in(connection, viewer, scope)
    ids = [group.id for group in groups]
    people = by_group(connection.execute(select(PARTICIPANT).where(PARTICIPANT.c.group_id.in_(ids))))
    notes = by_group(
        connection.execute(
            select(NOTE).where(NOTE.c.group_id.in_(ids), NOTE.c.gone.is_(False)).order_by(NOTE.c.created_at, NOTE.c.id)
        )
    )
    return Report(
        title=workshop.title,
        municipality=workshop.municipality,
        held_on=workshop.held_on,
        draft=workshop.closed_at is None,
        whole=scope.groups is None,
        names=scope.names,
        kit=kit,
        chapters=tuple(chapter(viewer, kit, group, people[group.id], notes[group.id], scope) for group in groups),
        receipts={group.number: receipt(connection, group.id) for group in groups},
    )


def groups_in(connection: Connection, viewer: Viewer, scope: Scope) -> list[Row[Any]]:
    rows = connection.execute(select(GROUP).where(GROUP.c.workshop_id == viewer.workshop_id).order_by(GROUP.c.number))
    groups = [row for row in rows if may_see_group(viewer, row)]
    if scope.groups is None:
        return groups
    if scope.groups - {group.number for group in groups}:
        raise NotFound
    return [group for group in groups if group.number in scope.groups]


def by_group(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.group_id].append(row)
    return found


def chapter(
    viewer: Viewer, kit: Kit, group: Row[Any], people: Sequence[Row[Any]], notes: Sequence[Row[Any]], scope: Scope
) -> Chapter:
    authors = {person.id: person.name for person in people} if scope.names else {}
    in_zone: defaultdict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    for note in notes:
        in_zone[note.sheet, note.zone].append(note)
    return Chapter(
        number=group.number,
        name=group.name,
        people=Counter(person.perspective for person in people),
        names=tuple((person.name, person.perspective) for person in people if scope.names),
        boards=tuple(
            Board(
                number,
                sheet,
                tuple(field(viewer, zone, in_zone[sheet.key, zone.key], authors) for zone in sheet.zones),
            )
            for number, sheet in enumerate(kit.sheets, start=1)
        ),
    )


def field(viewer: Viewer, zone: Zone, rows: Sequence[Row[Any]], authors: Mapping[int, str]) -> Field:
    shown = tuple(note(row, authors) for row in rows if may_read(viewer, row))
    return Field(zone, shown, len(rows) - len(shown))


def note(row: Row[Any], authors: Mapping[int, str]) -> Note:
    return Note(
        text=row.text,
        perspective=row.perspective,
        x=row.x,
        y=row.y,
        tilt=int(row.id[-2:], 16) % 3 - 1,
        author=authors.get(row.author_id),
    )
