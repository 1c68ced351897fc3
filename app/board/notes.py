"""Writing on post-its: permit, change, log. One function for both doors (see `live.py`).

A write carries an id made by the browser; the same write twice changes nothing the second time.
It names only what it changes (text, place, gone), so moving never overwrites somebody's text.
A text that was written without having seen the newest one is not stored: its writer is shown both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.board.ledger import Author, Ledger, Writing
from app.board.messages import NoteWrite
from app.board.texts import tidy
from app.model import now
from app.refusals import Conflict, NotFound, NotUnderstood, NotYet, Refused, WorkshopClosed

__all__ = ["Stored", "Writing", "write_notes"]


@dataclass(slots=True, frozen=True)
class Stored:
    """What came of a write: it is on disk. `version` is None where the write was stored before."""

    group_id: int
    write: str
    version: int | None


def write_notes(connection: Connection, writings: Sequence[Writing]) -> list[Stored | Refused]:
    """Carry out many people's writes, in order. Outcomes stand in the same order; see `Database.write`."""
    ledger = Ledger(connection, writings)
    outcomes = [attempt(ledger, writing) for writing in writings]
    ledger.store(connection)
    return outcomes


def attempt(ledger: Ledger, writing: Writing) -> Stored | Refused:
    """Carry out one write in the ledger."""
    try:
        return carry_out(ledger, writing)
    except Refused as refusal:
        return refusal


def carry_out(ledger: Ledger, writing: Writing) -> Stored:
    message, author = writing.message, ledger.authors.get(writing.participant_id)
    if author is None:
        raise NotFound
    if message.write in ledger.done:
        return Stored(author.group_id, message.write, None)
    if author.closed:
        raise WorkshopClosed
    note = ledger.notes.get(message.id) or new_note(ledger, message, author)
    if note["group_id"] != author.group_id or (note["hidden"] and note["author_id"] != author.id):
        raise NotFound
    changes = changes_in(ledger, message, note, author)
    return Stored(author.group_id, message.write, ledger.enter(note, changes, author, message.write))


def new_note(ledger: Ledger, message: NoteWrite, author: Author) -> dict[str, Any]:
    """A note as it is before its first change."""
    if message.sheet is None or message.zone is None or message.text is None:
        raise NotUnderstood
    here = (author.group_id, message.sheet)
    step = ledger.steps.get(here)
    if step is None:
        raise NotYet
    x, y = place(message.id)
    silent = ledger.kit(author).sheets_by_key[message.sheet].steps[step].silent
    return {
        "id": message.id,
        "group_id": author.group_id,
        "sheet": message.sheet,
        "author_id": author.id,
        "perspective": author.perspective,
        "x": x,
        "y": y,
        # On a sheet the group has left, nobody would ever turn it over.
        "hidden": silent and here in ledger.present,
        "text_version": 0,
        "text_by": author.id,
        "gone": False,
        "created_at": now(),
    }


def changes_in(ledger: Ledger, message: NoteWrite, note: dict[str, Any], author: Author) -> dict[str, Any]:
    """What a write changes, checked."""
    changes = {name: value for name in ("zone", "x", "y", "gone") if (value := getattr(message, name)) is not None}
    zones = ledger.kit(author).sheets_by_key[note["sheet"]].zones_by_key
    if message.zone is not None and message.zone not in zones:
        raise NotFound
    if message.text is not None:
        changes["text"] = tidy(message.text)
        refuse_unseen(message, note, author)
    return changes


def refuse_unseen(message: NoteWrite, note: dict[str, Any], author: Author) -> None:
    """Raise Conflict where somebody else has changed the text after the version that the writer saw."""
    unseen = message.seen is not None and note["text_version"] > message.seen
    if unseen and note["text_by"] != author.id and note["text"] != message.text:
        raise Conflict(note["id"], note["text"], note["version"], note["text_by"])


def place(note_id: str) -> tuple[int, int]:
    """Where in its zone a note lies whose writer did not say: anywhere, but always the same."""
    return int(note_id[:4], 16) % 101, int(note_id[4:8], 16) % 101
