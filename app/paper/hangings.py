"""A group's sheets as they lie, over HTTP: all on paper, one on paper, one as a picture."""

import asyncio
from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy import Row

from app.language import _
from app.paper.asking import Size, in_a_file
from app.paper.boards import picture, sheets_of, typeset_boards
from app.printing.press import Picture
from app.report.parts import Report
from app.who import Db, Guiding, TheGroup

router = APIRouter(prefix="/workshops/{code}/groups/{number}")


@router.get("/sheets.pdf")
async def all_sheets(led: Guiding, group: TheGroup, db: Db, paper: Size = "a4") -> Response:
    """All the sheets that the group has been on."""
    report = db.read(sheets_of, led.workshop.id, group.number, group.id)
    pdf = await asyncio.to_thread(typeset_boards, report, paper)
    return in_a_file(pdf, "pdf", _("Arkene"), group.name, led.workshop.title)


@router.get("/sheets/{sheet}.pdf")
async def one_sheet(sheet: str, led: Guiding, group: TheGroup, db: Db, paper: Size = "a4") -> Response:
    """One of them."""
    report = db.read(sheets_of, led.workshop.id, group.number, group.id, sheet)
    return in_a_file(await asyncio.to_thread(typeset_boards, report, paper), "pdf", *name_of(report, group))


@router.get("/sheets/{sheet}.{form}")
async def sheet_picture(sheet: str, form: Picture, led: Guiding, group: TheGroup, db: Db) -> Response:
    """One of them as a picture for a slide."""
    report = db.read(sheets_of, led.workshop.id, group.number, group.id, sheet)
    return in_a_file(await asyncio.to_thread(picture, report, form), form, *name_of(report, group))


def name_of(report: Report, group: Row[Any]) -> tuple[str, ...]:
    """What the file of one sheet is called."""
    [sheet] = report.sheets
    return (_("Ark"), str(report.kit.number(sheet.key)), sheet.title, group.name, report.title)
