"""What it costs the server that a facilitator follows: the load of `bench/live.py`, with and without who watches.

    python bench/cockpit.py [--groups 25] [--seconds 4] [--rounds 4] [--only overview]

`drawn` is what the looks themselves took, of what all else took meanwhile: on a busy machine the surest figure. And
each kind of watching is compared with the same load alone just before and after, in one run of one server, and the
median of the rounds counts. Everybody first lays a handful of notes and then mostly edits: the boards keep their size.
The frames that a watcher is sent are counted: more than one in `PACE` seconds, and the bench fails.
"""

import argparse
import os
import runpy
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvloop
from sqlalchemy import select

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from app.cookies import facilitator_cookie  # noqa: E402
from app.live.watching import Watchers  # noqa: E402
from app.model import WORKSHOP  # noqa: E402
from app.storage.engine import engine, url_of  # noqa: E402
from bench.live import Table, free_port, prepare, server  # noqa: E402
from bench.load import Tally, connect, write_for  # noqa: E402
from bench.watched import Course, Workshop  # noqa: E402

NOTES = 4
"""How many notes each person lays first: some thirty then lie on a group's sheet."""

NEW_EVERY = 40
"""Every so many writes thereafter is a new note: on the overview something differs in every look."""


def serve(folder: str) -> None:
    """Serve what lies in a folder as the product does, and keep how long its looks have taken in `looks` there."""
    show, looks, total = Watchers.show, Path(folder) / "looks", 0.0

    def counted(self: Watchers, watchers: list[Any]) -> None:
        nonlocal total
        began = time.thread_time()
        show(self, watchers)
        total += time.thread_time() - began
        looks.write_text(str(total))

    Watchers.show = counted  # type: ignore[method-assign]
    sys.argv = ["oppgaveark", "--data", folder, "serve"]
    runpy.run_module("app", run_name="__main__")


async def follow(workshop: Workshop, rounds: int, seconds: float, only: str | None) -> dict[str, tuple[Course, Course]]:
    """Every kind of watching in turn, each after and before the load alone."""
    for person in workshop.people:
        person.new_every = 1
    await write_for(workshop.people, NOTES)
    for person in workshop.people:
        person.new_every, person.writes = NEW_EVERY, person.number
    found: dict[str, tuple[Course, Course]] = {
        name: (Course(), Course()) for name in workshop.ways() if only in (None, name)
    }
    alone = Course()
    await workshop.measure([], seconds, alone)
    for name, (watched, beside) in [each for _ in range(rounds) for each in found.items()]:
        paths, is_up = workshop.ways()[name]
        await workshop.put_up(is_up=is_up)
        await workshop.measure(paths, seconds, watched)
        await workshop.put_up(is_up=False)
        await workshop.measure([], seconds, alone)
        beside.cpu.append(statistics.mean(alone.cpu[-2:]))
        beside.times.append(statistics.mean(alone.times[-2:]))
    return found


async def served(port: int, pid: int, table: Table, screen: str, looks: Path, options: argparse.Namespace) -> None:
    tally = Tally()
    people = await connect(port, table.people, table.sheet, table.zone, tally)
    made = table.workshops[0]
    cookie = f"{facilitator_cookie(made.code)}={made.secrets.token}"
    workshop = Workshop(port, pid, made.code, cookie, screen, table.sheet, people, tally, looks)
    for line in lines(await follow(workshop, options.rounds, options.seconds, options.only)):
        print(line)
    if tally.lost:
        raise RuntimeError(f"{tally.lost} people were hung up on")


def lines(found: dict[str, tuple[Course, Course]]) -> Iterator[str]:
    heads = {
        "": -14,
        "cpu alone": 10,
        "watched": 9,
        "more": 7,
        "drawn": 7,
        "p99 alone": 11,
        "p99": 9,
        "frames/s": 10,
        "kB/s": 8,
    }
    yield "".join(f"{head:<{-wide}}" if wide < 0 else f"{head:>{wide}}" for head, wide in heads.items())
    for name, (watched, beside) in found.items():
        more = statistics.median(one / other - 1 for one, other in zip(watched.cpu, beside.cpu, strict=True))
        cpu, p99 = ([statistics.median(values) for values in (a, b)] for a, b in both(watched, beside))
        drawn = statistics.median(watched.drawn)
        told = f"{statistics.median(watched.frames):>10.1f}{statistics.median(watched.kilobytes):>8.0f}"
        used = f"{cpu[0]:>10.1%}{cpu[1]:>9.1%}{more:>+7.1%}{drawn:>7.1%}"
        yield f"{name:<14}{used}{p99[0]:>8.1f} ms{p99[1]:>6.1f} ms{told}"


def both(watched: Course, beside: Course) -> Iterator[tuple[list[float], list[float]]]:
    yield beside.cpu, watched.cpu
    yield beside.times, watched.times


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--groups", type=int, default=25)
    options.add_argument("--seconds", type=float, default=4)
    options.add_argument("--rounds", type=int, default=4)
    options.add_argument("--only", help="one kind of watching: overview, Screen, plenary page, all three")
    options.add_argument("--serve", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.serve:
        serve(chosen.serve)
        return
    os.sched_setaffinity(0, {1} if (os.cpu_count() or 1) > 1 else {0})
    with tempfile.TemporaryDirectory() as folder:
        url, port = url_of(Path(folder)), free_port()
        table = prepare(url, chosen.groups)
        with engine(url).connect() as connection:
            screen = connection.scalar(select(WORKSHOP.c.screen_token))
        command = [sys.executable, "bench/cockpit.py", "--serve", folder]
        with server(command, port, {"OPPGAVEARK_PORT": str(port)}) as pid:
            uvloop.run(served(port, pid, table, str(screen), Path(folder) / "looks", chosen))


if __name__ == "__main__":
    main()
