"""Writing on post-its: permit, change, log. One function for both doors (see `app/live/doors.py`).

A write carries an id made by the browser; the same write twice changes nothing the second time.
It names only what it changes (text, place, gone), so moving never overwrites somebody's text.
A text that was written without having seen the newest one is not stored: its writer is shown both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from app.board.authors import Author
from app.board.belonging import another, belonging, refuse_no_cluster, tagged
from app.board.erased import is_erased
from app.board.following import act_of, following
from app.board.ledger import KEPT, Ledger
from app.board.messages import NoteWrite, Said
from app.kits.kit import Worksheet
from app.kits.zone import ZoneKind
from app.model import now
from app.refusals import Conflict, NotFound, NotUnderstood, NotYet, Refused, SheetFull, WorkshopClosed
from app.texts import tidy, tidy_few

MOST = 3_000
"""How many notes and lines there may ever be on one group's sheet: more than people write, few enough to send."""


@dataclass(slots=True, frozen=True)
class Stored:
    """What came of a write: it is on disk. `version` is None where the write was stored before."""

    group_id: int
    write: str
    version: int | None


def write_notes(connection: Connection, writings: Sequence[Said[NoteWrite]]) -> list[Stored | Refused]:
    """Carry out many people's writes, in order. Outcomes stand in the same order; see `Database.write`."""
    ledger = Ledger(connection, writings)
    outcomes = [attempt(ledger, writing) for writing in writings]
    ledger.store()
    return outcomes


def attempt(ledger: Ledger, writing: Said[NoteWrite]) -> Stored | Refused:
    """Carry out one write in the ledger."""
    try:
        return carry_out(ledger, writing)
    except Refused as refusal:
        return refusal


def carry_out(ledger: Ledger, writing: Said[NoteWrite]) -> Stored:
    message, author = writing.message, ledger.authors.get(writing.participant_id)
    if author is None:
        raise NotFound
    author = replace(author, secret=writing.secret)
    if message.write in ledger.done:
        return Stored(author.group_id, message.write, None)
    if author.closed:
        raise WorkshopClosed
    known = ledger.notes.get(message.id)
    if known is not None and is_erased(known["kind"], known["text"], known["card"], known["points"]):
        raise NotFound
    note = known or new_note(ledger, message, author)
    if note["group_id"] != author.group_id or not may_change(note, author):
        raise NotFound
    changes = changes_in(ledger, message, note, author)
    before = {name: note.get(name, empty) for name, empty in KEPT.items()}
    act = message.of or message.write
    version = ledger.enter(note, changes, author, message.write, act)
    for other, its_changes in following(ledger, note, before):
        ledger.enter(other, its_changes, author, act_of(message.write, other["id"]), act)
    return Stored(author.group_id, message.write, version)


def may_change(note: dict[str, Any], author: Author) -> bool:
    """What is hidden exists for its writer alone."""
    if not note["hidden"]:
        return True
    if author.anonymous:
        return note["mark"] is not None and note["mark"] == author.mark(note["sheet"])
    return bool(note["author_id"] == author.id)


def new_note(ledger: Ledger, message: NoteWrite, author: Author) -> dict[str, Any]:
    """A note as it is before its first change."""
    if message.sheet is None or message.zone is None or message.text is None:
        raise NotUnderstood
    here = (author.group_id, message.sheet)
    step = step_with_room(ledger, here)
    sheet = ledger.kit(author).sheets_by_key[message.sheet]
    x, y = place(message.id)
    return {
        **KEPT,
        "id": message.id,
        "group_id": author.group_id,
        "sheet": message.sheet,
        "kind": message.kind,
        "author_id": author.named,
        "x": x,
        "y": y,
        # On a sheet the group has left, nobody would ever turn it over.
        "hidden": sheet.steps[step].silent and here in ledger.present,
        "text_version": 0,
        "text_by": author.named,
        "mark": author.mark(message.sheet),
        "votes": None,
        "created_at": now(),
        **drawn(message, sheet),
        **brought(ledger, message, sheet, author),
    }


def step_with_room(ledger: Ledger, here: tuple[int, str]) -> int:
    """The step a group is at on a sheet that takes one more note. Raises NotYet, SheetFull."""
    step: int | None = ledger.steps.get(here)
    if step is None:
        raise NotYet
    if ledger.number_next(*here) > MOST:
        raise SheetFull
    return step


def drawn(message: NoteWrite, sheet: Worksheet) -> dict[str, Any]:
    """What a line is beside a note. Raises NotUnderstood for a line elsewhere than where one sketches."""
    zone = sheet.zones_by_key.get(message.zone or "")
    is_line = message.kind == "line"
    whole = message.points is not None and len(message.points) % 3 == 0
    if is_line != (message.points is not None) or (is_line and not (whole and zone and zone.kind is ZoneKind.SKETCH)):
        raise NotUnderstood
    return {"points": message.points, "colour": message.colour if is_line else None}


def brought(ledger: Ledger, message: NoteWrite, sheet: Worksheet, author: Author) -> dict[str, Any]:
    """Where a new note comes from: one's own thoughts, the kit's card, or a note of an earlier sheet."""
    if message.card is not None and message.card not in sheet.cards_by_key:
        raise NotFound
    found = {"card": message.card, "from_note": None, "from_sheet": None, "perspective": author.perspective}
    if message.origin is not None:
        origin = another(ledger, message.origin, author)
        found |= {"from_note": origin["id"], "from_sheet": origin["sheet"], "perspective": origin["perspective"]}
    return found


def changes_in(ledger: Ledger, message: NoteWrite, note: dict[str, Any], author: Author) -> dict[str, Any]:
    """What a write changes, checked."""
    changes = {name: value for name in ("zone", "x", "y", "gone") if (value := getattr(message, name)) is not None}
    zones = ledger.kit(author).sheets_by_key[note["sheet"]].zones_by_key
    if message.zone is not None and message.zone not in zones:
        raise NotFound
    if note["kind"] == "line" and zones[message.zone or note["zone"]].kind is not ZoneKind.SKETCH:
        raise NotUnderstood
    if note["kind"] == "cluster":
        refuse_no_cluster(zones[message.zone or note["zone"]], note)
    if message.text is not None:
        changes["text"] = tidy(message.text, may_be_empty=note["kind"] != "note" or note["card"] is not None)
        refuse_unseen(message, note, author)
    changes |= {name: tidy_few(value) for name in ("whom", "due") if (value := getattr(message, name)) is not None}
    if message.tag or message.untag:
        changes["tags"] = tagged(note["tags"], message, zones[message.zone or note["zone"]].tags)
    return changes | {
        name: belonging(ledger, value, note, name, author)
        for name in ("cluster", "beside")
        if (value := getattr(message, name)) is not None
    }


def refuse_unseen(message: NoteWrite, note: dict[str, Any], author: Author) -> None:
    """Raise Conflict where somebody else has changed the text after the version that the writer saw."""
    unseen = message.seen is not None and note["text_version"] > message.seen
    own = note["mark"] == author.mark(note["sheet"]) if author.anonymous else note["text_by"] == author.id
    if unseen and not own and note["text"] != message.text:
        raise Conflict(note["id"], note["text"], note["version"], note["text_by"])


def place(note_id: str) -> tuple[int, int]:
    """Where in its zone a note lies whose writer did not say: anywhere, but always the same."""
    return int(note_id[:4], 16) % 101, int(note_id[4:8], 16) % 101
