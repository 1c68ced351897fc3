"""What goes on beside the requests, for as long as a process serves: frames, bells, leases, deletion dates."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from datetime import date
from functools import partial
from typing import Any

from app.lately import forget
from app.live.beat import beat
from app.live.bells import Bells, connect
from app.live.rooms import Rooms
from app.live.watching import Watchers
from app.model import now
from app.refusals import Refused
from app.storage.database import Database, one_by_one
from app.workshop.presence import renew, sweep
from app.workshop.workshops import remove_outdated

log = logging.getLogger(__name__)

SWEEP = 5
"""Seconds between two looks for leases that have run out."""

SOME = 50
"""How many leases are renewed at a time: nobody's note waits for all."""

OUTDATED = 600
"""Seconds between two looks for workshops whose deletion date has come."""

PAUSE = 1
"""Seconds until what stopped is begun anew."""

QUIET = 60
"""Seconds in which the log is not told again that the same stopped."""

renew_leases = one_by_one(renew)
sweep_leases = one_by_one(sweep)
carry_out_dates = one_by_one(remove_outdated)

Round = Callable[[], Coroutine[Any, Any, None]]


@contextlib.asynccontextmanager
async def going(rooms: Rooms, watchers: Watchers, bells: Bells | None, redis_url: str) -> AsyncIterator[None]:
    """Let the rounds go until the block ends. `bells` only where other processes serve the same database."""
    rounds: list[Round] = [
        rooms.go_round,
        watchers.go_round,
        partial(beat, rooms, watchers),
        partial(keep_leases, rooms.database, rooms),
        partial(keep_dates, rooms.database, rooms),
    ]
    async with contextlib.AsyncExitStack() as open_until_the_end:
        if bells:
            rounds.append(bells.look_round)
        if bells and redis_url:
            redis = await open_until_the_end.enter_async_context(connect(redis_url))
            rooms.told.append(bells.ring)
            rounds += [partial(bells.publish, redis), partial(bells.listen, redis)]
        tasks = [asyncio.create_task(keep_going(each)) for each in rounds]
        yield
        await stop(tasks)


async def stop(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel tasks until they have ended: what they wait for may take a cancellation for its own."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=PAUSE)


async def keep_going(work: Round) -> None:
    """Begin anew what has stopped, by a mistake of ours or because a server does not answer."""
    told_at = float("-inf")
    while True:
        try:
            await work()
        except Exception:
            if time.monotonic() - told_at >= QUIET:
                told_at = time.monotonic()
                log.exception("a round stopped")
        await asyncio.sleep(PAUSE)


async def keep_leases(database: Database, rooms: Rooms) -> None:
    """Notice who has gone, and renew the leases of those whose sockets are open."""
    while True:
        await asyncio.sleep(SWEEP)
        with contextlib.suppress(Refused):
            people = sorted(rooms.people())
            for at in range(0, len(people), SOME):
                for group in await database.write(renew_leases, people[at : at + SOME]):
                    rooms.ring(group)
            for group in await database.write(sweep_leases, now()):
                rooms.ring(group)


async def keep_dates(database: Database, rooms: Rooms) -> None:
    """Delete the workshops whose date has come, and forget what may be left in memory of any that are deleted."""
    while True:
        with contextlib.suppress(Refused):
            for group in await database.write(carry_out_dates, date.today()):
                rooms.ring(group)
        forget()
        await asyncio.sleep(OUTDATED)
