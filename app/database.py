"""The database: two verbs, read and write.

A write is acknowledged (its awaiting caller goes on) only after a durable commit. One writer thread
takes everything that waits and commits it together, so that the price of fsync is paid once for
many; each act still stands or falls alone. Reads never wait for the writer (SQLite runs in WAL).
"""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from app.storage import engine

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")

MOST_AT_ONCE = 500


class Refused(Exception):
    """A model says no. Subclasses name the reason; `refusals.py` maps each to a status and a text."""


class StorageFailed(Refused):
    """The database could not keep it: full or read-only disk, or a lost connection."""


Act = Callable[[Connection, Sequence[Item]], Sequence[Outcome | Refused]]


def one_by_one(act: Callable[[Connection, Item], Outcome]) -> Act[Item, Outcome]:
    """Make an act on many of an act on one: each in a savepoint of its own."""

    def on_each(connection: Connection, items: Sequence[Item]) -> list[Outcome | Refused]:
        outcomes: list[Outcome | Refused] = []
        for item in items:
            try:
                with connection.begin_nested():
                    outcomes.append(act(connection, item))
            except Refused as refusal:
                outcomes.append(refusal)
        return outcomes

    on_each.__name__ = act.__name__
    return on_each


@dataclass(slots=True, eq=False)
class Waiting:
    """An act that waits for the writer, and who waits for it."""

    act: Act[Any, Any]
    item: Any
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    outcome: Any = None


class Database:
    """One database. `write` runs an act on the writer thread, `read` a question beside it."""

    def __init__(self, url: str) -> None:
        self.engine = engine(url)
        self._waiting: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._taken: list[Waiting] = []
        self._reader: Connection | None = None
        self._writer = self._start_writer()

    async def write(self, act: Act[Item, Outcome], item: Item) -> Outcome:
        """Run `act` on `item`, commit durably, return its outcome. Raises what the act refused with."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome] = loop.create_future()
        if not self._writer.is_alive():
            self._refuse_taken()
            self._writer = self._start_writer()
        self._waiting.put(Waiting(act, item, loop, future))
        return await future

    def read(
        self,
        question: Callable[Concatenate[Connection, Asked], Answer],
        *args: Asked.args,
        **named: Asked.kwargs,
    ) -> Answer:
        """Ask `question(connection, …)` of one consistent snapshot. Only from the event loop's thread."""
        if self._reader is None:
            self._reader = self.engine.connect()
        try:
            return question(self._reader, *args, **named)
        finally:
            self._reader.rollback()

    def close(self) -> None:
        """Finish what waits, then close."""
        self._waiting.put(None)
        self._writer.join()
        if self._reader is not None:
            self._reader.close()
        self.engine.dispose()

    def _start_writer(self) -> threading.Thread:
        writer = threading.Thread(target=self._write_on, name="writer", daemon=True)
        writer.start()
        return writer

    def _write_on(self) -> None:
        """Write until the end. Whatever happens to the writer, what it had taken is refused, and it goes on."""
        while True:
            try:
                return self._write_batches()
            except BaseException:
                log.exception("the writer was torn from %d acts", len(self._taken))
                self._refuse_taken()

    def _refuse_taken(self) -> None:
        taken, self._taken = self._taken, []
        fail(taken)
        deliver(taken)

    def _write_batches(self) -> None:
        connection: Connection | None = None
        try:
            while batch := self._take():
                connection = self._write_batch(connection, batch)
        finally:
            let_go(connection)

    def _write_batch(self, connection: Connection | None, batch: list[Waiting]) -> Connection | None:
        """Store a batch and hand out what came of it; the connection for the next one, if it is still good."""
        try:
            connection = connection or self._writing_connection()
            run_together(connection, batch)
        except Exception:
            log.exception("%d acts were not stored", len(batch))
            fail(batch)
            # One that could not even begin would refuse everything from now on.
            let_go(connection)
            connection = None
        deliver(batch)
        self._taken = []
        return connection

    def _writing_connection(self) -> Connection:
        return self.engine.connect().execution_options(writes=True)

    def _take(self) -> list[Waiting]:
        """Everything that waits just now; blocks until there is something. Empty: the end."""
        batch = self._taken = []
        waiting = self._waiting.get()
        while waiting is not None:
            batch.append(waiting)
            if len(batch) == MOST_AT_ONCE or self._waiting.empty():
                return batch
            waiting = self._waiting.get()
        if batch:
            self._waiting.put(None)
        return batch


def run_together(connection: Connection, batch: list[Waiting]) -> None:
    """Run all acts in one transaction and commit it. Fills in each `outcome`."""
    with connection.begin():
        for act, run in groupby(batch, key=lambda waiting: waiting.act):
            run_alike(connection, act, list(run))


def run_alike(connection: Connection, act: Act[Any, Any], run: list[Waiting]) -> None:
    """Run one act on all its items in a savepoint; if that fails, on each alone, so one cannot take others down."""
    try:
        with connection.begin_nested():
            outcomes = act(connection, [waiting.item for waiting in run])
    except OperationalError:
        # On a full disk SQLite ends the whole transaction by itself, with what others did in it.
        raise
    except Exception as problem:
        if len(run) > 1:
            for waiting in run:
                run_alike(connection, act, [waiting])
            return
        log.exception("%s failed", act.__name__)
        run[0].outcome = StorageFailed(type(problem).__name__)
    else:
        for waiting, outcome in zip(run, outcomes, strict=True):
            waiting.outcome = outcome


def let_go(connection: Connection | None) -> None:
    """Close a connection of which nothing is known any more."""
    if connection is not None:
        connection.invalidate()
        connection.close()


def fail(batch: list[Waiting]) -> None:
    for waiting in batch:
        waiting.outcome = StorageFailed()


def deliver(batch: list[Waiting]) -> None:
    """Hand the outcomes to those who wait, once per event loop."""
    for loop, waiting in groupby(batch, key=lambda one: one.loop):
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, list(waiting))


def settle(batch: list[Waiting]) -> None:
    for waiting in batch:
        if waiting.future.done():
            continue
        if isinstance(waiting.outcome, Refused):
            waiting.future.set_exception(waiting.outcome)
        else:
            waiting.future.set_result(waiting.outcome)
