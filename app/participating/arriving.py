"""The pages on which participants join a workshop, and come back to it on another machine."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection, Row

from app.cookies import hold, participant_cookie, remember, secret_cookie
from app.kits.copies import kit_of
from app.language import _
from app.marks import secret_of
from app.pages.drawing import day, page
from app.pages.forms import Form, form_of, new_id
from app.pages.guesses import count
from app.refusals import GroupFull, NameTaken, Refused, TooLong, WrongKey, status_and_text
from app.storage.database import one_by_one
from app.who import Bells, Code, Db, Setup, TheWorkshop, member_of
from app.workshop.evaluation import awaits_answers
from app.workshop.groups import groups_of
from app.workshop.joining import Joined, Joining, Returning, crowd, join, reenter
from app.workshop.keys import kept

router = APIRouter()

join_workshop = one_by_one(join)
come_back = one_by_one(reenter)

FIELD_OF: dict[type[Refused], str] = {GroupFull: "group", NameTaken: "name", TooLong: "name"}


@router.get("/workshops/{code}/reentry")
async def ask_reentry_code(workshop: TheWorkshop) -> HTMLResponse:
    return page("reenter.html", workshop=workshop, values={}, errors={})


@router.post("/workshops/{code}/reentry")
async def reenter_workshop(request: Request, workshop: TheWorkshop, db: Db, rooms: Bells) -> Response:
    form = await form_of(request)
    try:
        back = await db.write(come_back, Returning(workshop, form.values.get("code", "")))
    except WrongKey:
        count(request)
        errors = {"code": _("Koden stemmer ikke. Se etter en gang til.")}
        return page("reenter.html", 403, workshop=workshop, values=form.values, errors=errors)
    rooms.ring(back.group_id)
    return welcome(request, workshop, back)


@router.get("/{code}")
async def arrive(request: Request, code: Code, workshop: TheWorkshop, db: Db, setup: Setup) -> Response:
    """The page to join on; whoever has joined from this browser goes to the board, or evaluates what is over."""
    if workshop.code != request.path_params["code"]:
        return RedirectResponse(f"/{workshop.code}?{request.url.query}".rstrip("?"), 303)
    me = db.read(member_of, code, request.cookies)
    if me is not None:
        is_left = workshop.closed_at is not None and db.read(awaits_answers, me.viewer, workshop)
        return RedirectResponse(f"/workshops/{code}/{'evaluation' if is_left else 'board'}", 303)
    chosen = request.query_params.get("group", "")
    form = Form({"write": new_id(), "group": chosen})
    is_out = participant_cookie(workshop.code) in request.cookies
    return joining_page(form, workshop, db, setup.operator.contact, is_out=is_out)


def joining_page(
    form: Form, workshop: Row[Any], db: Any, contact: str, status: int = 200, *, is_out: bool = False
) -> HTMLResponse:
    """The page. `is_out` tells somebody who was with us from this browser that they are so no longer."""
    kit, groups = db.read(choices, workshop)
    return page(
        "join.html",
        status,
        workshop=workshop,
        kit=kit,
        groups=groups,
        values=form.values,
        errors=form.errors,
        is_out=is_out,
        responsible=contact or workshop.municipality,
        delete_on_text=day(workshop.delete_on),
        kit_css=f"/kits/{workshop.kit_digest}.css",
    )


def choices(connection: Connection, workshop: Row[Any]) -> tuple[Any, list[dict[str, Any]]]:
    """The kit, and the groups with how many are in them."""
    kit, counts = kit_of(connection, workshop.kit_digest), crowd(connection, workshop.id)
    groups = []
    for group in groups_of(connection, workshop.id):
        here = sum(count for (group_id, _perspective), count in counts.items() if group_id == group.id)
        groups.append({"group": group, "here": here, "full": here >= kit.group_size.largest})
    if all(entry["full"] for entry in groups):
        groups = [entry | {"full": False} for entry in groups]
    return kit, groups


@router.post("/{code}")
async def join_here(request: Request, workshop: TheWorkshop, db: Db, setup: Setup) -> Response:
    form = await form_of(request)
    joining = joining_in(form, workshop)
    status = 422
    if not form.errors:
        try:
            return welcome(request, workshop, await db.write(join_workshop, joining))
        except (GroupFull, NameTaken, TooLong) as refusal:
            status, form.errors[FIELD_OF[type(refusal)]] = status_and_text(refusal)
    return joining_page(form, workshop, db, setup.operator.contact, status)


def joining_in(form: Form, workshop: Row[Any]) -> Joining:
    name = form.text("name", _("Skriv hva vi skal kalle deg. Det trenger ikke være navnet ditt."), 40)
    if not form.values.get("perspective"):
        form.errors["perspective"] = _("Velg hvem du er her på vegne av.")
    group = form.values.get("group", "")
    return Joining(
        workshop=workshop,
        name=name,
        perspective=form.values.get("perspective", ""),
        group=int(group) if group.isdecimal() and len(group) < 4 else None,
        made_with=kept(form.id()),
    )


def welcome(request: Request, workshop: Row[Any], joined: Joined) -> Response:
    """To the board, which shows the personal code once, from a cookie that it takes away again."""
    response = RedirectResponse(f"/workshops/{workshop.code}/board", 303)
    remember(response, request, participant_cookie(workshop.code), joined.token, workshop.delete_on)
    remember(response, request, secret_cookie(workshop.code), secret_of(joined.reentry_code), workshop.delete_on)
    hold(response, request, "velkommen", joined.reentry_code, f"/workshops/{workshop.code}/board")
    return response
