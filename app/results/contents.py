"""What the results hold: the report as it is shared with those who took part, and when that may be another."""

from typing import Any

from sqlalchemy import Connection, Row, select

from app.kits.copies import kit_of
from app.model import GROUP, WORKSHOP
from app.report.parts import Scope
from app.visibility import asked_of, may_project
from app.workshop.groups import groups_of

State = tuple[Any, ...]


def shared(group: int | None = None) -> Scope:
    """What those who took part may read of a report: all of it, or of the group with a number."""
    return Scope(groups=None if group is None else frozenset({group}), shared=True)


def unconsented(connection: Connection, workshop: Row[Any]) -> list[tuple[str, list[int]]]:
    """The names of the groups that have not let something be shown, each with the numbers of those sheets."""
    number = kit_of(connection, workshop.kit_digest).number
    asked = ((group, asked_of(group)) for group in groups_of(connection, workshop.id))
    found = ((group.name, [number(key) for key in keys if not may_project(group, key)]) for group, keys in asked)
    return [(name, sorted(numbers)) for name, numbers in found if numbers]


def state_of(connection: Connection, workshop_id: int) -> State:
    """What is another thing when the results may be."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == workshop_id)).one_or_none()
    groups = connection.execute(select(GROUP).where(GROUP.c.workshop_id == workshop_id).order_by(GROUP.c.id))
    return (workshop and tuple(workshop), *((row.id, row.version, row.name, row.asked) for row in groups))
