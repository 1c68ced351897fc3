"""How a database is opened: on SQLite durable, with foreign keys kept, and transactions that begin when told to."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

FILE = "oppgaveark.sqlite3"


def url_of(folder: Path) -> str:
    """The address of the SQLite file in a data folder."""
    return f"sqlite:///{folder / FILE}"


@contextmanager
def only_one(folder: Path) -> Iterator[bool]:
    """Whether no other process serves, restores or migrates this folder's database; none will until the block ends."""
    with (folder / "oppgaveark.lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def engine(url: str) -> Engine:
    """An engine with our settings: on SQLite every commit is durable and foreign keys are kept."""
    if not url.startswith("sqlite"):
        return create_engine(url, json_serializer=to_json)
    made = create_engine(
        url,
        poolclass=NullPool,
        json_serializer=to_json,
        connect_args={"check_same_thread": False, "timeout": 10},
    )
    event.listen(made, "connect", set_up_sqlite)
    event.listen(made, "begin", begin)
    return made


def to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions would begin too late for savepoints; `begin` does it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def begin(connection: Connection) -> None:
    """Begin; who means to write takes SQLite's write lock now instead of failing halfway."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
