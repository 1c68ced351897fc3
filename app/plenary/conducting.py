"""The plenary for who leads: what the Screen shows, one group after another, and what is noted down."""

from functools import partial

from fastapi import APIRouter, Request, Response, WebSocket
from fastapi.responses import HTMLResponse

from app.leading.admission import admitted
from app.leading.forms import done, number_of, write_of
from app.live.watching import follow
from app.pages.drawing import page
from app.pages.forms import Form, form_of
from app.plenary import asking, exhibit, notes
from app.plenary.asking import Asking
from app.plenary.exhibit import Exhibit, Exhibiting
from app.plenary.notes import PlenaryNote, Revision
from app.plenary.presenting import news, plenary
from app.refusals import NotUnderstood
from app.storage.database import one_by_one
from app.who import Bells, Code, Db, Facilitating, Watch
from app.workshop.addresses import base, screen_url

router = APIRouter(prefix="/workshops/{code}")

put_up = one_by_one(exhibit.put_up)
ask = one_by_one(asking.ask)
note_down = one_by_one(notes.note_down)
revise = one_by_one(notes.revise)


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
    said = PlenaryNote(led.workshop.id, write_of(form), sheet, values.get("zone", ""), values.get("text", ""))
    for group in await db.write(note_down, said):
        rooms.ring(group)
    return done(request, code, f"/plenary?sheet={sheet}")


@router.post("/plenary-notes/{note}")
async def change_note(request: Request, code: Code, note: str, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Give a plenary note another text, or take it away (`gone` is 1)."""
    form = await form_of(request)
    wish = Revision(
        led.workshop.id,
        write_of(form),
        note,
        form.values.get("text", ""),
        gone=form.values.get("gone") == "1",
    )
    for group in await db.write(revise, wish):
        rooms.ring(group)
    return done(request, code, "/plenary")
