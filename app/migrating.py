"""Bringing a database to this version's tables. Once for all workers: on PostgreSQL a lock decides who does it."""

from alembic import command
from alembic.config import Config

from app.settings import HERE


def config(url: str) -> Config:
    """Alembic's configuration for a database; there is no alembic.ini to keep in step."""
    made = Config()
    made.set_main_option("script_location", str(HERE / "migrations"))
    made.attributes["url"] = url
    return made


def migrate(url: str) -> None:
    """Bring the database to the newest version; does nothing where it is there."""
    command.upgrade(config(url), "head")
