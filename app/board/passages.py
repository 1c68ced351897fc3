"""Passages: that a facilitator brought groups on, remembered so that the time it took is known and it can be undone."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from app.model import NOTE, PASSAGE, now
from app.timing import clocks


def remember(
    connection: Connection,
    workshop: Row[Any],
    item: str,
    moved: Sequence[Row[Any]],
    told: Sequence[Row[Any]],
    write: str,
) -> int:
    """Keep where everybody was, with clocks, and which notes a move turns over before their time. Returns when (ms).

    `item` is where the whole workshop comes to, empty where only those come who are `moved`; `told` hear of it.
    """
    at = after_the_last(connection, workshop.id, now())
    hidden = select(NOTE.c.id).where(NOTE.c.group_id.in_([group.id for group in moved]), NOTE.c.hidden)
    came_from = {
        "item": workshop.item,
        "sheet": workshop.sheet,
        "groups": {str(group.id): group.sheet for group in moved},
        "hidden": list(connection.scalars(hidden)),
        "clocks": clocks.as_they_are(connection, [group.id for group in told]),
        "screen": workshop.screen,
        "evaluating": bool(workshop.evaluating),
    }
    values = {"id": write, "workshop_id": workshop.id, "at": at, "item": item, "undone": False}
    connection.execute(PASSAGE.insert().values(came_from=json.dumps(came_from), **values))
    return at


def after_the_last(connection: Connection, workshop_id: int, at: int) -> int:
    """A time (ms) after that of the last move, so that their order is known."""
    last = last_move(connection, workshop_id)
    return at if last is None else max(at, last.at + 1)


def last_move(connection: Connection, workshop_id: int) -> Row[Any] | None:
    """The last passage that has not been taken back."""
    mine = (PASSAGE.c.workshop_id == workshop_id) & PASSAGE.c.undone.is_(False)
    return connection.execute(select(PASSAGE).where(mine).order_by(PASSAGE.c.at.desc()).limit(1)).one_or_none()
