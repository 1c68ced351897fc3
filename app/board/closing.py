"""The end of a workshop, and going on after it: what it makes of the boards."""

from sqlalchemy import Connection, select

from app.board.votes import count_votes
from app.kits.copies import kit_of
from app.model import BOARD, now
from app.workshop.groups import groups_of, reveal
from app.workshop.workshops import change, hold


def close(connection: Connection, workshop_id: int) -> list[int]:
    """End a workshop: notes become read-only, silence and votes are over. Returns the groups to ring."""
    return set_closed(connection, workshop_id, now())


def reopen(connection: Connection, workshop_id: int) -> list[int]:
    """Go on after closing. Returns the groups to ring."""
    return set_closed(connection, workshop_id, None)


def set_closed(connection: Connection, workshop_id: int, closed_at: int | None) -> list[int]:
    versions = change(connection, workshop_id, closed_at=closed_at)
    kit = kit_of(connection, hold(connection, workshop_id).kit_digest)
    for group in groups_of(connection, workshop_id):
        version = versions[group.id]
        reveal(connection, group.id, None, version)
        at = select(BOARD.c.step).where(BOARD.c.group_id == group.id, BOARD.c.sheet == group.sheet)
        open_step = connection.scalar(at) if closed_at is None else None
        count_votes(connection, group.id, kit.sheets_by_key[group.sheet], open_step, version)
    return list(versions)
