"""Notes from paper, typed in by a facilitator: many at once, in one field of one group's sheet. Nobody is their author.

They were laid down on a table for all to see, so they are not hidden, also where it is written in silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, func, select

from app.board.notes import MOST
from app.board.paper_lines import MOST_LINES, PaperLine, written
from app.board.putting import Put, put, put_anew
from app.board.spreading import spread
from app.kits.copies import kit_of
from app.kits.worksheet import Worksheet
from app.model import BOARD, CHANGE, GROUP, NOTE, now
from app.refusals import NotFound, SheetFull
from app.visibility import Viewer, may_read, may_see_group
from app.workshop.groups import group_by_number, hold_group, next_version
from app.workshop.workshops import hold_open


@dataclass(slots=True, frozen=True)
class PaperNotes:
    """What is typed in: in a zone of the sheet of the group with a number, perhaps all from one perspective."""

    workshop_id: int
    write: str
    group: int
    sheet: str
    zone: str
    lines: tuple[PaperLine, ...]
    perspective: str | None = None


def lay_paper_notes(connection: Connection, said: PaperNotes) -> int:
    """Lay them all, once. Returns the group to ring. Raises NotFound, SheetFull, WorkshopClosed."""
    workshop = hold_open(connection, said.workshop_id)
    kit = kit_of(connection, workshop.kit_digest)
    sheet = kit.sheets_by_key.get(said.sheet)
    if sheet is None or said.zone not in sheet.zones_by_key:
        raise NotFound
    if said.perspective not in (None, *kit.perspectives_by_key):
        raise NotFound
    group = hold_group(connection, group_by_number(connection, workshop.id, said.group).id)
    if connection.scalar(select(NOTE.c.id).where(NOTE.c.id == id_of(said.write, 0))) is None:
        bring_sheet(connection, group, sheet)
        # Where nothing may tell who wrote, nothing tells from which perspective either.
        lay_lines(connection, group, sheet, replace(said, perspective=None) if workshop.anonymous else said)
    return int(group.id)


def id_of(write: str, number: int) -> str:
    """The id of a note by its number (from 0) among those of a write."""
    return str(uuid5(UUID(write), str(number)))


def bring_sheet(connection: Connection, group: Row[Any], sheet: Worksheet) -> None:
    """Let a group have been on a sheet: on paper it has."""
    here = (BOARD.c.group_id == group.id) & (BOARD.c.sheet == sheet.key)
    if connection.scalar(select(BOARD.c.step).where(here)) is None:
        version = next_version(connection, group.id)
        connection.execute(BOARD.insert().values(group_id=group.id, sheet=sheet.key, step=0, version=version))


def lay_lines(connection: Connection, group: Row[Any], sheet: Worksheet, said: PaperNotes) -> None:
    here = (NOTE.c.group_id == group.id) & (NOTE.c.sheet == sheet.key)
    ever = connection.scalar(select(func.count()).select_from(NOTE).where(here)) or 0
    if ever + len(said.lines) > MOST:
        raise SheetFull
    beside = here & (NOTE.c.zone == said.zone) & NOTE.c.gone.is_(False) & (NOTE.c.kind != "line")
    lying = [(row.x, row.y) for row in connection.execute(select(NOTE.c.x, NOTE.c.y).where(beside))]
    texts, at = [line.text for line in said.lines], now()
    places = spread(sheet, sheet.zones_by_key[said.zone], lying, texts)
    for number, (line, (x, y)) in enumerate(zip(said.lines, places, strict=True)):
        kept = {"text": line.text, "zone": said.zone, "x": x, "y": y, "whom": line.whom, "due": line.due}
        # One after another, so that they stay in the order in which they were typed.
        more, note_id = {"perspective": said.perspective}, id_of(said.write, number)
        put(connection, group.id, Put(note_id, sheet.key, kept, more, said.write, at + number))


@dataclass(slots=True, frozen=True)
class Typed:
    """What came of it: the notes that were typed in together on a group's sheet, and that nobody has changed since."""

    group: Row[Any]
    notes: Sequence[Row[Any]]

    @property
    def sheet(self) -> str:
        return str(self.notes[0].sheet)

    @property
    def zone(self) -> str:
        return str(self.notes[0].zone)

    @property
    def perspective(self) -> str:
        return self.notes[0].perspective or ""

    @property
    def lines(self) -> list[str]:
        """The notes as they were typed."""
        return [written(PaperLine(note.text, note.whom, note.due)) for note in self.notes]


def typed(connection: Connection, viewer: Viewer, write: str) -> Typed | None:
    """What was typed in with a write and lies there unchanged, if the viewer may know of it."""
    ids = [id_of(write, number) for number in range(MOST_LINES)]
    unchanged = (CHANGE.c.id == NOTE.c.id) & (CHANGE.c.version == NOTE.c.version)
    lying = select(NOTE).join(CHANGE, unchanged).where(NOTE.c.id.in_(ids), NOTE.c.gone.is_(False))
    rows = connection.execute(lying.order_by(NOTE.c.created_at)).all()
    notes = [row for row in rows if may_read(viewer, row)]
    if not notes:
        return None
    group = connection.execute(select(GROUP).where(GROUP.c.id == notes[0].group_id)).one()
    return Typed(group, notes) if may_see_group(viewer, group) else None


@dataclass(slots=True, frozen=True)
class TakingBack:
    """A wish to take away what was typed in with a write."""

    viewer: Viewer
    write: str


def take_back(connection: Connection, wish: TakingBack) -> Typed | None:
    """Take away what nobody has changed since; tells what that was. Raises WorkshopClosed."""
    hold_open(connection, wish.viewer.workshop_id)
    found = typed(connection, wish.viewer, wish.write)
    if found is None:
        return None
    hold_group(connection, found.group.id)
    found = typed(connection, wish.viewer, wish.write)
    act = str(uuid5(UUID(wish.write), "taken back"))
    for note in found.notes if found else ():
        put_anew(connection, note, str(uuid5(UUID(note.id), "taken back")), {"gone": True}, act)
    return found
