"""kill -9 while many write: what was acknowledged is there, nothing is there twice, and everything gets there."""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.databases import Store
from tests.server import ROOT, Server
from tests.simulated.storm import Storm

KILLS = {1: 50, 2: 25}
"""How often, by the number of workers; of several, at most times one is killed, otherwise all with their master."""


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
    storm, kills = Storm(server, chance), KILLS[server.store.workers]
    caught: Counter[str] = Counter()
    await storm.begin()
    try:
        for _ in range(kills):
            await storm.go_on(chance.randrange(3, 40))
            await asyncio.sleep(chance.random() * 0.02)
            caught.update(storm.doors_in_use())
            await strike(server, chance)
            await storm.repeat()
            storm.check()
        await storm.end()
    finally:
        await storm.go_home()
    print(f"{storm.count_stored()} writes acknowledged; some on their way at so many kills: {caught}")  # noqa: T201
    assert min(caught["socket"], caught["http"]) > kills / 2, "the kills came when nothing was under way"


async def strike(server: Server, chance: random.Random) -> None:
    """Kill -9: one worker, which is then replaced, or everything, which is then started again."""
    if server.store.workers > 1 and chance.random() < 0.6:
        server.kill_worker(chance)
    else:
        server.kill()
        await asyncio.to_thread(server.start)


def checked(store: Store) -> int:
    """What `oppgaveark check` says: 0 where all is well."""
    command = [sys.executable, "-m", "app", "--data", str(store.data), "check"]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | {"DATABASE_URL": store.database_url}, check=False
    ).returncode
