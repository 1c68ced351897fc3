"""Who sits where: a facilitator moves, renames and removes people, and names and adds groups."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from app.kits.copies import kit_of
from app.model import GROUP, PARTICIPANT
from app.refusals import GroupNameTaken, NameTaken, NotFound, TooManyGroups
from app.timing.agenda import agenda_of, sheets_in_order
from app.workshop.groups import add_group, group_by_number, groups_of, next_version, notify, show_anew
from app.workshop.joining import names_in, tidy_name
from app.workshop.workshops import MOST_GROUPS, hold

LONGEST_GROUP_NAME = 60


def person_in(connection: Connection, workshop_id: int, person_id: int, group_id: int | None = None) -> Row[Any]:
    """A participant of a workshop, who sits in a certain group where one is named. Raises NotFound."""
    mine = (PARTICIPANT.c.id == person_id) & (PARTICIPANT.c.workshop_id == workshop_id)
    row = connection.execute(select(PARTICIPANT).where(mine)).one_or_none()
    if row is None or group_id not in (None, row.group_id):
        raise NotFound
    return row


@dataclass(slots=True, frozen=True)
class Seating:
    """That a person is to sit in the group with another number. What they have written stays where it lies."""

    workshop_id: int
    person_id: int
    number: int


def move_person(connection: Connection, wish: Seating) -> list[int]:
    """Move them. Returns the groups to ring. Raises NotFound, NameTaken."""
    hold(connection, wish.workshop_id)
    person = person_in(connection, wish.workshop_id, wish.person_id)
    group = group_by_number(connection, wish.workshop_id, wish.number)
    if group.id == person.group_id:
        return []
    if person.name.casefold() in names_in(connection, group.id):
        raise NameTaken
    show_anew(connection, person.group_id)
    seated = {"group_id": group.id, "writing": False, "editing": None, "version": next_version(connection, group.id)}
    connection.execute(update(PARTICIPANT).where(PARTICIPANT.c.id == person.id).values(**seated))
    return [person.group_id, group.id]


@dataclass(slots=True, frozen=True)
class PersonNaming:
    """That a person is to be called something else; only if they sit in the group with an id, where one is given."""

    workshop_id: int
    person_id: int
    name: str
    group_id: int | None = None


def rename_person(connection: Connection, wish: PersonNaming) -> list[int]:
    """Rename them. Returns the groups to ring. Raises NotFound, NameTaken, NotUnderstood, TooLong."""
    hold(connection, wish.workshop_id)
    person = person_in(connection, wish.workshop_id, wish.person_id, wish.group_id)
    name = tidy_name(wish.name)
    others = names_in(connection, person.group_id) - {person.name.casefold()}
    if name.casefold() in others:
        raise NameTaken
    version = next_version(connection, person.group_id)
    connection.execute(update(PARTICIPANT).where(PARTICIPANT.c.id == person.id).values(name=name, version=version))
    return [person.group_id]


@dataclass(slots=True, frozen=True)
class Removal:
    """That a person is to be no longer in the workshop (nor in the group with an id, where one is given).

    What they have written stays, without their name.
    """

    workshop_id: int
    person_id: int
    group_id: int | None = None


def remove_person(connection: Connection, wish: Removal) -> list[int]:
    """Remove them, once: no way in that they have works any longer. Returns the groups to ring."""
    hold(connection, wish.workshop_id)
    try:
        person = person_in(connection, wish.workshop_id, wish.person_id, wish.group_id)
    except NotFound:
        return []
    connection.execute(delete(PARTICIPANT).where(PARTICIPANT.c.id == person.id))
    show_anew(connection, person.group_id)
    return [person.group_id]


@dataclass(slots=True, frozen=True)
class GroupNaming:
    """That the group with a number is to be called something else."""

    workshop_id: int
    number: int
    name: str


def rename_group(connection: Connection, wish: GroupNaming) -> list[int]:
    """Rename it. Returns the groups to ring. Raises NotFound, GroupNameTaken, NotUnderstood, TooLong."""
    hold(connection, wish.workshop_id)
    group, name = group_by_number(connection, wish.workshop_id, wish.number), tidy_name(wish.name, LONGEST_GROUP_NAME)
    refuse_taken(connection, wish.workshop_id, name, group.number)
    show_anew(connection, group.id, name=name)
    return [group.id]


def refuse_taken(connection: Connection, workshop_id: int, name: str, number: int) -> None:
    """Raise GroupNameTaken where a group with another number is called so."""
    others = (group.name.casefold() for group in groups_of(connection, workshop_id) if group.number != number)
    if name.casefold() in others:
        raise GroupNameTaken


@dataclass(slots=True, frozen=True)
class NewGroup:
    """One more group while the workshop runs, on the sheet where the workshop is, or `behind`, on its first.

    `number` is the one it gets, so that the same form sent twice makes one. Who begins behind goes its own way.
    """

    workshop_id: int
    number: int
    name: str
    behind: bool = False


def add_another(connection: Connection, wish: NewGroup) -> list[int]:
    """Add it, once. Returns all groups, to ring. Raises GroupNameTaken, NameTaken, NotFound, TooManyGroups."""
    workshop = hold(connection, wish.workshop_id)
    groups = groups_of(connection, workshop.id)
    name = tidy_name(wish.name, LONGEST_GROUP_NAME)
    if wish.number != len(groups) + 1:
        return []
    if len(groups) >= MOST_GROUPS:
        raise TooManyGroups
    refuse_taken(connection, workshop.id, name, 0)
    first = next(iter(sheets_in_order(agenda_of(workshop, kit_of(connection, workshop.kit_digest)))))
    made = add_group(connection, workshop.id, wish.number, name, first if wish.behind else workshop.sheet)
    is_behind = wish.behind and first != workshop.sheet
    connection.execute(update(GROUP).where(GROUP.c.id == made).values(held=is_behind))
    return [*(group.id for group in groups), made]


@dataclass(slots=True, frozen=True)
class Holding:
    """That a group goes its own way (`held`), so that it is not moved with the others; or no longer."""

    workshop_id: int
    number: int
    held: bool


def hold_back(connection: Connection, wish: Holding) -> list[int]:
    """Let it. Returns the groups to ring."""
    hold(connection, wish.workshop_id)
    group = group_by_number(connection, wish.workshop_id, wish.number)
    if group.held != wish.held:
        notify(connection, group.id, held=wish.held)
    return [group.id]
