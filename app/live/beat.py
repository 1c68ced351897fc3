"""The beat: a word to every quiet listener now and then, so that a browser knows a dead connection by its silence.

A connection may be dead without either end being told: the laptop slept, or a box on the way forgot it.
"""

import asyncio

from app.live.listening import Listener
from app.live.rooms import Rooms
from app.live.watching import Watchers
from app.live.wire import BEAT, encode, is_full, write

PERIOD = 1.5
"""Seconds between two rounds. Who was sent a frame since the last is left out, so silence never lasts two."""

MESSAGE = encode(BEAT)


async def beat(rooms: Rooms, watchers: Watchers) -> None:
    """Beat for as long as the process lives."""
    held: dict[Listener, int] = {}
    while True:
        await asyncio.sleep(PERIOD)
        held = await go_round(rooms, watchers, held)


async def go_round(rooms: Rooms, watchers: Watchers, held: dict[Listener, int]) -> dict[Listener, int]:
    """Beat for watchers, and for listeners who hold the cursor they held the last time; returns who holds which now.

    Room by room, so that nobody's frame waits for the whole round.
    """
    now: dict[Listener, int] = {}
    write([watcher for watcher in watchers.watchers if not is_full(watcher)], MESSAGE)
    for room in list(rooms.listeners.values()):
        here = {listener: listener.cursor for listener in room}
        write([one for one, cursor in here.items() if held.get(one) == cursor and not is_full(one)], MESSAGE)
        now |= here
        await asyncio.sleep(0)
    return now
