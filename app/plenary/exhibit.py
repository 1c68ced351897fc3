"""The exhibit: what a facilitator has put on the Screen. Without one, the Screen follows the workshop."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, update

from app.kits.copies import kit_of
from app.model import BOARD, GROUP, NOTE, WORKSHOP
from app.refusals import NotConsented, NotFound, NotUnderstood, NotYet
from app.visibility import everyone_may_read, may_project
from app.workshop.groups import group_by_number, heard_in
from app.workshop.workshops import hold

KINDS = ("boards", "note", "gathered", "votes", "actions")
MOST_PAGES = 200


@dataclass(slots=True, frozen=True)
class Exhibit:
    """What is shown to all: "boards" (a sheet of one group, or of two beside each other), one "note" or cluster, what
    all groups have "gathered" on a sheet or in one `zone` of it, their "votes" on it, or the "actions" of all.

    `groups` are numbers; `page` counts from 0. Without a `kind` nothing is put up.
    """

    kind: str = ""
    sheet: str = ""
    groups: tuple[int, ...] = ()
    zone: str = ""
    note: str = ""
    page: int = 0


def exhibit_of(workshop: Row[Any]) -> Exhibit:
    """What has been put up in a workshop."""
    if not workshop.screen:
        return Exhibit()
    said = json.loads(workshop.screen)
    return Exhibit(**(said | {"groups": tuple(said["groups"])}))


@dataclass(slots=True, frozen=True)
class Exhibiting:
    """A facilitator's wish to put something up, or with an empty exhibit to let the Screen follow again."""

    workshop_id: int
    exhibit: Exhibit


def put_up(connection: Connection, wish: Exhibiting) -> list[int]:
    """Put it up. Returns the groups to ring.

    Raises NotFound, NotYet, NotConsented, NotUnderstood.
    """
    workshop, exhibit = hold(connection, wish.workshop_id), wish.exhibit
    if exhibit.kind:
        refuse(connection, workshop, exhibit)
    kept = json.dumps(asdict(exhibit), separators=(",", ":")) if exhibit.kind else ""
    connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == workshop.id).values(screen=kept))
    return sorted(heard_in(connection, workshop.id))


def refuse(connection: Connection, workshop: Row[Any], exhibit: Exhibit) -> None:
    """Say no to what cannot be shown."""
    if exhibit.kind not in KINDS or not 0 <= exhibit.page < MOST_PAGES:
        raise NotUnderstood
    if exhibit.kind == "note":
        refuse_note(connection, workshop, exhibit.note)
    elif exhibit.kind != "actions":
        sheet = kit_of(connection, workshop.kit_digest).sheets_by_key.get(exhibit.sheet)
        if sheet is None or (exhibit.zone and exhibit.zone not in sheet.zones_by_key):
            raise NotFound
        if exhibit.kind == "boards":
            refuse_boards(connection, workshop, exhibit)


def refuse_boards(connection: Connection, workshop: Row[Any], exhibit: Exhibit) -> None:
    if not 0 < len(set(exhibit.groups)) == len(exhibit.groups) <= 2:
        raise NotUnderstood
    for number in exhibit.groups:
        group = group_by_number(connection, workshop.id, number)
        here = (BOARD.c.group_id == group.id) & (BOARD.c.sheet == exhibit.sheet)
        if connection.scalar(select(BOARD.c.step).where(here)) is None:
            raise NotYet
        if not may_project(group, exhibit.sheet):
            raise NotConsented


def refuse_note(connection: Connection, workshop: Row[Any], note_id: str) -> None:
    found = select(NOTE).join(GROUP, GROUP.c.id == NOTE.c.group_id)
    mine = (NOTE.c.id == note_id) & (GROUP.c.workshop_id == workshop.id) & NOTE.c.gone.is_(False)
    note = connection.execute(found.where(mine, NOTE.c.kind != "line")).one_or_none()
    if note is None or not everyone_may_read(note):
        raise NotFound
    if not may_project(connection.execute(select(GROUP).where(GROUP.c.id == note.group_id)).one(), note.sheet):
        raise NotConsented
