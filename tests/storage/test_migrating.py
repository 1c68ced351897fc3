"""Bringing a database to this version's tables."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command, op
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text, update

from app.model import TABLES, WORKSHOP
from app.storage.engine import engine, url_of
from app.storage.migrating import config, migrate
from tests.databases import Store, address, fresh, need_servers
from tests.ground import Ground


def test_the_migrations_make_the_tables_that_the_code_knows(data: Path) -> None:
    command.check(config(url_of(data)))


def test_migrating_twice_is_once(data: Path, connection: Connection) -> None:
    Ground(connection)
    connection.commit()
    migrate(url_of(data))
    assert set(inspect(connection).get_table_names()) == {*TABLES, "alembic_version"}
    assert connection.exec_driver_sql("SELECT count(*) FROM workshop").scalar() == 1


@pytest.mark.postgres
@pytest.mark.redis
def test_processes_that_start_together_migrate_once() -> None:
    need_servers()
    with fresh(like="template0") as name:
        with ThreadPoolExecutor(4) as starting:
            list(starting.map(migrate, [address(name)] * 4))
        made = engine(address(name))
        with made.connect() as connection:
            assert set(inspect(connection).get_table_names()) == {*TABLES, "alembic_version"}
        command.check(config(address(name)))


def test_every_version_can_be_reached_from_the_one_before(tmp_path: Path) -> None:
    scripts = list((Path(config("").get_main_option("script_location") or "") / "versions").glob("*.py"))
    url = url_of(tmp_path)
    for _ in scripts:
        command.upgrade(config(url), "+1")
    command.check(config(url))


def test_a_migration_that_is_cut_short_has_not_begun(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> None:
        raise ConnectionAbortedError

    made = engine(store.url)
    tables = set(inspect(made).get_table_names())
    command.downgrade(config(store.url), "0001")
    before = set(inspect(made).get_table_names())
    with monkeypatch.context() as patched:
        patched.setattr(op, "execute", cut)
        with pytest.raises(ConnectionAbortedError):
            migrate(store.url)
    assert set(inspect(made).get_table_names()) == before < tables
    migrate(store.url)
    assert set(inspect(made).get_table_names()) == tables
    command.check(config(store.url))


def test_notes_of_before_lose_what_could_tell_who_wrote_them(store: Store, connection: Connection) -> None:
    ground = Ground(connection)
    ground.note(ground.join("Anna", 1, "kommune"))
    connection.execute(update(WORKSHOP).values(anonymous=True))
    connection.commit()
    for version, perspectives in (("0005", ["kommune"]), ("0006", [None]), ("0005", ["kommune"]), ("head", [None])):
        connection.rollback()
        go = command.downgrade if version == "0005" else command.upgrade
        go(config(store.url), version)
        assert connection.scalars(text("SELECT perspective FROM note")).all() == perspectives


def test_a_database_from_a_newer_version_is_left_alone(data: Path) -> None:
    with engine(url_of(data)).connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(CommandError):
        migrate(url_of(data))
    with engine(url_of(data)).connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "9999"
