"""kill -9 while many write: what was acknowledged is there, nothing is there twice, and everything gets there."""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.databases import Store
from tests.server import ROOT, Server
from tests.simulated.storm import Storm

KILLS = 50


@pytest.fixture
def server(store: Store) -> Iterator[Server]:
    with Server(store, quickly=True) as served:
        yield served


@pytest.fixture
def chance() -> random.Random:
    """Where and when it strikes; OPPGAVEARK_SEED repeats it."""
    seed = int(os.environ.get("OPPGAVEARK_SEED", time.time_ns() % 10**9))
    print(f"OPPGAVEARK_SEED={seed}")  # noqa: T201
    return random.Random(seed)


def test_nothing_acknowledged_is_lost_and_nothing_is_stored_twice(server: Server, chance: random.Random) -> None:
    asyncio.run(kill_again_and_again(server, chance))
    assert checked(server.store) == 0


async def kill_again_and_again(server: Server, chance: random.Random) -> None:
    storm = Storm(server, chance)
    await storm.begin()
    caught = {"socket": 0, "http": 0, "any": 0}
    try:
        for _ in range(KILLS):
            await storm.go_on(chance.randrange(3, 40))
            await asyncio.sleep(chance.random() * 0.02)
            through_http = storm.on_the_way(storm.without_socket)
            through_sockets = storm.on_the_way(storm.browsers) - through_http
            server.kill()
            caught["socket"] += bool(through_sockets)
            caught["http"] += bool(through_http)
            caught["any"] += bool(through_sockets or through_http)
            await asyncio.to_thread(server.start)
            await storm.repeat()
            storm.check()
        await storm.end()
    finally:
        await storm.go_home()
    print(f"{storm.count_stored()} writes acknowledged; unacknowledged ones at so many kills: {caught}")  # noqa: T201
    assert caught["any"] > KILLS / 2, "the kills came when nothing was under way"
    assert min(caught.values()) > 0, "one of the doors was never caught"


def checked(store: Store) -> int:
    """What `oppgaveark check` says: 0 where all is well."""
    command = [sys.executable, "-m", "app", "--data", str(store.data), "check"]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | {"DATABASE_URL": store.database_url}, check=False
    ).returncode
