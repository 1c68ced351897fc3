"""A served installation in processes of its own, as `bin/start` would run it: it can be killed and started again."""

import json
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

from app.storage.engine import engine, snapshots
from tests.databases import Store

ROOT = Path(__file__).parents[1]
PATIENCE = 60

Answer = TypeVar("Answer")


class Server:
    """`python -m app serve` on a port that it keeps, in a session of its own.

    `under` is a command it runs under, such as strace. `quickly` takes it from a nursery (`tests/nursery.py`), which
    is for those who start it often. Where it serves a `room`, that is its address there.
    """

    def __init__(
        self,
        store: Store,
        kits: Path = ROOT / "worksheets",
        under: Sequence[str] = (),
        quickly: bool = False,
        room: str = "",
    ) -> None:
        self.store, self.under = store, under
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port = found.getsockname()[1]
        self.address = f"http://{room or '127.0.0.1'}:{self.port}"
        self.arguments = ["--data", str(store.data), "serve", *(["--room", "--address", room] if room else [])]
        self.addresses = [self.address]
        self.environment = {
            "OPPGAVEARK_PORT": str(self.port),
            "OPPGAVEARK_KITS": str(kits),
            "OPPGAVEARK_WORKERS": str(store.workers),
            "DATABASE_URL": store.database_url,
            "REDIS_URL": store.redis_url,
        }
        self.engine = engine(store.url)
        self.nursery = self.run([sys.executable, "-m", "tests.nursery"]) if quickly else None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end(signal.SIGTERM)
        self.engine.dispose()
        if self.nursery is not None:
            with self.nursery as nursery:
                nursery.communicate()

    def start(self) -> None:
        """Start, and wait until it answers."""
        if self.nursery is None:
            self.process = self.run([*self.under, sys.executable, "-m", "app", *self.arguments], subprocess.DEVNULL)
            self.id = self.process.pid
        else:
            assert self.nursery.stdin is not None
            assert self.nursery.stdout is not None
            wish = {"arguments": self.arguments, "environment": self.environment}
            self.nursery.stdin.write(json.dumps(wish).encode() + b"\n")
            self.nursery.stdin.flush()
            self.id = int(self.nursery.stdout.readline())
        self.wait_for(self.answers, "the server did not start")

    def run(self, command: Sequence[str], pipes: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
        environment = os.environ | self.environment
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipes, stdout=pipes, start_new_session=True)

    def wait_for(self, holds: Callable[[], bool], otherwise: str) -> None:
        until = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < until, otherwise
            time.sleep(0.01)

    def answers(self) -> bool:
        assert self.lives(), "the server stopped"
        try:
            return httpx.get(f"{self.address}/healthz", timeout=PATIENCE, verify=False, trust_env=False).is_success
        except httpx.TransportError:
            return False

    def lives(self) -> bool:
        """Whether any of its processes is there."""
        if self.nursery is None:
            self.process.poll()
        try:
            os.killpg(self.id, 0)
        except (ProcessLookupError, PermissionError):
            return False
        return True

    def end(self, number: signal.Signals) -> None:
        """Send all of its processes a signal that ends them, and wait until they are no more."""
        os.killpg(self.id, number)
        self.wait_for(lambda: not self.lives(), "the server does not stop")

    def kill(self) -> None:
        """As a power cut would: kill -9, all of it at once."""
        self.end(signal.SIGKILL)

    def kill_worker(self, chance: random.Random) -> None:
        """Kill -9 one of its workers, whichever `chance` says; the master will start another one."""
        self.wait_for(lambda: len(self.worker_ids()) == self.store.workers, "a killed worker is not replaced")
        os.kill(chance.choice(self.worker_ids()), signal.SIGKILL)

    def worker_ids(self) -> list[int]:
        """The process ids of the workers that live."""
        children = Path(f"/proc/{self.id}/task/{self.id}/children").read_text().split()
        said = {int(child): command_of(child) for child in children}
        return [child for child, command in said.items() if command and b"resource_tracker" not in command]

    def lying(self, group: int, sheet: str) -> dict[str, list[Any]]:
        """The notes on a group's board: text, zone and place by id."""
        question = """SELECT note.id, text, zone, x, y FROM note JOIN "group" ON "group".id = group_id
          WHERE number = ? AND note.sheet = ? AND NOT gone"""
        return {row[0]: list(row[1:]) for row in self.asked(question, group, sheet)}

    def texts(self, group: int, sheet: str) -> list[str]:
        return sorted(text for text, *_ in self.lying(group, sheet).values())

    def ask(self, question: Callable[[Connection], Answer]) -> Answer:
        """Ask the database something of one moment, beside the server."""
        with snapshots(self.engine) as connection:
            return question(connection)

    def asked(self, question: str, *values: object) -> list[Any]:
        """What the database answers; `?` stands for a value on both databases."""
        place = "%s" if self.engine.dialect.name == "postgresql" else "?"
        return self.ask(
            lambda connection: list(map(tuple, connection.exec_driver_sql(question.replace("?", place), values)))
        )


def command_of(process: str) -> bytes:
    """A process' command line; empty where it has died."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""
