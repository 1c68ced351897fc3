"""What lies beside the sheet one works on: another sheet of the same group as a list, and the cards to print."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.board import frames
from app.board.views import BoardView
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.pages.drawing import page
from app.refusals import NotFound
from app.who import Db, Me

router = APIRouter(prefix="/workshops/{code}/sheets/{sheet}")


def fields_page(view: BoardView) -> HTMLResponse:
    """A sheet as a list of its fields, for a participant or a facilitator who looks."""
    return page("_fields.html", view=view)


def cards_page(kit: Kit, sheet: str) -> HTMLResponse:
    """A sheet's cards, to print. Raises NotFound."""
    if sheet not in kit.sheets_by_key:
        raise NotFound
    return page("cards.html", kit=kit, sheet=kit.sheets_by_key[sheet], number=kit.number(sheet))


@router.get("/fields")
async def show_fields(sheet: str, me: Me, db: Db) -> HTMLResponse:
    """A sheet the group has been on, beside the one it is on."""
    return fields_page(db.read(frames.whole, me.viewer, me.group.id, sheet))


@router.get("/cards")
async def show_cards(sheet: str, me: Me, db: Db) -> HTMLResponse:
    return cards_page(db.read(kit_of, me.workshop.kit_digest), sheet)
