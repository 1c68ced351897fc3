"""The application: its parts put together, and what runs beside it."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import date

from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import Connection, text
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Scope

from app import arriving, closing, facilitation, front, live, past, reports, screens, table
from app.answers import answer_all
from app.beat import beat
from app.database import Database, Refused, one_by_one
from app.kits.copies import at_hand
from app.model import now
from app.pages import STATIC, digest, speak_for
from app.presence import renew, sweep
from app.rooms import Rooms
from app.settings import Settings
from app.storage import url_of
from app.watching import Watchers
from app.who import Db
from app.workshops import remove_outdated

log = logging.getLogger(__name__)

SWEEP = 5
"""Seconds between two looks for leases that have run out."""

OUTDATED = 600
"""Seconds between two looks for workshops whose deletion date has come."""

renew_leases = one_by_one(renew)
sweep_leases = one_by_one(sweep)
carry_out_dates = one_by_one(remove_outdated)


def create_app(settings: Settings) -> FastAPI:
    """The whole application; the database must have been migrated."""
    app = FastAPI(title="Oppgaveark", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.settings = settings
    speak_for(settings.operator)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=6)
    answer_all(app)
    app.mount("/static", Lasting(directory=STATIC))
    app.add_api_route("/healthz", healthy)
    # The pages of arriving come last, for their addresses are a code and nothing more.
    for part in (front, live, facilitation, closing, table, past, screens, reports, arriving):
        app.include_router(part.router)
    return app


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the database, and let the rounds go for as long as the process serves."""
    settings: Settings = app.state.settings
    app.state.kits = at_hand(settings.kits)
    database = app.state.database = Database(settings.database_url or url_of(settings.data))
    rooms = app.state.rooms = Rooms(database)
    watchers = app.state.watchers = Watchers(database, rooms)
    rounds = (
        rooms.go_round(),
        watchers.go_round(),
        beat(rooms, watchers),
        keep_leases(database, rooms),
        keep_dates(database, rooms),
    )
    tasks = [asyncio.create_task(each) for each in rounds]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    database.close()


async def keep_leases(database: Database, rooms: Rooms) -> None:
    """Notice who has gone, and renew the leases of those whose sockets are open."""
    while True:
        await asyncio.sleep(SWEEP)
        with contextlib.suppress(Refused):
            await database.write(renew_leases, rooms.people())
            for group in await database.write(sweep_leases, now()):
                rooms.ring(group)


async def keep_dates(database: Database, rooms: Rooms) -> None:
    """Delete the workshops whose date has come."""
    while True:
        with contextlib.suppress(Refused):
            for group in await database.write(carry_out_dates, date.today()):
                rooms.ring(group)
        await asyncio.sleep(OUTDATED)


async def healthy(db: Db) -> Response:
    """Whether the database answers; for whoever watches over the process."""
    db.read(ask_anything)
    return PlainTextResponse("ok")


def ask_anything(connection: Connection) -> None:
    connection.execute(text("SELECT 1 FROM workshop")).first()


class Lasting(StaticFiles):
    """Static files under their digest, which browsers may keep for ever (see `pages.asset`)."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        given, _, name = path.partition("/")
        response = await super().get_response(name, scope)
        lasts = given == digest() and response.status_code == 200
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if lasts else "no-cache"
        return response
