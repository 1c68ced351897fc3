"""Listeners: open sockets that are brought frames, each with what it has been sent."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from app.visibility import Viewer

MOST_REPLIES = 100
"""Replies that wait for one listener's next frame, above which no more is taken from it."""


@dataclass(slots=True, eq=False)
class Listener:
    """One open socket: who looks at what, and what they have been sent.

    `sheet` None follows the group. `secret` is the hash of the participant's token: when theirs is another, they
    have gone to another machine. `replies` are fragments for this listener alone, such as acknowledgements, that go
    with the next frame; a reply to a write never goes before what was written, so only the first `due` of them.
    """

    transport: asyncio.WriteTransport
    viewer: Viewer
    group_id: int
    cursor: int
    sheet: str | None = None
    secret: str = ""
    replies: list[str] = field(default_factory=list)
    due: int = 0

    def take_replies(self) -> str:
        """The replies that are due: those that were there when what goes with them was read."""
        told = "".join(self.replies[: self.due])
        del self.replies[: self.due]
        self.due = 0
        return told


def group_alike(listeners: list[Listener]) -> Iterable[list[Listener]]:
    """Listeners that are sent the same. Who stays on a sheet and who has followed the group to it are not alike."""

    def alike(listener: Listener) -> tuple[int, str, str]:
        return (listener.cursor, listener.sheet or "", listener.viewer.role)

    for _, some in groupby(sorted(listeners, key=alike), key=alike):
        yield list(some)
