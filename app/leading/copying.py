"""One more workshop like this one, for who leads it: the same kit, groups and time plan, and none of the notes."""

from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from app.leading.making import KEEP, check_key, hand_over, title_in, when_in
from app.pages.drawing import page
from app.pages.forms import Form, form_of, new_id
from app.settings import Settings
from app.storage.database import one_by_one
from app.timing.clock_time import of_day
from app.who import Db, Facilitating, Leader, Setup
from app.workshop.copying import Copying, copy
from app.workshop.groups import groups_of
from app.workshop.keys import kept

router = APIRouter(prefix="/workshops/{code}/copies")

make = one_by_one(copy)


@router.get("")
async def ask(led: Facilitating, db: Db, setup: Setup) -> HTMLResponse:
    """What the new one is called, and when it is held."""
    workshop, today = led.workshop, date.today()
    values = {"title": workshop.title, "held_on": str(today), "delete_on": str(today + KEEP), "write": new_id()}
    return copying_page(Form(values | {"starts": of_day(workshop.starts_at)}), led, db, setup)


def copying_page(form: Form, led: Leader, db: Db, setup: Settings, status: int = 200) -> HTMLResponse:
    return page(
        "copy.html",
        status,
        workshop=led.workshop,
        groups=db.read(groups_of, led.workshop.id),
        values=form.values,
        errors=form.errors,
        keep_days=KEEP.days,
        needs_key=bool(setup.key),
    )


@router.post("")
async def make_copy(request: Request, led: Facilitating, db: Db, setup: Setup) -> Response:
    """Make it. Who asks leads it, and is shown its secrets on the next page."""
    form = await form_of(request)
    held_on, delete_on, starts_at = when_in(form)
    title = title_in(form)
    check_key(form, setup)
    if form.errors:
        return copying_page(form, led, db, setup, 422)
    wish = Copying(led.workshop.id, title, held_on, delete_on, starts_at, kept(form.id()))
    return hand_over(request, await db.write(make, wish), delete_on)
