"""Taking away the name of one person: what they wrote stays, and nothing tells any longer who wrote it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, update

from app.language import _
from app.model import CHANGE, NOTE, PARTICIPANT
from app.rights.whose import Traces
from app.workshop.groups import hold_group, next_version
from app.workshop.joining import names_in
from app.workshop.seating import person_in
from app.workshop.workshops import hold

NAMELESS = _("Deltaker {number}")


@dataclass(frozen=True, slots=True)
class Unnaming:
    """That a person's name is to be taken away, here and on all they wrote."""

    workshop_id: int
    person_id: int


def take_name(connection: Connection, wish: Unnaming) -> list[int]:
    """Do it; the same twice changes nothing the second time. Returns the groups to ring. Raises NotFound."""
    workshop = hold(connection, wish.workshop_id)
    person = person_in(connection, workshop.id, wish.person_id)
    rung = unlink(Traces(connection, workshop, person.id))
    return sorted({*rung, *rename(connection, person)})


def unlink(traces: Traces) -> list[int]:
    """Let no note and no line of the log say that it is this person's. Returns the groups where some did."""
    ask, them = traces.connection.execute, traces.person
    for group_id in traces.touched:
        hold_group(traces.connection, group_id)
        here = (NOTE.c.group_id == group_id) & ((NOTE.c.author_id == them) | (NOTE.c.text_by == them))
        ask(update(NOTE).where(here).values(version=next_version(traces.connection, group_id)))
        for column in (NOTE.c.author_id, NOTE.c.text_by):
            ask(update(NOTE).where(NOTE.c.group_id == group_id, column == them).values({column.name: None}))
        ask(update(CHANGE).where(CHANGE.c.group_id == group_id, CHANGE.c.who == them).values(who=None))
    return list(traces.touched)


def rename(connection: Connection, person: Row[Any]) -> list[int]:
    """Call the person by a number that nobody in the group is called by. Returns the group, where that is news."""
    if person.name.startswith(NAMELESS.format(number="").rstrip()):
        return []
    taken = names_in(connection, person.group_id)
    names = (NAMELESS.format(number=number) for number in range(1, len(taken) + 2))
    name = next(name for name in names if name.casefold() not in taken)
    version = next_version(connection, person.group_id)
    connection.execute(update(PARTICIPANT).where(PARTICIPANT.c.id == person.id).values(name=name, version=version))
    return [person.group_id]
