"""The application: its parts put together, and what runs beside it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import Connection, text
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Scope

from app.archive import archives, importing
from app.board.ledger import hold_groups
from app.kits.copies import at_hand
from app.leading import (
    appointing,
    checking,
    closing,
    copying,
    facilitation,
    making,
    moving,
    planning,
    records,
    reporting,
    seating,
    sharing,
    steps,
    telling,
    typing_in,
)
from app.leading import evaluating as evaluations
from app.live import doors
from app.live.bells import Bells
from app.live.rooms import Rooms
from app.live.rounds import going
from app.live.watching import Watchers
from app.pace import EACH_SECOND, MOST, Pace
from app.pages import guesses
from app.pages.answers import answer_all
from app.pages.drawing import STATIC, digest, speak_for
from app.paper import hangings, prints
from app.participating import arriving, beside, evaluating, front, own_notes, past, pictures, reading, table
from app.plenary import conducting, screen
from app.refusals import StorageFailed
from app.report import reports
from app.report.producing import Producers
from app.results import showing
from app.results.shelf import Shelf
from app.settings import Settings
from app.storage.database import Database, one_by_one
from app.storage.engine import url_of
from app.who import Db

HEALTHY = 5
"""Seconds in which something must have been stored."""


def create_app(settings: Settings) -> FastAPI:
    """The whole application; the database must have been migrated."""
    app = FastAPI(title="Oppgaveark", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.settings = settings
    app.state.shelf = Shelf()
    app.state.pace, app.state.guesses = Pace(MOST, EACH_SECOND), guesses.counted()
    app.state.importing = asyncio.Semaphore(importing.AT_ONCE)
    speak_for(settings.operator)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=6)
    answer_all(app)
    app.mount("/static", Lasting(directory=STATIC))
    app.add_api_route("/healthz", healthy)
    # /workshops/new and /import come before what is a code, the pages of arriving last: theirs are a code alone.
    # A sheet's file comes before the sheet, whose key would take the file's ending with it.
    printed = (hangings, prints)
    under_way = (facilitation, moving, telling, seating, steps, conducting, screen, typing_in)
    around = (planning, appointing, closing, evaluations, copying, checking, reporting, sharing, records)
    taking_part = (table, beside, pictures, reading, past, evaluating, own_notes, showing, arriving)
    for part in (front, making, importing, doors, *printed, *under_way, *around, reports, archives, *taking_part):
        app.include_router(part.router)
    return app


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the database, and let the rounds go for as long as the process serves."""
    settings: Settings = app.state.settings
    app.state.kits = at_hand(settings.kits)
    address = settings.database_url or url_of(settings.data)
    app.state.producers = Producers(address)
    database = app.state.database = Database(address, hold_groups)
    rooms = app.state.rooms = Rooms(database)
    watchers = app.state.watchers = Watchers(database, rooms)
    bells = Bells(database, lambda: rooms.followed | watchers.followed, rooms.wake) if database.is_shared else None
    app.state.bells = bells
    try:
        async with going(rooms, watchers, bells, settings.redis_url):
            yield
    finally:
        database.close()


async def healthy(db: Db) -> Response:
    """Whether the database answers, and keeps what it is given; for whoever watches over the process."""
    db.read(ask_anything)
    try:
        await asyncio.wait_for(db.write(keep_anything, None), HEALTHY)
    except TimeoutError:
        raise StorageFailed from None
    return PlainTextResponse("ok")


def ask_anything(connection: Connection) -> None:
    connection.execute(text("SELECT 1 FROM workshop")).first()


def prove(connection: Connection, _: None) -> None:
    """Change nothing, but so that it must reach the disk."""
    connection.execute(text("UPDATE alembic_version SET version_num = version_num"))


keep_anything = one_by_one(prove)


class Lasting(StaticFiles):
    """Static files under their digest, which browsers may keep for ever (see `pages.asset`)."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        given, _, name = path.partition("/")
        response = await super().get_response(name, scope)
        lasts = given == digest() and response.status_code == 200
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if lasts else "no-cache"
        return response
