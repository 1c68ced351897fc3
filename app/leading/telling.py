"""What a facilitator tells the groups: a message, a post-it, a call for attention, clocks; and that help has come."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from app.board.led_notes import LedNote, leave_note
from app.leading import cockpit
from app.leading.forms import asked, chosen, done, number_of, write_of
from app.model import now
from app.pages.forms import form_of
from app.refusals import NotUnderstood
from app.storage.database import one_by_one
from app.timing.clocks import Winding
from app.who import Bells, Code, Db, Guiding, TheGroup
from app.workshop.telling import Calling, ClockWish, Helped, Telling, call, help_has_come, tell, wind_clocks

router = APIRouter(prefix="/workshops/{code}")

say = one_by_one(tell)
call_all = one_by_one(call)
lay_note = one_by_one(leave_note)
set_clocks = one_by_one(wind_clocks)
have_helped = one_by_one(help_has_come)


@router.get("/messages")
async def ask_message(request: Request, led: Guiding, db: Db, group: str = "") -> HTMLResponse:
    """What is to be said, and to whom; `group` is the number of the one that is meant."""
    context = db.read(cockpit.overview, led.viewer, ()).context
    return asked(request, "_message.html", **context, only=number_of(group) if group else None)


@router.post("/messages")
async def send_message(request: Request, code: Code, led: Guiding, db: Db, rooms: Bells) -> Response:
    form = await form_of(request)
    said = Telling(led.workshop.id, write_of(form), form.values.get("text", ""), chosen(form, led))
    for group in await db.write(say, said):
        rooms.ring(group)
    return done(request, code)


@router.get("/led-notes")
async def ask_note(request: Request, led: Guiding, db: Db, group: str = "") -> HTMLResponse:
    """What the post-it says, and on whose sheets it is laid."""
    context = db.read(cockpit.overview, led.viewer, ()).context
    return asked(request, "_led_note.html", **context, only=number_of(group) if group else None)


@router.post("/led-notes")
async def lay_notes(request: Request, code: Code, led: Guiding, db: Db, rooms: Bells) -> Response:
    form = await form_of(request)
    values, write = form.values, write_of(form)
    said = LedNote(led.workshop.id, write, values.get("text", ""), values.get("zone", ""), chosen(form, led))
    for group in await db.write(lay_note, said):
        rooms.ring(group)
    return done(request, code)


@router.post("/calls")
async def call_groups(request: Request, code: Code, led: Guiding, db: Db, rooms: Bells) -> Response:
    """Call groups to look up (`calling` is 1), or let them go on."""
    form = await form_of(request)
    for group in await db.write(
        call_all, Calling(led.workshop.id, form.values.get("calling") == "1", chosen(form, led))
    ):
        rooms.ring(group)
    return done(request, code)


@router.post("/clocks")
async def wind_up(request: Request, code: Code, led: Guiding, db: Db, rooms: Bells) -> Response:
    """Start, stop, lengthen or shorten groups' clocks: `scope`, `act`, `minutes`."""
    form = await form_of(request)
    values = form.values
    winding = Winding(
        values.get("scope", ""), values.get("act", ""), minutes_in(values.get("minutes", "0")), write_of(form), now()
    )
    for group in await db.write(set_clocks, ClockWish(led.workshop.id, winding, chosen(form, led))):
        rooms.ring(group)
    return done(request, code)


def minutes_in(typed: str) -> int:
    """Whole minutes, which may be fewer. Raises NotUnderstood."""
    if not typed.removeprefix("-").isdecimal() or len(typed) > 4:
        raise NotUnderstood
    return int(typed)


@router.post("/groups/{number}/helped")
async def helped(request: Request, code: Code, led: Guiding, group: TheGroup, db: Db, rooms: Bells) -> Response:
    """The group that asked for help has got it."""
    for rung in await db.write(have_helped, Helped(led.workshop.id, group.number)):
        rooms.ring(rung)
    return done(request, code)
