"""The report and the blank sheets over HTTP, and the report for the command line."""

import asyncio
import re

from fastapi import APIRouter, Response
from sqlalchemy import Connection
from starlette.background import BackgroundTask

from app.paper.blank import of_workshop, typeset_blank
from app.printing.press import forget
from app.report.contents import Scope, gather
from app.report.pdf import typeset
from app.who import Db, Facilitating
from app.workshop.workshops import by_code

router = APIRouter(prefix="/workshops/{code}")


def pdf_of(connection: Connection, code: str, group: int | None, *, names: bool) -> bytes:
    """A workshop's report as it is now. Raises UnknownCode, NotFound."""
    return typeset(gather(connection, by_code(connection, code).id, scope(group, names=names)))


def scope(group: int | None, *, names: bool) -> Scope:
    return Scope(groups=None if group is None else frozenset({group}), names=names)


@router.get("/report.pdf")
async def report(led: Facilitating, db: Db, group: int | None = None, names: bool = False) -> Response:
    """The report as a PDF, typeset beside the event loop."""
    contents = db.read(gather, led.workshop.id, scope(group, names=names))
    return in_a_file(await asyncio.to_thread(typeset, contents), file_name(led.workshop.title))


@router.get("/blank-sheets.pdf")
async def blank_sheets(led: Facilitating, db: Db) -> Response:
    """The sheets of the plan with nothing on them, to print."""
    pdf = await asyncio.to_thread(typeset_blank, db.read(of_workshop, led.workshop.id))
    return in_a_file(pdf, f"tomme-ark-{file_name(led.workshop.title)}")


def in_a_file(pdf: bytes, name: str) -> Response:
    return Response(
        pdf,
        media_type="application/pdf",
        background=BackgroundTask(forget),
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


def file_name(title: str) -> str:
    """A title as the name of a file that every system takes: "Veier i Ås" becomes "veier-i-as"."""
    plain = title.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "rapport"
