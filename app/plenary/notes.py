"""Plenary notes: post-its that a facilitator writes down while all talk together. They lie on the plenary's boards."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.board.led_notes import LedNote, lay
from app.board.putting import put_anew
from app.kits.copies import kit_of
from app.model import BOARD, CHANGE, NOTE
from app.refusals import NotFound
from app.texts import tidy
from app.workshop.groups import heard_in, hold_group, next_version, plenary_of
from app.workshop.workshops import hold_open


@dataclass(slots=True, frozen=True)
class PlenaryNote:
    """What is noted down: on a sheet, in one of its zones."""

    workshop_id: int
    write: str
    sheet: str
    zone: str
    text: str


def note_down(connection: Connection, said: PlenaryNote) -> list[int]:
    """Note it down, once. Returns the groups to ring: who watches may not know the plenary yet.

    Raises EmptyNote, TooLong, NotFound, WorkshopClosed.
    """
    workshop, text = hold_open(connection, said.workshop_id), tidy(said.text)
    sheet = kit_of(connection, workshop.kit_digest).sheets_by_key.get(said.sheet)
    if sheet is None:
        raise NotFound
    plenary = hold_group(connection, plenary_of(connection, workshop).id)
    here = (BOARD.c.group_id == plenary.id) & (BOARD.c.sheet == sheet.key)
    if connection.scalar(select(BOARD.c.step).where(here)) is None:
        values = {"sheet": sheet.key, "step": 0, "version": next_version(connection, plenary.id)}
        connection.execute(BOARD.insert().values(group_id=plenary.id, **values))
    lay(connection, plenary, sheet, LedNote(workshop.id, said.write, text, said.zone), text)
    return sorted(heard_in(connection, workshop.id))


@dataclass(slots=True, frozen=True)
class Revision:
    """A wish to give a plenary note another text, or to take it away (`gone`)."""

    workshop_id: int
    write: str
    note: str
    text: str = ""
    gone: bool = False


def revise(connection: Connection, wish: Revision) -> list[int]:
    """Do it, once. Returns the group to ring. Raises EmptyNote, TooLong, NotFound, WorkshopClosed."""
    workshop = hold_open(connection, wish.workshop_id)
    plenary = hold_group(connection, plenary_of(connection, workshop).id)
    mine = (NOTE.c.id == wish.note) & (NOTE.c.group_id == plenary.id) & NOTE.c.gone.is_(False)
    note = connection.execute(select(NOTE).where(mine)).one_or_none()
    if connection.scalar(select(CHANGE.c.id).where(CHANGE.c.id == wish.write)) is not None:
        return []
    if note is None:
        raise NotFound
    put_anew(connection, note, wish.write, {"gone": True} if wish.gone else {"text": tidy(wish.text)})
    return [plenary.id]
