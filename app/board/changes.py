"""What is newer than a cursor in a group: read once for all who listen to it, and for many groups at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, bindparam, or_, select
from sqlalchemy.sql import Select

from app.board.laying import Laying, is_laying, layings
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.model import ANSWER, BOARD, GROUP, NOTE, PARTICIPANT, SHARED_TEXT, WORKSHOP

FARTHEST = 10**15
"""No version is beyond this; a database could not even be asked about some numbers."""


@dataclass(slots=True)
class Changes:
    """What is newer than `since` in a group; where a board is, all its answers, and who has laid down what there.

    `voted` are the notes with counted dots, where one of them is newer, or a board.
    """

    since: int
    group: Row[Any]
    workshop: Row[Any]
    kit: Kit
    notes: list[Row[Any]] = field(default_factory=list)
    people: list[Row[Any]] = field(default_factory=list)
    boards: list[Row[Any]] = field(default_factory=list)
    answers: list[Row[Any]] = field(default_factory=list)
    voted: list[Row[Any]] = field(default_factory=list)
    texts: list[Row[Any]] = field(default_factory=list)
    layings: dict[str, Laying] = field(default_factory=dict)

    @property
    def is_laying(self) -> bool:
        """Whether a board that is newer has come to where each lays down their own."""
        return any(is_laying(self.kit.sheets_by_key[row.sheet], row.step) for row in self.boards)

    @property
    def may_tell_votes(self) -> bool:
        """Whether something is newer that the list of what was voted tells of."""
        return bool(self.boards) or any(row.votes for row in self.notes)


@lru_cache
def newer(table_name: str, groups: int) -> Select[Any]:
    """The rows of a table newer than each of `groups` cursors (parameters g0, v0, g1, …)."""
    table = {"note": NOTE, "participant": PARTICIPANT, "board": BOARD, "shared_text": SHARED_TEXT}[table_name]
    terms = [
        (table.c.group_id == bindparam(f"g{n}")) & (table.c.version > bindparam(f"v{n}", type_=BigInteger))
        for n in range(groups)
    ]
    return select(table).where(or_(*terms))


GROUPS = select(GROUP).where(GROUP.c.id.in_(bindparam("ids", expanding=True)))
WORKSHOPS = select(WORKSHOP).where(WORKSHOP.c.id.in_(bindparam("ids", expanding=True)))
ANSWERS = select(ANSWER).where(ANSWER.c.group_id.in_(bindparam("ids", expanding=True)))
"""All answers of some groups: each of them makes its board newer."""

VOTED = (
    select(NOTE)
    .where(NOTE.c.group_id.in_(bindparam("ids", expanding=True)), NOTE.c.votes > 0, NOTE.c.gone.is_(False))
    .order_by(NOTE.c.votes.desc(), NOTE.c.created_at, NOTE.c.id)
)
"""The notes of some groups that were given dots, where the votes are counted; those with most first."""

ROWS = (("note", "notes"), ("participant", "people"), ("board", "boards"), ("shared_text", "texts"))


def changes(connection: Connection, since: Mapping[int, int]) -> dict[int, Changes]:
    """What is newer in each group than the given cursor, read at once. Groups that are no more are left out."""
    groups = connection.execute(GROUPS, {"ids": list(since)}).all()
    ids = {group.workshop_id for group in groups}
    workshops = {row.id: row for row in connection.execute(WORKSHOPS, {"ids": list(ids)})}
    found = {
        group.id: Changes(
            since[group.id],
            group,
            workshops[group.workshop_id],
            kit_of(connection, workshops[group.workshop_id].kit_digest),
        )
        for group in groups
    }
    for name, kind in ROWS:
        for row in newer_rows(connection, name, list(since.items())):
            if row.group_id in found:
                getattr(found[row.group_id], kind).append(row)
    learn_answers(connection, found)
    return found


def learn_answers(connection: Connection, found: dict[int, Changes]) -> None:
    """Take in what a newer board tells of besides: answers, how far a laying down has come, what was voted."""
    answered = [group for group, each in found.items() if each.boards]
    if answered:
        for row in connection.execute(ANSWERS, {"ids": answered}):
            found[row.group_id].answers.append(row)
    laying = [group for group, each in found.items() if each.is_laying]
    if laying:
        for (group, sheet), how_far in layings(connection, laying).items():
            found[group].layings[sheet] = how_far
    telling = [group for group, each in found.items() if each.may_tell_votes]
    if telling:
        for row in connection.execute(VOTED, {"ids": telling}):
            found[row.group_id].voted.append(row)


def newer_rows(connection: Connection, table_name: str, cursors: Sequence[tuple[int, int]]) -> Iterable[Row[Any]]:
    """The rows of a table newer than each (group, version)."""
    for some in (cursors[at : at + 16] for at in range(0, len(cursors), 16)):
        # Padding to two sizes lets SQLAlchemy compile each statement twice in all, not once per number of groups.
        size = 1 if len(some) == 1 else 16
        padded = [*some, *[(-1, 0)] * (size - len(some))]
        values = {f"g{n}": g for n, (g, _) in enumerate(padded)} | {f"v{n}": v for n, (_, v) in enumerate(padded)}
        yield from connection.execute(newer(table_name, size), values)


def on_sheet(changes: Changes, since: int, sheet: str) -> Iterable[Row[Any]]:
    return (row for row in changes.notes if row.version > since and row.sheet == sheet)
