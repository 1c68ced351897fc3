"""What is kept about one person, for who leads the whole, when that person asks: handed out, made nameless, erased."""

import logging
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

from app import lately
from app.language import _
from app.pages.drawing import page
from app.pages.forms import Form, form_of
from app.report.reports import file_name
from app.rights.erasing import Erasure, erase_person, would_erase
from app.rights.files import Texts, as_file, as_json
from app.rights.gathering import record_of
from app.rights.mentions import mentions
from app.rights.record import Record
from app.rights.unnaming import Unnaming, take_name
from app.storage.database import one_by_one
from app.who import Bells, Code, Db, Facilitating, Leader, RowId
from app.workshop.seating import person_in

router = APIRouter(prefix="/workshops/{code}/people/{person}")

log = logging.getLogger(__name__)

erase = one_by_one(erase_person)
unname = one_by_one(take_name)


def record(connection: Connection, led: Leader, person: int) -> Record:
    """What is kept about a person, as far as who leads may hand it out. Raises NotFound."""
    return record_of(connection, led.viewer, led.workshop, person_in(connection, led.workshop.id, person))


def told(connection: Connection, led: Leader, person: int) -> dict[str, Any]:
    """What the page tells: the record, what erasing it would do, and where others have named the person."""
    found = record(connection, led, person)
    return {
        "workshop": led.workshop,
        "record": found,
        "effect": would_erase(connection, led.workshop, person),
        "mentions": mentions(connection, led.viewer, led.workshop, found.person),
    }


def record_page(led: Leader, db: Db, person: int, form: Form | None = None, status: int = 200) -> HTMLResponse:
    form = form or Form({})
    return page("record.html", status, **db.read(told, led, person), values=form.values, errors=form.errors)


@router.get("/record")
async def show(person: RowId, led: Facilitating, db: Db) -> HTMLResponse:
    return record_page(led, db, person)


@router.get("/record.txt")
async def text(person: RowId, led: Facilitating, db: Db) -> Response:
    found = db.read(record, led, person)
    return as_file(Texts(found).whole(), "text/plain", f"innsyn-{file_name(found.person.name)}.txt")


@router.get("/record.json")
async def data(person: RowId, led: Facilitating, db: Db) -> Response:
    found = db.read(record, led, person)
    return as_file(as_json(found), "application/json", f"innsyn-{file_name(found.person.name)}.json")


@router.post("/anonymity")
async def take_away_name(code: Code, person: RowId, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Keep what they wrote, and nothing that tells who wrote it."""
    for group in await db.write(unname, Unnaming(led.workshop.id, person)):
        rooms.ring(group)
    lately.forget()
    log.info("anonymity")
    return RedirectResponse(f"/workshops/{code}/people/{person}/record", 303)


@router.post("/erasure")
async def erase_all(request: Request, person: RowId, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Erase what they wrote, once whoever asks for it has said that they know what happens (`sure` is 1)."""
    form = await form_of(request)
    if form.values.get("sure") != "1":
        form.errors["sure"] = _("Kryss av for at du har lest hva som skjer. Ingenting er slettet.")
        return record_page(led, db, person, form, 422)
    done = await db.write(erase, Erasure(led.workshop.id, person, form.values.get("removal") == "1"))
    for group in done.groups:
        rooms.ring(group)
    lately.forget()
    await db.rewrite()
    log.info("erasure", extra={"erased": sum(done.own.values()) + done.copies})
    return page(
        "message.html",
        heading=_("Det er slettet for godt"),
        text=_("Det er borte fra arkene, historikken, papirkurven, rapporten og resultatet."),
        action_href=f"/workshops/{led.workshop.code}",
        action_label=_("Til oversikten"),
    )
