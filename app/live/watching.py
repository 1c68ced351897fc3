"""Watchers: overviews and Screens, which follow a whole workshop and not one board.

They need no cursor: now and then, when a bell has rung, what they show is drawn anew, once for all
of a kind, and each is sent the elements that differ from what it was sent last.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from itertools import groupby

from fastapi import WebSocket
from sqlalchemy import Connection
from sqlalchemy.exc import NoResultFound

from app.live.rooms import Rooms
from app.live.wire import DEADLINE, EXTENSION, NO_MORE, close, drop, encode, is_full, only_listen, write
from app.storage.database import Database
from app.visibility import Viewer
from app.workshop.facilitators import leading
from app.workshop.groups import heard_in

log = logging.getLogger(__name__)

PACE = 0.5
"""Seconds between two looks: a glance, not a keystroke."""

SHARE = 0.04
"""How much of a processor one kind may take to be drawn: where a look is dear, the next is put off."""

LONGEST = 3.0
"""Seconds for which a look is put off at most: the first, when nothing has been drawn yet, is dearer than the next."""

ANEW = 15.0
"""Seconds after which everything is drawn anew, rung or not: how late it is and how long it has been quiet go on."""

Draw = Callable[[Connection, Viewer, Container[int]], dict[str, str]]


@dataclass(slots=True, eq=False)
class Watcher:
    """One open socket that follows a workshop. `kind` is what all show that are drawn alike, `sent` what it shows, by
    element id.

    `full_since` is the loop's time from which it has taken in too little, `due` that at which all is drawn anew, and
    until `rests` nothing is.
    """

    transport: asyncio.WriteTransport
    viewer: Viewer
    draw: Draw
    groups: frozenset[int]
    kind: str
    sent: dict[str, str] = field(default_factory=dict)
    rung: set[int] = field(default_factory=set)
    full_since: float | None = None
    due: float = 0.0
    rests: float = 0.0


class Watchers:
    """Every watcher of this process."""

    def __init__(self, database: Database, rooms: Rooms, deadline: float = DEADLINE) -> None:
        self.database, self.deadline = database, deadline
        self.share, self.longest = SHARE, LONGEST
        self.watchers: set[Watcher] = set()
        rooms.overheard.append(self.hear)

    def enter(self, watcher: Watcher) -> None:
        """Watch from now on, beginning with how it is."""
        self.watchers.add(watcher)

    def leave(self, watcher: Watcher) -> None:
        self.watchers.discard(watcher)

    @property
    def followed(self) -> set[int]:
        """The groups that somebody watches here."""
        return {group for watcher in self.watchers for group in watcher.groups}

    def hear(self, group_id: int) -> None:
        for watcher in self.watchers:
            if group_id in watcher.groups:
                watcher.rung.add(group_id)

    async def go_round(self) -> None:
        """Look for as long as the process lives."""
        while True:
            await asyncio.sleep(PACE)
            try:
                await self.look()
            except Exception:
                log.exception("a look failed")

    async def look(self) -> None:
        """Show what is new, one kind after another: between two, nobody's note waits."""
        self.drop_stuck()
        now = asyncio.get_running_loop().time()
        for watcher in self.watchers:
            if watcher.due <= now:
                watcher.rung |= watcher.groups
                watcher.due = now + ANEW
        rung = [one for one in self.watchers if one.rung and one.rests <= now and not is_full(one)]
        for _, some in groupby(sorted(rung, key=alike), key=alike):
            watchers, began = list(some), time.thread_time()
            self.show(watchers)
            rest = min(self.longest, (time.thread_time() - began) / self.share)
            for watcher in watchers:
                watcher.rests = now + rest
            await asyncio.sleep(0)

    def drop_stuck(self) -> None:
        """Hang up on those who have taken in too little for too long."""
        now = asyncio.get_running_loop().time()
        for watcher in list(self.watchers):
            since = watcher.full_since = (watcher.full_since or now) if is_full(watcher) else None
            if since is not None and now - since > self.deadline:
                self.watchers.discard(watcher)
                drop(watcher)

    def send_away(self, watchers: list[Watcher]) -> None:
        """Close for good: there is nothing to see any longer, or not for them."""
        close(watchers, NO_MORE)
        self.watchers.difference_update(watchers)

    def show(self, watchers: list[Watcher]) -> None:
        """Draw once for watchers alike, and send each what is new to it."""
        first = watchers[0]
        groups = frozenset[int]().union(*(watcher.rung for watcher in watchers))
        try:
            parts = self.database.read(first.draw, first.viewer, groups)
            all_groups = self.database.read(heard_in, first.viewer.workshop_id)
            led_by = self.database.read(leading, first.viewer.workshop_id)
        except NoResultFound:
            # The workshop has been deleted.
            self.send_away(watchers)
            return
        gone = [watcher for watcher in watchers if watcher.viewer.leader_id not in (None, *led_by)]
        self.send_away(gone)
        for watcher in set(watchers).difference(gone):
            watcher.rung.clear()
            watcher.groups = all_groups
            news = [html for name, html in parts.items() if watcher.sent.get(name) != html]
            watcher.sent |= parts
            if news:
                write((watcher,), encode("".join(news)))


async def follow(
    socket: WebSocket, viewer: Viewer, draw: Draw, database: Database, watchers: Watchers, kind: str
) -> None:
    """Keep a watcher for as long as its socket is open. All of a `kind` must be drawn alike."""
    groups = database.read(heard_in, viewer.workshop_id)
    watcher = Watcher(socket.scope["extensions"][EXTENSION], viewer, draw, groups, kind)
    watchers.enter(watcher)
    try:
        await only_listen(socket)
    finally:
        watchers.leave(watcher)


def alike(watcher: Watcher) -> tuple[int, str]:
    return watcher.viewer.workshop_id, watcher.kind
