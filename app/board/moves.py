"""Moves: a facilitator brings groups from sheet to sheet, and the workshop along its agenda.

A move names where to go, so that doing it twice is the same as once. It is remembered as a passage, from which the
time that everything took is known, and by which it can be taken back.
"""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select, update

from app.board.rows import bring_rows
from app.board.votes import count_votes
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.model import BOARD, GROUP, NOTE, PASSAGE, WORKSHOP, now
from app.refusals import NotFound, TooLate, WorkshopClosed
from app.timing import clocks
from app.timing.agenda import Agenda, Item, agenda_of, position
from app.workshop.groups import groups_of, next_version, notify, reveal, show_anew
from app.workshop.workshops import hold


def new_id() -> str:
    return str(uuid.uuid4())


@dataclass(slots=True, frozen=True)
class Move:
    """A facilitator's wish: `whole`, that the workshop comes to an item of its agenda; else only that groups are moved.

    `item` is an item's key, which of a sheet is the sheet's. `groups` are the numbers of those that go along; None are
    all that are not held and not farther already.
    """

    workshop_id: int
    item: str
    groups: frozenset[int] | None = None
    whole: bool = True
    write: str = field(default_factory=new_id)


def move(connection: Connection, wish: Move) -> list[int]:
    """Carry it out; nothing is lost by going back. Returns the groups to ring. Raises NotFound, WorkshopClosed."""
    workshop = hold(connection, wish.workshop_id)
    if workshop.closed_at is not None:
        raise WorkshopClosed
    kit = kit_of(connection, workshop.kit_digest)
    agenda = agenda_of(workshop, kit)
    item = next((each for each in agenda if each.key == wish.item), None)
    if item is None or not (wish.whole or item.sheet):
        raise NotFound
    if connection.scalar(select(PASSAGE.c.id).where(PASSAGE.c.id == wish.write)) is not None:
        return []
    groups = groups_of(connection, workshop.id)
    moved = [each for each in chosen(groups, wish, workshop, agenda) if item.sheet and each.sheet != item.sheet]
    if not moved and (not wish.whole or workshop.item == item.key):
        return []
    at = after_the_last(connection, workshop.id, now())
    remember(connection, workshop, wish, moved, at)
    for group in moved:
        move_group(connection, group, kit, item, at)
    return [group.id for group in (arrive(connection, workshop, item, groups, at) if wish.whole else moved)]


def chosen(groups: Sequence[Row[Any]], wish: Move, workshop: Row[Any], agenda: Agenda) -> list[Row[Any]]:
    """The groups that go along. Raises NotFound where one is named that is not there."""
    if wish.groups is None:
        return [group for group in groups if goes_along(group, workshop.sheet, wish.item, agenda)]
    if wish.groups - {group.number for group in groups}:
        raise NotFound
    return [group for group in groups if group.number in wish.groups]


def goes_along(group: Row[Any], here: str, to: str, agenda: Agenda) -> bool:
    """Whether a group is moved with all others: it does not go its own way, and is not farther ahead already."""
    at, there, ahead = (position(agenda, key) or 0 for key in (here, to, group.sheet))
    return not group.held and not at <= there < ahead


def arrive(
    connection: Connection, workshop: Row[Any], item: Item, groups: Sequence[Row[Any]], at: int
) -> Sequence[Row[Any]]:
    """Let the workshop be at an item: its break begins, or is over. Returns the groups that are told of it.

    At the closing the evaluation opens, so that people answer it before they leave.
    """
    # Whoever goes on has done with what was put up on the Screen: it follows again.
    values = {"item": item.key, "sheet": item.sheet or workshop.sheet, "screen": ""}
    values |= {"evaluating": True} if item.kind == "closing" else {}
    connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == workshop.id).values(**values))
    tell = show_anew if item.kind == "closing" else notify
    running = clocks.clocks_of(connection, [group.id for group in groups])
    for group in groups:
        clocks.start(connection, group.id, clocks.BREAK, item.minutes if item.kind == "break" else 0, at)
        if group.sheet == item.sheet and clocks.SHEET not in running.get(group.id, {}):
            # It was there already, as all are at the first sheet before it begins.
            clocks.start(connection, group.id, clocks.SHEET, item.minutes, at)
        tell(connection, group.id, calling=False)
    return groups


def move_group(connection: Connection, group: Row[Any], kit: Kit, item: Item, at: int) -> None:
    """Lay another sheet before a group. What was written in silence on the one it leaves is turned over."""
    group_id, left = group.id, group.sheet
    sheet = kit.sheets_by_key[item.key]
    version = next_version(connection, group_id)
    connection.execute(update(GROUP).where(GROUP.c.id == group_id).values(sheet=sheet.key, moved=version))
    reveal(connection, group_id, left, version)
    count_votes(connection, group_id, kit.sheets_by_key[left], None, version)
    known = connection.scalar(select(BOARD.c.step).where(BOARD.c.group_id == group_id, BOARD.c.sheet == sheet.key))
    if known is None:
        connection.execute(BOARD.insert().values(group_id=group_id, sheet=sheet.key, step=0, version=version))
    count_votes(connection, group_id, sheet, known or 0, version)
    bring_rows(connection, group_id, sheet)
    clocks.stop(connection, group_id, clocks.STEP)
    clocks.start(connection, group_id, clocks.SHEET, item.minutes, at)
    notify(connection, group_id)


def remember(connection: Connection, workshop: Row[Any], wish: Move, moved: Sequence[Row[Any]], at: int) -> None:
    """Keep where everybody was, and which notes a move turns over before their time."""
    hidden = select(NOTE.c.id).where(NOTE.c.group_id.in_([group.id for group in moved]), NOTE.c.hidden)
    came_from = {
        "item": workshop.item,
        "sheet": workshop.sheet,
        "groups": {str(group.id): group.sheet for group in moved},
        "hidden": list(connection.scalars(hidden)),
    }
    item = wish.item if wish.whole else ""
    values = {"id": wish.write, "workshop_id": workshop.id, "at": at, "item": item, "undone": False}
    connection.execute(PASSAGE.insert().values(came_from=json.dumps(came_from), **values))


def after_the_last(connection: Connection, workshop_id: int, at: int) -> int:
    """A time (ms) after that of the last move, so that their order is known."""
    last = last_move(connection, workshop_id)
    return at if last is None else max(at, last.at + 1)


def last_move(connection: Connection, workshop_id: int) -> Row[Any] | None:
    """The last passage that has not been taken back."""
    mine = (PASSAGE.c.workshop_id == workshop_id) & PASSAGE.c.undone.is_(False)
    return connection.execute(select(PASSAGE).where(mine).order_by(PASSAGE.c.at.desc()).limit(1)).one_or_none()


@dataclass(slots=True, frozen=True)
class MoveBack:
    """A facilitator's wish to take back the last move."""

    workshop_id: int
    passage: str


def move_back(connection: Connection, wish: MoveBack) -> list[int]:
    """Let all be as before the move; once. Returns the groups to ring. Raises TooLate where it is not the last."""
    workshop = hold(connection, wish.workshop_id)
    if workshop.closed_at is not None:
        raise WorkshopClosed
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
    return go_back(connection, workshop, json.loads(passage.came_from))


def go_back(connection: Connection, workshop: Row[Any], came_from: dict[str, Any]) -> list[int]:
    kit = kit_of(connection, workshop.kit_digest)
    agenda = agenda_of(workshop, kit)
    items = {item.key: item for item in agenda}
    groups, at = groups_of(connection, workshop.id), now()
    for group in groups:
        back = came_from["groups"].get(str(group.id), group.sheet)
        if back != group.sheet:
            move_group(connection, group, kit, items[back], at)
            hide_again(connection, group.id, kit, back, came_from["hidden"])
    before = items.get(came_from["item"]) or Item("", "", 0)
    values = {"item": before.key, "sheet": came_from["sheet"]}
    connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == workshop.id).values(**values))
    for group in groups:
        clocks.start(connection, group.id, clocks.BREAK, before.minutes if before.kind == "break" else 0, at)
        notify(connection, group.id)
    return [group.id for group in groups]


def hide_again(connection: Connection, group_id: int, kit: Kit, sheet: str, notes: Iterable[str]) -> None:
    """Turn back what the move had turned over, where the group still writes in silence."""
    step = connection.scalar(select(BOARD.c.step).where(BOARD.c.group_id == group_id, BOARD.c.sheet == sheet))
    if not kit.sheets_by_key[sheet].hides(step or 0):
        return
    mine = (NOTE.c.group_id == group_id) & (NOTE.c.sheet == sheet) & NOTE.c.id.in_(list(notes))
    connection.execute(update(NOTE).where(mine).values(hidden=True, version=next_version(connection, group_id)))
