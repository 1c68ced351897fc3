"""After something has been taken back: what lies in a cluster lies in its field, and in one that is still there.

Others may have put notes into a cluster, or moved it, or picked something, since the act that is taken back.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from app.kits.kit import Kit
from app.kits.zone import Zone, ZoneKind
from app.model import NOTE

Settling = Iterator[tuple[Row[Any], dict[str, Any]]]


def settling(connection: Connection, note_id: str, kit: Kit) -> Settling:
    """The notes that must change because `note_id` has just become what it was, and how."""
    note = connection.execute(select(NOTE).where(NOTE.c.id == note_id)).one()
    if note.kind == "cluster":
        inside = (NOTE.c.group_id == note.group_id) & (NOTE.c.cluster == note.id) & NOTE.c.gone.is_(False)
        for member in connection.execute(select(NOTE).where(inside).order_by(NOTE.c.version)).all():
            yield from settled(member, note)
    elif note.cluster and not note.gone:
        yield from settled(note, connection.execute(select(NOTE).where(NOTE.c.id == note.cluster)).one_or_none())
    if not (note.gone or note.hidden) and zone_of(note, kit).kind is ZoneKind.PICK:
        there = (NOTE.c.group_id == note.group_id) & (NOTE.c.sheet == note.sheet) & (NOTE.c.zone == note.zone)
        others = select(NOTE).where(there, NOTE.c.id != note.id, NOTE.c.gone.is_(False), NOTE.c.hidden.is_(False))
        for other in connection.execute(others).all():
            yield other, {"gone": True}


def zone_of(note: Row[Any], kit: Kit) -> Zone:
    return kit.sheets_by_key[note.sheet].zones_by_key[note.zone]


def settled(note: Row[Any], cluster: Row[Any] | None) -> Settling:
    if cluster is None or cluster.gone:
        yield note, {"cluster": None}
    elif note.zone != cluster.zone:
        yield note, {"zone": cluster.zone}
