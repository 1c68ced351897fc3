"""Facilitators' post-its: laid on the sheets of one group, some or all, told from no participant."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row

from app.board.notes import place
from app.board.putting import Put, put
from app.kits.copies import kit_of
from app.kits.worksheet import Worksheet
from app.kits.zone import ZoneKind
from app.texts import tidy
from app.workshop.groups import hold_group
from app.workshop.telling import groups_told
from app.workshop.workshops import hold

UNFIT = (ZoneKind.PICK, ZoneKind.ROWS)
"""Where a note would mean more than it says: it would be what the group has picked, or a row of its own."""


@dataclass(slots=True, frozen=True)
class LedNote:
    """A facilitator's note: for the groups with these numbers, or all; in a zone of those whose sheet has it."""

    workshop_id: int
    write: str
    text: str
    zone: str = ""
    groups: frozenset[int] | None = None


def leave_note(connection: Connection, said: LedNote) -> list[int]:
    """Lay it on each group's present sheet, once. Returns the groups. Raises EmptyNote, TooLong, NotFound."""
    workshop, text = hold(connection, said.workshop_id), tidy(said.text)
    kit, groups = kit_of(connection, workshop.kit_digest), groups_told(connection, workshop.id, said.groups)
    for group in groups:
        held = hold_group(connection, group.id)
        lay(connection, held, kit.sheets_by_key[held.sheet], said, text)
    return [group.id for group in groups]


def lay(connection: Connection, group: Row[Any], sheet: Worksheet, said: LedNote, text: str) -> None:
    """The note in one group, if it does not lie there already."""
    note_id = str(uuid5(UUID(said.write), str(group.id)))
    x, y = place(note_id)
    kept = {"text": text, "zone": zone_for(sheet, said.zone), "x": x, "y": y}
    put(connection, group.id, Put(note_id, sheet.key, kept, {"led": True}))


def zone_for(sheet: Worksheet, zone: str) -> str:
    """The zone that was asked for, or the first that takes a note, on a sheet that has no such zone."""
    fit = [each.key for each in sheet.zones if each.kind not in UNFIT] or [sheet.zones[0].key]
    return zone if zone in fit else fit[0]
