"""Who sits where, for who leads: people are moved, renamed and removed, groups named and added."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection, Row, select

from app.leading import cockpit
from app.leading.forms import asked, done, number_of
from app.model import PARTICIPANT
from app.pages.forms import form_of
from app.storage.database import one_by_one
from app.visibility import Viewer, may_see_group
from app.who import Bells, Code, Db, Facilitating, Guiding, RowId, TheGroup
from app.workshop import seating
from app.workshop.groups import groups_of
from app.workshop.seating import GroupNaming, NewGroup, PersonNaming, Removal, Seating

router = APIRouter(prefix="/workshops/{code}")

Act = Callable[[Connection, Any], list[int]]

seat = one_by_one(seating.move_person)
name_person = one_by_one(seating.rename_person)
remove = one_by_one(seating.remove_person)
name_group = one_by_one(seating.rename_group)
add = one_by_one(seating.add_another)


def seats(connection: Connection, viewer: Viewer) -> list[tuple[Row[Any], Sequence[Row[Any]]]]:
    """The groups that the viewer may see, each with who sits there."""
    groups = [group for group in groups_of(connection, viewer.workshop_id) if may_see_group(viewer, group)]
    people = select(PARTICIPANT).order_by(PARTICIPANT.c.id)
    return [(group, connection.execute(people.where(PARTICIPANT.c.group_id == group.id)).all()) for group in groups]


@router.get("/people")
async def show_people(request: Request, led: Facilitating, db: Db) -> HTMLResponse:
    """All groups with their people, and what can be done with them."""
    context = db.read(cockpit.overview, led.viewer, ()).context
    return asked(request, "_seats.html", **context, seats=db.read(seats, led.viewer))


@router.get("/groups/{number}")
async def show_group(request: Request, led: Guiding, group: TheGroup, db: Db) -> HTMLResponse:
    """One group: its people, and every act that concerns it alone."""
    whole = db.read(cockpit.overview, led.viewer, {group.id})
    return asked(request, "_group.html", **whole.context, tile=whole.tiles[0], leads_all=led.group is None)


@router.post("/groups")
async def add_group(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """One more group, where the others are or (`behind` is 1) from the first sheet on."""
    values = (await form_of(request)).values
    wish = NewGroup(
        led.workshop.id, number_of(values.get("number", "")), values.get("name", ""), values.get("behind") == "1"
    )
    for group in await db.write(add, wish):
        rooms.ring(group)
    return done(request, code)


@router.post("/groups/{number}")
async def rename_group(request: Request, code: Code, led: Guiding, group: TheGroup, db: Db, rooms: Bells) -> Response:
    values = (await form_of(request)).values
    for rung in await db.write(name_group, GroupNaming(led.workshop.id, group.number, values.get("name", ""))):
        rooms.ring(rung)
    return done(request, code)


@router.post("/people/{person}")
async def rename_person(request: Request, code: Code, person: RowId, led: Guiding, db: Db, rooms: Bells) -> Response:
    values = (await form_of(request)).values
    for group in await db.write(
        name_person, PersonNaming(led.workshop.id, person, values.get("name", ""), led.row.group_id)
    ):
        rooms.ring(group)
    return done(request, code)


@router.post("/people/{person}/seat")
async def move_person(request: Request, code: Code, person: RowId, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Let somebody sit in the group with another number."""
    values = (await form_of(request)).values
    for group in await db.write(seat, Seating(led.workshop.id, person, number_of(values.get("group", "")))):
        rooms.ring(group)
    return done(request, code)


@router.post("/people/{person}/removal")
async def remove_person(request: Request, code: Code, person: RowId, led: Guiding, db: Db, rooms: Bells) -> Response:
    """Take somebody out of the workshop."""
    for group in await db.write(remove, Removal(led.workshop.id, person, led.row.group_id)):
        rooms.ring(group)
    return done(request, code)
