"""Taking back one's own last acts on a sheet, one after another, whatever others have done to other notes.

An undo is a change like any other: it is logged, gets a version, and says which change it took back. An act that
changed several notes is taken back as one.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from app.board.authors import Author, asker
from app.board.following import act_of
from app.board.ledger import KEPT
from app.board.messages import Said, UndoWrite
from app.board.notes import Stored
from app.board.settling import settling
from app.kits.copies import kit_of
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
    for change in act:
        take_back(connection, change, me, message.write)
    for change in act:
        for other, state in settling(connection, change.note_id, kit_of(connection, me.digest)):
            become(
                connection, change, other.id, {name: getattr(other, name) for name in KEPT} | state, (me, message.write)
            )
    version = connection.scalar(select(CHANGE.c.version).where(CHANGE.c.id == message.write))
    return Stored(me.group_id, message.write, version)


def by(me: Author, sheet: str) -> ColumnElement[bool]:
    """Which changes on a sheet are this person's."""
    whose = CHANGE.c.mark == (me.mark(sheet) or "") if me.anonymous else CHANGE.c.who == me.id
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


def take_back(connection: Connection, change: Row[Any], me: Author, write: str) -> None:
    """Let a note be as it was before a change."""
    become(connection, change, change.note_id, change.state | state_before(connection, change), (me, write))


def become(
    connection: Connection, change: Row[Any], note_id: str, state: dict[str, Any], by_whom: tuple[Author, str]
) -> None:
    """Let a note be as `state` says, because `change` is taken back, and log it."""
    me, write = by_whom
    version, mark = next_version(connection, me.group_id), me.mark(change.sheet)
    new_text = {"text_version": version, "text_by": me.named, "mark": mark}
    says = connection.scalar(select(NOTE.c.text).where(NOTE.c.id == note_id))
    values = {**state, "version": version, "changed_at": now(), **(new_text if says != state["text"] else {})}
    connection.execute(update(NOTE).where(NOTE.c.id == note_id).values(values))
    is_first = connection.scalar(select(CHANGE.c.id).where(CHANGE.c.id == write)) is None
    connection.execute(
        CHANGE.insert().values(
            id=write if is_first else act_of(write, str(version)),
            group_id=me.group_id,
            version=version,
            note_id=note_id,
            sheet=change.sheet,
            who=me.named,
            mark=mark,
            act=write,
            at=now(),
            state=state,
            undoes=change.id,
        )
    )


def state_before(connection: Connection, change: Row[Any]) -> dict[str, Any]:
    """The note as it was before the change: as the one before left it, or gone if there was none."""
    before = connection.scalar(
        select(CHANGE.c.state)
        .where(CHANGE.c.note_id == change.note_id, CHANGE.c.version < change.version)
        .order_by(CHANGE.c.version.desc())
        .limit(1)
    )
    return before if before is not None else {"gone": True}
