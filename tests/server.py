"""A served installation in processes of its own, as `bin/start` would run it: it can be killed and started again."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from sqlalchemy import Connection

from app.settings import database_url as as_address
from app.storage import engine, url_of

ROOT = Path(__file__).parents[1]
PATIENCE = 30

Answer = TypeVar("Answer")


class Server:
    """`python -m app serve` on a port that it keeps, with its data in a folder, or where `database_url` says.

    `under` is a command it runs under, such as strace.
    """

    def __init__(
        self,
        data: Path,
        kits: Path = ROOT / "worksheets",
        workers: int = 1,
        database_url: str = "",
        redis_url: str = "",
        under: Sequence[str] = (),
    ) -> None:
        self.data, self.under, self.workers = data, under, workers
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port = found.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "OPPGAVEARK_PORT": str(self.port),
            "OPPGAVEARK_KITS": str(kits),
            "OPPGAVEARK_WORKERS": str(workers),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
        }
        self.engine = engine(as_address(database_url) or url_of(data))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self.engine.dispose()

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [*self.under, sys.executable, "-m", "app", "--data", str(self.data), "serve"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, "the server stopped"
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/healthz", timeout=PATIENCE, verify=False).is_success
        except httpx.TransportError:
            return False

    def signal(self, number: signal.Signals) -> None:
        """Send all of its processes a signal."""
        os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """As a power cut would: kill -9, all of it at once."""
        self.signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        until = time.monotonic() + PATIENCE
        while self.listens():
            assert time.monotonic() < until, "a killed server goes on listening"
            time.sleep(0.005)

    def kill_worker(self, chance: random.Random) -> None:
        """Kill -9 one of its workers, whichever `chance` says."""
        os.kill(chance.choice(self.worker_ids()), signal.SIGKILL)

    def worker_ids(self) -> list[int]:
        """The process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in children if b"tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()]

    def listens(self) -> bool:
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", self.port)) == 0

    def lying(self, group: int, sheet: str) -> dict[str, list[Any]]:
        """The notes on a group's board: text, zone and place by id."""
        question = """SELECT note.id, text, zone, x, y FROM note JOIN "group" ON "group".id = group_id
          WHERE number = ? AND note.sheet = ? AND NOT gone"""
        return {row[0]: list(row[1:]) for row in self.asked(question, group, sheet)}

    def texts(self, group: int, sheet: str) -> list[str]:
        return sorted(text for text, *_ in self.lying(group, sheet).values())

    def ask(self, question: Callable[[Connection], Answer]) -> Answer:
        """Ask the database something, beside the server."""
        with self.engine.connect() as connection:
            return question(connection)

    def asked(self, question: str, *values: object) -> list[Any]:
        """What the database answers; `?` stands for a value on both databases."""
        place = "%s" if self.engine.dialect.name == "postgresql" else "?"
        return self.ask(
            lambda connection: list(map(tuple, connection.exec_driver_sql(question.replace("?", place), values)))
        )
