"""The groups of a workshop: found, held, numbered, told of what a facilitator does, their silent notes turned over."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from app.model import BOARD, GROUP, NOTE, PARTICIPANT
from app.refusals import NotFound

PLENARY = 0
"""The number of the group that nobody sits in: what is written in plenary lies on its boards."""


def inserted(connection: Connection, table: Any, **values: Any) -> int:
    """Insert a row; its new id."""
    key = connection.execute(table.insert().values(**values)).inserted_primary_key
    return int(key[0]) if key else 0


def add_group(connection: Connection, workshop_id: int, number: int, name: str, sheet: str) -> int:
    """A group on its first board."""
    group_id = inserted(
        connection, GROUP, workshop_id=workshop_id, number=number, name=name, sheet=sheet, version=1, moved=1
    )
    connection.execute(BOARD.insert().values(group_id=group_id, sheet=sheet, step=0, version=1))
    return group_id


def groups_of(connection: Connection, workshop_id: int) -> Sequence[Row[Any]]:
    """A workshop's groups, by number; not the plenary."""
    mine = (GROUP.c.workshop_id == workshop_id) & (GROUP.c.number > PLENARY)
    return connection.execute(select(GROUP).where(mine).order_by(GROUP.c.number)).all()


def plenary_of(connection: Connection, workshop: Row[Any]) -> Row[Any]:
    """The plenary of a workshop (its held row), made when it is first asked for."""
    mine = select(GROUP).where(GROUP.c.workshop_id == workshop.id, GROUP.c.number == PLENARY)
    found = connection.execute(mine).one_or_none()
    if found is None:
        add_group(connection, workshop.id, PLENARY, "", workshop.sheet)
        return connection.execute(mine).one()
    return found


def heard_in(connection: Connection, workshop_id: int) -> frozenset[int]:
    """The ids of all groups of a workshop, the plenary too: whose bells those hear who follow the whole."""
    return frozenset(connection.scalars(select(GROUP.c.id).where(GROUP.c.workshop_id == workshop_id)))


def group_by_number(connection: Connection, workshop_id: int, number: int) -> Row[Any]:
    """One group of a workshop. Raises NotFound."""
    for group in groups_of(connection, workshop_id):
        if group.number == number:
            return group
    raise NotFound


def seated_in(connection: Connection, group_id: int) -> Sequence[int]:
    """The ids of those who sit in a group."""
    return connection.scalars(select(PARTICIPANT.c.id).where(PARTICIPANT.c.group_id == group_id)).all()


def hold_group(connection: Connection, group_id: int) -> Row[Any]:
    """A group as it is now; whoever else would change something in it waits for our commit. Raises NotFound."""
    held = select(GROUP).where(GROUP.c.id == group_id).with_for_update(key_share=True)
    row = connection.execute(held).one_or_none()
    if row is None:
        raise NotFound
    return row


def next_version(connection: Connection, group_id: int) -> int:
    """Raise a group's counter; the new version."""
    raised = update(GROUP).where(GROUP.c.id == group_id).values(version=GROUP.c.version + 1).returning(GROUP.c.version)
    return int(connection.execute(raised).scalar_one())


def show_anew(connection: Connection, group_id: int, **values: object) -> int:
    """Let a group's boards be drawn anew as a whole, as after a move; the version of that."""
    version = next_version(connection, group_id)
    connection.execute(update(GROUP).where(GROUP.c.id == group_id).values(moved=version, **values))
    return version


def notify(connection: Connection, group_id: int, **values: object) -> int:
    """Let a group's boards show its notice anew, and change of the group what it tells; the version of that."""
    version = next_version(connection, group_id)
    connection.execute(update(GROUP).where(GROUP.c.id == group_id).values(noticed=version, **values))
    return version


def reveal(connection: Connection, group_id: int, sheet: str | None, version: int) -> None:
    """Turn over a group's hidden notes, on one sheet or all."""
    hidden = update(NOTE).where(NOTE.c.group_id == group_id, NOTE.c.hidden)
    if sheet is not None:
        hidden = hidden.where(NOTE.c.sheet == sheet)
    connection.execute(hidden.values(hidden=False, version=version))
