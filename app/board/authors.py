"""Who acts at a table: a participant, and what of their group and workshop their acts depend on."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, bindparam, select

from app.board.messages import Said
from app.marks import mark
from app.model import PARTICIPANT, WORKSHOP
from app.refusals import NotFound, WorkshopClosed
from app.workshop.groups import hold_group


@dataclass(slots=True)
class Author:
    """A participant, and what of their group and workshop their writes depend on.

    `perspective` is what their notes are told from: None where nothing may tell who wrote them, for a group may have
    one person only with a perspective.
    """

    id: int
    group_id: int
    perspective: str | None
    digest: str
    closed: bool
    anonymous: bool
    secret: str = field(default="", repr=False)

    @property
    def named(self) -> int | None:
        """What may be kept of who it was."""
        return None if self.anonymous else self.id

    def mark(self, sheet: str) -> str | None:
        """What is kept instead: only this person's browser can make it again."""
        return mark(self.secret, self.group_id, sheet) if self.anonymous and self.secret else None

    def voter(self, sheet: str, step: int) -> str:
        """What this person's answers stand under. Who joined before browsers held secrets has one by their number."""
        return mark(self.secret or f"person {self.id}", self.group_id, sheet, step)


def among(name: str) -> Any:
    return bindparam(name, expanding=True)


AUTHORS = (
    select(
        PARTICIPANT.c.id,
        PARTICIPANT.c.group_id,
        PARTICIPANT.c.perspective,
        WORKSHOP.c.kit_digest,
        WORKSHOP.c.closed_at,
        WORKSHOP.c.anonymous,
    )
    .join(WORKSHOP, WORKSHOP.c.id == PARTICIPANT.c.workshop_id)
    .where(PARTICIPANT.c.id.in_(among("ids")))
)


def authors(connection: Connection, ids: Iterable[int]) -> dict[int, Author]:
    """The participants with these ids who still are some."""
    return {
        row.id: Author(
            row.id,
            row.group_id,
            None if row.anonymous else row.perspective,
            row.kit_digest,
            row.closed_at is not None,
            bool(row.anonymous),
        )
        for row in connection.execute(AUTHORS, {"ids": list(ids)})
    }


def asker(connection: Connection, said: Said[Any]) -> Author:
    """Who says something, with their group held so that its versions come in order. Raises NotFound, WorkshopClosed."""
    me = authors(connection, [said.participant_id]).get(said.participant_id)
    if me is None:
        raise NotFound
    hold_group(connection, me.group_id)
    # As it is now: whoever closed the workshop may have held the group before us.
    if authors(connection, [me.id])[me.id].closed:
        raise WorkshopClosed
    return replace(me, secret=said.secret)
