"""Rooms: who listens to a group just now, and the round that brings them frames.

Whoever changed a group rings its bell; the bell carries no content. The round then reads what is
newer than the oldest cursor in each rung room, draws it once per distinct cursor, and writes it.
A listener that cannot keep up is passed over and later sent one frame from its old cursor.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable

from app.board import frames
from app.board.changes import Changes, changes
from app.live.listening import MOST_REPLIES, Listener, group_alike
from app.live.wire import BEAT, DEADLINE, NO_MORE, close, drop, encode, is_full, write
from app.refusals import NotFound
from app.storage.database import Database
from app.workshop.facilitators import leading
from app.workshop.groups import seated_in

log = logging.getLogger(__name__)

REST = 0.004
"""Seconds between two rounds at least: many changes at once become one frame."""

LONGEST = 0.05
"""Seconds after which a round lets others in between: when all come back at once, drawing whole boards takes long."""

PATIENCE = 0.25
"""Seconds until a listener with a full buffer, or a room that could not be read, is looked at again."""


class Rooms:
    """Every room of this process."""

    def __init__(self, database: Database, deadline: float = DEADLINE) -> None:
        self.database, self.deadline = database, deadline
        self.listeners: dict[int, set[Listener]] = {}
        self.rung: set[int] = set()
        self.bell = asyncio.Event()
        self.stuck: dict[Listener, float] = {}
        self.overheard: list[Callable[[int], None]] = []
        self.told: list[Callable[[int], None]] = []

    def enter(self, listener: Listener) -> None:
        """Listen from now on; what is newer than the listener's cursor comes at once, or a frame that says: nothing."""
        listener.replies.append(BEAT)
        self.listeners.setdefault(listener.group_id, set()).add(listener)
        self.wake(listener.group_id)

    def leave(self, listener: Listener) -> None:
        room = self.listeners.get(listener.group_id, set())
        room.discard(listener)
        self.stuck.pop(listener, None)
        if not room:
            self.listeners.pop(listener.group_id, None)

    def ring(self, group_id: int) -> None:
        """Something in the group is new: for all who listen, in other processes too."""
        self.wake(group_id)
        for tell in self.told:
            tell(group_id)

    def wake(self, group_id: int) -> None:
        """Let the next round look at what those have who listen here."""
        self.rung.add(group_id)
        self.bell.set()
        for hear in self.overheard:
            hear(group_id)

    @property
    def followed(self) -> set[int]:
        """The groups that somebody listens to here."""
        return set(self.listeners)

    def people(self) -> set[int]:
        """The participants who have a socket open."""
        everybody = (listener.viewer.participant_id for room in self.listeners.values() for listener in room)
        return {person for person in everybody if person is not None}

    async def go_round(self) -> None:
        """Bring frames for as long as the process lives."""
        while True:
            await self.bell.wait()
            self.bell.clear()
            rung, self.rung = self.rung, set()
            try:
                await self.bring(rung)
            except Exception:
                log.exception("a round failed")
                await self.bring_apart(rung)
            await asyncio.sleep(REST)

    async def bring_apart(self, rung: Iterable[int]) -> None:
        """After a round that failed, look at each room alone, and again: one must not take others down."""
        for group in rung:
            try:
                await self.bring({group})
            except Exception:
                log.exception("a room failed")
                asyncio.get_running_loop().call_later(PATIENCE, self.ring_again, {group})

    async def bring(self, rung: Iterable[int]) -> None:
        """One round through the rooms that were rung."""
        ready = {group: self.ready(group) for group in rung if group in self.listeners}
        since = {group: min(one.cursor for one in listeners) for group, listeners in ready.items() if listeners}
        if not since:
            return
        found = self.database.read(changes, since)
        for listeners in ready.values():
            for listener in listeners:
                listener.due = len(listener.replies)
        began = time.monotonic()
        for group in since:
            if group in found:
                self.bring_to_room(ready[group], found[group])
            else:
                close(ready[group], NO_MORE)
            if time.monotonic() - began > LONGEST:
                await asyncio.sleep(0)
                began = time.monotonic()

    def ready(self, group_id: int) -> list[Listener]:
        """The listeners who can take a frame now; the others are looked at again soon."""
        ready = []
        for listener in self.listeners[group_id]:
            if is_full(listener):
                self.wait_for(listener)
            else:
                ready.append(listener)
        return ready

    def wait_for(self, listener: Listener) -> None:
        if listener not in self.stuck:
            loop = asyncio.get_running_loop()
            self.stuck[listener] = loop.time() + self.deadline
            loop.call_later(PATIENCE, self.look_again, listener)

    def look_again(self, listener: Listener) -> None:
        """Bring a listener that was full what it has missed; hang up on one that has been full for too long."""
        if listener not in self.stuck:
            return
        loop = asyncio.get_running_loop()
        if not is_full(listener):
            del self.stuck[listener]
            self.ring_again({listener.group_id})
        elif loop.time() < self.stuck[listener]:
            loop.call_later(PATIENCE, self.look_again, listener)
        else:
            self.leave(listener)
            drop(listener)

    def ring_again(self, groups: set[int]) -> None:
        """Look anew at rooms in which nothing is new but to some who listen."""
        self.rung |= groups
        self.bell.set()

    async def room_for_replies(self, listener: Listener) -> None:
        """Wait until a listener has taken in what it has been told; until then it is not heard either."""
        # Nothing tells when a transport has been emptied, or a round has been.
        while not listener.transport.is_closing() and (is_full(listener) or len(listener.replies) >= MOST_REPLIES):  # noqa: ASYNC110
            await asyncio.sleep(PATIENCE)

    def bring_to_room(self, listeners: list[Listener], news: Changes) -> None:
        """Draw once for all alike, add what is for each alone, write. Who asked for what is not there is sent away."""
        secrets = {person.id: person.token_hash for person in news.people}
        replaced = [one for one in listeners if secrets.get(one.viewer.participant_id, one.secret) != one.secret]
        replaced += self.unseated(listeners, news)
        close(replaced, NO_MORE)
        for alike in group_alike([one for one in listeners if one not in replaced]):
            first = alike[0]
            try:
                text, base = self.database.read(frames.common, news, first.cursor, first.sheet, first.viewer)
            except NotFound:
                close(alike, NO_MORE)
                continue
            plain = []
            for listener in alike:
                own = self.own(listener, base)
                if own:
                    write((listener,), encode(text + own))
                elif listener.cursor != news.group.version:
                    plain.append(listener)
                listener.cursor = news.group.version
            if plain:
                write(plain, encode(text))

    def unseated(self, listeners: list[Listener], news: Changes) -> list[Listener]:
        """Those who sit here no longer, or lead no longer: then the group's boards were drawn anew."""
        if all(one.cursor >= news.group.moved for one in listeners):
            return []
        seated = self.database.read(seated_in, news.group.id)
        led_by = self.database.read(leading, news.group.workshop_id)
        gone = [one for one in listeners if one.viewer.participant_id not in (None, *seated)]
        return gone + [one for one in listeners if one.viewer.leader_id not in (None, *led_by)]

    def own(self, listener: Listener, news: Changes) -> str:
        """What this listener alone is sent: its own hidden notes, and replies."""
        sheet = listener.sheet or news.group.sheet
        return frames.own_part(news, news.since, sheet, listener.viewer) + listener.take_replies()
