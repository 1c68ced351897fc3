"""Who takes part in a simulated workshop: one who facilitates it, and those who join."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

import httpx

from tests.ground import new_id

PATIENCE = 60
PERSPECTIVES = ("kommune", "sosial-entreprenor")


@dataclass
class Member:
    """Somebody in a workshop, with a browser's cookies. `id` and `group` (a number) are None for who facilitates.

    `addresses` are where each next socket goes: to the workers in turn.
    """

    client: httpx.AsyncClient
    addresses: Iterator[str]
    code: str
    id: int | None = None
    group: int | None = None

    @property
    def cookie(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.client.cookies.jar)

    @property
    def secret(self) -> str:
        """What this person's answers and nameless notes are marked with, which only their browser holds."""
        return next((cookie.value or "" for cookie in self.client.cookies.jar if cookie.name.startswith("merke-")), "")

    async def post(self, what: str, **values: str) -> None:
        """Post a form below the workshop's address, as who facilitates does."""
        answer = await self.client.post(f"/workshops/{self.code}/{what}", data=values)
        assert answer.status_code == 303, answer.text


class InTurns(httpx.AsyncHTTPTransport):
    """Brings each request to the next worker in turn."""

    def __init__(self, addresses: Sequence[str]) -> None:
        super().__init__(verify=False, limits=httpx.Limits(keepalive_expiry=2))
        self.addresses = cycle(map(httpx.URL, addresses))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(port=next(self.addresses).port)
        return await super().handle_async_request(request)


def client_of(addresses: Sequence[str]) -> httpx.AsyncClient:
    accept = {"accept": "text/html"}
    return httpx.AsyncClient(
        base_url=addresses[0], headers=accept, timeout=PATIENCE, transport=InTurns(addresses), trust_env=False
    )


async def facilitate(addresses: Sequence[str], groups: int = 3, **said: str) -> Member:
    """Make a workshop, and lead it."""
    client, today = client_of(addresses), date.today()
    form = {
        "title": "Veier til samarbeid i Elvebyen",
        "municipality": "Elvebyen kommune",
        "held_on": str(today),
        "delete_on": str(today + timedelta(days=30)),
        "groups": str(groups),
        "write": new_id(),
    } | said
    answer = await client.post("/workshops/new", data=form)
    assert answer.status_code == 303, answer.text
    return Member(client, cycle(addresses), answer.headers["location"].split("/")[2])


async def join(addresses: Sequence[str], code: str, name: str, group: int, perspective: str) -> Member:
    """Join a group of a workshop."""
    client = client_of(addresses)
    form = {"name": name, "perspective": perspective, "group": str(group), "write": new_id()}
    answer = await client.post(f"/{code}", data=form)
    assert answer.status_code == 303, answer.text
    page = (await client.get(f"/workshops/{code}/board")).text
    return Member(client, cycle(addresses), code, int(re.findall(r'data-me="(\d+)"', page)[0]), group)


async def gather(
    addresses: Sequence[str], code: str, groups: Sequence[int], perspectives: Sequence[str] = PERSPECTIVES
) -> list[Member]:
    """One person in each of the groups named."""
    joining = (
        join(addresses, code, f"P{n}", group, perspectives[n % len(perspectives)]) for n, group in enumerate(groups)
    )
    return list(await asyncio.gather(*joining))
