"""Who else leads: facilitators give others the role, for all groups or one, and take it away."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.cookies import hold
from app.leading.forms import number_of
from app.pages.drawing import page
from app.pages.forms import form_of
from app.refusals import FacilitatorNameTaken, NotUnderstood, TooLong, TooManyFacilitators, status_and_text
from app.storage.database import one_by_one
from app.who import Bells, Code, Db, Facilitating, Leader, RowId
from app.workshop import appointing
from app.workshop.addresses import base
from app.workshop.appointing import Appointment, Dismissal
from app.workshop.facilitators import facilitators_of
from app.workshop.groups import groups_of

router = APIRouter(prefix="/workshops/{code}/facilitators")

appoint = one_by_one(appointing.appoint)
dismiss = one_by_one(appointing.dismiss)

SECRETS = "medleder"
"""The cookie that holds a new facilitator's secrets until they have been shown."""


@router.get("")
async def show(request: Request, led: Facilitating, db: Db) -> HTMLResponse:
    """Who leads; and for somebody who has just been given the role, their secrets, as long as the browser has them."""
    try:
        name, token, rescue_code = json.loads(request.cookies.get(SECRETS, ""))
    except (ValueError, TypeError):
        return facilitators_page(led, db)
    address = f"{base(request)}/workshops/{led.workshop.code}/facilitators/{token}"
    return facilitators_page(led, db, made={"name": name, "address": address, "rescue_code": rescue_code})


def facilitators_page(led: Leader, db: Db, status: int = 200, **more: Any) -> HTMLResponse:
    given = {"values": {}, "errors": {}, "made": None} | more
    return page(
        "facilitators.html",
        status,
        workshop=led.workshop,
        own=led.row.holder or led.row.id,
        facilitators=db.read(facilitators_of, led.workshop.id),
        groups=db.read(groups_of, led.workshop.id),
        **given,
    )


@router.post("")
async def add(request: Request, code: Code, led: Facilitating, db: Db) -> Response:
    """Somebody else is to lead all groups, or the one whose number is named. Their secrets are shown once."""
    form = await form_of(request)
    values = form.values
    number = number_of(values["group"]) if values.get("group") else None
    try:
        made = await db.write(appoint, Appointment(led.workshop.id, values.get("name", ""), number))
    except (FacilitatorNameTaken, NotUnderstood, TooLong, TooManyFacilitators) as refusal:
        status, text = status_and_text(refusal)
        return facilitators_page(led, db, status, values=values, errors={"name": text})
    response = RedirectResponse(f"/workshops/{code}/facilitators", 303)
    shown = json.dumps([values["name"].strip(), made.token, made.rescue_code])
    hold(response, request, SECRETS, shown, f"/workshops/{code}/facilitators")
    return response


@router.post("/noted")
async def forget(code: Code, led: Facilitating) -> Response:  # noqa: ARG001
    """The secrets have been written down; the browser forgets them."""
    response = RedirectResponse(f"/workshops/{code}/facilitators", 303)
    response.delete_cookie(SECRETS, path=f"/workshops/{code}/facilitators")
    return response


@router.post("/{holder}/dismissal")
async def take_away(code: Code, holder: RowId, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """They lead no longer, on any machine."""
    for group in await db.write(dismiss, Dismissal(led.workshop.id, led.row.id, holder)):
        rooms.ring(group)
    return RedirectResponse(f"/workshops/{code}/facilitators", 303)
