"""What a message makes happen: the one function for each kind of act, and the bell of the group it concerns."""

import asyncio
import contextlib
from typing import Any

from app.board.answers import answer
from app.board.drafts import keep_drafts
from app.board.messages import (
    AnswerWrite,
    ConsentWrite,
    DraftWrite,
    HelpWrite,
    Message,
    NoteWrite,
    Said,
    ShareWrite,
    StepWrite,
    TextWrite,
    UndoWrite,
    WritingSign,
)
from app.board.notes import write_notes
from app.board.notice import ask_for_help
from app.board.shared import write_text
from app.board.sharing import share
from app.board.steps import move_step
from app.board.undo import undo
from app.live.rooms import Rooms
from app.plenary.asking import consent
from app.refusals import StorageFailed
from app.storage.database import Database, one_by_one
from app.workshop.presence import Sign, show_signs

SOON = 1
"""Seconds that are waited for a sign to be kept."""

step_group = one_by_one(move_step)
call_for_help = one_by_one(ask_for_help)
let_show = one_by_one(consent)


STORING: dict[type, Any] = {
    NoteWrite: write_notes,
    UndoWrite: one_by_one(undo),
    ShareWrite: one_by_one(share),
    AnswerWrite: one_by_one(answer),
    TextWrite: one_by_one(write_text),
}
"""The acts that are acknowledged, and heard of by the whole group."""


async def carry_out(said: Said[Message], db: Database, rooms: Rooms) -> None:
    """Do what a message says; returns when it is on disk. Raises what the act refuses with."""
    message: Any = said
    match said.message:
        case DraftWrite():
            await db.write(keep_drafts, message)
        case StepWrite():
            rooms.ring(await db.write(step_group, message))
        case HelpWrite():
            rooms.ring(await db.write(call_for_help, message))
        case ConsentWrite():
            rooms.ring(await db.write(let_show, message))
        case WritingSign(on=on, id=note):
            await show_sign(Sign(said.participant_id, writing=on, editing=note), db, rooms)
        case _:
            rooms.ring((await db.write(STORING[type(said.message)], message)).group_id)


async def show_sign(sign: Sign, db: Database, rooms: Rooms) -> None:
    """Let the others see a sign; that a full disk or a locked database cannot keep it must keep nobody from reading."""
    await asyncio.wait({asyncio.create_task(keep_sign(sign, db, rooms))}, timeout=SOON)


async def keep_sign(sign: Sign, db: Database, rooms: Rooms) -> None:
    with contextlib.suppress(StorageFailed):
        group = await db.write(show_signs, sign)
        if group is not None:
            rooms.ring(group)
