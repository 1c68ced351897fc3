"""Appointing: facilitators give others the role, take it away again, and come back to it on another machine."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from app.model import FACILITATOR
from app.refusals import FacilitatorNameTaken, NotFound, TooManyFacilitators, WrongKey
from app.workshop.facilitators import Secrets, add_facilitator, facilitators_of
from app.workshop.groups import group_by_number, groups_of, show_anew
from app.workshop.joining import tidy_name
from app.workshop.workshops import hold

MOST_FACILITATORS = 60
LONGEST_NAME = 60


@dataclass(frozen=True)
class Appointment:
    """That somebody else is to lead too: the whole workshop, or only the group with a number."""

    workshop_id: int
    name: str
    number: int | None = None


def appoint(connection: Connection, wish: Appointment) -> Secrets:
    """Give them the role. Raises FacilitatorNameTaken, also for a form sent twice; NotFound, TooManyFacilitators."""
    hold(connection, wish.workshop_id)
    name = tidy_name(wish.name, LONGEST_NAME)
    others = facilitators_of(connection, wish.workshop_id)
    if name.casefold() in {other.name.casefold() for other in others}:
        raise FacilitatorNameTaken
    if len(others) >= MOST_FACILITATORS:
        raise TooManyFacilitators
    number = wish.number
    group_id = None if number is None else group_by_number(connection, wish.workshop_id, number).id
    return add_facilitator(connection, wish.workshop_id, name=name, group_id=group_id)


@dataclass(frozen=True)
class Dismissal:
    """That a holder is to lead no longer. `by` is the row of who says so, who cannot dismiss themselves."""

    workshop_id: int
    by: int
    holder: int


def dismiss(connection: Connection, wish: Dismissal) -> list[int]:
    """Take the role from a holder on all their machines, once. Returns the groups to ring. Raises NotFound."""
    workshop = hold(connection, wish.workshop_id)
    mine = FACILITATOR.c.workshop_id == workshop.id
    own = connection.execute(select(FACILITATOR).where(mine, FACILITATOR.c.id == wish.by)).one()
    if wish.holder == (own.holder or own.id):
        raise NotFound
    theirs = (FACILITATOR.c.id == wish.holder) | (FACILITATOR.c.holder == wish.holder)
    if not connection.execute(delete(FACILITATOR).where(mine, theirs)).rowcount:
        return []
    groups = groups_of(connection, workshop.id)
    for group in groups:
        show_anew(connection, group.id)
    return [group.id for group in groups]


@dataclass(frozen=True)
class Rescue:
    """Somebody who types a rescue code (its hash) on another machine."""

    workshop_id: int
    rescue_hash: str


def rescue(connection: Connection, wish: Rescue) -> str:
    """A token of one's own for the same role; the first machine's goes on working. Raises WrongKey."""
    mine = (FACILITATOR.c.rescue_hash == wish.rescue_hash) & (FACILITATOR.c.workshop_id == wish.workshop_id)
    row = connection.execute(select(FACILITATOR).where(mine)).one_or_none()
    if row is None:
        raise WrongKey
    holder = row.holder or row.id
    return add_facilitator(connection, wish.workshop_id, name=row.name, group_id=row.group_id, holder=holder).token
