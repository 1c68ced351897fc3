"""Callers: how much and for how long somebody may talk before we know what they ask for.

uvicorn's own HTTP protocol waits for ever for a request that comes slowly, and takes in headers
without end. A reverse proxy would stop both; a laptop in a meeting room has none.
"""

import asyncio
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.live.wire import DEADLINE
from app.pages.uploads import SLOWEST, takes_file

LONGEST_HEAD = 32 * 1024
"""Bytes of a request before its body."""

TOO_LONG = b"HTTP/1.1 431 %b\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class CallerProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which hangs up on those who do not come to the point."""

    deadline: float = DEADLINE
    """Seconds in which a whole request must have come, and in which what is sent must go on being taken in."""

    head: int | None = 0
    """Bytes so far of what comes before a body; None while a body or an answer is on its way."""

    timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self.wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.head is not None and not self.transport.is_closing():
            self.head += len(data)
            if self.head > LONGEST_HEAD:
                self.transport.write(TOO_LONG % HTTPStatus(431).phrase.encode())
                self.hang_up()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.head = 0
        self.wait()

    def on_headers_complete(self) -> None:
        self.head = None
        super().on_headers_complete()
        if self.timer is not None and takes_file(dict(self.scope)):
            self.wait(SLOWEST)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.wait_no_more()

    def handle_websocket_upgrade(self) -> None:
        self.wait_no_more()
        super().handle_websocket_upgrade()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.wait()

    def resume_writing(self) -> None:
        super().resume_writing()
        self.wait_no_more()

    def timeout_keep_alive_handler(self) -> None:
        self.hang_up()

    def wait(self, seconds: float | None = None) -> None:
        """Hang up after so many seconds, or the deadline."""
        self.wait_no_more()
        self.timer = self.loop.call_later(seconds or self.deadline, self.transport.abort)

    def wait_no_more(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def hang_up(self) -> None:
        """Close, and soon for good: who does not read would else be kept for ever."""
        self.transport.close()
        self.wait()
