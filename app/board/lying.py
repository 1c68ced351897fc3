"""What lies where on a sheet: in its zones, in clusters, beside rows; and what is gathered there from other sheets."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from app.board.changes import Changes, on_sheet
from app.board.views import NoteView, note_view
from app.kits.kit import Kit, Worksheet, Zone, ZoneKind
from app.visibility import Viewer, everyone_may_read, may_read

Laid = list[tuple[Zone, list[NoteView]]]


def lay_out(sheet: Worksheet, found: Changes, viewer: Viewer) -> Laid:
    """The sheet's zones with what lies in them, oldest first; what lies in a cluster, in it."""
    lying = sorted((row for row in on_sheet(found, 0, sheet.key) if not row.gone), key=lambda row: row.created_at)
    notes = [note_view(row, found.kit, readable=may_read(viewer, row)) for row in lying]
    clusters = {note.id for note in notes if note.kind == "cluster"}
    laid: dict[str, list[NoteView]] = {zone.key: [] for zone in sheet.zones}
    for note in notes:
        if note.cluster not in clusters:
            laid[note.zone].append(in_cluster(note, notes))
    for row, zone in gathered(found, 0, sheet.key):
        laid[zone.key].append(note_view(row, found.kit, readable=True, into=f"zone-{zone.key}-notes"))
    return [(zone, laid[zone.key]) for zone in sheet.zones]


def in_cluster(note: NoteView, notes: Iterable[NoteView]) -> NoteView:
    """A cluster with what lies in it; anything else as it is."""
    if note.kind != "cluster":
        return note
    return replace(note, members=[one for one in notes if one.cluster == note.id])


def gathered(changes: Changes, since: int, sheet: str) -> list[tuple[Row[Any], Zone]]:
    """The actions of a group's other sheets that are newer than a cursor, and the zone they are gathered in."""
    zone = next((zone for zone in changes.kit.sheets_by_key[sheet].zones if zone.gather), None)
    if zone is None:
        return []
    elsewhere = sorted(
        (row for row in changes.notes if row.version > since and row.sheet != sheet and is_action(row, changes.kit)),
        key=lambda row: row.created_at,
    )
    return [(row, zone) for row in elsewhere if everyone_may_read(row) and (since or not row.gone)]


def is_action(row: Row[Any], kit: Kit) -> bool:
    return row.kind == "note" and kit.sheets_by_key[row.sheet].zones_by_key[row.zone].kind is ZoneKind.ACTIONS


def rows_changed(changes: Changes, since: int, sheet: str) -> bool:
    """Whether rows have come or gone, so that other fields have another number of places."""
    rows = {zone.key for zone in changes.kit.sheets_by_key[sheet].zones if zone.kind is ZoneKind.ROWS}
    return bool(rows) and any(row.zone in rows for row in on_sheet(changes, since, sheet))
