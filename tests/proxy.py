"""A bad network: a TCP proxy between a browser and a House that can be told what to do to the bytes."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Self

UP, DOWN = "up", "down"
"""The two ways: from the browser to the server, and back."""


@dataclass(eq=False)
class Line:
    """One connection through the proxy."""

    browser: socket.socket
    server: socket.socket

    def close(self, *, reset: bool = False) -> None:
        """Hang up on both sides; with a reset, both learn of it as of a fault."""
        for each in (self.browser, self.server):
            with suppress(OSError):
                if reset:
                    each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                else:
                    each.shutdown(socket.SHUT_RDWR)
            # A thread that reads from it would otherwise keep it from being closed.
            if reset:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RD)
            each.close()


class Proxy:
    """Passes on what it hears, but for what `held`, `delay`, `piece` and `deaf_from` say.

    `held` are the ways on which nothing is passed on; connections are taken and kept all the same. `delay` is in
    seconds, for every piece. `piece` is the most bytes passed on at once. When `deaf_from` comes from the server, it
    and everything after it are swallowed, and the connection is reset.
    """

    def __init__(self, port: int) -> None:
        self.to = port
        self.lines: set[Line] = set()
        self.held: set[str] = set()
        self.released = threading.Condition()
        self.delay, self.piece, self.deaf_from = 0.0, 65536, b""
        self.closed = False

    def __enter__(self) -> Self:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True
        self.release()
        with suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.cut()

    def accept(self) -> None:
        while not self.closed:
            try:
                browser, _ = self.listening.accept()
                server = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                continue
            for each in (browser, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line = Line(browser, server)
            self.lines.add(line)
            for source, target, way in ((browser, server, UP), (server, browser, DOWN)):
                threading.Thread(target=self.carry, args=(line, source, target, way), daemon=True).start()

    def carry(self, line: Line, source: socket.socket, target: socket.socket, way: str) -> None:
        """Carry bytes one way until somebody hangs up."""
        with suppress(OSError):
            while data := source.recv(65536):
                self.wait_while_held(way)
                kept, deaf, _ = data.partition(self.deaf_from) if self.deaf_from and way == DOWN else (data, b"", b"")
                for at in range(0, len(kept), self.piece):
                    time.sleep(self.delay)
                    target.sendall(kept[at : at + self.piece])
                if deaf:
                    self.hang_up(line, reset=True)
                    return
        self.hang_up(line)

    def wait_while_held(self, way: str) -> None:
        with self.released:
            self.released.wait_for(lambda: way not in self.held or self.closed)

    def hang_up(self, line: Line, *, reset: bool = False) -> None:
        self.lines.discard(line)
        line.close(reset=reset)

    def cut(self, *, reset: bool = False) -> None:
        """Hang up on everybody."""
        for line in list(self.lines):
            self.hang_up(line, reset=reset)

    def hold(self, *ways: str) -> None:
        """Pass on nothing more on these ways."""
        self.held |= set(ways)

    def release(self) -> None:
        """Pass on again what has been held."""
        with self.released:
            self.held.clear()
            self.released.notify_all()

    @contextmanager
    def deaf(self, to: bytes) -> Iterator[None]:
        """While this lasts, swallow everything from `to` on and reset the connection."""
        self.deaf_from = to
        try:
            yield
        finally:
            self.deaf_from = b""
