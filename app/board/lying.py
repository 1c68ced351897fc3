"""What lies where on a sheet: in its zones, in clusters, beside rows; and what is gathered there from other sheets."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from app.board.changes import Changes, on_sheet
from app.board.views import NoteView, note_view
from app.kits.kit import Kit, Worksheet, Zone, ZoneKind
from app.model import CHANGE
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


def gathered_no_more(changes: Changes, since: int, sheet: str) -> list[str]:
    """The notes of other sheets that changed and are no actions, if `sheet` gathers those: they may have been some."""
    if not any(zone.gather for zone in changes.kit.sheets_by_key[sheet].zones):
        return []
    elsewhere = (row for row in changes.notes if row.version > since and row.sheet != sheet and row.kind == "note")
    return [row.id for row in elsewhere if not is_action(row, changes.kit)]


def rows_changed(connection: Connection, changes: Changes, since: int, sheet: str) -> bool:
    """Whether rows have come or gone, so that other fields have another number of places."""
    rows = {zone.key for zone in changes.kit.sheets_by_key[sheet].zones if zone.kind is ZoneKind.ROWS}
    if not rows:
        return False
    changed = list(on_sheet(changes, since, sheet))
    return any(row.zone in rows for row in changed) or were_rows(connection, [row.id for row in changed], since, rows)


def were_rows(connection: Connection, notes: list[str], since: int, rows: set[str]) -> bool:
    """Whether some of these notes lay among the rows for those who hold the cursor `since`."""
    before = select(CHANGE.c.note_id, CHANGE.c.state).where(CHANGE.c.note_id.in_(notes), CHANGE.c.version <= since)
    last = {row.note_id: row.state["zone"] for row in connection.execute(before.order_by(CHANGE.c.version))}
    return not rows.isdisjoint(last.values())
