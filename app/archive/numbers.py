"""Numbers: what stands in an archive for the database's own ids, and back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, select

from app.board.erased import is_erased
from app.model import GROUP, NOTE, PARTICIPANT
from app.visibility import Role, Viewer, may_read, may_see_group

TOLD = (NOTE.c.id, NOTE.c.group_id, NOTE.c.created_at, NOTE.c.gone)
ASKED = (NOTE.c.sheet, NOTE.c.mark, NOTE.c.author_id, NOTE.c.hidden)
LEFT = (NOTE.c.kind, NOTE.c.text, NOTE.c.card, NOTE.c.points)
"""What is needed to put notes in order, to decide whether they may be read, and whether anything is left of them."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a workshop's groups, people and notes, by their ids. What has none is not in the archive.

    Notes come in the order of their groups, and there the oldest first.
    """

    workshop_id: int
    groups: dict[int, int]
    people: dict[int, int]
    notes: dict[str, int]

    def note(self, note_id: str | None) -> int | None:
        return self.notes.get(note_id) if note_id else None

    def person(self, person_id: int | None) -> int | None:
        return self.people.get(person_id) if person_id is not None else None

    def by_group(self) -> Iterator[tuple[int, int]]:
        """Each group's number and id, in order."""
        yield from sorted((number, group) for group, number in self.groups.items())


def numbered(connection: Connection, workshop: Row[Any], *, history: bool) -> Numbers:
    """The numbers of a workshop. Deleted notes have one only in an archive with `history`."""
    viewer = Viewer(Role.REPORT, workshop.id)
    mine = connection.execute(select(GROUP).where(GROUP.c.workshop_id == workshop.id))
    groups = {row.id: row.number for row in mine if may_see_group(viewer, row)}
    people = connection.scalars(
        select(PARTICIPANT.c.id).where(PARTICIPANT.c.workshop_id == workshop.id).order_by(PARTICIPANT.c.id)
    )
    rows = connection.execute(select(*TOLD, *ASKED, *LEFT).where(NOTE.c.group_id.in_(list(groups))))
    notes = sorted(
        (groups[row.group_id], row.created_at, row.id)
        for row in rows
        if may_read(viewer, row)
        and (not row.gone or (history and not is_erased(row.kind, row.text, row.card, row.points)))
    )
    return Numbers(workshop.id, groups, numbers_of(people), numbers_of(note for _, _, note in notes))


def numbers_of(ids: Iterable[Any]) -> dict[Any, int]:
    return {each: number for number, each in enumerate(ids, start=1)}


@dataclass(frozen=True, slots=True)
class Ids:
    """The new ids of a workshop that is brought in, by number."""

    space: UUID
    groups: dict[int, int]
    people: dict[int, int]
    notes: list[str]

    def note(self, number: int | None) -> str | None:
        return None if number is None else self.notes[number - 1]

    def person(self, number: int | None) -> int | None:
        return None if number is None else self.people[number]

    def change(self, number: int | None) -> str | None:
        return None if number is None else self.new("change", number)

    def new(self, *of: object) -> str:
        """An id of something in this workshop, always the same for the same."""
        return str(uuid5(self.space, " ".join(map(str, of))))


def note_ids(space: UUID, tilts: Iterable[int]) -> list[str]:
    """New ids for the notes of a workshop, in an order that is also theirs, so that equally old ones stay in order.

    How a post-it is tilted follows from its id (`board/views.py`), and stays as it was.
    """
    tilted = list(tilts)
    made = sorted(str(uuid5(space, f"note {number}")) for number in range(len(tilted)))
    return [f"{each[:-2]}{tail(int(each[-2:], 16), tilt):02x}" for each, tilt in zip(made, tilted, strict=True)]


def tail(end: int, tilt: int) -> int:
    """The nearest two digits at the end of an id with which a post-it is tilted so."""
    return min(end - end % 3, 252) + tilt + 1
