"""Copying: a new workshop with what was decided for another, and nothing of what happened in it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.kits.copies import kit_of
from app.timing.agenda import before_any_delay, kept, read
from app.workshop.groups import groups_of
from app.workshop.workshops import Made, NewWorkshop, create, hold


@dataclass(frozen=True)
class Copying:
    """A facilitator's wish for a new workshop like theirs, with what they say of it themselves."""

    workshop_id: int
    title: str
    held_on: date
    delete_on: date
    starts_at: int
    made_with: str


def copy(connection: Connection, wish: Copying) -> Made:
    """Make it: the kit, the settings, the groups' names and the time plan are the same. Nobody is in it."""
    workshop = hold(connection, wish.workshop_id)
    plan = NewWorkshop(
        kit_of(connection, workshop.kit_digest),
        wish.title,
        workshop.municipality,
        wish.held_on,
        wish.delete_on,
        tuple(group.name for group in groups_of(connection, workshop.id)),
        made_with=wish.made_with,
        steps_by=workshop.steps_by,
        anonymous=workshop.anonymous,
        starts_at=wish.starts_at,
        agenda=kept(before_any_delay(read(workshop.agenda))) if workshop.agenda else "",
        evaluation_in_report=workshop.evaluation_in_report,
        place=workshop.place,
        language=workshop.language,
    )
    return create(connection, plan)
