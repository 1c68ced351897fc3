"""Laying what an archive holds of one group on its new sheets: the notes, and what happened to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete

from app.archive.course import clock_row
from app.archive.log import change_row, let_follow, told_anew
from app.archive.moments import milliseconds
from app.archive.note_parts import Change, Note, Withheld
from app.archive.notes import note_row, withheld_rows
from app.archive.numbers import Ids
from app.archive.parts import Archive, Group
from app.kits.kit import Kit
from app.model import BOARD, CHANGE, CLOCK, NOTE

Values = dict[str, Any]

AT_ONCE = 1_000
"""Rows that are stored in one statement."""


@dataclass(slots=True)
class Lot:
    """What there is of one group."""

    notes: list[Note] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def lots_of(archive: Archive) -> dict[int, Lot]:
    """What there is of each group, by its number."""
    lots: defaultdict[int, Lot] = defaultdict(Lot)
    for note in archive.notes:
        lots[note.group].notes.append(note)
    for each in archive.withheld:
        lots[each.group].withheld.append(each)
    for change in archive.changes:
        lots[archive.notes[change.note - 1].group].changes.append(change)
    return lots


def lay(connection: Connection, archive: Archive, kit: Kit, ids: Ids) -> dict[int, int]:
    """Lay all groups' notes, boards and clocks. Returns each group's newest version: they begin anew, by its log."""
    lots, tops = lots_of(archive), {}
    for group in archive.groups:
        lot, own = lots.get(group.number, Lot()), ids.groups[group.number]
        rows, log = list_of(lot, archive, kit, ids)
        tops[group.number] = let_follow(rows, log) + 1
        store(connection, NOTE, rows)
        store(connection, CHANGE, log)
        connection.execute(delete(BOARD).where(BOARD.c.group_id == own))
        store(connection, BOARD, boards(group, own, tops[group.number]))
        store(connection, CLOCK, ({"group_id": own, "write": "", **clock_row(clock)} for clock in group.clocks))
    return tops


def list_of(lot: Lot, archive: Archive, kit: Kit, ids: Ids) -> tuple[list[Values], list[Values]]:
    """A group's notes and its log; of what the archive does not tell, both are made so that it counts as before."""
    log = [change_row(change, archive.notes[change.note - 1], ids) for change in lot.changes]
    told, rows = {change["note_id"] for change in log}, []
    for note in lot.notes:
        rows.append(row := note_row(note, ids))
        if row["id"] not in told:
            log += told_anew(row, note.restored, ids)
    at = milliseconds(archive.workshop.created_at)
    for each in lot.withheld:
        zone = each.zone or kit.sheets_by_key[each.sheet].zones[0].key
        for row in withheld_rows(each, zone, ids, at):
            rows.append(row)
            log += told_anew(row, each.restored, ids)
    return rows, log


def boards(group: Group, group_id: int, version: int) -> Iterator[Values]:
    for each in group.boards:
        yield {"group_id": group_id, "sheet": each.sheet, "step": each.step, "version": version}


def store(connection: Connection, table: Table, rows: Iterable[Values]) -> None:
    """Store rows, many at a time."""
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        connection.execute(table.insert(), some)
