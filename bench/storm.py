"""How long after a restart until everybody is current again, when all come back at once.

`bench/storm.py --groups 300` connects all listeners of G groups of eight, lets each group write
something, kills the server and starts it anew; then all reconnect from the cursors they held, first
without any spreading (the worst that can happen), then spread over a second as browsers do.
"""

import argparse
import asyncio
import os
import random
import re
import resource
import signal
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from app.storage.engine import FILE, url_of  # noqa: E402
from bench.live import SIZE, Table, cpu_seconds, free_port, prepare, server  # noqa: E402
from bench.load import Person, Tally  # noqa: E402

CURSOR = re.compile(rb'id="cursor" data-version="(\d+)"')
SPREAD = 1.0
"""Seconds over which browsers spread their first try."""

AGAIN = 0.25
"""Seconds until somebody who was refused tries again; each is counted."""


@dataclass
class Returns:
    """What happened while all came back. Times in seconds since the storm began."""

    current: list[float] = field(default_factory=list)
    refused: int = 0


class Listener(Person):
    """Somebody who only listens, and remembers the cursor."""

    def __init__(self, number: int, path: str, cookie: str, cursor: int) -> None:
        super().__init__(number, f"{path.partition('?')[0]}?since={cursor}", cookie, "", "", Tally())
        self.cursor = cursor
        self.heard = asyncio.Event()
        self.lost = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        for version in CURSOR.findall(data):
            self.cursor = int(version)
            self.heard.set()

    def connection_lost(self, problem: Exception | None) -> None:
        super().connection_lost(problem)
        self.lost.set()
        if not self.ready.done():
            self.ready.set_result(False)


async def come_back(port: int, listener: Listener, newest: int, began: float, returns: Returns) -> Listener:
    """Connect until it succeeds, and listen until current."""
    loop = asyncio.get_running_loop()
    while True:
        path, cookie = listener.path, listener.cookie
        listener = Listener(listener.number, path, cookie, listener.cursor)
        try:
            await loop.create_connection(lambda made=listener: made, "127.0.0.1", port)  # type: ignore[misc]
            if await listener.ready:
                break
        except OSError:
            pass
        returns.refused += 1
        await asyncio.sleep(AGAIN)
    while listener.cursor < newest:
        listener.heard.clear()
        await listener.heard.wait()
    returns.current.append(time.monotonic() - began)
    return listener


async def all_come(port: int, listeners: list[Listener], newest: dict[str, int], spread: float) -> Returns:
    """Everybody at once, or spread over so many seconds; each until current."""
    returns, began = Returns(), time.monotonic()

    async def one(at: int) -> None:
        await asyncio.sleep(random.random() * spread)
        listeners[at] = await come_back(port, listeners[at], newest[room(listeners[at])], began, returns)

    await asyncio.gather(*(one(at) for at in range(len(listeners))))
    return returns


def room(listener: Listener) -> str:
    """The group somebody is in: eight sit together."""
    return str(listener.number // SIZE)


def change_all(folder: Path) -> None:
    """What happens while everybody is away: somebody in each group is drawn anew."""
    with sqlite3.connect(folder / FILE) as opened:
        opened.execute('UPDATE "group" SET version = version + 1')
        opened.execute(
            'UPDATE participant SET version = (SELECT version FROM "group" WHERE id = group_id) WHERE id % 8 = 0'
        )
    opened.close()


def newest_of(folder: Path) -> dict[str, int]:
    """Each group's newest version, by its place among all."""
    with sqlite3.connect(folder / FILE) as opened:
        rows = opened.execute('SELECT version FROM "group" ORDER BY id').fetchall()
    opened.close()
    return {str(number): row[0] for number, row in enumerate(rows)}


def peak(pid: int) -> float:
    """The most memory the process has used, in MB."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


async def storm(
    port: int, pid: int, listeners: list[Listener], newest: dict[str, int], spread: float
) -> dict[str, float]:
    cpu = cpu_seconds(pid)
    returns = await all_come(port, listeners, newest, spread)
    times = sorted(returns.current)
    return {
        "listeners": len(times),
        "first s": times[0],
        "half s": times[len(times) // 2],
        "last s": times[-1],
        "refused": returns.refused,
        "cpu s": cpu_seconds(pid) - cpu,
        "peak MB": peak(pid),
    }


def measure(groups: int) -> dict[str, dict[str, float]]:
    """All storms on one installation."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        table = prepare(url_of(folder), groups)
        command = [sys.executable, "-m", "app", "--data", name, "serve"]
        columns: dict[str, dict[str, float]] = {}
        cursors: dict[int, int] = {}
        for title, spread in (("first visit", 0.0), ("at once", 0.0), ("spread 1 s", SPREAD)):
            with server(command, port, {"OPPGAVEARK_PORT": str(port)}) as pid:
                columns[title] = uvloop.run(one_storm(port, pid, table, folder, cursors, spread))
            change_all(folder)
        return columns


async def one_storm(
    port: int, pid: int, table: Table, folder: Path, cursors: dict[int, int], spread: float
) -> dict[str, float]:
    """Let all come, and kill the server with all of them connected; `cursors` are those they hold."""
    listeners = [Listener(number, path, cookie, cursors.get(number, 0)) for number, path, cookie in table.people]
    found = await storm(port, pid, listeners, newest_of(folder), spread)
    os.kill(pid, signal.SIGKILL)
    await asyncio.gather(*(listener.lost.wait() for listener in listeners))
    cursors.update({listener.number: listener.cursor for listener in listeners})
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--groups", type=int, default=300)
    chosen = options.parse_args()
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    os.sched_setaffinity(0, {1} if (os.cpu_count() or 1) > 1 else {0})
    columns = measure(chosen.groups)
    print(f"{'groups of 8':<16}" + "".join(f"{name:>14}" for name in columns))
    for row in next(iter(columns.values())):
        print(f"{row:<16}" + "".join(f"{column[row]:>14,.2f}" for column in columns.values()))


if __name__ == "__main__":
    main()
