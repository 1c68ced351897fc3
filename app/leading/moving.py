"""What a facilitator does with groups and sheets: brings all on, or some, lets one go its way, takes it back."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from app.board.moves import Move, move
from app.board.moving_back import MoveBack, move_back
from app.leading import cockpit
from app.leading.forms import asked, chosen, done, write_of
from app.pages.forms import Form, form_of
from app.refusals import NotFound
from app.storage.database import one_by_one
from app.timing.agenda import item_at
from app.who import Bells, Code, Db, Facilitating, Guiding, Leader, TheGroup
from app.workshop.seating import Holding, hold_back

router = APIRouter(prefix="/workshops/{code}")

bring = one_by_one(move)
bring_back = one_by_one(move_back)
let_stay = one_by_one(hold_back)


@router.get("/moves")
async def choose_move(request: Request, led: Facilitating, db: Db) -> HTMLResponse:
    """Where groups can be moved to."""
    return asked(request, "_moves.html", **db.read(cockpit.overview, led.viewer, ()).context)


@router.get("/moves/{item}")
async def ask_move(request: Request, led: Facilitating, item: str, db: Db) -> HTMLResponse:
    """What a move of all would do, before it is done."""
    whole = db.read(cockpit.overview, led.viewer, ())
    to = item_at(whole.agenda, item)
    if to is None:
        raise NotFound
    return asked(request, "_move.html", **whole.context, to=to)


@router.post("/moves")
async def move_groups(request: Request, code: Code, led: Guiding, db: Db, rooms: Bells) -> Response:
    """Bring the workshop to an item of its agenda (a `sheet`'s key is its item's), or only some groups to a sheet."""
    form = await form_of(request)
    for group in await db.write(bring, wish_in(form, led)):
        rooms.ring(group)
    return done(request, code)


def wish_in(form: Form, led: Leader) -> Move:
    """What the form says. Who leads one group moves only that."""
    values = form.values
    return Move(
        led.workshop.id,
        values.get("item") or values.get("sheet", ""),
        chosen(form, led),
        whole=led.group is None and values.get("whole") != "0",
        write=write_of(form),
    )


@router.post("/moves/back")
async def take_back(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Take back the last move, which the form names."""
    values = (await form_of(request)).values
    for group in await db.write(bring_back, MoveBack(led.workshop.id, values.get("passage", ""))):
        rooms.ring(group)
    return done(request, code)


@router.post("/groups/{number}/holding")
async def let_go_its_way(request: Request, code: Code, led: Guiding, group: TheGroup, db: Db, rooms: Bells) -> Response:
    """Let a group go its own way (`held` is 1), or with the others again."""
    values = (await form_of(request)).values
    for rung in await db.write(let_stay, Holding(led.workshop.id, group.number, values.get("held") == "1")):
        rooms.ring(rung)
    return done(request, code)
