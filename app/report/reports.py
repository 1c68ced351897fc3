"""The report in all its formats, and the blank sheets, over HTTP."""

import asyncio
import re
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from starlette.background import BackgroundTask

from app.paper.blank import of_workshop, typeset_blank
from app.printing.press import forget
from app.report.contents import Scope, gather
from app.report.formats import FORMATS
from app.storage.database import Database
from app.who import Db, Facilitating, Leader

router = APIRouter(prefix="/workshops/{code}")


async def asked(
    group: Annotated[list[int] | None, Query()] = None,
    sheet: Annotated[list[str] | None, Query()] = None,
    names: bool = False,
    pictures: bool = True,
    draft: bool = False,
    language: Literal["", "nb", "nn", "en"] = "",
) -> Scope:
    """What of the report is asked for: all of it, unless the address says what."""
    return Scope(
        groups=frozenset(group) if group else None,
        sheets=frozenset(sheet) if sheet else None,
        names=names,
        pictures=pictures,
        draft=draft,
        language=language,
    )


Asked = Annotated[Scope, Depends(asked)]


@router.get("/report.pdf")
async def pdf(led: Facilitating, db: Db, asked: Asked) -> Response:
    """The report as a PDF, to read and to archive."""
    return await report(led, db, asked, "pdf")


@router.get("/report.docx")
async def word(led: Facilitating, db: Db, asked: Asked) -> Response:
    """The report as a Word document, to work on."""
    return await report(led, db, asked, "docx")


@router.get("/report.xlsx")
async def spreadsheet(led: Facilitating, db: Db, asked: Asked) -> Response:
    """The notes in a spreadsheet, to count and sort."""
    return await report(led, db, asked, "xlsx")


@router.get("/report.md")
async def markdown(led: Facilitating, db: Db, asked: Asked) -> Response:
    """The report as plain text, to paste where one likes."""
    return await report(led, db, asked, "md")


async def report(led: Leader, db: Database, scope: Scope, ending: str) -> Response:
    """A report as it is now, made beside the event loop. Raises NotFound for a group or a sheet that is not there."""
    contents = db.read(gather, led.workshop.id, scope)
    kind = FORMATS[ending]
    return in_a_file(await asyncio.to_thread(kind.made, contents), f"{file_name(led.workshop.title)}.{ending}")


@router.get("/blank-sheets.pdf")
async def blank_sheets(led: Facilitating, db: Db) -> Response:
    """The sheets of the plan with nothing on them, to print."""
    made = await asyncio.to_thread(typeset_blank, db.read(of_workshop, led.workshop.id))
    return in_a_file(made, f"tomme-ark-{file_name(led.workshop.title)}.pdf")


def in_a_file(made: bytes, name: str) -> Response:
    """A file by its name; a browser shows a PDF itself."""
    ending = name.rpartition(".")[2]
    shown = ending == "pdf"
    return Response(
        made,
        media_type=FORMATS[ending].media_type,
        background=BackgroundTask(forget) if shown else None,
        headers={"Content-Disposition": f'{"inline" if shown else "attachment"}; filename="{name}"'},
    )


def file_name(title: str) -> str:
    """A title as the name of a file that every system takes: "Veier i Ås" becomes "veier-i-as"."""
    plain = title.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "rapport"
