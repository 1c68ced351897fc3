"""What is printed for the room, over HTTP, and the page where it is chosen."""

import asyncio
from collections.abc import Collection
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from app.kits.copies import kit_of
from app.language import _
from app.pages.drawing import page
from app.paper.asking import Keys, Numbers, Size, groups_for, in_a_file
from app.paper.blank import of_workshop, typeset_blank
from app.paper.cards import Occasion, Sort, typeset_cards
from app.paper.parts import Paper
from app.timing.agenda import agenda_of, sheets_in_order
from app.who import Code, Db, Guiding, Leader
from app.workshop.addresses import join_url

router = APIRouter(prefix="/workshops/{code}")


@router.get("/paper")
async def choose(led: Guiding, db: Db) -> HTMLResponse:
    """All there is to print, chosen."""
    return page("paper.html", **db.read(choices, led))


def choices(connection: Connection, led: Leader) -> dict[str, Any]:
    """What the page is given: the groups and the plan's sheets."""
    kit = kit_of(connection, led.workshop.kit_digest)
    sheets = [kit.sheets_by_key[key] for key in sheets_in_order(agenda_of(led.workshop, kit))]
    groups = groups_for(connection, led.viewer)
    return {"workshop": led.workshop, "kit": kit, "sheets": sheets, "groups": groups, "leads_all": led.group is None}


@router.get("/blank-sheets.pdf")
async def blank_sheets(led: Guiding, db: Db, sheets: Keys = (), paper: Size = "a4") -> Response:
    """The sheets of the plan with nothing on them, or some."""
    blank = db.read(of_workshop, led.workshop.id, paper, frozenset(sheets))
    return in_a_file(await asyncio.to_thread(typeset_blank, blank), "pdf", _("Tomme ark"), led.workshop.title)


@router.get("/invitations.pdf")
async def invitations(request: Request, code: Code, led: Guiding, db: Db, groups: Numbers = ()) -> Response:
    """A slip for each group, whose QR code leads straight to it."""
    return await cards("slips", _("Invitasjoner"), db.read(occasion, led, join_url(request, code), groups))


@router.get("/poster.pdf")
async def poster(request: Request, code: Code, led: Guiding, db: Db, paper: Size = "a4") -> Response:
    """A poster for the door."""
    return await cards("poster", _("Oppslag"), db.read(occasion, led, join_url(request, code)), paper)


@router.get("/table-cards.pdf")
async def table_cards(request: Request, code: Code, led: Guiding, db: Db, groups: Numbers = ()) -> Response:
    """A card to stand on each group's table, with the rules of the game."""
    return await cards("tents", _("Bordkort"), db.read(occasion, led, join_url(request, code), groups))


@router.get("/blank-notes.pdf")
async def blank_notes(request: Request, code: Code, led: Guiding, db: Db) -> Response:
    """Post-its to cut out."""
    return await cards("notes", _("Lapper til å klippe"), db.read(occasion, led, join_url(request, code)))


def occasion(connection: Connection, led: Leader, join: str, groups: Collection[int] = ()) -> Occasion:
    """What the asking facilitator invites to, with those of their groups that are asked for. Raises NotFound."""
    kit = kit_of(connection, led.workshop.kit_digest)
    return Occasion(led.workshop, kit, groups_for(connection, led.viewer, groups), join)


async def cards(sort: Sort, name: str, found: Occasion, paper: Paper = "a4") -> Response:
    """One sort of what is cut out or folded, typeset beside the event loop."""
    return in_a_file(await asyncio.to_thread(typeset_cards, sort, found, paper), "pdf", name, found.title)
