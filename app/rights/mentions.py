"""Where others have written a person's name: only a human being can tell whether that is this person."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from app.kits.copies import kit_of
from app.model import GROUP, NOTE
from app.rights.taking_out import holds
from app.visibility import Viewer, may_read

SHORT = 80
"""How much of a note is told, so that it is recognised."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A note that somebody else wrote, with the name in it: in which group, on which sheet, how it begins."""

    group: str
    number: int
    says: str


def mentions(connection: Connection, viewer: Viewer, workshop: Row[Any], person: Row[Any]) -> list[Mention]:
    """The notes in which the person's name stands as a word, but for their own."""
    kit, name = kit_of(connection, workshop.kit_digest), {person.name}
    named = or_(*(column.icontains(person.name, autoescape=True) for column in (NOTE.c.text, NOTE.c.whom)))
    there = select(NOTE, GROUP.c.name.label("group")).join(GROUP, GROUP.c.id == NOTE.c.group_id)
    mine = (GROUP.c.workshop_id == workshop.id) & NOTE.c.gone.is_(False) & named
    rows = connection.execute(there.where(mine).order_by(GROUP.c.number, NOTE.c.created_at))
    return [
        Mention(row.group, kit.number(row.sheet), " · ".join(part for part in (row.text[:SHORT], row.whom) if part))
        for row in rows
        if row.author_id != person.id
        and may_read(viewer, row)
        and any(holds(said, name, whole=False) for said in (row.text, row.whom))
    ]
