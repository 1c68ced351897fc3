"""The writer: many people's acts in one durable commit, each of which stands or falls alone."""

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Connection, event

from app.refusals import EmptyNote, Refused, StorageFailed
from app.storage.database import Database, one_by_one
from app.storage.engine import url_of
from app.storage.writer import Act, Waiting


def keep(connection: Connection, text: str) -> str:
    """An act that keeps a text where the test can find it."""
    connection.exec_driver_sql("INSERT INTO kit_copy (digest, content) VALUES (?, '')", (text,))
    if "!" in text:
        raise EmptyNote
    if "?" in text:
        raise ValueError(text)
    return text.upper()


def kept(connection: Connection) -> list[str]:
    return list(connection.exec_driver_sql("SELECT digest FROM kit_copy ORDER BY rowid").scalars())


keep_each = one_by_one(keep)


def keep_together(connection: Connection, texts: Sequence[str]) -> list[str | Refused]:
    """An act on many at once, that fails as a whole."""
    return [keep(connection, text) for text in texts]


def pragma(text: str) -> Act[None, None]:
    return one_by_one(lambda connection, _: connection.exec_driver_sql(f"PRAGMA {text}").close())


@pytest.fixture
def database(data: Path) -> Iterator[Database]:
    opened = Database(url_of(data))
    yield opened
    opened.close()


async def attempt(database: Database, act: Any, item: Any) -> Any:
    """An act's outcome, or what it was refused with."""
    try:
        return await asyncio.wait_for(database.write(act, item), 20)
    except Refused as refusal:
        return type(refusal)


async def all_at_once(database: Database, *wishes: tuple[Any, Any]) -> list[Any]:
    """Let acts wait while the writer is busy with another, so that it takes them together."""
    busy, free = threading.Event(), threading.Event()

    def hold(_connection: Connection, _items: Sequence[None]) -> list[None]:
        busy.set()
        free.wait(10)
        return [None]

    held = asyncio.create_task(database.write(cast(Any, hold), None))
    await asyncio.to_thread(busy.wait, 10)
    waiting = [asyncio.create_task(attempt(database, act, item)) for act, item in wishes]
    await asyncio.sleep(0)
    free.set()
    await held
    return await asyncio.gather(*waiting)


def outcomes(database: Database, *wishes: tuple[Any, Any]) -> list[Any]:
    return asyncio.run(all_at_once(database, *wishes))


@pytest.mark.parametrize("act", [keep_each, keep_together])
def test_what_waits_together_is_stored_in_one_commit(database: Database, act: Any) -> None:
    commits: list[None] = []
    event.listen(database.engine, "commit", lambda _connection: commits.append(None))
    texts = [f"tekst {number}" for number in range(60)]
    assert outcomes(database, *[(act, text) for text in texts]) == [text.upper() for text in texts]
    assert database.read(kept) == texts
    assert len(commits) < len(texts) / 4, "one for the act that kept the writer busy, and one for what waited meanwhile"


def test_one_refusal_touches_nobody_else(database: Database) -> None:
    said = outcomes(database, (keep_each, "en"), (keep_each, "to!"), (keep_each, "tre"))
    assert said == ["EN", EmptyNote, "TRE"]
    assert database.read(kept) == ["en", "tre"]


@pytest.mark.parametrize("act", [keep_each, keep_together])
def test_one_mistake_of_ours_takes_nobody_else_down(
    database: Database, act: Any, caplog: pytest.LogCaptureFixture
) -> None:
    said = outcomes(database, (act, "en"), (act, "to?"), (act, "tre"), (keep_each, "fire"))
    assert said == ["EN", StorageFailed, "TRE", "FIRE"]
    assert database.read(kept) == ["en", "tre", "fire"]
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_acts_of_several_kinds_are_carried_out_in_order(database: Database) -> None:
    outcomes(database, (keep_each, "en"), (keep_together, "to"), (keep_each, "tre"), (keep_together, "fire"))
    assert database.read(kept) == ["en", "to", "tre", "fire"]


def test_a_full_disk_acknowledges_nothing_and_is_survived(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    pages = database.read(lambda connection: connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    outcomes(database, (keep_each, "før"), (pragma(f"max_page_count={pages}"), None))
    large = "x" * 100_000
    said = outcomes(database, (keep_each, "med"), (keep_together, large), (keep_each, "etter"))
    assert said == [StorageFailed] * 3, "SQLite takes the others' acts back too, so they must not be acknowledged"
    assert database.read(kept) == ["før"]
    assert outcomes(database, (keep_each, large)) == [large.upper()], "when there is room again"
    assert database.read(kept) == ["før", large]
    assert all("x" * 100 not in record.getMessage() for record in caplog.records), "what people write is never logged"


def test_a_database_that_somebody_keeps_locked_is_written_to_once_it_is_free(data: Path, database: Database) -> None:
    outcomes(database, (keep_each, "før"), (pragma("busy_timeout=1"), None))
    with closing(sqlite3.connect(data / "oppgaveark.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert asyncio.run(attempt(database, keep_each, "under")) is StorageFailed
        assert database.read(kept) == ["før"], "reading goes on"
        other.execute("ROLLBACK")
    assert outcomes(database, (keep_each, "etter")) == ["ETTER"]
    assert database.read(kept) == ["før", "etter"]


def test_a_disk_that_only_reads_acknowledges_nothing_and_is_survived(database: Database) -> None:
    outcomes(database, (keep_each, "før"), (pragma("query_only=ON"), None))
    assert asyncio.run(attempt(database, keep_each, "under")) is StorageFailed
    assert outcomes(database, (keep_each, "etter")) == ["ETTER"]
    assert database.read(kept) == ["før", "etter"]


def test_a_lost_connection_is_replaced(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    def lose(connection: Connection, _items: Sequence[None]) -> list[None]:
        connection.connection.dbapi_connection.close()  # type: ignore[union-attr]
        return [None]

    with caplog.at_level(logging.CRITICAL):
        assert outcomes(database, (keep_each, "med"), (lose, None)) == [StorageFailed, StorageFailed]
        assert outcomes(database, (keep_each, "etter")) == ["ETTER"]
    assert database.read(kept) == ["etter"]


def test_a_writer_that_is_torn_away_acknowledges_nothing_and_goes_on(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def tear(connection: Connection, _items: Sequence[str]) -> list[str]:
        keep(connection, "aldri lagret")
        raise SystemExit

    with caplog.at_level(logging.CRITICAL):
        assert outcomes(database, (keep_each, "med"), (tear, "")) == [StorageFailed, StorageFailed]
    assert outcomes(database, (keep_each, "etter")) == ["ETTER"]
    assert database.read(kept) == ["etter"]


def test_a_writer_that_is_gone_is_replaced_and_what_it_had_taken_refused(database: Database) -> None:
    async def write_after() -> list[object]:
        gone = database.writer._thread
        database.writer._waiting.put(None)
        await asyncio.to_thread(gone.join)
        lost = Waiting(keep_each, "tapt", asyncio.get_running_loop().create_future())
        database.writer._taken = [lost]
        stored = await database.write(keep_each, "lagret")
        with pytest.raises(StorageFailed):
            await lost.future
        return [stored, database.writer._thread is gone]

    assert asyncio.run(write_after()) == ["LAGRET", False]
    assert database.read(kept) == ["lagret"]


def test_reading_waits_for_nobody_and_sees_no_half_act(database: Database) -> None:
    busy, free = threading.Event(), threading.Event()

    def slow(connection: Connection, texts: Sequence[str]) -> list[str]:
        keep(connection, texts[0])
        busy.set()
        free.wait(10)
        return [""]

    async def read_meanwhile() -> tuple[list[str], list[str]]:
        writing = asyncio.create_task(database.write(cast(Any, slow), "halvt"))
        await asyncio.to_thread(busy.wait, 10)
        before = database.read(kept)
        free.set()
        await writing
        return before, database.read(kept)

    assert asyncio.run(read_meanwhile()) == ([], ["halvt"])


def test_whoever_gives_up_waiting_leaves_the_others_their_answers(database: Database) -> None:
    async def give_up() -> str:
        tasks = [asyncio.create_task(database.write(keep_each, text)) for text in ("en", "to")]
        await asyncio.sleep(0)
        tasks[0].cancel()
        return await tasks[1]

    assert asyncio.run(give_up()) == "TO"
    assert database.read(kept) == ["en", "to"], "what was sent is stored all the same"


def test_what_waits_at_the_end_is_stored(data: Path) -> None:
    database = Database(url_of(data))

    async def send_and_leave() -> None:
        waiting = [asyncio.create_task(database.write(keep_each, str(number))) for number in range(30)]
        await asyncio.sleep(0)
        await asyncio.to_thread(database.close)
        await asyncio.gather(*waiting)

    asyncio.run(send_and_leave())
    again = Database(url_of(data))
    assert len(again.read(kept)) == 30
    again.close()
