"""A group moving on its own sheet, by itself or by a facilitator. (Between sheets: `moves.py`.)

Both name where to go, never "next", so that doing it twice is the same as once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from app.board.authors import asker
from app.board.messages import Said, StepWrite
from app.board.votes import count_votes
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.model import BOARD, GROUP, WORKSHOP
from app.refusals import NotFound, NotYet, StepsAreLed
from app.timing import clocks
from app.workshop.groups import hold_group, next_version, notify, reveal
from app.workshop.telling import groups_told
from app.workshop.workshops import ANYONE, hold


def move_step(connection: Connection, said: Said[StepWrite]) -> int:
    """Bring a group to a step of the sheet it is on. Returns the group. Raises StepsAreLed where a facilitator does."""
    me = asker(connection, said)
    row = connection.execute(
        select(WORKSHOP.c.steps_by).join(GROUP, GROUP.c.workshop_id == WORKSHOP.c.id).where(GROUP.c.id == me.group_id)
    ).one()
    if row.steps_by != ANYONE:
        raise StepsAreLed
    to_step(connection, me.group_id, kit_of(connection, me.digest), said.message)
    return me.group_id


@dataclass(slots=True, frozen=True)
class StepMove:
    """A facilitator's wish to bring the groups with these numbers, or all of a workshop, to a step."""

    workshop_id: int
    message: StepWrite
    groups: frozenset[int] | None = None


def lead_step(connection: Connection, move: StepMove) -> list[int]:
    """The same, by a facilitator. Returns the groups to ring. Raises NotFound, NotYet, WorkshopClosed."""
    workshop = hold(connection, move.workshop_id)
    kit = kit_of(connection, workshop.kit_digest)
    groups = [group.id for group in groups_told(connection, workshop.id, move.groups)]
    for group_id in groups:
        hold_group(connection, group_id)
        to_step(connection, group_id, kit, move.message)
    return groups


def to_step(connection: Connection, group_id: int, kit: Kit, message: StepWrite) -> None:
    """Let a group that is held be at a step. What was hidden turns over, votes are counted. Raises NotFound, NotYet."""
    sheet = connection.scalar(select(GROUP.c.sheet).where(GROUP.c.id == group_id))
    if sheet != message.sheet:
        raise NotYet
    worksheet = kit.sheets_by_key[message.sheet]
    if not 0 <= message.step < len(worksheet.steps):
        raise NotFound
    here = (BOARD.c.group_id == group_id) & (BOARD.c.sheet == message.sheet)
    if connection.scalar(select(BOARD.c.step).where(here)) == message.step:
        return
    version = next_version(connection, group_id)
    connection.execute(update(BOARD).where(here).values(step=message.step, version=version))
    if not worksheet.hides(message.step):
        reveal(connection, group_id, message.sheet, version)
    count_votes(connection, group_id, worksheet, message.step, version)
    clocks.stop(connection, group_id, clocks.STEP)
    notify(connection, group_id)


def reached(connection: Connection, group_id: int) -> Sequence[str]:
    """The sheets a group has been on."""
    return connection.execute(select(BOARD.c.sheet).where(BOARD.c.group_id == group_id)).scalars().all()
