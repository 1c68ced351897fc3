"""The report in all its formats, over HTTP."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Coroutine
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from app.language import REPORTED
from app.refusals import Refused, status_and_text
from app.report.contents import Scope
from app.report.formats import FORMATS
from app.report.producing import Order, Producers
from app.who import Facilitating, Making

router = APIRouter(prefix="/workshops/{code}")


async def asked(
    group: Annotated[list[int] | None, Query()] = None,
    sheet: Annotated[list[str] | None, Query()] = None,
    names: bool = False,
    pictures: bool = True,
    draft: bool = False,
    language: Annotated[str, Query(pattern=f"^({'|'.join(REPORTED)})?$")] = "",
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
Ending = Literal["pdf", "docx", "xlsx", "md"]


@router.get("/report.{ending}")
async def report(request: Request, ending: Ending, led: Facilitating, making: Making, asked: Asked) -> Response:
    """The report in a format, as it is now; no longer made when whoever asked hangs up. Raises ReportTooLarge."""
    made = await unless_gone(request, making.file(Order(led.workshop.id, ending, asked)))
    return in_a_file(made, f"{file_name(led.workshop.title)}.{ending}")


async def unless_gone(request: Request, work: Coroutine[Any, Any, bytes]) -> bytes:
    """What comes of some work, which is given up when nobody waits for it any longer."""
    working, gone = asyncio.create_task(work), asyncio.create_task(hung_up(request))
    try:
        await asyncio.wait((working, gone), return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else b""
    finally:
        working.cancel()
        gone.cancel()


async def hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


@router.get("/report/progress")
async def with_progress(led: Facilitating, making: Making, asked: Asked, ending: Ending = "pdf") -> StreamingResponse:
    """The same file for a script that shows how far it has come: lines of JSON, and below the last one the file.

    `{"notes": 235}` when all has been read, `{"name": "…", "type": "…", "size": 612000}` when it is made, or
    `{"refused": "…"}`.
    """
    order = Order(led.workshop.id, ending, asked)
    said = told(making, order, f"{file_name(led.workshop.title)}.{ending}")
    # Not compressed: a line is for now.
    return StreamingResponse(said, media_type="application/octet-stream", headers={"Content-Encoding": "identity"})


async def told(producers: Producers, order: Order, name: str) -> AsyncIterator[bytes]:
    """What there is to tell, as it comes. The work ends with the one who listens."""
    counted = asyncio.Queue[int]()
    working = asyncio.create_task(producers.file(order, counted.put_nowait))
    counting = asyncio.create_task(counted.get())
    try:
        await asyncio.wait((working, counting), return_when=asyncio.FIRST_COMPLETED)
        if counting.done():
            yield line(notes=counting.result())
        made = await working
        yield line(name=name, type=FORMATS[order.ending].media_type, size=len(made))
        yield made
    except Refused as refusal:
        yield line(refused=status_and_text(refusal)[1])
    finally:
        working.cancel()
        counting.cancel()


def line(**said: object) -> bytes:
    return json.dumps(said).encode() + b"\n"


def in_a_file(made: bytes, name: str) -> Response:
    """A file by its name; a browser shows a PDF itself."""
    ending = name.rpartition(".")[2]
    how = "inline" if ending == "pdf" else "attachment"
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    return Response(made, media_type=FORMATS[ending].media_type, headers=headers)


def file_name(title: str) -> str:
    """A title as the name of a file that every system takes: "Veier i Ås" becomes "veier-i-as"."""
    plain = title.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "rapport"
