"""The plenary for who leads: what the Screen shows, one group after another, and what is noted down."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response, WebSocket
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from sqlalchemy import Connection, Row, select

from app.board.moves import new_id
from app.kits.copies import kit_of
from app.leading.admission import admitted
from app.leading.forms import done, number_of, write_of
from app.live.watching import follow
from app.model import BOARD, WORKSHOP
from app.pages.drawing import fragment, page
from app.pages.forms import Form, form_of
from app.plenary import asking, exhibit, notes
from app.plenary.asking import Asking
from app.plenary.display import noted
from app.plenary.exhibit import Exhibit, Exhibiting, exhibit_of
from app.plenary.gathering import Section, gather
from app.plenary.notes import PlenaryNote, Revision
from app.plenary.screen import showing
from app.refusals import NotUnderstood
from app.storage.database import one_by_one
from app.timing.agenda import agenda_of, sheets_in_order
from app.visibility import Viewer, asked_of
from app.who import Bells, Code, Db, Facilitating, Watch
from app.workshop.addresses import base, screen_url
from app.workshop.groups import groups_of

router = APIRouter(prefix="/workshops/{code}")

put_up = one_by_one(exhibit.put_up)
ask = one_by_one(asking.ask)
note_down = one_by_one(notes.note_down)
revise = one_by_one(notes.revise)


@dataclass(slots=True, frozen=True)
class Presenter:
    """A group that may present a sheet: whether it has been on it, how many notes it shows, what it was asked."""

    group: Row[Any]
    has_been: bool
    notes: int
    asked: str
    is_shown: bool


def plenary(connection: Connection, viewer: Viewer, chosen: str, address: str) -> dict[str, Any]:
    """Everything on the page, about a chosen sheet, or the one the workshop is on."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == viewer.workshop_id)).one()
    kit = kit_of(connection, workshop.kit_digest)
    sheet = kit.sheets_by_key.get(chosen) or kit.sheets_by_key[workshop.sheet]
    sections, up = gather(connection, viewer, workshop, sheet), exhibit_of(workshop)
    presenters = presenters_of(connection, viewer, sheet.key, sections, up)
    on_screen = showing(connection, workshop.id, address, {sheet.key: sections})
    return {
        "workshop": workshop,
        "kit": kit,
        "chosen": sheet,
        "path": [kit.sheets_by_key[key] for key in sheets_in_order(agenda_of(workshop, kit))],
        "sections": sections,
        "voted": any(shown.note.votes for section in sections for shown in section.notes),
        "presenters": presenters,
        "up": up,
        "up_sheet": kit.sheets_by_key.get(up.sheet),
        "next_up": next_up(presenters, up) if up.sheet == sheet.key else None,
        "noted": noted(connection, viewer, workshop, Exhibit(sheet=sheet.key)),
        "on_screen": {name: on_screen.get(name, least) for name, least in (("page", 0), ("pages", 1))},
        "preview": Markup(fragment("plenary/_screen.html", **on_screen)),  # noqa: S704
        "base": f"/workshops/{workshop.code}",
    }


def presenters_of(
    connection: Connection, viewer: Viewer, sheet: str, sections: list[Section], up: Exhibit
) -> list[Presenter]:
    groups = groups_of(connection, viewer.workshop_id)
    on_it = select(BOARD.c.group_id).where(BOARD.c.sheet == sheet, BOARD.c.group_id.in_([group.id for group in groups]))
    been = set(connection.scalars(on_it))
    counts: Counter[int] = Counter()
    for shown in (each for section in sections for each in section.notes):
        counts[shown.group.id] += len(shown.note.members) if shown.note.kind == "cluster" else 1
    return [
        Presenter(
            group=group,
            has_been=group.id in been,
            notes=counts[group.id],
            asked=asked_of(group).get(sheet, ""),
            is_shown=(up.kind, up.sheet) == ("boards", sheet) and group.number in up.groups,
        )
        for group in groups
    ]


def next_up(presenters: list[Presenter], up: Exhibit) -> Presenter | None:
    """Who presents after the one that is shown: the next that may."""
    if up.kind != "boards" or len(up.groups) != 1:
        return None
    after = (each for each in presenters if each.group.number > up.groups[0])
    return next((each for each in after if each.has_been and each.asked in ("", "yes")), None)


def news(
    connection: Connection, viewer: Viewer, _groups: Container[int], *, chosen: str, address: str
) -> dict[str, str]:
    """The parts of the page that change, by element id."""
    given = plenary(connection, viewer, chosen, address)
    return {f"plenary-{part}": fragment(f"plenary/_{part}.html", **given) for part in ("now", "groups", "noted")}


@router.get("/plenary")
async def show(request: Request, led: Facilitating, db: Db, sheet: str = "") -> HTMLResponse:
    given = db.read(plenary, led.viewer, sheet, base(request))
    at, chosen = given["base"], given["chosen"].key
    return page(
        "plenary.html",
        live_href=f"{at}/plenary/live?sheet={chosen}",
        poll_href=f"{at}/plenary/frames?sheet={chosen}",
        screen_url=screen_url(request, led.workshop.screen_token),
        kit_css=f"/kits/{led.workshop.kit_digest}.css",
        **given,
    )


@router.get("/plenary/frames")
async def poll(request: Request, led: Facilitating, db: Db, sheet: str = "") -> HTMLResponse:
    """The same for those whose network lets no socket through."""
    parts = db.read(partial(news, chosen=sheet, address=base(request)), led.viewer, ())
    return HTMLResponse("".join(parts.values()))


@router.websocket("/plenary/live")
async def watch(socket: WebSocket, code: Code, db: Db, watchers: Watch, sheet: str = "") -> None:
    """The socket of the page."""
    led = await admitted(socket, code, db)
    if led is not None:
        draw = partial(news, chosen=sheet, address=base(socket))
        await follow(socket, led.viewer, draw, db, watchers, f"plenary {sheet} {base(socket)}")


@router.post("/exhibits")
async def put(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Put something on the Screen (`kind`, and what it takes), or let it follow again (no `kind`)."""
    form = await form_of(request)
    for group in await db.write(put_up, Exhibiting(led.workshop.id, exhibit_in(form))):
        rooms.ring(group)
    return done(request, code, "/plenary")


def exhibit_in(form: Form) -> Exhibit:
    """What a form wants to put up. Raises NotFound, NotUnderstood."""
    values = form.values
    page_said = values.get("page", "0")
    if not page_said.isdecimal() or len(page_said) > 3:
        raise NotUnderstood
    groups = tuple(number_of(typed) for typed in form.lists.get("group", ()) if typed)
    named = {name: values.get(name, "") for name in ("kind", "sheet", "zone", "note")}
    return Exhibit(**named, groups=groups, page=int(page_said))


@router.post("/asks")
async def ask_group(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Ask a group whether its sheet may be shown (`asks` is 1), or ask no longer."""
    values = (await form_of(request)).values
    wish = Asking(
        led.workshop.id, number_of(values.get("group", "")), values.get("sheet", ""), values.get("asks", "1") == "1"
    )
    for group in await db.write(ask, wish):
        rooms.ring(group)
    return done(request, code, "/plenary")


@router.post("/plenary-notes")
async def add_note(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    form = await form_of(request)
    values = form.values
    sheet = values.get("sheet", "")
    said = PlenaryNote(
        led.workshop.id, write_of(form) or new_id(), sheet, values.get("zone", ""), values.get("text", "")
    )
    for group in await db.write(note_down, said):
        rooms.ring(group)
    return done(request, code, f"/plenary?sheet={sheet}")


@router.post("/plenary-notes/{note}")
async def change_note(request: Request, code: Code, note: str, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Give a plenary note another text, or take it away (`gone` is 1)."""
    form = await form_of(request)
    wish = Revision(
        led.workshop.id,
        write_of(form) or new_id(),
        note,
        form.values.get("text", ""),
        gone=form.values.get("gone") == "1",
    )
    for group in await db.write(revise, wish):
        rooms.ring(group)
    return done(request, code, "/plenary")
