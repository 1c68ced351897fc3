"""Bytes straight to a House, as no browser would send them; and what the server logs meanwhile."""

import logging
import socket
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Self

from websockets.frames import Frame, Opcode

from tests.house import PATIENCE, House, Person, cookies_of

KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Caller:
    """One TCP connection, to the next worker in turn."""

    def __init__(self, house: House) -> None:
        self.socket = socket.create_connection(("127.0.0.1", next(house.turns)), timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        """Send what can be sent; the server may have hung up."""
        with suppress(OSError):
            self.socket.sendall(data)

    def end(self) -> None:
        """Say that nothing more will be sent."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def rest(self) -> bytes:
        """All that comes until the server hangs up. Raises TimeoutError where it does not."""
        said = b""
        try:
            while part := self.socket.recv(65536):
                said += part
        except (ConnectionResetError, BrokenPipeError):
            pass
        return said

    def until(self, part: bytes) -> bytes:
        """All that comes until a part of it has come."""
        said = b""
        while part not in said:
            more = self.socket.recv(65536)
            assert more, f"hung up after {said[-200:]!r}"
            said += more
        return said


def handshake(path: str, *more: bytes, line: bytes = b"", cookie: bytes = b"") -> bytes:
    """The beginning of a websocket, or of something like one."""
    return b"\r\n".join(
        [
            line or f"GET {path} HTTP/1.1".encode(),
            b"Host: x",
            b"Upgrade: websocket",
            b"Connection: Upgrade",
            f"Sec-WebSocket-Key: {KEY}".encode(),
            b"Sec-WebSocket-Version: 13",
            b"Cookie: " + cookie,
            *more,
            b"",
            b"",
        ]
    )


def opened(person: Person) -> Caller:
    """A person's socket, whose first frame has come."""
    caller = Caller(person.house)
    caller.send(handshake(f"/workshops/{person.code}/live?since=0", cookie=cookies_of(person.browser).encode()))
    caller.until(b'id="cursor"')
    return caller


def frame(opcode: Opcode, data: bytes, *, fin: bool = True, mask: bool = True) -> bytes:
    return Frame(opcode, data, fin).serialize(mask=mask)


def text(data: bytes) -> bytes:
    return frame(Opcode.TEXT, data)


def closing(said: bytes) -> int | None:
    """The code of the close frame that something ends with."""
    for at in range(len(said) - 4, -1, -1):
        if said[at] == 0x88 and said[at + 1] == len(said) - at - 2:
            return int.from_bytes(said[at + 2 : at + 4], "big")
    return None


@contextmanager
def nothing_wrong() -> Iterator[None]:
    """Within this, nothing may be logged as wrong on the server."""
    wrong: list[logging.LogRecord] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.ERROR or record.exc_info:
                wrong.append(record)

    ear = Ear()
    loggers = [logging.getLogger(name) for name in ("", "uvicorn", "uvicorn.error", "asyncio", "oppgaveark.requests")]
    for each in loggers:
        each.addHandler(ear)
    try:
        yield
    finally:
        for each in loggers:
            each.removeHandler(ear)
    assert [(record.name, record.getMessage(), record.exc_info) for record in wrong] == []


@contextmanager
def no_growth(most: int) -> Iterator[None]:
    """Within this, no more memory (bytes, of everything in this process) may come to be held than so much."""
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    try:
        yield
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < most
