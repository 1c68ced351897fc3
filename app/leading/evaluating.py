"""The evaluation for who leads: opening it, what was answered, and whether the report shows it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.pages.drawing import page
from app.pages.forms import form_of
from app.refusals import NotFound
from app.storage.database import one_by_one
from app.who import Bells, Code, Db, Facilitating
from app.workshop.evaluation import Wish, lead_evaluation, results_for

router = APIRouter(prefix="/workshops/{code}/evaluations")

lead = one_by_one(lead_evaluation)

SAID = {"1": True, "0": False}


@router.get("")
async def show(led: Facilitating, db: Db) -> HTMLResponse:
    """What was answered. A kit that asks nothing has no such page."""
    results = db.read(results_for, led.viewer, led.workshop)
    if results is None:
        raise NotFound
    return page("evaluations.html", workshop=led.workshop, results=results)


@router.post("")
async def wish(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Open or close it (`opened`), or choose whether the report shows it (`in_report`)."""
    values = (await form_of(request)).values
    opened, in_report = SAID.get(values.get("opened", "")), SAID.get(values.get("in_report", ""))
    for group in await db.write(lead, Wish(led.workshop.id, opened, in_report)):
        rooms.ring(group)
    return RedirectResponse(f"/workshops/{code}/evaluations", 303)
