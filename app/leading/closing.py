"""The end of a workshop: the receipt, closing and reopening, and deleting everything."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.board.closing import close, reopen
from app.board.receipts import receipts_of
from app.language import _
from app.pages.drawing import day, page
from app.pages.forms import form_of
from app.results.contents import unconsented
from app.storage.database import Database, one_by_one
from app.who import Bells, Code, Db, Facilitating
from app.workshop.groups import groups_of
from app.workshop.workshops import remove

router = APIRouter(prefix="/workshops/{code}")

end = one_by_one(close)
go_on = one_by_one(reopen)
delete = one_by_one(remove)


@router.get("/closing")
async def ask_closing(led: Facilitating, db: Db) -> HTMLResponse:
    return closing_page(led.workshop, db)


def closing_page(workshop: Any, db: Database, status: int = 200, **typed: dict[str, str]) -> HTMLResponse:
    return page(
        "close.html",
        status,
        workshop=workshop,
        values=typed.get("values", {}),
        errors=typed.get("errors", {}),
        back_href=f"/workshops/{workshop.code}",
        delete_on_text=day(workshop.delete_on),
        receipts=db.read(receipts_of, workshop.id),
        unconsented=db.read(unconsented, workshop),
    )


@router.post("/closing")
async def close_workshop(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Close the workshop, or reopen it."""
    form = await form_of(request)
    act = end if form.values.get("closed") == "1" else go_on
    for group in await db.write(act, led.workshop.id):
        rooms.ring(group)
    return RedirectResponse(f"/workshops/{code}/closing", 303)


@router.post("/deletion")
async def delete_workshop(request: Request, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Delete everything now; the title must be typed."""
    form = await form_of(request)
    if form.values.get("title", "").strip().casefold() != led.workshop.title.strip().casefold():
        errors = {"title": _("Navnet stemmer ikke. Skriv det slik det står over feltet.")}
        return closing_page(led.workshop, db, 422, values=form.values, errors=errors)
    groups = db.read(groups_of, led.workshop.id)
    await db.write(delete, led.workshop.id)
    for group in groups:
        rooms.ring(group.id)
    return page("message.html", heading=_("Alt er slettet"), text=_("Lapper, navn og grupper er borte for godt."))
