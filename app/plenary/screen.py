"""The Screen: what a projector shows. It only looks, and whoever has its address may look."""

from collections import defaultdict
from collections.abc import Container
from typing import Any

from fastapi import APIRouter, Request, WebSocket
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection, Row, select

from app.board.people import Person, person_view
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.leading.cockpit import common_clocks, groups_at
from app.live.watching import follow
from app.live.wire import NO_MORE
from app.model import PARTICIPANT, WORKSHOP, now
from app.pages.drawing import fragment, page
from app.plenary.display import Gathered, display
from app.plenary.exhibit import exhibit_of
from app.refusals import NotFound
from app.timing.agenda import Item, agenda_of, following, item_at
from app.timing.clock_time import clock
from app.timing.clocks import BREAK, Time
from app.visibility import Role, Viewer
from app.who import Db, Watch
from app.workshop.addresses import base, qr, without_scheme
from app.workshop.groups import groups_of

router = APIRouter(prefix="/screens/{token}")

MOST_NAMED = 40
"""How many people are welcomed by name; more are counted."""


def by_token(connection: Connection, token: str) -> Row[Any]:
    """The workshop whose Screen has this address. Raises NotFound."""
    row = connection.execute(select(WORKSHOP).where(WORKSHOP.c.screen_token == token)).one_or_none()
    if row is None:
        raise NotFound
    return row


def showing(connection: Connection, workshop_id: int, address: str, gathered: Gathered | None = None) -> dict[str, Any]:
    """What the Screen shows now: what the facilitator has put up, or else where the workshop is."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == workshop_id)).one()
    kit = kit_of(connection, workshop.kit_digest)
    sheet = kit.sheets_by_key[workshop.sheet]
    given = {
        "workshop": workshop,
        "kit": kit,
        "sheet": sheet,
        "number": kit.number(sheet.key),
        "join_address": without_scheme(address),
        "qr": qr(f"{address}/{workshop.code}"),
        "drawn_at": now(),
    }
    exhibit = exhibit_of(workshop)
    if exhibit.kind:
        return (
            given
            | {"shows": exhibit.kind, "clocks": []}
            | display(connection, screen_of(workshop), workshop, exhibit, gathered)
        )
    return given | followed(connection, workshop, kit)


def screen_of(workshop: Row[Any]) -> Viewer:
    return Viewer(Role.SCREEN, workshop.id)


def followed(connection: Connection, workshop: Row[Any], kit: Kit) -> dict[str, Any]:
    """Where the workshop is: who comes, a sheet's question, a break, something in plenary, the end, or thanks."""
    agenda = agenda_of(workshop, kit)
    item = item_at(agenda, workshop.item)
    shows = shown_at(workshop, item)
    clocks = common_clocks(connection, [group.id for group in groups_of(connection, workshop.id)])
    step = common_step(connection, workshop) if shows == "sheet" else None
    running = clocks.get(BREAK)
    return {
        "shows": shows,
        "item": item,
        "next": following(agenda, workshop.item),
        "step": None if step is None else kit.sheets_by_key[workshop.sheet].steps[step],
        "clocks": clocks_at(shows, clocks),
        "ends": clock(now() + running.left) if running and running.running else None,
        "arrived": arrived(connection, workshop, kit) if shows in ("welcome", "opening") else [],
        "most_named": MOST_NAMED,
    }


def shown_at(workshop: Row[Any], item: Item | None) -> str:
    """What is shown at an item of the agenda; before the first, the welcome."""
    if workshop.closed_at is not None:
        return "thanks"
    return "welcome" if item is None else item.kind


def clocks_at(shows: str, clocks: dict[str, Time]) -> list[Time]:
    """The clocks that are shown to all: the break's alone, or those of the step and the sheet."""
    scopes = {"break": (BREAK,), "sheet": ("step", "sheet")}.get(shows, ())
    return [clocks[scope] for scope in scopes if scope in clocks]


def arrived(connection: Connection, workshop: Row[Any], kit: Kit) -> list[tuple[Row[Any], list[Person]]]:
    """The groups, each with who is here."""
    here = select(PARTICIPANT).where(PARTICIPANT.c.workshop_id == workshop.id, PARTICIPANT.c.here)
    people: defaultdict[int, list[Person]] = defaultdict(list)
    for row in connection.execute(here.order_by(PARTICIPANT.c.joined_at)).all():
        people[row.group_id].append(person_view(row, kit))
    return [(group, people[group.id]) for group in groups_of(connection, workshop.id)]


def common_step(connection: Connection, workshop: Row[Any]) -> int | None:
    """The step that all groups on the workshop's sheet are at, or None where they differ."""
    at_step = groups_at(connection, workshop)
    return next(iter(at_step)) if len(at_step) == 1 else None


def draw(connection: Connection, workshop_id: int, address: str) -> str:
    """The Screen as it is now, as HTML."""
    return fragment("plenary/_screen.html", **showing(connection, workshop_id, address))


@router.get("")
async def screen(request: Request, token: str, db: Db) -> HTMLResponse:
    workshop = db.read(by_token, token)
    return page(
        "plenary/screen.html",
        live_href=f"/screens/{token}/live",
        poll_href=f"/screens/{token}/frames",
        kit_css=f"/kits/{workshop.kit_digest}.css",
        **db.read(showing, workshop.id, base(request)),
    )


@router.get("/frames")
async def poll(request: Request, token: str, db: Db) -> HTMLResponse:
    """The same for those whose network lets no socket through."""
    workshop = db.read(by_token, token)
    return HTMLResponse(db.read(draw, workshop.id, base(request)))


@router.websocket("/live")
async def watch(socket: WebSocket, token: str, db: Db, watchers: Watch) -> None:
    """The socket of the Screen."""
    await socket.accept()
    try:
        workshop = db.read(by_token, token)
    except NotFound:
        await socket.close(NO_MORE)
        return
    address = base(socket)

    def parts(connection: Connection, viewer: Viewer, _groups: Container[int]) -> dict[str, str]:
        return {"screen": draw(connection, viewer.workshop_id, address)}

    await follow(socket, screen_of(workshop), parts, db, watchers, f"screen {address}")
