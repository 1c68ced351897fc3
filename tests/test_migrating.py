"""Bringing a database to this version's tables."""

from pathlib import Path

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import Connection, inspect

from app.migrating import config, migrate
from app.model import TABLES
from app.storage import engine, url_of
from tests.ground import Ground


def test_the_migrations_make_the_tables_that_the_code_knows(data: Path) -> None:
    command.check(config(url_of(data)))


def test_migrating_twice_is_once(data: Path, connection: Connection) -> None:
    Ground(connection)
    connection.commit()
    migrate(url_of(data))
    assert set(inspect(connection).get_table_names()) == {*TABLES, "alembic_version"}
    assert connection.exec_driver_sql("SELECT count(*) FROM workshop").scalar() == 1


def test_every_version_can_be_reached_from_the_one_before(tmp_path: Path) -> None:
    scripts = list((Path(config("").get_main_option("script_location") or "") / "versions").glob("*.py"))
    url = url_of(tmp_path)
    for _ in scripts:
        command.upgrade(config(url), "+1")
    command.check(config(url))


def test_a_database_from_a_newer_version_is_left_alone(data: Path) -> None:
    with engine(url_of(data)).connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(CommandError):
        migrate(url_of(data))
    with engine(url_of(data)).connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "9999"
