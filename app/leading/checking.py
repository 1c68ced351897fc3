"""The checklist's page, where things are ticked off, or which is printed."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.kits.copies import kit_of
from app.pages.answers import is_script
from app.pages.drawing import page
from app.pages.forms import form_of
from app.storage.database import one_by_one
from app.who import Code, Db, Facilitating
from app.workshop.checklist import Tick, parts_for, tick, ticked

router = APIRouter(prefix="/workshops/{code}/checklist")

keep = one_by_one(tick)


@router.get("")
async def show(led: Facilitating, db: Db) -> HTMLResponse:
    """The whole list, with what has been done."""
    parts = parts_for(db.read(kit_of, led.workshop.kit_digest))
    keys = {check.key for part in parts for check in part.checks}
    done = ticked(led.workshop) & keys
    return page("checklist.html", workshop=led.workshop, parts=parts, done=done, count=len(done), total=len(keys))


@router.post("")
async def tick_off(request: Request, code: Code, led: Facilitating, db: Db) -> Response:
    """Something (`check`) is done (`done` 1), or not after all (0)."""
    values = (await form_of(request)).values
    key = values.get("check", "")
    await db.write(keep, Tick(led.workshop.id, key, values.get("done") == "1"))
    if is_script(request):
        return Response(status_code=204)
    return RedirectResponse(f"/workshops/{code}/checklist#check-{key}", 303)
