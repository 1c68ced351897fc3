"""The database: two verbs, read and write.

A write is acknowledged (its awaiting caller goes on) only after a durable commit, which the `writer`
makes for many at once. Reads never wait for it: SQLite runs in WAL, PostgreSQL keeps snapshots.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.refusals import Refused
from app.storage.engine import engine, rewrite, snapshots
from app.storage.writer import Act, Hold, Writer

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")


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


class Database:
    """One database. `write` runs an act on the writer's thread, `read` a question beside it."""

    def __init__(self, url: str, hold: Hold | None = None) -> None:
        """`hold` takes hold of what a batch will change, where other processes write to the same database."""
        self.engine = engine(url)
        self.writer = Writer(self.engine, hold if self.is_shared else None)
        self._reader: Connection | None = None

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write to it too; an SQLite file has one alone."""
        return self.engine.dialect.name != "sqlite"

    async def write(self, act: Act[Item, Outcome], item: Item) -> Outcome:
        """Run `act` on `item`, commit durably, return its outcome. Raises what the act refused with.

        An act may be carried out again from the beginning, where the commit before was taken back or never
        answered: it must be one that changes nothing the second time.
        """
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self.writer.put(act, item, future)
        return await future

    def read(
        self,
        question: Callable[Concatenate[Connection, Asked], Answer],
        *args: Asked.args,
        **named: Asked.kwargs,
    ) -> Answer:
        """Ask `question(connection, …)` of one consistent snapshot. Only from the event loop's thread."""
        if self._reader is None:
            self._reader = snapshots(self.engine)
        try:
            return question(self._reader, *args, **named)
        except DBAPIError as problem:
            if not problem.connection_invalidated:
                raise
            # The server was started anew or the line broke: the next try opens another connection.
            self._reader.rollback()
            return question(self._reader, *args, **named)
        finally:
            self._reader.rollback()

    async def read_aside(
        self,
        question: Callable[Concatenate[Connection, Asked], Answer],
        *args: Asked.args,
        **named: Asked.kwargs,
    ) -> Answer:
        """The same beside the event loop, on a thread and a connection of its own: for what takes its time."""

        def ask() -> Answer:
            with snapshots(self.engine) as connection:
                return question(connection, *args, **named)

        return await asyncio.to_thread(ask)

    async def rewrite(self) -> None:
        """Let nothing that was erased be left in unused parts of the file. Writes wait meanwhile."""
        await asyncio.to_thread(rewrite, self.engine)

    def close(self) -> None:
        """Finish what waits, then close."""
        self.writer.close()
        if self._reader is not None:
            self._reader.close()
        self.engine.dispose()
