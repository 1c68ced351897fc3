"""Taking back one's own last acts on a sheet, one after another, whatever others have done to other notes.

An undo is a change like any other: it is logged, gets a version, and says which change it took back.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, update

from app.board.messages import UndoWrite
from app.board.notes import Stored
from app.model import CHANGE, GROUP, NOTE, PARTICIPANT, WORKSHOP, now
from app.refusals import ChangedSince, NotFound, NothingToUndo, WorkshopClosed
from app.workshop.workshops import next_version

FARTHEST = 50
"""How many of one's own acts on a sheet can be taken back."""


@dataclass(slots=True, frozen=True)
class Undoing:
    """Somebody's wish to take back their last act on a sheet."""

    participant_id: int
    message: UndoWrite


def undo(connection: Connection, undoing: Undoing) -> Stored:
    """Take back one act. Raises NothingToUndo; ChangedSince where somebody has changed the same note after it."""
    message = undoing.message
    group = group_of(connection, undoing.participant_id)
    if connection.scalar(select(CHANGE.c.id).where(CHANGE.c.id == message.write)) is not None:
        return Stored(group, message.write, None)
    act = last_act(connection, undoing.participant_id, message.sheet)
    if changed_by_others(connection, act, undoing.participant_id):
        raise ChangedSince
    version = next_version(connection, group)
    state = state_before(connection, act)
    text = {"text_version": version, "text_by": undoing.participant_id} if "text" in state else {}
    connection.execute(
        update(NOTE).where(NOTE.c.id == act.note_id).values(version=version, changed_at=now(), **state, **text)
    )
    connection.execute(
        CHANGE.insert().values(
            id=message.write,
            group_id=group,
            version=version,
            note_id=act.note_id,
            sheet=message.sheet,
            who=undoing.participant_id,
            at=now(),
            state=act.state | state,
            undoes=act.id,
        )
    )
    return Stored(group, message.write, version)


def group_of(connection: Connection, participant_id: int) -> int:
    """The participant's group, held so that its versions come in order. Raises NotFound, WorkshopClosed."""
    row = connection.execute(
        select(GROUP.c.id, WORKSHOP.c.closed_at)
        .join(PARTICIPANT, PARTICIPANT.c.group_id == GROUP.c.id)
        .join(WORKSHOP, WORKSHOP.c.id == GROUP.c.workshop_id)
        .where(PARTICIPANT.c.id == participant_id)
        .with_for_update(of=GROUP, key_share=True)
    ).one_or_none()
    if row is None:
        raise NotFound
    if row.closed_at is not None:
        raise WorkshopClosed
    return int(row.id)


def last_act(connection: Connection, participant_id: int, sheet: str) -> Row[Any]:
    """The newest of the participant's acts on the sheet that has not been taken back."""
    mine = (CHANGE.c.who == participant_id) & (CHANGE.c.sheet == sheet)
    acts = connection.execute(
        select(CHANGE).where(mine, CHANGE.c.undoes.is_(None)).order_by(CHANGE.c.version.desc()).limit(FARTHEST)
    ).all()
    undone = set(connection.scalars(select(CHANGE.c.undoes).where(mine, CHANGE.c.undoes.is_not(None))))
    for act in acts:
        if act.id not in undone:
            return act
    raise NothingToUndo


def changed_by_others(connection: Connection, act: Row[Any], participant_id: int) -> bool:
    """Whether somebody else has changed the act's note after it."""
    later = (CHANGE.c.note_id == act.note_id) & (CHANGE.c.version > act.version)
    others = select(CHANGE.c.id).where(later, CHANGE.c.who.is_distinct_from(participant_id))
    return connection.scalar(others.limit(1)) is not None


def state_before(connection: Connection, act: Row[Any]) -> dict[str, Any]:
    """The note as it was before the act: as the change before left it, or gone if there was none."""
    before = connection.scalar(
        select(CHANGE.c.state)
        .where(CHANGE.c.note_id == act.note_id, CHANGE.c.version < act.version)
        .order_by(CHANGE.c.version.desc())
        .limit(1)
    )
    return before if before is not None else {"gone": True}
