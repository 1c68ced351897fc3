"""The wire: the only place that knows how bytes reach a browser's websocket.

A frame is encoded once and written to every listener's transport, past uvicorn's per-message
machinery (78 µs a listener there, about 20 here). `LiveProtocol` is uvicorn's own protocol class,
which hands its transport to the application; uvicorn's minor version is pinned for its sake.
"""

import asyncio
import contextlib
from collections.abc import Iterable
from typing import Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State

EXTENSION = "oppgaveark.transport"
FULL = 64 * 1024
"""Unsent bytes (of one listener) above which it is sent nothing until they are gone."""

DEADLINE = 30
"""Seconds for which somebody may have as much unsent; then they are hung up on, so that it can be forgotten."""

LULL = 0.1
"""Seconds between two messages of somebody who has nothing to say."""

NO_HANDSHAKE = b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"

BEAT = '<i id="beat" hidden></i>'
"""What is said when there is nothing to say."""

NO_MORE = 1008
"""The closing code that says: do not come back. Other codes make the browser try again."""


class Wired(Protocol):
    """Somebody with a transport."""

    transport: asyncio.WriteTransport


class LiveProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol, with the transport in the scope's extensions, and bounds for those who only send."""

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][EXTENSION] = self.transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Take in bytes; answer a handshake that is none, which uvicorn leaves waiting."""
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.transport.is_closing():
            self.transport.write(b"".join(self.conn.data_to_send()) or NO_HANDSHAKE)
            self.transport.close()

    def send_receive_event_to_app(self) -> None:
        """Hand on a message; one that is no UTF-8 is a mistake of theirs and nothing to log."""
        if self.curr_msg_data_type == "bytes" or is_utf_8(self.frames):
            super().send_receive_event_to_app()
        elif self.conn.state is State.OPEN:
            self.conn.send_close(CloseCode.INVALID_DATA)
            self.handle_parser_exception()

    def handle_ping(self) -> None:
        """Answer, but not without end somebody who reads no answers."""
        if self.transport.get_write_buffer_size() > FULL:
            self.transport.abort()
        else:
            super().handle_ping()

    def handle_cont(self, event: Frame) -> None:
        """Take a part of a message; empty ones would be collected without end."""
        if event.data or event.fin:
            super().handle_cont(event)

    def keepalive_timeout(self) -> None:
        """Forget somebody who answers no ping, with all that is unsent: closing would wait until they have read it."""
        super().keepalive_timeout()
        self.transport.abort()


def is_utf_8(parts: Iterable[bytes]) -> bool:
    try:
        b"".join(parts).decode()
    except UnicodeDecodeError:
        return False
    return True


def encode(text: str) -> bytes:
    """A text as one unfragmented websocket message from a server (RFC 6455, 5.2)."""
    payload = text.encode()
    length = len(payload)
    first = 0x80 | Opcode.TEXT
    if length < 126:
        return bytes((first, length)) + payload
    if length < 65536:
        return bytes((first, 126)) + length.to_bytes(2, "big") + payload
    return bytes((first, 127)) + length.to_bytes(8, "big") + payload


async def next_message(socket: WebSocket) -> str | None:
    """The next text that is said, or None when the socket is closed. Nothing but text is understood here."""
    said = await socket.receive()
    if said["type"] == "websocket.disconnect":
        return None
    if said.get("text") is None:
        with contextlib.suppress(WebSocketDisconnect):
            await socket.close(CloseCode.UNSUPPORTED_DATA)
        return None
    return str(said["text"])


async def only_listen(socket: WebSocket) -> None:
    """Stay until the socket is closed. Who only looks has nothing to say, and is heard slowly."""
    while await next_message(socket) is not None:  # noqa: ASYNC110
        await asyncio.sleep(LULL)


def write(listeners: Iterable[Wired], message: bytes) -> None:
    """Send one encoded message to each listener."""
    for listener in listeners:
        if not listener.transport.is_closing():
            listener.transport.write(message)


def close(listeners: Iterable[Wired], code: int) -> None:
    """Say goodbye to each listener, and hang up; who does not take in even that is hung up on all the same."""
    listeners = list(listeners)
    write(listeners, bytes((0x80 | Opcode.CLOSE, 2)) + code.to_bytes(2, "big"))
    for listener in listeners:
        listener.transport.close()
        if listener.transport.get_write_buffer_size():
            asyncio.get_running_loop().call_later(DEADLINE, listener.transport.abort)


def drop(listener: Wired) -> None:
    """Hang up at once on somebody who takes nothing in; what is unsent is forgotten. They may come back."""
    listener.transport.abort()


def is_full(listener: Wired) -> bool:
    """Whether a listener has so much unsent that it must wait for a newer frame."""
    return listener.transport.get_write_buffer_size() > FULL
