"""An open socket, as a test holds it."""

import json
import time
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from app.live.wire import BEAT
from tests.ground import new_id

PATIENCE = 10
"""Seconds after which a test gives up waiting for what should come."""


class Socket:
    """An open socket: what is heard is kept, in `heard`."""

    def __init__(self, dialled: Any) -> None:
        self.dialled = dialled
        self.heard: list[str] = []

    def __enter__(self) -> Self:
        self.connection: ClientConnection = self.dialled.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.dialled.__exit__(None, None, None)

    def say(self, **message: Any) -> None:
        self.connection.send(json.dumps(message))

    def write(self, **values: Any) -> str:
        """Send a write of a note; its id."""
        write = values.setdefault("write", new_id())
        self.say(act="note", **values)
        return str(write)

    def next(self, patience: float = PATIENCE) -> str:
        """The next frame. The beat, which says nothing, is not heard."""
        frame = BEAT
        until = time.monotonic() + patience
        while frame == BEAT:
            frame = str(self.connection.recv(timeout=max(0, until - time.monotonic())))
        self.heard.append(frame)
        return frame

    def until(self, part: str) -> str:
        """The first frame with `part` in it; all on the way to it are heard."""
        while part not in (frame := self.next()):
            pass
        return frame

    def closing(self) -> int | None:
        """The code with which the server closes, after what it may still say."""
        try:
            while True:
                self.next()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None

    def rest(self, seconds: float = 0.3) -> str:
        """All that is heard in so many seconds, to show that something is not."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                self.next(left)
            except (TimeoutError, ConnectionClosed):
                break
        return "".join(self.heard)
