"""The front page, and the way back to a role that was on another machine."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.cookies import facilitator_cookie, remember
from app.language import _
from app.pages.drawing import page
from app.pages.forms import form_of
from app.pages.guesses import count, doubt
from app.refusals import UnknownCode, WrongKey
from app.storage.database import one_by_one
from app.who import Db
from app.workshop.appointing import Rescue, rescue
from app.workshop.keys import as_join_code, as_typed_code, kept
from app.workshop.workshops import by_code

router = APIRouter()

regain = one_by_one(rescue)


@router.get("/")
async def front() -> HTMLResponse:
    return page("front.html")


@router.post("/")
async def find_workshop(request: Request, db: Db) -> Response:
    """From a typed code to the workshop's own page."""
    form = await form_of(request)
    code = as_join_code(form.values.get("code", ""))
    doubt(request)
    try:
        db.read(by_code, code)
    except UnknownCode:
        count(request)
        errors = {"code": _("Koden finnes ikke. Se på skjermen eller spør fasilitatoren.")}
        return page("front.html", 404, values=form.values, errors=errors)
    return RedirectResponse(f"/{code}", 303)


@router.get("/rescue")
async def ask_rescue_code() -> HTMLResponse:
    return page("rescue.html", values={}, errors={})


@router.post("/rescue")
async def regain_role(request: Request, db: Db) -> Response:
    """The role on another machine, for whoever has the rescue code. Other machines keep it too."""
    form = await form_of(request)
    code = as_join_code(form.values.get("code", ""))
    doubt(request)
    try:
        workshop = db.read(by_code, code)
        token = await db.write(regain, Rescue(workshop.id, kept(as_typed_code(form.values.get("rescue", "")))))
    except UnknownCode:
        count(request)
        errors = {"code": _("Koden for workshopen finnes ikke. Du finner den i invitasjonen.")}
        return page("rescue.html", 404, values=form.values, errors=errors)
    except WrongKey:
        count(request)
        errors = {"rescue": _("Redningskoden stemmer ikke. Se etter en gang til.")}
        return page("rescue.html", 403, values=form.values, errors=errors)
    response = RedirectResponse(f"/workshops/{code}", 303)
    remember(response, request, facilitator_cookie(code), token, workshop.delete_on)
    return response
