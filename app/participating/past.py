"""What has been: a note's history, and the wastebasket of a sheet.

Nothing that was written is ever gone for good, unless its writer has asked to have it erased (`app/rights/`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection, Row, select

from app.board.erased import is_erased
from app.board.ledger import KEPT
from app.board.views import NoteView, note_view
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.model import CHANGE, NOTE, PARTICIPANT
from app.pages.drawing import page
from app.refusals import NotFound
from app.visibility import Viewer, may_read
from app.who import Db, Me

router = APIRouter(prefix="/workshops/{code}")

CLOCK = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, slots=True)
class Version:
    """A note as one change left it. `who` is a first name, or None where the author is not known.

    `same_text`, `same_zone`: as in the version before; `now`: the note is still just so.
    """

    who: str | None
    at: str
    state: dict[str, Any]
    same_text: bool
    same_zone: bool
    now: bool


def history(connection: Connection, viewer: Viewer, note_id: str) -> tuple[Row[Any], list[Version]]:
    """A note and its versions, newest first. Raises NotFound where the viewer may not read the note."""
    note = connection.execute(
        select(NOTE).where(NOTE.c.id == note_id, NOTE.c.group_id == viewer.group_id)
    ).one_or_none()
    if note is None or not may_read(viewer, note):
        raise NotFound
    rows = connection.execute(
        select(CHANGE.c.at, CHANGE.c.state, PARTICIPANT.c.name)
        .join(PARTICIPANT, PARTICIPANT.c.id == CHANGE.c.who, isouter=True)
        .where(CHANGE.c.note_id == note_id)
        .order_by(CHANGE.c.version)
    )
    return note, list(reversed(list(versions(rows, {name: getattr(note, name) for name in KEPT}))))


def versions(rows: Iterable[Any], now: dict[str, Any]) -> Iterator[Version]:
    before: dict[str, Any] = {}
    for row in rows:
        state = row.state
        same_text, same_zone = (before.get(name) == state[name] for name in ("text", "zone"))
        yield Version(row.name, clock(row.at), state, same_text, same_zone, {name: state[name] for name in KEPT} == now)
        before = state


def clock(at: int) -> str:
    """A time of day as people in the room read it: 10.42."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(CLOCK).strftime("%H.%M")


def wastebasket(connection: Connection, viewer: Viewer, kit: Kit, sheet: str) -> list[NoteView]:
    """The group's deleted notes of a sheet that the viewer may read, last deleted first."""
    rows = connection.execute(
        select(NOTE)
        .where(NOTE.c.group_id == viewer.group_id, NOTE.c.sheet == sheet, NOTE.c.gone)
        .order_by(NOTE.c.version.desc())
    ).all()
    there = (row for row in rows if may_read(viewer, row) and not is_erased(row.kind, row.text, row.card, row.points))
    return [note_view(row, kit, readable=True) for row in there]


@router.get("/notes/{note}/history")
async def show_history(note: str, me: Me, db: Db) -> HTMLResponse:
    """What a note has said, and who changed it when."""
    row, versions = db.read(history, me.viewer, note)
    zones = db.read(kit_of, me.workshop.kit_digest).sheets_by_key[row.sheet].zones_by_key
    return page("_history.html", note=row, versions=versions, zones=zones, closed=me.workshop.closed_at is not None)


@router.get("/sheets/{sheet}/wastebasket")
async def show_wastebasket(sheet: str, me: Me, db: Db) -> HTMLResponse:
    """What has been deleted from a sheet."""
    kit = db.read(kit_of, me.workshop.kit_digest)
    if sheet not in kit.sheets_by_key:
        raise NotFound
    notes = db.read(wastebasket, me.viewer, kit, sheet)
    zones = kit.sheets_by_key[sheet].zones_by_key
    is_closed = me.workshop.closed_at is not None
    return page("_wastebasket.html", notes=notes, zones=zones, closed=is_closed, code=me.workshop.code)
