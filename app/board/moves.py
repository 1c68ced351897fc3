"""Moves: a facilitator brings groups from sheet to sheet, and the workshop along its agenda.

A move names where to go, so that doing it twice is the same as once. It is remembered as a passage, from which the
time that everything took is known, and by which it can be taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select, update

from app.board.passages import remember
from app.board.rows import bring_rows
from app.board.votes import count_votes
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.model import BOARD, GROUP, PASSAGE, WORKSHOP
from app.pages.forms import new_id
from app.refusals import NotFound
from app.timing import clocks
from app.timing.agenda import Agenda, Item, agenda_of, item_at, position
from app.workshop.groups import groups_of, next_version, notify, reveal, show_anew
from app.workshop.workshops import hold_open


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
    workshop = hold_open(connection, wish.workshop_id)
    kit = kit_of(connection, workshop.kit_digest)
    agenda = agenda_of(workshop, kit)
    item = item_at(agenda, wish.item)
    if item is None or not (wish.whole or item.sheet):
        raise NotFound
    if connection.scalar(select(PASSAGE.c.id).where(PASSAGE.c.id == wish.write)) is not None:
        return []
    groups = groups_of(connection, workshop.id)
    moved = [each for each in chosen(groups, wish, workshop, agenda) if item.sheet and each.sheet != item.sheet]
    if not moved and (not wish.whole or workshop.item == item.key):
        return []
    told = groups if wish.whole else moved
    at = remember(connection, workshop, item.key if wish.whole else "", moved, told, wish.write)
    for group in moved:
        move_group(connection, group, kit, item, at)
    if wish.whole:
        arrive(connection, workshop, item, groups, at)
    return [group.id for group in told]


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


def arrive(connection: Connection, workshop: Row[Any], item: Item, groups: Sequence[Row[Any]], at: int) -> None:
    """Let the workshop be at an item, and all groups know: its break begins, or is over.

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
