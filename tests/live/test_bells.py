"""The bell between processes: heard through Redis, and by looking where Redis is silent."""

import asyncio
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.live import bells
from app.live.bells import Bells
from app.storage.database import Database
from app.workshop.workshops import remove
from tests.databases import ON_POSTGRES, Store
from tests.ground import FIRST, ZONE, Ground, new_id
from tests.house import PATIENCE, Gathering, House

pytestmark = ON_POSTGRES


class OwnRedis:
    """A Redis server of the test's own, that may vanish and come back."""

    def __init__(self, program: str, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port = found.getsockname()[1]
        self.command = [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.address = f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        with closing(socket.socket()) as door:
            while door.connect_ex(("127.0.0.1", self.port)):
                assert time.monotonic() < until, "Redis did not start"
                time.sleep(0.02)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[OwnRedis]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("the program redis-server is not here")
    own = OwnRedis(program, tmp_path)
    own.start()
    yield own
    own.stop()


def written(gathering: Gathering, text: str) -> str:
    answer = gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text=text)
    assert answer.status_code == 200, answer.text
    return text


def all_hear(house: House, *, heard: bool = True) -> bool:
    return all(app.state.bells.deaf is not heard for app in house.apps)


def wait_until(condition: object) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.02)


def test_what_one_process_changes_is_seen_in_every_other(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bells, "SELDOM", 3600)
    monkeypatch.setattr(bells, "OFTEN", 3600)
    with House(replace(store, workers=3)) as house, Gathering(house) as gathering:
        listening = [gathering.listen(gathering.ben) for _ in house.workers]
        wait_until(lambda: all_hear(house))
        for turn in range(4):
            text = written(gathering, f"runde {turn}")
            for each in listening:
                each.until(text)


def test_without_redis_what_is_new_is_found_by_looking(store: Store) -> None:
    with House(replace(store, redis_url="")) as house, Gathering(house) as gathering:
        listening = [gathering.listen(gathering.ben) for _ in house.workers]
        text = written(gathering, "funnet")
        for each in listening:
            each.until(text)


def test_redis_may_vanish_and_come_back(store: Store, redis: OwnRedis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bells, "SILENCE", 0.6)
    monkeypatch.setattr(bells, "BEAT", 0.2)
    with House(replace(store, redis_url=redis.address)) as house, Gathering(house) as gathering:
        listening = [gathering.listen(gathering.ben) for _ in house.workers]
        overview = gathering.dial("overview/live", gathering.fatma)

        def everybody_sees(text: str) -> None:
            for each in listening:
                each.until(text)
            overview.until("tile-facts")

        wait_until(lambda: all_hear(house))
        everybody_sees(written(gathering, "med Redis"))
        redis.stop()
        everybody_sees(written(gathering, "like etter"))
        wait_until(lambda: all_hear(house, heard=False))
        everybody_sees(written(gathering, "uten Redis"))
        redis.start()
        wait_until(lambda: all_hear(house))
        everybody_sees(written(gathering, "med Redis igjen"))


def test_an_installation_starts_where_redis_is_not_there_yet(store: Store, redis: OwnRedis) -> None:
    redis.stop()
    with House(replace(store, redis_url=redis.address)) as house, Gathering(house) as gathering:
        listening = [gathering.listen(gathering.ben) for _ in house.workers]
        for each in listening:
            each.until(written(gathering, f"til {new_id()}"))


class Ear:
    """Bells that ring nowhere but here."""

    def __init__(self, database: Database, *followed: int) -> None:
        self.woken: list[int] = []
        self.bells = Bells(database, lambda: followed, self.woken.append)


@pytest.fixture
def database(store: Store) -> Iterator[Database]:
    opened = Database(store.url)
    yield opened
    opened.close()


def test_ones_own_voice_only_shows_that_redis_is_there(database: Database) -> None:
    ear = Ear(database)
    assert ear.bells.deaf
    ear.bells.hear(f"{ear.bells.name} 1 2")
    assert (ear.woken, ear.bells.deaf) == ([], False)
    ear.bells.hear("noen-annen 3 4")
    ear.bells.hear("noen-annen")
    assert ear.woken == [3, 4]


def test_looking_wakes_what_has_risen_or_is_no_more(ground: Ground, database: Database) -> None:
    ground.connection.commit()
    anna = ground.join("Anna", 1)
    ground.connection.commit()
    first, second = ground.group(1).id, ground.group(2).id
    ground.connection.commit()
    ear = Ear(database, first, second)

    def seen() -> list[int]:
        ear.woken.clear()
        ear.bells.look()
        return sorted(ear.woken)

    assert seen() == [first, second], "nothing is known of them yet"
    assert seen() == []
    ground.note(anna)
    ground.connection.commit()
    assert seen() == [first]
    remove(ground.connection, ground.id)
    ground.connection.commit()
    assert seen() == [first, second]


def test_what_could_not_be_told_is_told_later(database: Database) -> None:
    said: list[str] = []
    told = asyncio.Event()

    class Line:
        """Redis, which is away the first time."""

        async def publish(self, channel: str, text: str) -> None:
            assert channel == f"oppgaveark:{database.engine.url.database}"
            said.append(text)
            if len(said) == 1:
                raise ConnectionError
            told.set()

    async def ring() -> None:
        ear = Ear(database)
        ear.bells.ring(7)
        with pytest.raises(ConnectionError):
            await ear.bells.publish(Line())  # type: ignore[arg-type]
        ear.bells.ring(8)
        again = asyncio.create_task(ear.bells.publish(Line()))  # type: ignore[arg-type]
        await asyncio.wait_for(told.wait(), PATIENCE)
        again.cancel()
        assert set(said[1].split()) == {ear.bells.name, "7", "8"}

    asyncio.run(ring())
