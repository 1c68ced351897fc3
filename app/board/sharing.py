"""Laying down what was written in silence: each their own, one after another, or everybody's at once."""

from sqlalchemy import Connection, select, update

from app.board.authors import asker
from app.board.messages import Said, ShareWrite
from app.board.notes import Stored
from app.kits.copies import kit_of
from app.model import BOARD, CHANGE, NOTE, now
from app.refusals import NotFound, StillSilent
from app.workshop.groups import next_version


def share(connection: Connection, said: Said[ShareWrite]) -> Stored:
    """Turn over the sender's notes on a sheet, or all. Raises NotFound, WorkshopClosed; StillSilent in silence."""
    message = said.message
    me = asker(connection, said)
    if connection.scalar(select(CHANGE.c.id).where(CHANGE.c.id == message.write)) is not None:
        return Stored(me.group_id, message.write, None)
    here = (BOARD.c.group_id == me.group_id) & (BOARD.c.sheet == message.sheet)
    step = connection.scalar(select(BOARD.c.step).where(here))
    if step is None:
        raise NotFound
    if kit_of(connection, me.digest).sheets_by_key[message.sheet].steps[step].silent:
        raise StillSilent
    version = next_version(connection, me.group_id)
    hidden = update(NOTE).where(NOTE.c.group_id == me.group_id, NOTE.c.sheet == message.sheet, NOTE.c.hidden)
    if not message.everybody:
        own = NOTE.c.mark == (me.mark(message.sheet) or "") if me.anonymous else NOTE.c.author_id == me.id
        hidden = hidden.where(own)
    connection.execute(hidden.values(hidden=False, version=version))
    connection.execute(update(BOARD).where(here).values(version=version))
    done(connection, message.write, me.group_id, message.sheet, version)
    return Stored(me.group_id, message.write, version)


def done(connection: Connection, write: str, group_id: int, sheet: str, version: int) -> None:
    """Remember that a write was carried out which changed no note's words or place; not whose it was."""
    logged = {"group_id": group_id, "version": version, "sheet": sheet, "at": now()}
    connection.execute(CHANGE.insert().values(id=write, act=write, note_id="", state={}, **logged))
