"""How a database is opened, so that a commit is durable and a read sees one moment, on SQLite and on PostgreSQL."""

import fcntl
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

log = logging.getLogger(__name__)

FILE = "oppgaveark.sqlite3"

HEARTBEAT = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 10_000}
"""For PostgreSQL's connections (s, s, times, ms): a server that vanished without a word is missed within some ten s."""


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
    """An engine with our settings: every commit is durable, and on SQLite foreign keys are kept."""
    arguments = {"check_same_thread": False, "timeout": 10} if is_sqlite(url) else {"connect_timeout": 5, **HEARTBEAT}
    made = create_engine(url, poolclass=NullPool, json_serializer=to_json, connect_args=arguments)
    if not is_sqlite(url):
        event.listen(made, "connect", set_up_postgres)
        return made
    event.listen(made, "connect", set_up_sqlite)
    event.listen(made, "begin", begin)
    return made


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def snapshots(made: Engine) -> Connection:
    """A connection on which everything read in one transaction is of one moment (SQLite is always so)."""
    if made.dialect.name == "sqlite":
        return made.connect()
    return made.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions would begin too late for savepoints; `begin` does it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def set_up_postgres(connection: Any, _record: object) -> None:
    # The promise is ours, whatever the server is set to for others.
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
    connection.commit()


def begin(connection: Connection) -> None:
    """Begin; who means to write takes SQLite's write lock now instead of failing halfway."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def rewrite(made: Engine) -> None:
    """Write an SQLite file anew, and empty its log: its unused parts may hold copies of what has been erased.

    A server has its own time for that. Where it cannot be done just now, nothing but that is lost.
    """
    if made.dialect.name != "sqlite":
        return
    raw = made.raw_connection()
    try:
        cursor = raw.cursor()
        for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            cursor.execute(statement)
    except sqlite3.OperationalError as problem:
        log.warning("the file was not written anew", extra={"why": str(problem)})
    finally:
        raw.close()
