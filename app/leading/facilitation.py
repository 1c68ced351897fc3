"""What a facilitator sees: the overview, looks at boards. (What they do: the modules beside.)"""

import logging
from functools import partial

from fastapi import APIRouter, Request, Response, WebSocket
from fastapi.responses import HTMLResponse, RedirectResponse

from app.board import frames
from app.cookies import facilitator_cookie, remember
from app.kits.copies import kit_of
from app.leading import cockpit
from app.leading.admission import admitted
from app.live.watching import follow
from app.pages.drawing import page
from app.pages.guesses import doubt
from app.participating.beside import cards_page, fields_page
from app.participating.table import board_page
from app.refusals import NotFound
from app.who import Code, Cursor, Db, Facilitating, Guiding, Leader, TheGroup, Watch, leader_of
from app.workshop.addresses import join_url, screen_url, without_scheme

log = logging.getLogger(__name__)
router = APIRouter(prefix="/workshops/{code}")


@router.get("/facilitators/{token}")
async def take_role(request: Request, code: Code, token: str, db: Db) -> Response:
    """A facilitator's own address: its token moves into a cookie, out of sight of who sees the screen."""
    led = db.read(leader_of, code, token)
    if led is None:
        doubt(request)
        raise NotFound
    response = RedirectResponse(home(led), 303)
    remember(response, request, facilitator_cookie(code), token, led.workshop.delete_on)
    return response


def home(led: Leader) -> str:
    """Where a facilitator begins: with the overview, or with the one group they lead."""
    own = f"/groups/{led.group.number}/board" if led.group is not None else ""
    return f"/workshops/{led.workshop.code}{own}"


@router.get("")
async def overview(request: Request, led: Guiding, db: Db) -> Response:
    if led.group is not None:
        return RedirectResponse(home(led), 303)
    return page(
        "facilitate.html",
        **db.read(cockpit.overview, led.viewer).context,
        screen_url=screen_url(request, led.workshop.screen_token),
        live_href=f"/workshops/{led.workshop.code}/overview/live",
        poll_href=f"/workshops/{led.workshop.code}/overview/frames",
        join_url=without_scheme(join_url(request, led.workshop.code)),
        kit_css=f"/kits/{led.workshop.kit_digest}.css",
    )


@router.websocket("/overview/live")
async def watch(socket: WebSocket, code: Code, db: Db, watchers: Watch) -> None:
    """The socket of the overview."""
    led = await admitted(socket, code, db)
    if led is not None:
        draw = partial(cockpit.news, join_url=without_scheme(join_url(socket, code)))
        await follow(socket, led.viewer, draw, db, watchers, "overview")


@router.get("/overview/frames")
async def poll(request: Request, code: Code, led: Facilitating, db: Db) -> HTMLResponse:
    """The overview's parts for those whose network lets no socket through."""
    parts = db.read(cockpit.news, led.viewer, None, join_url=without_scheme(join_url(request, code)))
    return HTMLResponse("".join(parts.values()))


@router.get("/groups/{number}/frames")
async def poll_group(led: Guiding, group: TheGroup, db: Db, since: Cursor, sheet: str | None = None) -> HTMLResponse:
    """The same for a look at a group's board."""
    return HTMLResponse(db.read(frames.frame, led.viewer, group.id, since, sheet))


@router.get("/groups/{number}/board")
async def look(request: Request, code: Code, led: Guiding, group: TheGroup, db: Db) -> HTMLResponse:
    """A group's board as it is now, without being noticed."""
    view = db.read(frames.whole, led.viewer, group.id)
    return board_page(request, view, f"/workshops/{code}" if led.group is None else "", reentry_code=None)


@router.get("/groups/{number}/sheets/{sheet}")
async def look_back(request: Request, sheet: str, led: Guiding, group: TheGroup, db: Db) -> HTMLResponse:
    """A sheet a group has been on."""
    view = db.read(frames.whole, led.viewer, group.id, sheet)
    return board_page(request, view, home(led), reentry_code=None)


@router.get("/groups/{number}/sheets/{sheet}/fields")
async def look_beside(sheet: str, led: Guiding, group: TheGroup, db: Db) -> HTMLResponse:
    """A sheet a group has been on, beside the one that is looked at."""
    return fields_page(db.read(frames.whole, led.viewer, group.id, sheet))


@router.get("/groups/{number}/sheets/{sheet}/cards")
async def print_cards(sheet: str, led: Guiding, group: TheGroup, db: Db) -> HTMLResponse:  # noqa: ARG001
    """The cards of a sheet, to print; they are the same for every group that there is."""
    return cards_page(db.read(kit_of, led.workshop.kit_digest), sheet)
