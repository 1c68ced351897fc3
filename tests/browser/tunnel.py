"""A way to the server that can fall silent: connections stay open, and nothing comes through them."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self


class Tunnel:
    """A port of its own that leads to the server's.

    `forget` is what a box on the way does that has lost its table: what is open stays open and is dead for good, what
    is opened meanwhile is taken and dead as well. `mend` lets what is opened from then on through.
    """

    def __init__(self, port: int) -> None:
        self.port, self.is_whole = port, True
        self.dead: set[socket.socket] = set()
        self.open: set[socket.socket] = set()

    def __enter__(self) -> Self:
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self.let_in, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in (self.door, *self.open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def forget(self) -> None:
        self.is_whole = False
        self.dead |= self.open

    def mend(self) -> None:
        self.is_whole = True

    def let_in(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.door.accept()
                far = socket.create_connection(("127.0.0.1", self.port))
                self.open |= {near, far}
                if not self.is_whole:
                    self.dead |= {near, far}
                for way in ((near, far), (far, near)):
                    threading.Thread(target=self.carry, args=way, daemon=True).start()

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while told := source.recv(65536):
                if target not in self.dead:
                    target.sendall(told)
            if target not in self.dead:
                target.shutdown(socket.SHUT_WR)
