"""The writer: one thread that takes everything that waits and commits it together.

So the price of durability is paid once for many; each act still stands or falls alone.
"""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from app.refusals import Refused, StorageFailed

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
Act = Callable[[Connection, Sequence[Item]], Sequence[Outcome | Refused]]

Hold = Callable[[Connection, Iterable[object]], None]

MOST_AT_ONCE = 500

TRIES = 5
"""How often a batch is begun that the database takes back for another process' sake, or whose connection breaks."""


@dataclass(slots=True, eq=False)
class Waiting:
    """An act that waits for the writer, and who waits for it."""

    act: Act[Any, Any]
    item: Any
    future: asyncio.Future[Any]
    outcome: Any = None


class Writer:
    """The thread, and the queue before it."""

    def __init__(self, engine: Engine, hold: Hold | None = None) -> None:
        self.engine, self.hold = engine, hold
        self._waiting: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._taken: list[Waiting] = []
        self._thread = self._hire()

    def put(self, act: Act[Any, Any], item: Any, future: asyncio.Future[Any]) -> None:
        """Let an act wait its turn; `future` gets its outcome, on its own loop."""
        if not self._thread.is_alive():
            self._refuse_taken()
            self._thread = self._hire()
        self._waiting.put(Waiting(act, item, future))

    def close(self) -> None:
        """Finish what waits, then end."""
        self._waiting.put(None)
        self._thread.join()

    def _hire(self) -> threading.Thread:
        thread = threading.Thread(target=self._write_on, name="writer", daemon=True)
        thread.start()
        return thread

    def _write_on(self) -> None:
        """Write until the end. Whatever tears the writer away, what it had taken is refused, and it goes on."""
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
                connection = self._write(connection, batch)
                deliver(batch)
                self._taken = []
        finally:
            let_go(connection)

    def _write(self, connection: Connection | None, batch: list[Waiting]) -> Connection | None:
        """Commit a batch; returns the connection to go on with."""
        for attempt in range(1, TRIES + 1):
            try:
                connection = connection or self.engine.connect().execution_options(writes=True)
                run_together(connection, batch, self.hold)
            except Exception as problem:
                # One that could not even begin would refuse everything from now on.
                let_go(connection)
                connection = None
                if attempt < TRIES and may_pass(problem):
                    continue
                log.exception("%d acts were not stored", len(batch))
                fail(batch)
            return connection
        raise AssertionError("the last try has returned")

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


def may_pass(problem: Exception) -> bool:
    """Whether a batch may succeed when begun again: it met another process' writes, or the connection broke."""
    state = getattr(getattr(problem, "orig", None), "sqlstate", None) or ""
    return state.startswith("40") or (isinstance(problem, DBAPIError) and problem.connection_invalidated)


def ends_all(problem: Exception) -> bool:
    """Whether nothing that was done in the transaction stands: on a full disk SQLite itself takes it back."""
    return isinstance(problem, OperationalError) or (isinstance(problem, DBAPIError) and problem.connection_invalidated)


def run_together(connection: Connection, batch: list[Waiting], hold: Hold | None) -> None:
    """Run all acts in one transaction and commit it. Fills in each `outcome`."""
    with connection.begin():
        if hold:
            hold(connection, (waiting.item for waiting in batch))
        for act, run in groupby(batch, key=lambda waiting: waiting.act):
            run_alike(connection, act, list(run))


def run_alike(connection: Connection, act: Act[Any, Any], run: list[Waiting], *, again: bool = False) -> None:
    """Run one act on all its items in a savepoint; if that fails, on each alone, so one cannot take others down."""
    try:
        with connection.begin_nested():
            outcomes = act(connection, [waiting.item for waiting in run])
    except Exception as problem:
        if ends_all(problem):
            raise
        if len(run) > 1:
            for waiting in run:
                run_alike(connection, act, [waiting])
        elif isinstance(problem, IntegrityError) and not again:
            # Another process was first to store the same; now that is there to be seen.
            run_alike(connection, act, run, again=True)
        else:
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
    for loop, waiting in groupby(batch, key=lambda one: one.future.get_loop()):
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
