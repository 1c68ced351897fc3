"""Answers in a step: dots on notes, a stand on a statement, and that one is done. Nobody learns whose they are."""

from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from app.board.authors import Author, asker
from app.board.messages import AnswerWrite, Said
from app.board.notes import Stored
from app.board.sharing import done
from app.kits.copies import kit_of
from app.kits.worksheet import Mode, Step, Worksheet
from app.model import ANSWER, BOARD, CHANGE, GROUP, NOTE
from app.refusals import NoDotsLeft, NotFound, NotUnderstood, VoteIsOver
from app.workshop.groups import next_version

DONE = ""
"""The subject of the answer that one has done what the step says."""


def answer(connection: Connection, said: Said[AnswerWrite]) -> Stored:
    """Keep an answer in the place of the one before. Raises NotFound, NotUnderstood, NoDotsLeft, VoteIsOver."""
    message = said.message
    me = asker(connection, said)
    if connection.scalar(select(CHANGE.c.id).where(CHANGE.c.id == message.write)) is not None:
        return Stored(me.group_id, message.write, None)
    sheet = kit_of(connection, me.digest).sheets_by_key.get(message.sheet)
    if sheet is None or message.step >= len(sheet.steps):
        raise NotFound
    if message.subject != DONE:
        refuse_late(connection, me, message)
        refuse_wrong(connection, me, message, sheet)
    version = next_version(connection, me.group_id)
    keep(connection, me, message, version)
    here = (BOARD.c.group_id == me.group_id) & (BOARD.c.sheet == message.sheet)
    connection.execute(update(BOARD).where(here).values(version=version))
    done(connection, message.write, me.group_id, message.sheet, version)
    return Stored(me.group_id, message.write, version)


def keep(connection: Connection, me: Author, message: AnswerWrite, version: int) -> None:
    place = {
        "group_id": me.group_id,
        "sheet": message.sheet,
        "step": message.step,
        "subject": message.subject,
        "voter": me.voter(message.sheet, message.step),
    }
    connection.execute(delete(ANSWER).where(*(ANSWER.c[name] == value for name, value in place.items())))
    connection.execute(ANSWER.insert().values(**place, value=message.value, version=version))


def refuse_late(connection: Connection, me: Author, message: AnswerWrite) -> None:
    """Dots and stands count only while the group is at the step."""
    at = select(BOARD.c.step).join(GROUP, GROUP.c.id == BOARD.c.group_id)
    step = connection.scalar(at.where(GROUP.c.id == me.group_id, BOARD.c.sheet == GROUP.c.sheet))
    sheet = connection.scalar(select(GROUP.c.sheet).where(GROUP.c.id == me.group_id))
    if (sheet, step) != (message.sheet, message.step):
        raise VoteIsOver


def refuse_wrong(connection: Connection, me: Author, message: AnswerWrite, sheet: Worksheet) -> None:
    """What is answered must be asked in that step, of something that is there."""
    step = sheet.steps[message.step]
    if step.mode is Mode.CHOOSE:
        zone = sheet.zones_by_key.get(message.subject)
        if zone is None:
            raise NotFound
        if message.value >= len(zone.stands):
            raise NotUnderstood
    elif step.mode is Mode.VOTE:
        refuse_dots(connection, me, message, step)
    else:
        raise NotUnderstood


def refuse_dots(connection: Connection, me: Author, message: AnswerWrite, step: Step) -> None:
    """Nobody has more dots than the step gives: for the sheet, or for each zone of it."""
    on_it = (NOTE.c.group_id == me.group_id) & (NOTE.c.sheet == message.sheet) & NOTE.c.gone.is_(False)
    readable = on_it & NOTE.c.hidden.is_(False) & (NOTE.c.kind != "line")
    note = connection.execute(select(NOTE.c.zone).where(readable, NOTE.c.id == message.subject)).one_or_none()
    if note is None or step.zone not in (None, note.zone):
        raise NotFound
    if message.value + used(connection, me, message, note.zone if step.each_zone else None) > (step.votes or 0):
        raise NoDotsLeft


def used(connection: Connection, me: Author, message: AnswerWrite, zone: str | None) -> int:
    """The dots a person has on other notes that still lie there: on the sheet, or in one zone."""
    mine: list[Any] = [
        ANSWER.c.group_id == me.group_id,
        ANSWER.c.sheet == message.sheet,
        ANSWER.c.step == message.step,
        ANSWER.c.voter == me.voter(message.sheet, message.step),
        ANSWER.c.subject != message.subject,
        ANSWER.c.value > 0,
        NOTE.c.gone.is_(False),
    ]
    if zone is not None:
        mine.append(NOTE.c.zone == zone)
    joined = select(func.coalesce(func.sum(ANSWER.c.value), 0)).join(NOTE, NOTE.c.id == ANSWER.c.subject)
    return int(connection.scalar(joined.where(*mine)) or 0)
