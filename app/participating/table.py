"""The pages at the table: a participant's board, earlier sheets, and the kit's own stylesheet."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.board import frames
from app.board.drafts import drafts_of
from app.board.views import SIZES, BoardView
from app.kits.copies import kit_of
from app.pages.drawing import page, template
from app.pages.guesses import doubt
from app.refusals import NotFound
from app.who import Code, Db, member_of

router = APIRouter()

FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@router.get("/kits/{digest}.css")
async def kit_css(digest: str, db: Db) -> Response:
    """Where a kit's zones lie, and its perspectives' colours. Kept under its digest, it never changes."""
    text = template("kit.css.jinja", "nb").render(kit=db.read(kit_of, digest))
    return Response(text, media_type="text/css", headers=FOR_EVER)


@router.get("/people/{person}.css")
async def own_css(person: int) -> Response:
    """What makes one's own notes and name look so: the board's HTML is the same for everybody."""
    return Response(f'[data-author="p{person}"] {{ --mine: 1 }}', media_type="text/css", headers=FOR_EVER)


def board_page(request: Request, view: BoardView, back_href: str, **more: Any) -> HTMLResponse:
    """A board as a page, for a participant or a facilitator who looks."""
    at = request.url.path.partition("/sheets/")[0].removesuffix("/board")
    fixed = "" if "/sheets/" not in request.url.path else f"&sheet={view.sheet.key}"
    return page(
        "board.html",
        view=view,
        kit_css=f"/kits/{view.workshop.kit_digest}.css",
        live_href=f"{at}/live?since={view.cursor}{fixed}",
        poll_href=f"{at}/frames?since={view.cursor}{fixed}",
        back_href=back_href,
        sizes=SIZES,
        **more,
    )


@router.get("/workshops/{code}/board")
async def own_board(request: Request, code: Code, db: Db) -> Response:
    """The sheet one's group is on. Who has not joined is led to do so."""
    me = db.read(member_of, code, request.cookies)
    if me is None:
        doubt(request)
        return RedirectResponse(f"/{code}", 303)
    view = db.read(frames.whole, me.viewer, me.group.id)
    drafts = db.read(drafts_of, me.row.id)
    response = board_page(request, view, "", reentry_code=request.cookies.get("velkommen"), drafts=drafts)
    response.delete_cookie("velkommen", path=f"/workshops/{code}/board")
    return response


@router.get("/workshops/{code}/sheets/{sheet}")
async def earlier_sheet(request: Request, code: Code, sheet: str, db: Db) -> Response:
    """A sheet the group has been on, to look at."""
    me = db.read(member_of, code, request.cookies)
    if me is None:
        doubt(request)
        raise NotFound
    view = db.read(frames.whole, me.viewer, me.group.id, sheet)
    return board_page(request, view, f"/workshops/{code}/board", reentry_code=None)
