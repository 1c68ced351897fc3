"""The databases the suite runs on: SQLite, and PostgreSQL with Redis where there are such servers.

They are looked for where `OPPGAVEARK_TEST_POSTGRES` and `OPPGAVEARK_TEST_REDIS` say, otherwise on this
machine. On SQLite each test has a file of its own. On PostgreSQL, where making a database takes longer than
most tests do, each process has one that is emptied before each test.
"""

import getpass
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
import pytest
import redis
from psycopg import sql
from sqlalchemy.engine import URL, make_url
from sqlmodel import SQLModel

from app.storage.engine import url_of
from app.storage.migrating import migrate

POSTGRES = os.environ.get("OPPGAVEARK_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("OPPGAVEARK_TEST_REDIS", "redis://127.0.0.1:6379")
ON_SQLITE = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
"""For a test of what only SQLite has, or what is kept in one process alone."""

ON_POSTGRES = pytest.mark.parametrize("store", ["postgres"], indirect=True)
"""For a test of what only several processes have."""

EITHER = "postgres where it answers"
"""Which `store` a test has that is too long to run twice: on SQLite only where the other servers are missing."""

ON_EITHER = pytest.mark.parametrize("store", [EITHER], indirect=True)

PREFIX = f"oppgaveark_test_{getpass.getuser()}_"


@dataclass(frozen=True)
class Store:
    """Where an installation keeps its data, and how many workers serve it."""

    data: Path
    database_url: str = ""
    redis_url: str = ""
    workers: int = 1

    @property
    def url(self) -> str:
        """The address of the database, as our engine takes it."""
        return self.database_url or url_of(self.data)


def server() -> psycopg.Connection:
    """A connection to the PostgreSQL server's own database, which commits each statement."""
    return psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)


@cache
def missing() -> str | None:
    """Why tests on PostgreSQL with Redis cannot run here, or None where they can."""
    try:
        server().close()
    except psycopg.OperationalError:
        return "there is no PostgreSQL server here; OPPGAVEARK_TEST_POSTGRES may name another"
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=3).ping()
    except redis.RedisError:
        return "there is no Redis server here; OPPGAVEARK_TEST_REDIS may name another"
    return None


def need_servers() -> None:
    """Skip the test, plainly, where PostgreSQL or Redis is missing."""
    if reason := missing():
        pytest.skip(reason)


def address(name: str) -> str:
    """What DATABASE_URL says for a database on the server, as our engine takes it."""
    url: URL = make_url(POSTGRES).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


@contextmanager
def fresh(like: str | None = None) -> Iterator[str]:
    """The name of a database that is there until the block ends: a migrated one, or a copy of `like`."""
    name = PREFIX + uuid.uuid4().hex[:12]
    copied = sql.SQL(" TEMPLATE {}").format(sql.Identifier(like)) if like else sql.SQL("")
    with server() as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}{}").format(sql.Identifier(name), copied))
        try:
            if like is None:
                migrate(address(name))
            yield name
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def empty(name: str) -> None:
    """End whatever still uses a database on the server, and take everything out of it."""
    with psycopg.connect(address(name).replace("+psycopg", ""), autocommit=True) as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        connection.execute(others, [name])
        with connection.transaction():
            for table in reversed(SQLModel.metadata.sorted_tables):
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
            connection.execute("SELECT setval(sequencename::regclass, start_value, false) FROM pg_sequences")
