"""Bringing a database to this version's tables. Once for all workers: on PostgreSQL a lock decides who does it."""

import contextlib
from collections.abc import Iterator

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from app.settings import HERE
from app.storage.engine import engine, is_sqlite

LOCK = 7_315_204_861
"""Which of PostgreSQL's advisory locks is ours: any number that nobody else in the database uses."""


def config(url: str) -> Config:
    """Alembic's configuration for a database; there is no alembic.ini to keep in step."""
    made = Config()
    made.set_main_option("script_location", str(HERE / "migrations"))
    made.attributes["url"] = url
    return made


def migrate(url: str) -> None:
    """Bring the database to the newest version; does nothing where it is there."""
    with contextlib.nullcontext() if is_sqlite(url) else one_at_a_time(url):
        command.upgrade(config(url), "head")


@contextlib.contextmanager
def one_at_a_time(url: str) -> Iterator[None]:
    """Let other processes that would migrate the same database wait until the block ends, however it ends."""
    with engine(url).connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        connection.commit()
        yield
