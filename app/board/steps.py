"""A group moving on its own sheet, and the facilitator moving groups between sheets.

Both name where to go, never "next", so that doing it twice is the same as once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from app.board.messages import StepWrite
from app.kits.copies import kit_of
from app.model import BOARD, GROUP, PARTICIPANT, WORKSHOP
from app.refusals import NotFound, NotYet, WorkshopClosed
from app.workshop.workshops import groups_of, hold, next_version, reveal


@dataclass(slots=True, frozen=True)
class Stepping:
    """Somebody's wish to move their group's step."""

    participant_id: int
    message: StepWrite


def move_step(connection: Connection, stepping: Stepping) -> int:
    """Bring a group to a step of the sheet it is on; leaving a silent step reveals its notes. Returns the group."""
    message = stepping.message
    row = connection.execute(
        select(GROUP.c.id, GROUP.c.sheet, WORKSHOP.c.kit_digest, WORKSHOP.c.closed_at)
        .join(PARTICIPANT, PARTICIPANT.c.group_id == GROUP.c.id)
        .join(WORKSHOP, WORKSHOP.c.id == GROUP.c.workshop_id)
        .where(PARTICIPANT.c.id == stepping.participant_id)
        .with_for_update(of=GROUP, key_share=True)
    ).one_or_none()
    if row is None:
        raise NotFound
    if row.closed_at is not None:
        raise WorkshopClosed
    if row.sheet != message.sheet:
        raise NotYet
    steps = kit_of(connection, row.kit_digest).sheets_by_key[row.sheet].steps
    if not 0 <= message.step < len(steps):
        raise NotFound
    set_step(connection, row.id, row.sheet, message.step, silent=steps[message.step].silent)
    return int(row.id)


def set_step(connection: Connection, group_id: int, sheet: str, step: int, *, silent: bool) -> None:
    here = (BOARD.c.group_id == group_id) & (BOARD.c.sheet == sheet)
    if connection.scalar(select(BOARD.c.step).where(here)) == step:
        return
    version = next_version(connection, group_id)
    connection.execute(update(BOARD).where(here).values(step=step, version=version))
    if not silent:
        reveal(connection, group_id, sheet, version)


@dataclass(slots=True, frozen=True)
class Move:
    """A facilitator's wish to bring all groups to a sheet."""

    workshop_id: int
    sheet: str


def move_sheet(connection: Connection, move: Move) -> list[int]:
    """Bring a workshop and all its groups to a sheet; nothing is lost by going back. Returns the groups to ring."""
    workshop_id, sheet = move.workshop_id, move.sheet
    row = hold(connection, workshop_id)
    if row.closed_at is not None:
        raise WorkshopClosed
    if sheet not in kit_of(connection, row.kit_digest).sheets_by_key:
        raise NotFound
    connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == workshop_id).values(sheet=sheet))
    groups = [group for group in groups_of(connection, workshop_id) if group.sheet != sheet]
    for group in groups:
        move_group(connection, group.id, group.sheet, sheet)
    return [group.id for group in groups]


def move_group(connection: Connection, group_id: int, left: str, sheet: str) -> None:
    """Lay another sheet before a group. What was written in silence on the one it leaves is turned over."""
    version = next_version(connection, group_id)
    connection.execute(update(GROUP).where(GROUP.c.id == group_id).values(sheet=sheet, moved=version))
    reveal(connection, group_id, left, version)
    known = connection.scalar(select(BOARD.c.step).where(BOARD.c.group_id == group_id, BOARD.c.sheet == sheet))
    if known is None:
        connection.execute(BOARD.insert().values(group_id=group_id, sheet=sheet, step=0, version=version))


def reached(connection: Connection, group_id: int) -> Sequence[str]:
    """The sheets a group has been on."""
    return connection.execute(select(BOARD.c.sheet).where(BOARD.c.group_id == group_id)).scalars().all()
