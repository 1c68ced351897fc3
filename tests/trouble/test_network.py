"""Bad networks: whatever happens on the way, each write is stored once and every screen ends whole.

The browser here is the least one: an outbox that sends again, with the same write id, what has not been acknowledged.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

import httpx
import pytest
from sqlalchemy import select
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from app.model import CHANGE, NOTE
from tests.ground import FIRST, ZONE
from tests.house import PATIENCE, Gathering, Person, cookies_of, new_id
from tests.proxy import DOWN, UP, Proxy

TROUBLE = (OSError, TimeoutError, WebSocketException, httpx.HTTPError, EOFError)

Fault = Callable[[Proxy], AbstractContextManager[None]]


@contextmanager
def cut(proxy: Proxy) -> Iterator[None]:
    """Everybody is hung up on, again and again."""
    proxy.cut()
    yield
    proxy.cut()


@contextmanager
def reset(proxy: Proxy) -> Iterator[None]:
    proxy.cut(reset=True)
    yield
    proxy.cut(reset=True)


def half_open(*ways: str) -> Fault:
    """The connection seems to stand, but on these ways nothing gets through; in the end it is given up."""

    @contextmanager
    def hold(proxy: Proxy) -> Iterator[None]:
        proxy.hold(*ways)
        yield
        proxy.cut()
        proxy.release()

    return hold


@contextmanager
def late(proxy: Proxy) -> Iterator[None]:
    """Silence for a while, and then everything at once: what was given up arrives as well."""
    proxy.hold(UP, DOWN)
    yield
    proxy.release()


@contextmanager
def slow(proxy: Proxy) -> Iterator[None]:
    proxy.delay = 0.2
    yield
    proxy.delay = 0.0


@contextmanager
def crumbs(proxy: Proxy) -> Iterator[None]:
    """One byte at a time, to the very end."""
    proxy.piece = 1
    yield


@contextmanager
def deaf(proxy: Proxy) -> Iterator[None]:
    """The connection breaks between the commit and the acknowledgement."""
    with proxy.deaf(b'id="ack-'):
        yield


FAULTS: dict[str, Fault] = {
    "cut": cut,
    "reset": reset,
    "half-open": half_open(UP, DOWN),
    "nothing to the server": half_open(UP),
    "nothing from the server": half_open(DOWN),
    "late": late,
    "slow": slow,
    "one byte at a time": crumbs,
    "reset between commit and acknowledgement": deaf,
}

MERELY_A_NUISANCE = (cut, reset, slow, crumbs)


class Browser:
    """Somebody behind the proxy: an outbox, and the screen as frames have made it."""

    def __init__(self, person: Person, proxy: Proxy) -> None:
        self.person, self.proxy = person, proxy
        self.cursor = 0
        self.screen: dict[str, str] = {}
        self.outbox: dict[str, dict[str, str]] = {}

    def put(self, text: str) -> None:
        write = new_id()
        self.outbox[write] = {"write": write, "id": new_id(), "sheet": FIRST, "zone": ZONE, "text": text}

    def show(self, frame: str) -> None:
        """Take in a frame, with the acknowledgements in it."""
        if 'id="board"' in frame:
            self.screen.clear()
        for note, text in re.findall(r'id="note-([^"]+)"(?:(?!<li).)*?class="note-text">([^<]*)<', frame, re.DOTALL):
            self.screen[note] = text
        for version in re.findall(r'id="cursor" data-version="(\d+)"', frame):
            self.cursor = int(version)
        for write in re.findall(r'id="ack-([^"]+)"', frame):
            self.outbox.pop(write, None)

    def attempt(self, patience: float) -> None:
        """Send what waits and hear what there is, for so many seconds. Raises what goes wrong."""
        raise NotImplementedError

    def give_up(self) -> None:
        """Let go of what is open."""

    def try_once(self, patience: float = 0.5) -> None:
        try:
            self.attempt(patience)
        except TROUBLE:
            self.give_up()

    def finish(self) -> None:
        """Try again, more and more patiently, until nothing waits."""
        until, patience = time.monotonic() + 6 * PATIENCE, 0.5
        while self.outbox:
            assert time.monotonic() < until, "it never arrived"
            self.try_once(patience)
            patience = min(2 * patience, PATIENCE)


class OnSocket(Browser):
    """A browser whose network lets websockets through."""

    connection: ClientConnection | None = None

    def attempt(self, patience: float) -> None:
        until = time.monotonic() + patience
        if self.connection is None:
            address = f"{self.proxy.address.replace('http', 'ws')}/workshops/{self.person.code}/live"
            cookies = {"cookie": cookies_of(self.person.browser)}
            self.dialled = connect(
                f"{address}?since={self.cursor}",
                additional_headers=cookies,
                open_timeout=patience,
                close_timeout=0.1,
                ping_interval=None,
            )
            self.connection = self.dialled.__enter__()
        for values in self.outbox.values():
            self.connection.send(as_message(values))
        while self.outbox:
            self.show(str(self.connection.recv(timeout=max(0.01, until - time.monotonic()))))

    def give_up(self) -> None:
        if self.connection is not None:
            with suppress(*TROUBLE):
                self.dialled.__exit__(None, None, None)
        self.connection = None


class OnHttp(Browser):
    """A browser behind something that blocks websockets: it posts, and polls."""

    def attempt(self, patience: float) -> None:
        at = f"/workshops/{self.person.code}"
        with httpx.Client(base_url=self.proxy.address, timeout=patience, verify=False) as browser:
            browser.cookies.update(self.person.browser.cookies)
            for values in list(self.outbox.values()):
                self.show(browser.post(f"{at}/notes", data=values, headers={"hx-request": "true"}).text)
            self.show(browser.get(f"{at}/frames?since={self.cursor}").text)


def as_message(values: dict[str, str]) -> str:
    return "{" + ",".join(f'"{name}":"{value}"' for name, value in ({"act": "note"} | values).items()) + "}"


def stored(gathering: Gathering) -> tuple[list[str], int]:
    """All texts, and how many changes made them."""
    texts = gathering.house.ask(lambda connection: list(connection.scalars(select(NOTE.c.text))))
    return texts, gathering.house.ask(lambda connection: len(connection.scalars(select(CHANGE.c.id)).all()))


@pytest.mark.parametrize("door", [OnSocket, OnHttp])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_each_write_is_stored_once_and_the_screen_ends_whole(
    gathering: Gathering, fault: Fault, door: type[Browser]
) -> None:
    ben = gathering.listen(gathering.ben)
    dina = gathering.listen(gathering.join("Dina", "kommune", 1))
    with Proxy(gathering.house.port) as proxy:
        anna = door(gathering.anna, proxy)
        anna.put("før")
        anna.finish()
        with fault(proxy):
            anna.put("under, én")
            anna.try_once()
            # What goes wrong for Anna is nothing the others notice.
            ben.write(id=new_id(), sheet=FIRST, zone=ZONE, text="Ben skriver imens")
            ben.until("ack-")
            dina.until("Ben skriver imens")
            anna.put("under, to")
            anna.try_once()
            assert anna.outbox or fault in MERELY_A_NUISANCE, "she was hindered"
        anna.finish()
        anna.put("etter")
        anna.finish()
        anna.give_up()
        # One last look from her cursor brings whatever she may still lack.
        address = f"/workshops/{gathering.code}/frames?since={anna.cursor}"
        anna.show(gathering.anna.browser.get(address).text)
    texts, changes = stored(gathering)
    assert sorted(texts) == sorted(["før", "under, én", "under, to", "etter", "Ben skriver imens"])
    assert changes == 5, "one change for each"
    assert sorted(anna.screen.values()) == sorted(texts)
    dina.until("etter")
    assert all(text in "".join(dina.heard) for text in texts)
