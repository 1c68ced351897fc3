"""What the writer does where others write to the same database, and where the line to it breaks."""

import asyncio
import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, select, text

from app.board.ledger import hold_groups
from app.board.notes import write_notes
from app.model import GROUP, KIT_COPY, NOTE
from app.refusals import StorageFailed
from app.storage.database import Database, one_by_one
from app.storage.engine import engine
from tests.databases import ON_POSTGRES, Store
from tests.ground import FIRST, ZONE, Ground, new_id, writing

pytestmark = ON_POSTGRES


@pytest.fixture
def database(store: Store) -> Iterator[Database]:
    opened = Database(store.url, hold_groups)
    yield opened
    opened.close()


def keep(connection: Connection, digest: str) -> str:
    connection.execute(KIT_COPY.insert().values(digest=digest, content=""))
    return digest


def kept(connection: Connection) -> list[str]:
    return list(connection.scalars(select(KIT_COPY.c.digest).order_by(KIT_COPY.c.digest)))


keep_each = one_by_one(keep)


def at_first(trouble: str, times: int = 1) -> Callable[[Connection, str], str]:
    """An act that meets trouble (a statement) the first times it is carried out."""
    left = [trouble] * times

    def act(connection: Connection, digest: str) -> str:
        keep(connection, digest)
        if left:
            connection.execute(text(left.pop()))
        return digest

    return act


LOST = "SELECT pg_terminate_backend(pg_backend_pid())"
DEADLOCK = "DO $$ BEGIN RAISE EXCEPTION 'vranglås' USING ERRCODE = '40P01'; END $$"


@pytest.mark.parametrize("trouble", [LOST, DEADLOCK])
def test_what_the_database_took_back_is_carried_out_again(database: Database, trouble: str) -> None:
    async def both() -> list[str]:
        acts = (keep_each, one_by_one(at_first(trouble)))
        waiting = [asyncio.create_task(database.write(act, f"lapp {n}")) for n, act in enumerate(acts)]
        return list(await asyncio.gather(*waiting))

    assert asyncio.run(both()) == ["lapp 0", "lapp 1"]
    assert database.read(kept) == ["lapp 0", "lapp 1"]


def test_trouble_that_does_not_pass_is_told_and_acknowledges_nothing(database: Database) -> None:
    act = one_by_one(at_first(DEADLOCK, times=100))
    with pytest.raises(StorageFailed):
        asyncio.run(database.write(act, "lapp"))
    assert database.read(kept) == []
    assert asyncio.run(database.write(keep_each, "etterpå")) == "etterpå"


def test_a_reader_whose_line_was_cut_reads_on(database: Database, connection: Connection) -> None:
    assert database.read(kept) == []
    connection.execute(
        text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid != :me"
        ),
        {"me": connection.scalar(text("SELECT pg_backend_pid()"))},
    )
    connection.commit()
    assert database.read(kept) == []
    assert asyncio.run(database.write(keep_each, "lapp")) == "lapp"
    assert database.read(kept) == ["lapp"]


def test_who_was_second_to_store_the_same_sees_what_is_there(database: Database) -> None:
    def keep_unless_kept(connection: Connection, digest: str) -> bool:
        known = digest in kept(connection)
        if not known and digest not in met:
            met.append(digest)
            with other.begin() as elsewhere:
                keep(elsewhere, digest)
        if not known:
            keep(connection, digest)
        return known

    met: list[str] = []
    other = engine(database.engine.url.render_as_string(hide_password=False))
    assert asyncio.run(database.write(one_by_one(keep_unless_kept), "opplegg")) is True
    assert database.read(kept) == ["opplegg"]


def test_two_processes_number_a_groups_versions_without_gaps_or_rings(store: Store, ground: Ground) -> None:
    """Two writers, who each write in all groups in opposite order, many times over."""
    people = [ground.join(f"P{number}", number) for number in (1, 2, 3)]
    ground.connection.commit()
    before = {row.id: row.version for row in ground.connection.execute(select(GROUP))}
    ground.connection.commit()

    def write_all(order: int) -> None:
        async def go() -> None:
            for turn in range(25):
                notes = [
                    writing(person, id=new_id(), sheet=FIRST, zone=ZONE, text=f"{turn}") for person in people[::order]
                ]
                await asyncio.gather(*(own.write(write_notes, note) for note in notes))

        own = Database(store.url, hold_groups)
        asyncio.run(go())
        own.close()

    writers = [threading.Thread(target=write_all, args=(order,)) for order in (1, -1)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    for group, version in before.items():
        versions = sorted(ground.connection.scalars(select(NOTE.c.version).where(NOTE.c.group_id == group)))
        assert versions == list(range(version + 1, version + 51))


def test_a_commit_is_durable_whatever_the_server_is_set_to(database: Database, connection: Connection) -> None:
    name = connection.scalar(text("SELECT current_database()"))
    connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    connection.commit()
    assert database.read(lambda asked: asked.scalar(text("SHOW synchronous_commit"))) == "on"


def test_a_read_is_of_one_moment(database: Database, connection: Connection) -> None:
    def twice(asked: Connection) -> tuple[list[str], list[str]]:
        first = kept(asked)
        keep(connection, "imellom")
        connection.commit()
        return first, kept(asked)

    assert database.read(twice) == ([], [])
    assert database.read(kept) == ["imellom"]
