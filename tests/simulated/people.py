"""Who takes part in a simulated workshop: one who facilitates it, and those who join."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import httpx

from tests.ground import new_id

PATIENCE = 60
PERSPECTIVES = ("kommune", "sosial-entreprenor")


@dataclass
class Member:
    """Somebody in a workshop, with a browser's cookies. `id` and `group` (a number) are None for who facilitates."""

    client: httpx.AsyncClient
    code: str
    id: int | None = None
    group: int | None = None

    @property
    def cookie(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.client.cookies.jar)

    async def post(self, what: str, **values: str) -> None:
        """Post a form below the workshop's address, as who facilitates does."""
        answer = await self.client.post(f"/workshops/{self.code}/{what}", data=values)
        assert answer.status_code == 303, answer.text


def client_of(address: str) -> httpx.AsyncClient:
    # Keeping no connection lets a killed server be met anew each time, as a browser that gives up a dead one does.
    limits = httpx.Limits(max_keepalive_connections=4, keepalive_expiry=2)
    accept = {"accept": "text/html"}
    return httpx.AsyncClient(base_url=address, headers=accept, timeout=PATIENCE, verify=False, limits=limits)


async def facilitate(address: str, groups: int = 3) -> Member:
    """Make a workshop, and lead it."""
    client, today = client_of(address), date.today()
    form = {
        "title": "Veier til samarbeid i Elvebyen",
        "municipality": "Elvebyen kommune",
        "held_on": str(today),
        "delete_on": str(today + timedelta(days=30)),
        "groups": str(groups),
        "write": new_id(),
    }
    answer = await client.post("/workshops/new", data=form)
    assert answer.status_code == 303, answer.text
    return Member(client, answer.headers["location"].split("/")[2])


async def join(address: str, code: str, name: str, group: int) -> Member:
    """Join a group of a workshop."""
    client = client_of(address)
    form = {"name": name, "perspective": PERSPECTIVES[group % 2], "group": str(group), "write": new_id()}
    answer = await client.post(f"/{code}", data=form)
    assert answer.status_code == 303, answer.text
    page = (await client.get(f"/workshops/{code}/board")).text
    return Member(client, code, int(re.findall(r'data-me="(\d+)"', page)[0]), group)


async def gather(address: str, code: str, groups: Sequence[int]) -> list[Member]:
    """One person in each of the groups named."""
    return list(await asyncio.gather(*(join(address, code, f"P{n}", group) for n, group in enumerate(groups))))
