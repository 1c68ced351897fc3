"""Typing in notes from paper: the page where a facilitator does it, what it lays, and taking it back."""

import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

from app.board.paper_lines import MOST_LINES, lines_in
from app.board.paper_notes import PaperNotes, TakingBack, lay_paper_notes, take_back, typed
from app.kits.copies import kit_of
from app.kits.kit import Kit, Worksheet
from app.kits.zone import Zone, ZoneKind
from app.leading.forms import chosen, write_of
from app.pages.drawing import page
from app.pages.forms import Form, form_of, new_id
from app.paper.asking import groups_for
from app.refusals import NotFound, Refused, status_and_text
from app.storage.database import one_by_one
from app.timing.agenda import agenda_of, sheets_in_order
from app.who import Bells, Code, Db, Guiding, Leader

router = APIRouter(prefix="/workshops/{code}/paper-notes")

lay = one_by_one(lay_paper_notes)
untype = one_by_one(take_back)


@router.get("")
async def ask(request: Request, led: Guiding, db: Db) -> HTMLResponse:
    """The page, ready for the field that comes next (`group`, `place`), saying what was just `laid` (a write's id)."""
    asked = dict(request.query_params)
    return page("paper_notes.html", **db.read(asked_for, led, asked, asked.get("laid", "")))


@router.post("")
async def type_in(request: Request, code: Code, led: Guiding, db: Db, rooms: Bells) -> Response:
    """Lay each line of `text` as a note: for the `group` with a number, in a `place` (sheet/zone)."""
    form = await form_of(request)
    values, write = form.values, write_of(form)
    group, place = group_in(form, led), values.get("place", "")
    sheet, _slash, zone = place.partition("/")
    lines, wrong = lines_in(values.get("text", ""), actions=db.read(zone_at, led, place).kind is ZoneKind.ACTIONS)
    if wrong:
        return again(led, db, values, wrong)
    said = PaperNotes(led.workshop.id, write, group, sheet, zone, lines, values.get("perspective") or None)
    try:
        rooms.ring(await db.write(lay, said))
    except NotFound:
        raise
    except Refused as refusal:
        status, why = status_and_text(refusal)
        return again(led, db, values, [why], status)
    kept = {"group": group, "place": db.read(place_after, led, place), "laid": write}
    query = urlencode(kept | {"perspective": values.get("perspective", "")})
    return RedirectResponse(f"/workshops/{code}/paper-notes?{query}", 303)


@router.post("/removals")
async def untype_them(request: Request, led: Guiding, db: Db, rooms: Bells) -> Response:
    """Take away what was typed in with a `write`; it stands in the form again, to be laid somewhere else."""
    form = await form_of(request)
    chosen(form, led)
    taken = await db.write(untype, TakingBack(led.viewer, write_of(form)))
    if taken is None:
        return page("paper_notes.html", **db.read(asked_for, led, form.values, ""))
    rooms.ring(taken.group.id)
    values = {"group": str(taken.group.number), "place": f"{taken.sheet}/{taken.zone}"}
    values |= {"perspective": taken.perspective, "text": "\n".join(taken.lines)}
    return page("paper_notes.html", **db.read(asked_for, led, values, "") | {"taken": True})


def again(led: Leader, db: Db, values: dict[str, str], wrong: Sequence[str], status: int = 422) -> HTMLResponse:
    """The page with what was typed, and what is wrong with it."""
    errors = {f"mistake-{number}": text for number, text in enumerate(wrong)}
    return page("paper_notes.html", status, **db.read(asked_for, led, values, "") | {"errors": errors})


def asked_for(connection: Connection, led: Leader, values: dict[str, str], laid: str) -> dict[str, Any]:
    """What the page is given."""
    kit, groups = kit_of(connection, led.workshop.kit_digest), groups_for(connection, led.viewer)
    here = kit.sheets_by_key[groups[0].sheet]
    known = {"group": str(groups[0].number), "place": f"{here.key}/{here.zones[0].key}", "perspective": "", "text": ""}
    write = as_write(laid)
    return {
        "workshop": led.workshop,
        "kit": kit,
        "groups": groups,
        "sheets": in_order(led, kit),
        "values": known | {name: value for name, value in values.items() if value} | {"write": new_id()},
        "laid": typed(connection, led.viewer, write) if write else None,
        "laid_write": write,
        "most": MOST_LINES,
        "leads_all": led.group is None,
        "errors": {},
        "taken": False,
    }


def group_in(form: Form, led: Leader) -> int:
    """The number of the one group that a form names. Raises NotFound."""
    numbers = chosen(form, led) or frozenset()
    if len(numbers) != 1:
        raise NotFound
    return next(iter(numbers))


def as_write(named: str) -> str:
    """A write's id, or nothing where it is none."""
    try:
        return str(uuid.UUID(named))
    except ValueError:
        return ""


def in_order(led: Leader, kit: Kit) -> list[Worksheet]:
    """The sheets in the plan's order, and last those that were taken out of it."""
    planned = sheets_in_order(agenda_of(led.workshop, kit))
    return [kit.sheets_by_key[key] for key in dict.fromkeys((*planned, *kit.sheets_by_key))]


def places(led: Leader, kit: Kit) -> dict[str, Zone]:
    """All fields of all sheets, by where they are (sheet/zone), in order."""
    return {f"{sheet.key}/{zone.key}": zone for sheet in in_order(led, kit) for zone in sheet.zones}


def zone_at(connection: Connection, led: Leader, place: str) -> Zone:
    """The field at a place. Raises NotFound."""
    zone = places(led, kit_of(connection, led.workshop.kit_digest)).get(place)
    if zone is None:
        raise NotFound
    return zone


def place_after(connection: Connection, led: Leader, place: str) -> str:
    """The place that one comes to next on paper; at the end the same."""
    there = list(places(led, kit_of(connection, led.workshop.kit_digest)))
    return there[min(there.index(place) + 1, len(there) - 1)]
