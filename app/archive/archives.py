"""A workshop's archive over HTTP."""

import asyncio
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import Engine
from starlette.background import BackgroundTask

from app.archive.gathering import write_archive
from app.report.reports import file_name
from app.storage.engine import snapshots
from app.who import Code, Db, Facilitating

router = APIRouter(prefix="/workshops/{code}")

PIECE = 64 * 1024
"""Bytes that are sent at a time, so that nobody else waits while a large file is sent."""


@router.get("/archive.json")
async def archive(code: Code, led: Facilitating, db: Db, history: bool = False) -> Response:
    """Everything of a workshop in one file, made beside the event loop."""
    file = await asyncio.to_thread(written, db.engine, code, history)
    name = f"{file_name(led.workshop.title)}-arkiv.json"
    return StreamingResponse(
        pieces(file),
        media_type="application/json",
        background=BackgroundTask(file.close),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def written(engine: Engine, code: str, history: bool) -> BinaryIO:
    """An archive in a file without a name, which is gone once it is closed."""
    file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 (closed when it has been sent)
    try:
        with snapshots(engine) as connection:
            write_archive(connection, code, history, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
