"""How a database is opened."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from app.storage.engine import engine, url_of


def test_every_commit_is_durable_and_reads_do_not_wait(data: Path) -> None:
    with engine(url_of(data)).connect() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_nothing_belongs_to_what_is_not_there(data: Path) -> None:
    with engine(url_of(data)).connect() as connection, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        connection.exec_driver_sql("INSERT INTO board (group_id, sheet, step, version) VALUES (9, 'a', 0, 1)")


def test_whoever_means_to_write_takes_the_lock_at_once(data: Path) -> None:
    made = engine(url_of(data))
    with made.connect().execution_options(writes=True) as first, made.connect() as reader:
        first.exec_driver_sql("SELECT 1")
        reader.exec_driver_sql("SELECT 1")
        second = made.connect().execution_options(writes=True)
        second.connection.dbapi_connection.execute("PRAGMA busy_timeout=0")  # type: ignore[union-attr]
        with second, pytest.raises(OperationalError, match="locked"):
            second.exec_driver_sql("SELECT 1")


def test_a_savepoint_undoes_only_its_own(data: Path) -> None:
    insert = "INSERT INTO kit_copy (digest, content) VALUES (?, '')"
    with engine(url_of(data)).connect().execution_options(writes=True) as connection:
        connection.exec_driver_sql(insert, ("en",))
        savepoint = connection.begin_nested()
        connection.exec_driver_sql(insert, ("to",))
        savepoint.rollback()
        connection.exec_driver_sql(insert, ("tre",))
        connection.commit()
        assert connection.exec_driver_sql("SELECT digest FROM kit_copy").scalars().all() == ["en", "tre"]


def test_deleted_text_does_not_stay_in_the_file(data: Path) -> None:
    secret = "det ingen lenger skal kunne lese " * 50
    with engine(url_of(data)).connect().execution_options(writes=True) as connection:
        connection.exec_driver_sql("INSERT INTO kit_copy (digest, content) VALUES ('x', ?)", (secret,))
        connection.commit()
        connection.exec_driver_sql("DELETE FROM kit_copy")
        connection.commit()
    # Closing the last connection moves everything from the log into the file.
    assert [path.name for path in data.iterdir()] == ["oppgaveark.sqlite3"]
    assert b"det ingen lenger" not in (data / "oppgaveark.sqlite3").read_bytes()


def test_another_program_may_read_along(data: Path) -> None:
    with engine(url_of(data)).connect(), sqlite3.connect(data / "oppgaveark.sqlite3") as other:
        assert other.execute("SELECT count(*) FROM workshop").fetchone() == (0,)
    other.close()
