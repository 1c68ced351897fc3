"""The Screen: what a projector shows. It only looks, and whoever has its address may look."""

from collections import Counter
from collections.abc import Container
from typing import Any

from fastapi import APIRouter, Request, WebSocket
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection, Row, select

from app.kits.copies import kit_of
from app.leading.cockpit import people_here
from app.live.watching import follow
from app.live.wire import NO_MORE
from app.model import BOARD, GROUP, WORKSHOP
from app.pages.drawing import fragment, page
from app.refusals import NotFound
from app.timing.agenda import agenda_of
from app.visibility import Role, Viewer
from app.who import Db, Watch
from app.workshop.addresses import base, qr, without_scheme
from app.workshop.groups import PLENARY

router = APIRouter(prefix="/screens/{token}")


def by_token(connection: Connection, token: str) -> Row[Any]:
    """The workshop whose Screen has this address. Raises NotFound."""
    row = connection.execute(select(WORKSHOP).where(WORKSHOP.c.screen_token == token)).one_or_none()
    if row is None:
        raise NotFound
    return row


def showing(connection: Connection, workshop_id: int, address: str) -> dict[str, Any]:
    """What the Screen shows now: a welcome while people arrive, then the sheet's question."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == workshop_id)).one()
    kit = kit_of(connection, workshop.kit_digest)
    sheet = kit.sheets_by_key[workshop.sheet]
    step = common_step(connection, workshop)
    item = next((each for each in agenda_of(workshop, kit) if each.key == workshop.item), None)
    return {
        "workshop": workshop,
        "kit": kit,
        "sheet": sheet,
        "number": kit.number(sheet.key),
        "arriving": item is None or item.kind == "opening",
        "step": None if step is None else sheet.steps[step],
        "here": people_here(connection, workshop.id)[0],
        "join_address": without_scheme(address),
        "qr": qr(f"{address}/{workshop.code}"),
    }


def common_step(connection: Connection, workshop: Row[Any]) -> int | None:
    """The step that all groups on the workshop's sheet are at, or None where they differ."""
    steps = connection.execute(
        select(BOARD.c.step)
        .join(GROUP, GROUP.c.id == BOARD.c.group_id)
        .where(GROUP.c.workshop_id == workshop.id, GROUP.c.number > PLENARY, BOARD.c.sheet == workshop.sheet)
    ).scalars()
    counted = Counter(steps)
    return next(iter(counted)) if len(counted) == 1 else None


@router.get("")
async def screen(request: Request, token: str, db: Db) -> HTMLResponse:
    workshop = db.read(by_token, token)
    return page(
        "screen.html",
        live_href=f"/screens/{token}/live",
        poll_href=f"/screens/{token}/frames",
        **db.read(showing, workshop.id, base(request)),
    )


@router.get("/frames")
async def poll(request: Request, token: str, db: Db) -> HTMLResponse:
    """The same for those whose network lets no socket through."""
    workshop = db.read(by_token, token)
    return HTMLResponse(fragment("_screen.html", **db.read(showing, workshop.id, base(request))))


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

    def draw(connection: Connection, viewer: Viewer, _groups: Container[int]) -> dict[str, str]:
        return {"screen": fragment("_screen.html", **showing(connection, viewer.workshop_id, address))}

    await follow(socket, Viewer(Role.SCREEN, workshop.id), draw, db, watchers)
