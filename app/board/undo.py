"""Taking back one's own last acts on a sheet, one after another, whatever others have done to other notes.

An undo is a change like any other: it is logged, gets a version, and says which change it took back. An act that
changed several notes is taken back as one.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from app.board.authors import Author, asker
from app.board.following import act_of
from app.board.messages import Said, UndoWrite
from app.board.notes import Stored
from app.model import CHANGE, NOTE, now
from app.refusals import ChangedSince, NothingToUndo
from app.workshop.groups import next_version

FARTHEST = 50
"""How many of one's own acts on a sheet can be taken back."""


def undo(connection: Connection, said: Said[UndoWrite]) -> Stored:
    """Take back one act. Raises NothingToUndo; ChangedSince where somebody has changed the same note after it."""
    message = said.message
    me = asker(connection, said)
    if connection.scalar(select(CHANGE.c.id).where(CHANGE.c.id == message.write)) is not None:
        return Stored(me.group_id, message.write, None)
    mine = by(me, message.sheet)
    act = last_act(connection, mine)
    if any(changed_by_others(connection, change, me) for change in act):
        raise ChangedSince
    version = 0
    for change in act:
        version = take_back(connection, change, me, message.write)
    return Stored(me.group_id, message.write, version)


def by(me: Author, sheet: str) -> ColumnElement[bool]:
    """Which changes on a sheet are this person's."""
    whose = CHANGE.c.mark == me.mark(sheet) if me.anonymous else CHANGE.c.who == me.id
    return whose & (CHANGE.c.group_id == me.group_id) & (CHANGE.c.sheet == sheet) & (CHANGE.c.note_id != "")


def last_act(connection: Connection, mine: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """The changes of the person's newest act that has not been taken back, the last first. Raises NothingToUndo."""
    changes = connection.execute(
        select(CHANGE).where(mine, CHANGE.c.undoes.is_(None)).order_by(CHANGE.c.version.desc()).limit(20 * FARTHEST)
    ).all()
    undone = set(connection.scalars(select(CHANGE.c.undoes).where(mine, CHANGE.c.undoes.is_not(None))))
    acts: dict[str, list[Row[Any]]] = {}
    for change in changes:
        acts.setdefault(change.act, []).append(change)
    for act in list(acts.values())[:FARTHEST]:
        left = [change for change in act if change.id not in undone]
        if left:
            return left
    raise NothingToUndo


def changed_by_others(connection: Connection, change: Row[Any], me: Author) -> bool:
    """Whether somebody else has changed the same note after it."""
    later = (CHANGE.c.note_id == change.note_id) & (CHANGE.c.version > change.version)
    own = me.mark(change.sheet) if me.anonymous else me.id
    other = (CHANGE.c.mark if me.anonymous else CHANGE.c.who).is_distinct_from(own)
    return connection.scalar(select(CHANGE.c.id).where(later, other).limit(1)) is not None


def take_back(connection: Connection, change: Row[Any], me: Author, write: str) -> int:
    """Let a note be as it was before a change; returns the version."""
    version = next_version(connection, me.group_id)
    state, mark = state_before(connection, change), me.mark(change.sheet)
    text = {"text_version": version, "text_by": me.named, "mark": mark} if "text" in state else {}
    connection.execute(
        update(NOTE).where(NOTE.c.id == change.note_id).values(version=version, changed_at=now(), **state, **text)
    )
    is_first = connection.scalar(select(CHANGE.c.id).where(CHANGE.c.id == write)) is None
    connection.execute(
        CHANGE.insert().values(
            id=write if is_first else act_of(write, change.id),
            group_id=me.group_id,
            version=version,
            note_id=change.note_id,
            sheet=change.sheet,
            who=me.named,
            mark=mark,
            act=write,
            at=now(),
            state=change.state | state,
            undoes=change.id,
        )
    )
    return version


def state_before(connection: Connection, change: Row[Any]) -> dict[str, Any]:
    """The note as it was before the change: as the one before left it, or gone if there was none."""
    before = connection.scalar(
        select(CHANGE.c.state)
        .where(CHANGE.c.note_id == change.note_id, CHANGE.c.version < change.version)
        .order_by(CHANGE.c.version.desc())
        .limit(1)
    )
    return before if before is not None else {"gone": True}
