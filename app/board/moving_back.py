"""Taking back the last move: the groups, their clocks and what is on the Screen are as before."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, update

from app.board.moves import move_group
from app.board.passages import last_move
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.model import BOARD, NOTE, PASSAGE, WORKSHOP, now
from app.refusals import NotFound, TooLate
from app.timing import clocks
from app.timing.agenda import agenda_of
from app.workshop.groups import groups_of, next_version, notify, show_anew
from app.workshop.workshops import hold_open


@dataclass(slots=True, frozen=True)
class MoveBack:
    """A facilitator's wish to take back the last move."""

    workshop_id: int
    passage: str


def move_back(connection: Connection, wish: MoveBack) -> list[int]:
    """Let all be as before the move; once. Returns the groups to ring. Raises TooLate where it is not the last."""
    workshop = hold_open(connection, wish.workshop_id)
    mine = (PASSAGE.c.id == wish.passage) & (PASSAGE.c.workshop_id == workshop.id)
    passage = connection.execute(select(PASSAGE).where(mine)).one_or_none()
    if passage is None:
        raise NotFound
    if passage.undone:
        return []
    last = last_move(connection, workshop.id)
    if last is None or last.id != passage.id:
        raise TooLate
    connection.execute(update(PASSAGE).where(mine).values(undone=True))
    return go_back(connection, workshop, passage)


def go_back(connection: Connection, workshop: Row[Any], passage: Row[Any]) -> list[int]:
    """Let the groups, their clocks and, where it was the whole workshop, all of it be as they were."""
    came_from = json.loads(passage.came_from)
    kit = kit_of(connection, workshop.kit_digest)
    items = {item.key: item for item in agenda_of(workshop, kit)}
    told, at = [g for g in groups_of(connection, workshop.id) if str(g.id) in came_from["clocks"]], now()
    for group in told:
        back = came_from["groups"].get(str(group.id), group.sheet)
        if back != group.sheet:
            move_group(connection, group, kit, items[back], at)
            hide_again(connection, group.id, kit, back, came_from["hidden"])
        clocks.put_back(connection, group.id, came_from["clocks"][str(group.id)])
    if passage.item:
        before = {name: came_from[name] for name in ("sheet", "screen", "evaluating")}
        item = came_from["item"] if came_from["item"] in items else ""
        connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == workshop.id).values(item=item, **before))
    tell = notify if workshop.evaluating == came_from["evaluating"] else show_anew
    for group in told:
        tell(connection, group.id)
    return [group.id for group in told]


def hide_again(connection: Connection, group_id: int, kit: Kit, sheet: str, notes: Iterable[str]) -> None:
    """Turn back what the move had turned over, where the group still writes in silence."""
    step = connection.scalar(select(BOARD.c.step).where(BOARD.c.group_id == group_id, BOARD.c.sheet == sheet))
    if not kit.sheets_by_key[sheet].hides(step or 0):
        return
    mine = (NOTE.c.group_id == group_id) & (NOTE.c.sheet == sheet) & NOTE.c.id.in_(list(notes))
    connection.execute(update(NOTE).where(mine).values(hidden=True, version=next_version(connection, group_id)))
