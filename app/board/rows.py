"""Rows: what a group found most important on one sheet is laid on a later one, with a place beside each."""

from itertools import groupby
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Connection, Row, func, select

from app.board.putting import Put, put
from app.kits.worksheet import Worksheet
from app.kits.zone import Zone, ZoneKind
from app.model import NOTE


def bring_rows(connection: Connection, group_id: int, sheet: Worksheet) -> None:
    """Lay the most voted notes in each zone of rows. What has been there before, and was taken away, stays away."""
    for zone in sheet.zones:
        if zone.kind is ZoneKind.ROWS:
            for note in most_voted(connection, group_id, zone):
                lay_row(connection, note, sheet.key, zone.key)


def most_voted(connection: Connection, group_id: int, zone: Zone) -> list[Row[Any]]:
    """In each zone of the earlier sheet those with the most dots; where some are equal, rather one too many."""
    voted = select(NOTE).where(
        NOTE.c.group_id == group_id, NOTE.c.sheet == zone.rows_from, NOTE.c.gone.is_(False), NOTE.c.votes > 0
    )
    rows = connection.execute(voted.order_by(NOTE.c.zone, NOTE.c.votes.desc(), NOTE.c.created_at, NOTE.c.id)).all()
    found: list[Row[Any]] = []
    for _, some in groupby(rows, key=lambda row: row.zone):
        ranked = list(some)
        least = ranked[min(zone.rows or 1, len(ranked)) - 1].votes
        found += [row for row in ranked if row.votes >= least]
    return found


def lay_row(connection: Connection, note: Row[Any], sheet: str, zone: str) -> None:
    """A copy of a note as a row, once."""
    lying = connection.scalar(
        select(func.count()).where(NOTE.c.group_id == note.group_id, NOTE.c.sheet == sheet, NOTE.c.zone == zone)
    )
    kept = {"text": note.text, "zone": zone, "y": min(100, 10 * (lying or 0)), "tags": note.tags}
    came = {"from_note": note.id, "from_sheet": note.sheet, "perspective": note.perspective}
    copy = str(uuid5(NAMESPACE_OID, f"{note.id} {sheet} {zone}"))
    put(connection, note.group_id, Put(copy, sheet, kept, came))
