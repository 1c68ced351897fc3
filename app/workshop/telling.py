"""What a facilitator tells groups beside their sheets: a message, a call for attention, that help has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from app.model import MESSAGE, now
from app.refusals import NotFound
from app.texts import tidy
from app.timing.clocks import Winding, wind
from app.workshop.groups import groups_of, notify
from app.workshop.workshops import hold_open


def groups_told(connection: Connection, workshop_id: int, numbers: frozenset[int] | None) -> Sequence[Row[Any]]:
    """The groups with these numbers, or all, of a workshop that goes on. Raises NotFound, WorkshopClosed."""
    hold_open(connection, workshop_id)
    groups = [group for group in groups_of(connection, workshop_id) if numbers is None or group.number in numbers]
    if not groups or len(groups) < len(numbers or ()):
        raise NotFound
    return groups


@dataclass(slots=True, frozen=True)
class Telling:
    """A message for the groups with these numbers, or all."""

    workshop_id: int
    write: str
    text: str
    groups: frozenset[int] | None = None


def tell(connection: Connection, said: Telling) -> list[int]:
    """Say it, once. Returns the groups to ring. Raises EmptyNote, TooLong, NotFound, WorkshopClosed."""
    text = tidy(said.text)
    groups = groups_told(connection, said.workshop_id, said.groups)
    for group in groups:
        mine = (MESSAGE.c.id == said.write) & (MESSAGE.c.group_id == group.id)
        if connection.scalar(select(MESSAGE.c.id).where(mine)) is None:
            connection.execute(MESSAGE.insert().values(id=said.write, group_id=group.id, text=text, at=now()))
            notify(connection, group.id)
    return [group.id for group in groups]


@dataclass(slots=True, frozen=True)
class Calling:
    """That groups shall look up, or need not any longer."""

    workshop_id: int
    calling: bool
    groups: frozenset[int] | None = None


def call(connection: Connection, said: Calling) -> list[int]:
    """Call them, or end it. Returns the groups to ring."""
    groups = [g for g in groups_told(connection, said.workshop_id, said.groups) if g.calling != said.calling]
    for group in groups:
        notify(connection, group.id, calling=said.calling)
    return [group.id for group in groups]


@dataclass(slots=True, frozen=True)
class Helped:
    """That the group with a number has been helped."""

    workshop_id: int
    number: int


def help_has_come(connection: Connection, said: Helped) -> list[int]:
    """Forget that it asked. Returns the groups to ring."""
    groups = groups_told(connection, said.workshop_id, frozenset({said.number}))
    for group in groups:
        notify(connection, group.id, help_at=None)
    return [group.id for group in groups]


@dataclass(slots=True, frozen=True)
class ClockWish:
    """What is to be done with the clocks of the groups with these numbers, or of all."""

    workshop_id: int
    winding: Winding
    groups: frozenset[int] | None = None


def wind_clocks(connection: Connection, wish: ClockWish) -> list[int]:
    """Do it with all that have such a clock. Returns the groups to ring. Raises NotFound where none has."""
    groups = groups_told(connection, wish.workshop_id, wish.groups)
    wound = []
    for group in groups:
        try:
            wind(connection, group.id, wish.winding)
        except NotFound:
            continue
        notify(connection, group.id)
        wound.append(group.id)
    if not wound:
        raise NotFound
    return wound
