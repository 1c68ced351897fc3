"""Storage that fails, as people meet it: nothing is said to be stored that is not, and it heals by itself."""

import re
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from time import time_ns
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select
from sqlalchemy.exc import OperationalError

from app.model import CHANGE, NOTE
from app.refusals import Refused
from app.storage.engine import FILE
from app.storage.keeping import problems
from app.storage.writer import run_alike
from tests.databases import ON_SQLITE
from tests.ground import FIRST, ZONE
from tests.house import Gathering, House, new_id
from tests.sockets import Socket

pytestmark = ON_SQLITE

SORRY = "Vi fikk ikke lagret. Det du skrev, ligger fortsatt hos deg."

Trouble = Callable[[House, pytest.MonkeyPatch], AbstractContextManager[None]]


@contextmanager
def full_disk(house: House, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The operating system lets no file grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = house.settings.data / f"{FILE}-wal"
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(house: House, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    with each_connection(house, "query_only=ON"):
        yield


@contextmanager
def locked(house: House, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another program holds the write lock for longer than anybody waits for it."""
    with (
        each_connection(house, "busy_timeout=50"),
        closing(sqlite3.connect(house.settings.data / FILE, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def killed(_house: House, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever writes is torn from it, every time, when everything but the commit is done."""

    def die(connection: Connection, *what: Any) -> None:
        run_alike(connection, *what)
        raise SystemExit

    with patch.context() as patched:
        patched.setattr("app.storage.writer.run_alike", die)
        yield


@contextmanager
def each_connection(house: House, pragma: str) -> Iterator[None]:
    """Open every connection so, beginning with the writer's next."""

    def set_up(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    event.listen(house.database.engine, "connect", set_up)
    lose_connection(house)
    try:
        yield
    finally:
        event.remove(house.database.engine, "connect", set_up)
        lose_connection(house)


def lose_connection(house: House) -> None:
    def lose(_connection: Connection) -> None:
        raise OperationalError("", {}, Exception())

    with pytest.raises(Refused):
        house.do(lose)


TROUBLES: dict[str, Trouble] = {"full": full_disk, "read-only": read_only, "locked": locked, "killed": killed}


def note(text: str) -> dict[str, str]:
    return {"write": new_id(), "id": new_id(), "sheet": FIRST, "zone": ZONE, "text": text}


def stored(gathering: Gathering) -> tuple[list[str], int]:
    """All texts, and how many changes made them."""

    def look(connection: Connection) -> tuple[list[str], int]:
        texts = list(connection.scalars(select(NOTE.c.text).order_by(NOTE.c.text)))
        return texts, connection.scalar(select(func.count()).select_from(CHANGE)) or 0

    return gathering.house.ask(look)


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
def test_everybody_is_told_reads_on_and_is_stored_once_when_it_is_over(
    gathering: Gathering, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = gathering.listen(gathering.anna), gathering.listen(gathering.ben)
    anna.write(**note("før"))
    ben.until("før")
    by_socket, by_http = note("over socket " + "x" * 450), note("over http " + "x" * 450)
    with trouble(gathering.house, monkeypatch):
        anna.write(**by_socket)
        told = anna.until("refusal")
        assert SORRY in told
        assert f'data-write="{by_socket["write"]}" data-again' in told
        answer = gathering.ben.write(**by_http)
        assert (answer.status_code, SORRY in answer.text) == (503, True)
        assert f'data-write="{by_http["write"]}" data-again' in answer.text
        assert gathering.fatma.post(f"/workshops/{gathering.code}/moves", data={"sheet": "hvorfor"}).status_code == 503
        assert gathering.otto.get("/healthz").status_code == 503
        # Reading goes on, also for those who come now.
        assert "før" in gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text
        assert "før" in gathering.ben.browser.get(f"/workshops/{gathering.code}/frames?since=1").text
        with gathering.ben.listen() as new:
            new.until("før")
    assert f"ack-{by_socket['write']}" not in "".join(anna.heard)
    anna.write(**by_socket)
    anna.until(f"ack-{by_socket['write']}")
    assert gathering.ben.write(**by_http).status_code == 200
    assert gathering.otto.get("/healthz").status_code == 200
    ben.until(by_socket["text"])
    assert stored(gathering) == (sorted(["før", by_http["text"], by_socket["text"]]), 3)
    assert gathering.house.ask(lambda connection: list(problems(connection))) == []


def test_a_writer_that_never_comes_back_is_seen_from_outside(
    gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stuck for good, not dead: whoever watches over the process is told in time."""
    monkeypatch.setattr("app.web.HEALTHY", 0.2)
    with closing(sqlite3.connect(gathering.house.settings.data / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert gathering.otto.get("/healthz").status_code == 503
        other.execute("ROLLBACK")


def test_a_clock_that_is_set_back_puts_nothing_out_of_order(
    gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = gathering.listen(gathering.anna), gathering.listen(gathering.ben)
    first, second = note("først"), note("så denne")
    anna.write(**first)
    ben.until("først")
    monkeypatch.setattr("app.model.time", SimpleNamespace(time_ns=lambda: time_ns() - 3600 * 10**9))
    anna.write(**first | {"write": new_id(), "text": "først, endret"})
    assert "først, endret" in ben.until("først, endret")
    anna.write(**second)
    ben.until("så denne")
    for gone in (first, second):
        stored_by(anna, act="note", id=gone["id"], gone=True)
    basket = gathering.ben.browser.get(f"/workshops/{gathering.code}/sheets/{FIRST}/wastebasket").text
    assert basket.index("så denne") < basket.index("først, endret"), "last deleted first"
    texts = []
    # What is left on the board after each of four acts has been taken back.
    for _ in range(4):
        stored_by(anna, act="undo", sheet=FIRST)
        page = gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text
        texts.append(re.findall(r'<span class="note-text">([^<]+)</span>', page))
    assert [sorted(each) for each in texts] == [
        ["så denne"],
        ["først, endret", "så denne"],
        ["først, endret"],
        ["først"],
    ]
    assert gathering.house.ask(lambda connection: list(problems(connection))) == []


def stored_by(socket: Socket, **message: object) -> None:
    """Say something, and wait until it is stored."""
    write = new_id()
    socket.say(write=write, **message)
    socket.until(f"ack-{write}")
