"""A served installation in a process of its own, as `bin/start` would run it: it can be killed and started again."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

ROOT = Path(__file__).parents[2]
PATIENCE = 30


class Server:
    """`python -m app serve` on a port that it keeps, with its data in a folder."""

    def __init__(self, data: Path, kits: Path) -> None:
        self.data = data
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port = found.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {"OPPGAVEARK_PORT": str(self.port), "OPPGAVEARK_KITS": str(kits)}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [sys.executable, "-m", "app", "--data", str(self.data), "serve"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, "the server stopped"
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/healthz").is_success
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """As a power cut would: kill -9."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def lying(self, group: int, sheet: str) -> dict[str, list[Any]]:
        """The notes on a group's board: text, zone and place by id."""
        question = """SELECT note.id, text, zone, x, y FROM note JOIN "group" ON "group".id = group_id
          WHERE number = ? AND note.sheet = ? AND NOT gone"""
        return {row[0]: list(row[1:]) for row in self.asked(question, group, sheet)}

    def texts(self, group: int, sheet: str) -> list[str]:
        return sorted(text for text, *_ in self.lying(group, sheet).values())

    def asked(self, question: str, *values: object) -> list[Any]:
        """What the database answers, beside the server."""
        connection = sqlite3.connect(self.data / "oppgaveark.sqlite3")
        try:
            return connection.execute(question, values).fetchall()
        finally:
            connection.close()
