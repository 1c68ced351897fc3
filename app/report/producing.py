"""Files made in processes of their own: the server goes on meanwhile, and whoever no longer waits ends the work.

What a report takes is given back when its process ends. The processes are forked from one that has everything loaded.
"""

import asyncio
import contextlib
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection as Pipe
from typing import Any

from app.refusals import NotFound, Refused, ReportTooLarge
from app.report.contents import gather
from app.report.formats import FORMATS
from app.report.parts import EVERYTHING, Scope
from app.storage.engine import engine, snapshots

AT_ONCE = 2
"""How many are made at the same time by one server process; the others wait."""
MOST_MEMORY = 6 << 30
"""Bytes that one may take. A workshop of 15,000 notes needs a third of it."""
LONGEST = 600
"""Seconds after which one is given up."""

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["app.report.producing"])


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a workshop's report, in a format by its file's ending."""

    workshop_id: int
    ending: str
    scope: Scope = EVERYTHING


Work = Callable[[str, Order, Pipe], None]
Tell = Callable[[int], None]
"""Is told how many notes there are, when they have been read and the longer part begins."""


def work(url: str, order: Order, pipe: Pipe) -> None:
    """Make a file, in a process of its own. Sends first the number of notes, then the file, or what it refuses with."""
    bound()
    try:
        pipe.send(made(url, order, pipe.send))
    except NotFound as refusal:
        pipe.send(refusal)


def bound() -> None:
    """Let the process take no more memory than it may, where the system can see to that."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def made(url: str, order: Order, tell: Tell) -> bytes:
    opened = engine(url)
    with snapshots(opened) as connection:
        report = gather(connection, order.workshop_id, order.scope)
    opened.dispose()
    tell(report.notes)
    return FORMATS[order.ending].made(report)


class Producers:
    """Has files made of what the database at an address holds."""

    def __init__(self, url: str, work: Work = work) -> None:
        self.url, self.work = url, work
        self.places = asyncio.Semaphore(AT_ONCE)

    def get_ready(self) -> None:
        """Let everything be loaded by the time that the first is asked for."""
        asyncio.get_running_loop().run_in_executor(None, forkserver.ensure_running)

    async def file(self, order: Order, tell: Tell = lambda _: None) -> bytes:
        """One file. Ends its process at once where this is cancelled. Raises NotFound, ReportTooLarge."""
        async with self.places:
            ours, theirs = CONTEXT.Pipe(duplex=False)
            process = CONTEXT.Process(target=self.work, args=(self.url, order, theirs), daemon=True)
            try:
                await asyncio.to_thread(process.start)
                theirs.close()
                async with asyncio.timeout(LONGEST):
                    return await listened(ours, tell)
            except (EOFError, TimeoutError):
                raise ReportTooLarge from None
            finally:
                theirs.close()
                end(process)


async def listened(pipe: Pipe, tell: Tell) -> bytes:
    """What comes out in the end. Raises EOFError where the process dies, and what it refused."""
    while True:
        heard = await asyncio.to_thread(pipe.recv)
        if isinstance(heard, Refused):
            raise heard
        if isinstance(heard, bytes):
            return heard
        tell(heard)


def end(process: Any) -> None:
    """End it, whether or not it has come to its end; the pipe's last reader then wakes up too."""
    with contextlib.suppress(AttributeError, ValueError):
        process.kill()
    if process.pid is not None:
        asyncio.get_running_loop().run_in_executor(None, process.join)
