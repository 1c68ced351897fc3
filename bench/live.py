"""How many people writing at once: from a send to every other screen, every acknowledgement durable.

`bench/live.py --groups 150 330` starts the real server on one core and the load on another, lets
each of G x 8 people write once a second over the real protocol, and prints what it took; then the
same beside a bare broadcast of as many bytes that stores nothing. Ratios matter, not milliseconds.
"""

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import uvloop
from sqlalchemy import select

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from app.cookies import participant_cookie  # noqa: E402
from app.kits.folder import load  # noqa: E402
from app.model import WORKSHOP  # noqa: E402
from app.storage.engine import engine, url_of  # noqa: E402
from app.storage.migrating import migrate  # noqa: E402
from app.workshop.joining import Joining, join  # noqa: E402
from app.workshop.workshops import MOST_GROUPS, Made, NewWorkshop, create  # noqa: E402
from bench.load import Tally, connect, write_for  # noqa: E402
from tests.databases import REDIS, address, fresh  # noqa: E402

SIZE = 8
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Table:
    """Where people sit: (number, path, cookie) for each, where they write, and the workshops with who leads them."""

    people: list[tuple[int, str, str]]
    sheet: str
    zone: str
    workshops: list[Made] = field(default_factory=list)


def prepare(url: str, groups: int) -> Table:
    """Workshops with so many groups of eight, made by the product's own functions in a database."""
    migrate(url)
    kit = load(HERE / "worksheets" / "veier-til-samarbeid")
    sheet = next(each for each in kit.sheets if each.zones and not each.steps[0].silent)
    today = date.today()
    people: list[tuple[int, str, str]] = []
    workshops: list[Made] = []
    with engine(url).execution_options(writes=True).begin() as connection:
        for first in range(0, groups, MOST_GROUPS):
            names = tuple(f"Gruppe {n}" for n in range(min(MOST_GROUPS, groups - first)))
            made = create(
                connection, NewWorkshop(kit, "Bench", "Bench", today, today + timedelta(9), names, f"{first}")
            )
            workshops.append(made)
            workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.code == made.code)).one()
            for n in range(len(names) * SIZE):
                number = len(people)
                person = Joining(workshop, f"P{n}", kit.perspectives[n % 2].key, n // SIZE + 1, f"{number}")
                cookie = f"{participant_cookie(made.code)}={join(connection, person).token}"
                people.append((number, f"/workshops/{made.code}/live?since=1", cookie))
    opening = kit.sheets[0]
    return Table(people, opening.key, (opening if opening.zones else sheet).zones[0].key, workshops)


@contextmanager
def server(command: list[str], port: int, environment: dict[str, str]) -> Iterator[int]:
    """A server on the first core; its process id. It is ended afterwards."""
    process = subprocess.Popen(
        ["taskset", "-c", "0", *command], env=os.environ | environment, cwd=HERE, stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(1200):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def cpu_seconds(pid: int) -> float:
    """What a process and its workers have used."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS + sum(cpu_seconds(int(child)) for child in children)


def memory(pid: int) -> int:
    """Resident bytes."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


async def measure(port: int, pid: int, table: Table, seconds: float) -> dict[str, float]:
    """Connect, warm up, count for so many seconds."""
    tally = Tally()
    empty = memory(pid)
    people = await connect(port, table.people, table.sheet, table.zone, tally)
    await write_for(people, 3)
    full, began, cpu = memory(pid), time.monotonic(), cpu_seconds(pid)
    tally.counting = True
    await write_for(people, seconds)
    tally.counting = False
    elapsed, used = time.monotonic() - began, cpu_seconds(pid) - cpu
    await asyncio.sleep(1)
    waiting = sum(len(person.waiting) for person in people)
    lost = tally.lost
    for person in people:
        person.transport.abort()
    delivered = len(tally.latencies)
    times = sorted(tally.latencies) or [0]
    acks = sorted(tally.acknowledgements) or [0]

    def at(values: list[int], part: float) -> float:
        return values[min(len(values) - 1, int(len(values) * part))] / 1e6

    return {
        "people": len(people),
        "written/s": tally.sent / elapsed,
        "delivered/s": delivered / elapsed,
        "p50 ms": at(times, 0.5),
        "p95 ms": at(times, 0.95),
        "p99 ms": at(times, 0.99),
        "ack p99 ms": at(acks, 0.99),
        "cpu %": 100 * used / elapsed,
        "cpu ms/1000": 1000 * used / max(1, delivered) * 1000,
        "kB/person": (full - empty) / 1024 / len(people),
        "bytes/delivery": tally.received_bytes / max(1, delivered),
        "frames/s": tally.received_messages / elapsed,
        "not acked": waiting,
        "lost": lost,
    }


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def ours(groups: int, seconds: float, workers: int = 0) -> dict[str, float]:
    """The real server: on SQLite, or with so many workers on PostgreSQL and Redis."""
    with tempfile.TemporaryDirectory() as folder, fresh() if workers else nullcontext("") as name:
        url, port = address(name) if workers else url_of(Path(folder)), free_port()
        table = prepare(url, groups)
        environment = {"OPPGAVEARK_PORT": str(port)}
        if workers:
            environment |= {"DATABASE_URL": url, "REDIS_URL": REDIS, "OPPGAVEARK_WORKERS": str(workers)}
        command = [sys.executable, "-m", "app", "--data", folder, "serve"]
        with server(command, port, environment) as pid:
            return uvloop.run(measure(port, pid, table, seconds))


def bare(groups: int, seconds: float, size: int) -> dict[str, float]:
    people = [(n, f"/{n // SIZE}?{size}", "") for n in range(groups * SIZE)]
    port = free_port()
    with server([sys.executable, "bench/bare.py", str(port)], port, {}) as pid:
        return uvloop.run(measure(port, pid, Table(people, "", ""), seconds))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--groups", type=int, nargs="+", default=[150, 330])
    options.add_argument("--seconds", type=float, default=15)
    options.add_argument("--no-bare", action="store_true")
    options.add_argument("--workers", type=int, default=0, help="the same with so many, on PostgreSQL and Redis")
    chosen = options.parse_args()
    os.sched_setaffinity(0, {1} if (os.cpu_count() or 1) > 1 else {0})
    columns: dict[str, dict[str, float]] = {}
    for groups in chosen.groups:
        columns[f"ours {groups}"] = found = ours(groups, chosen.seconds)
        if chosen.workers:
            columns[f"{chosen.workers} workers"] = ours(groups, chosen.seconds, chosen.workers)
        if not chosen.no_bare:
            columns[f"bare {groups}"] = bare(groups, chosen.seconds, round(found["bytes/delivery"]))
    print(f"{'groups of 8':<16}" + "".join(f"{name:>12}" for name in columns))
    for row in next(iter(columns.values())):
        print(f"{row:<16}" + "".join(f"{column[row]:>12,.1f}" for column in columns.values()))


if __name__ == "__main__":
    main()
