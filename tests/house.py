"""A served installation, and the people of the tests: Fatma, Anna, Ben, Carl and Otto."""

import asyncio
import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import cycle
from types import TracebackType
from typing import Any, Self, TypeVar, cast

import httpx
import uvicorn
from fastapi import FastAPI
from sqlalchemy import Connection
from websockets.sync.client import connect

from app.kits.kit import Kit
from app.pages.doorway import Doorway
from app.serving import configuration, listen
from app.settings import Settings
from app.storage.database import Database, one_by_one
from app.storage.engine import snapshots
from tests.databases import Store
from tests.ground import PRINTED, new_id
from tests.sockets import PATIENCE, Socket

__all__ = ["PATIENCE", "Gathering", "House", "Person", "cookies_of", "new_id"]

Answer = TypeVar("Answer")


class Worker:
    """One process' part of an installation, in a thread: the application on a port of its own."""

    def __init__(self, settings: Settings, sending: int | None) -> None:
        listening = listen(settings)
        if sending is not None:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, sending)
        self.port = int(listening.getsockname()[1])
        self.server = uvicorn.Server(configuration(settings))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listening]}, daemon=True)
        self.thread.start()

    @property
    def app(self) -> FastAPI:
        return cast(FastAPI, cast(Doorway, self.server.config.app).app)

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.server.started:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.005)

    def close(self) -> None:
        """Begin to stop."""
        self.server.should_exit = True


class InTurns(httpx.HTTPTransport):
    """Brings each request to the next worker in turn."""

    def __init__(self, ports: list[int]) -> None:
        # Reading the authorities' certificates, which nobody needs here, would take longer than most tests.
        # A connection is given up before the server does so (after 5 s), or a request could meet it closing.
        super().__init__(verify=False, limits=httpx.Limits(keepalive_expiry=2))
        self.ports = cycle(ports)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(port=next(self.ports))
        return super().handle_request(request)


class House:
    """An installation, its workers in threads; `settings` may say more than where the data lies.

    With several workers, each request and each socket goes to the next in turn. `sending` is how many bytes the
    system takes from the server for each connection before it makes it wait.
    """

    def __init__(self, store: Store, sending: int | None = None, **settings: Any) -> None:
        self.store, self.sending = store, sending
        self.settings = Settings(
            data=store.data, port=0, database_url=store.database_url, redis_url=store.redis_url, **settings
        )

    def __enter__(self) -> Self:
        self.workers = [Worker(self.settings, self.sending) for _ in range(self.store.workers)]
        for worker in self.workers:
            worker.wait()
        self.port = self.workers[0].port
        self.address = f"http://127.0.0.1:{self.port}"
        self.addresses = [f"http://127.0.0.1:{worker.port}" for worker in self.workers]
        self.turns = cycle(worker.port for worker in self.workers)
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.close()
        for worker in self.workers:
            worker.thread.join(PATIENCE)

    def browser(self) -> httpx.Client:
        """Somebody's browser, as far as HTTP goes: it keeps cookies and asks for pages."""
        return httpx.Client(
            base_url=self.address,
            headers={"accept": "text/html"},
            timeout=PATIENCE,
            transport=InTurns([worker.port for worker in self.workers]),
        )

    def dial(self, path: str, browser: httpx.Client | None = None, **how: Any) -> Socket:
        """A socket to an address, with a browser's cookies."""
        cookies = {"cookie": cookies_of(browser)} if browser is not None else {}
        return Socket(connect(f"ws://127.0.0.1:{next(self.turns)}{path}", additional_headers=cookies, **how))

    @property
    def apps(self) -> list[FastAPI]:
        """The application as each worker serves it, for tests that look behind it."""
        return [worker.app for worker in self.workers]

    @property
    def database(self) -> Database:
        return cast(Database, self.apps[0].state.database)

    def ask(self, question: Callable[[Connection], Answer]) -> Answer:
        """Ask the database something of one moment, beside the server."""
        with snapshots(self.database.engine) as connection:
            return question(connection)

    def do(self, act: Callable[[Connection], object]) -> None:
        """Let the server's writer do something, together with what else waits for it."""
        asyncio.run(self.database.write(one_by_one(lambda connection, _: act(connection)), None))

    def make_workshop(self, browser: httpx.Client, **said: str) -> str:
        """Make a workshop from a browser, which then leads it; its code."""
        today = date.today()
        form = {
            "title": "Veier til samarbeid i Elvebyen",
            "municipality": "Elvebyen kommune",
            "held_on": str(today),
            "delete_on": str(today + timedelta(days=30)),
            "groups": "3",
            "write": new_id(),
        }
        answer = browser.post("/workshops/new", data=form | said)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].split("/")[2]


def cookies_of(browser: httpx.Client) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies.jar)


class Person:
    """Somebody who has joined, with a browser and perhaps an open socket."""

    def __init__(self, house: House, code: str, name: str, perspective: str, group: int | str) -> None:
        self.house, self.code, self.name = house, code, name
        self.browser = house.browser()
        form = {"name": name, "perspective": perspective, "group": str(group), "write": new_id()}
        answer = self.browser.post(f"/{code}", data=form)
        assert answer.status_code == 303, answer.text
        self.page = self.browser.get(f"/workshops/{code}/board").text
        self.id = int(re.findall(r'data-me="(\d+)"', self.page)[0])

    def listen(self, since: int | str = 0, path: str = "live", **how: Any) -> Socket:
        """Open this person's socket."""
        return self.house.dial(f"/workshops/{self.code}/{path}?since={since}", self.browser, **how)

    def write(self, **values: Any) -> httpx.Response:
        """Write through the HTTP door."""
        return self.browser.post(f"/workshops/{self.code}/notes", data=values, headers={"hx-request": "true"})


class Gathering:
    """A workshop with the cast in it, of the printed kit or another that the house has."""

    def __init__(self, house: House, kit: Kit = PRINTED) -> None:
        self.house, self.kit = house, kit

    def __enter__(self) -> Self:
        self.open = ExitStack()
        self.fatma = self.open.enter_context(self.house.browser())
        self.code = self.house.make_workshop(self.fatma, kit=self.kit.key)
        first, second, *_ = self.kit.perspectives_by_key
        self.anna = self.join("Anna", first, 1)
        self.ben = self.join("Ben", second, 1)
        self.carl = self.join("Carl", first, 2)
        self.otto = self.open.enter_context(self.house.browser())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.open.close()

    def join(self, name: str, perspective: str, group: int | str) -> Person:
        person = Person(self.house, self.code, name, perspective, group)
        self.open.callback(person.browser.close)
        return person

    def listen(self, person: Person, since: int = 0) -> Socket:
        """A person's socket, open until the test is over; the frame it begins with has been heard."""
        socket = self.open.enter_context(person.listen(since))
        socket.next()
        return socket

    def dial(self, path: str, browser: httpx.Client | None = None, **how: Any) -> Socket:
        """Anybody's socket to an address below the workshop's, open until the test is over."""
        whole = path if path.startswith("/") else f"/workshops/{self.code}/{path}"
        return self.open.enter_context(self.house.dial(whole, browser, **how))

    @property
    def screen(self) -> str:
        """The Screen's address, as Fatma finds it on her page."""
        page = self.fatma.get(f"/workshops/{self.code}").text
        return str(re.findall(r'"http://[^/"]+(/screens/[^"]+)"', page)[0])

    def move(self, sheet: str) -> httpx.Response:
        """Fatma brings all groups to a sheet."""
        return self.fatma.post(f"/workshops/{self.code}/moves", data={"sheet": sheet})

    def step(self, person: Person, sheet: str, step: int) -> httpx.Response:
        return person.browser.post(
            f"/workshops/{self.code}/steps", data={"sheet": sheet, "step": step}, headers={"hx-request": "true"}
        )
