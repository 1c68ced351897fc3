"""The wire: the only place that knows how bytes reach a browser's websocket.

A frame is encoded once and written to every listener's transport, past uvicorn's per-message
machinery (78 µs a listener there, about 20 here). `LiveProtocol` is uvicorn's own protocol class,
which hands its transport to the application; uvicorn's minor version is pinned for its sake.
"""

import asyncio
from collections.abc import Iterable
from typing import Protocol

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Opcode
from websockets.http11 import Request

EXTENSION = "oppgaveark.transport"
FULL = 64 * 1024
"""Unsent bytes (of one listener) above which it is sent nothing until they are gone."""


BEAT = '<i id="beat" hidden></i>'
"""What is said when there is nothing to say."""

NO_MORE = 1008
"""The closing code that says: do not come back. Other codes make the browser try again."""


class Wired(Protocol):
    """Somebody with a transport."""

    transport: asyncio.WriteTransport


class LiveProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol, with the transport in the scope's extensions."""

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][EXTENSION] = self.transport  # type: ignore[assignment]


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


def write(listeners: Iterable[Wired], message: bytes) -> None:
    """Send one encoded message to each listener."""
    for listener in listeners:
        if not listener.transport.is_closing():
            listener.transport.write(message)


def close(listeners: Iterable[Wired], code: int) -> None:
    """Say goodbye to each listener, and hang up."""
    listeners = list(listeners)
    write(listeners, bytes((0x80 | Opcode.CLOSE, 2)) + code.to_bytes(2, "big"))
    for listener in listeners:
        listener.transport.close()


def is_full(listener: Wired) -> bool:
    """Whether a listener has so much unsent that it must wait for a newer frame."""
    return listener.transport.get_write_buffer_size() > FULL
