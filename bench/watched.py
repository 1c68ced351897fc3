"""A served workshop with its load, and what is measured of it while somebody follows."""

import asyncio
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from app.live.watching import PACE
from bench.live import cpu_seconds
from bench.load import Person, Tally, write_for


class Watcher(Person):
    """A facilitator's socket, or the Screen's: it writes nothing, and keeps how large each frame was."""

    def __init__(self, path: str, cookie: str) -> None:
        super().__init__(-1, path, cookie, "", "", Tally())
        self.frames: list[int] = []

    def hear(self, data: bytes, _now: int) -> None:
        self.frames.append(len(data))


@dataclass
class Course:
    """What was measured while one kind of watching went on, and while nobody watched beside it."""

    cpu: list[float] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)


@dataclass
class Workshop:
    """A served workshop with its load, and the ways to follow it."""

    port: int
    pid: int
    code: str
    cookie: str
    screen: str
    sheet: str
    people: list[Person]
    tally: Tally
    looks: Path

    def ways(self) -> dict[str, tuple[list[str], bool]]:
        """The paths of the sockets of each kind of watching, and whether all groups' notes are up on the Screen."""
        at = f"/workshops/{self.code}"
        overview, screen = f"{at}/overview/live", f"/screens/{self.screen}/live"
        plenary = f"{at}/plenary/live?sheet={self.sheet}"
        return {
            "overview": ([overview], False),
            "Screen": ([screen], False),
            "plenary page": ([plenary], True),
            "all three": ([overview, screen, plenary], True),
        }

    async def put_up(self, *, is_up: bool) -> None:
        """Put on the Screen what all groups have gathered, or let it follow again."""
        form = {"kind": "gathered", "sheet": self.sheet} if is_up else {}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}", headers={"cookie": self.cookie}) as led:
            answer = await led.post(f"/workshops/{self.code}/exhibits", data=form)
            answer.raise_for_status() if answer.status_code != 303 else None

    async def measure(self, paths: list[str], seconds: float, course: Course) -> None:
        """The server's CPU, the delays of notes and the frames of watchers while they watch."""
        watchers = [Watcher(path, self.cookie) for path in paths]
        loop = asyncio.get_running_loop()
        for watcher in watchers:
            await loop.create_connection(lambda each=watcher: each, "127.0.0.1", self.port)  # type: ignore[misc]
            if not await watcher.ready:
                raise RuntimeError("a handshake was refused")
        await write_for(self.people, 1)
        for watcher in watchers:
            watcher.frames.clear()
        self.tally.latencies = type(self.tally.latencies)("q")
        began, cpu, drawn = time.monotonic(), cpu_seconds(self.pid), seconds_in(self.looks)
        self.tally.counting = True
        await write_for(self.people, seconds)
        self.tally.counting = False
        elapsed, used = time.monotonic() - began, cpu_seconds(self.pid) - cpu
        drawn = seconds_in(self.looks) - drawn
        for watcher in watchers:
            watcher.transport.abort()
            if len(watcher.frames) > elapsed / PACE + 1:
                raise RuntimeError(f"{len(watcher.frames)} frames in {elapsed:.1f} s are not merged: {watcher.path}")
        course.cpu.append(used / elapsed)
        course.drawn.append(drawn / (used - drawn))
        course.times.append(statistics.quantiles(self.tally.latencies, n=100)[98] / 1e6)
        course.frames.append(sum(len(each.frames) for each in watchers) / elapsed)
        course.kilobytes.append(sum(sum(each.frames) for each in watchers) / elapsed / 1024)


def seconds_in(looks: Path) -> float:
    """How long all looks of the server have taken (CPU seconds)."""
    return float(looks.read_text() or 0) if looks.exists() else 0.0
