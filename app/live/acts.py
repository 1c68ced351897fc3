"""What a message makes happen: the one function for each kind of act, and the bell of the group it concerns."""

import asyncio
import contextlib

from app.board.drafts import Drafting, keep_drafts
from app.board.messages import DraftWrite, Message, NoteWrite, StepWrite, UndoWrite, WritingSign
from app.board.notes import Stored, Writing, write_notes
from app.board.steps import Stepping, move_step
from app.board.undo import Undoing, undo
from app.live.rooms import Rooms
from app.refusals import StorageFailed
from app.storage.database import Database, one_by_one
from app.workshop.presence import Sign, show_signs

SOON = 1
"""Seconds that are waited for a sign to be kept."""

step_group = one_by_one(move_step)
take_back = one_by_one(undo)


async def carry_out(message: Message, participant_id: int, db: Database, rooms: Rooms) -> None:
    """Do what a message says; returns when it is on disk. Raises what the act refuses with."""
    match message:
        case NoteWrite():
            stored: Stored = await db.write(write_notes, Writing(participant_id, message))
            rooms.ring(stored.group_id)
        case UndoWrite():
            stored = await db.write(take_back, Undoing(participant_id, message))
            rooms.ring(stored.group_id)
        case DraftWrite():
            await db.write(keep_drafts, Drafting(participant_id, message))
        case StepWrite():
            rooms.ring(await db.write(step_group, Stepping(participant_id, message)))
        case WritingSign():
            await show_sign(Sign(participant_id, writing=message.on), db, rooms)


async def show_sign(sign: Sign, db: Database, rooms: Rooms) -> None:
    """Let the others see a sign; that a full disk or a locked database cannot keep it must keep nobody from reading."""
    await asyncio.wait({asyncio.create_task(keep_sign(sign, db, rooms))}, timeout=SOON)


async def keep_sign(sign: Sign, db: Database, rooms: Rooms) -> None:
    with contextlib.suppress(StorageFailed):
        group = await db.write(show_signs, sign)
        if group is not None:
            rooms.ring(group)
