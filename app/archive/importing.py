"""Bringing in an archive over HTTP: for who may make a workshop."""

import asyncio
from datetime import date
from typing import BinaryIO

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from app.archive.bringing import Bringing, bring_in
from app.archive.checking import KEEP, sound
from app.archive.mistakes import BadArchive
from app.language import _
from app.leading.making import check_key, hand_over, wrong_deletion
from app.pages.drawing import page
from app.pages.forms import Form, form_with_file, new_id
from app.settings import Settings
from app.storage.database import one_by_one
from app.who import Db, Setup
from app.workshop.keys import kept

router = APIRouter(prefix="/workshops/import")

AT_ONCE = 2
"""How many files are taken at the same time: each may need some hundred MB of memory."""

make = one_by_one(bring_in)


@router.get("")
async def ask(setup: Setup) -> HTMLResponse:
    return importing_page(Form({"write": new_id()}), setup)


def importing_page(form: Form, setup: Settings, status: int = 200) -> HTMLResponse:
    return page(
        "import.html",
        status,
        values=form.values,
        errors=form.errors,
        keep_days=KEEP.days,
        needs_key=bool(setup.key),
    )


@router.post("")
async def import_archive(request: Request, db: Db, setup: Setup) -> Response:
    """Make a workshop of an archive. Its secrets are shown on the next page."""
    places: asyncio.Semaphore = request.app.state.importing
    if places.locked():
        errors = {"archive": _("Andre henter inn arkiver akkurat nå. Vent litt, og prøv igjen.")}
        return importing_page(Form({"write": new_id()}, errors), setup, 429)
    async with places, form_with_file(request, "archive") as (form, file):
        chosen = chosen_day(form)
        check_key(form, setup)
        if file is None:
            form.errors["archive"] = _("Velg fila med arkivet.")
        wish = None if file is None or form.errors else await wish_of(form, file, chosen)
        if wish is None:
            return importing_page(form, setup, 422)
        return hand_over(request, await db.write(make, wish), wish.delete_on)


async def wish_of(form: Form, file: BinaryIO, chosen: date | None) -> Bringing | None:
    """What is to be made of a file; None where it cannot be, and why stands in `form.errors`."""
    try:
        found = await asyncio.to_thread(sound, file)
    except BadArchive as problem:
        form.errors["archive"] = str(problem)
        return None
    delete_on = chosen or found.delete_on
    if wrong := wrong_deletion(found.archive.workshop.held_on, delete_on):
        form.errors["delete_on"] = wrong
        return None
    return Bringing(found.archive, found.kit, delete_on, kept(form.id()))


def chosen_day(form: Form) -> date | None:
    """The day that somebody chose for deleting all of it, if they did."""
    if not form.values.get("delete_on", "").strip():
        return None
    return form.date("delete_on", _("Skriv datoen alt skal slettes, for eksempel 21.12.2026."))
