"""The bell between processes: whoever changes a group here rings it in every other process too, through Redis.

It carries no content, only which groups. Redis may vanish and come back, and nothing is lost: the
database is asked now and then whose version has risen, often while Redis is silent.
"""

import asyncio
import contextlib
import logging
import time
import uuid
from collections.abc import Callable, Iterable

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from sqlalchemy import Connection, bindparam, select

from app.model import GROUP
from app.storage.database import Database

log = logging.getLogger(__name__)

REST = 0.004
"""Seconds between two publications: many groups rung at once are told in one."""

BEAT = 1.0
"""Seconds between two publications at most: each process hears itself, and so knows that Redis is there."""

SILENCE = 3.0
"""Seconds without hearing even oneself after which Redis counts as gone."""

SELDOM, OFTEN = 2.0, 0.5
"""Seconds between two looks at the versions: while Redis is there, and while it is not."""

VERSIONS = select(GROUP.c.id, GROUP.c.version).where(GROUP.c.id.in_(bindparam("ids", expanding=True)))


class Bells:
    """The bells of one process. `wake` is called with each group that was changed elsewhere."""

    def __init__(self, database: Database, followed: Callable[[], Iterable[int]], wake: Callable[[int], None]) -> None:
        self.database, self.followed, self.wake = database, followed, wake
        self.name = uuid.uuid4().hex
        self.channel = f"oppgaveark:{database.engine.url.database}"
        self.rung: set[int] = set()
        self.bell = asyncio.Event()
        self.heard_at = float("-inf")
        self.seen: dict[int, int] = {}

    @property
    def deaf(self) -> bool:
        """Whether Redis has been silent for so long that it cannot be relied on."""
        return time.monotonic() - self.heard_at > SILENCE

    def ring(self, group_id: int) -> None:
        """Something in the group is new: tell the other processes, soon."""
        self.rung.add(group_id)
        self.bell.set()

    async def look_round(self) -> None:
        """Ask for versions that have risen unheard, for as long as the process lives."""
        while True:
            await asyncio.sleep(OFTEN if self.deaf else SELDOM)
            self.look()

    def look(self) -> None:
        """Wake every followed group whose version is not the one seen last, or that is no more."""
        followed = set(self.followed())
        found = self.database.read(versions, followed)
        for group in followed:
            if group not in found or found[group] != self.seen.get(group):
                self.wake(group)
        self.seen = found

    async def publish(self, redis: Redis) -> None:
        """Tell the other processes, for as long as the process lives. Raises RedisError where Redis is not there."""
        while True:
            with contextlib.suppress(TimeoutError):
                # Python 3.11's wait_for could miss that it is cancelled.
                async with asyncio.timeout(BEAT):
                    await self.bell.wait()
            self.bell.clear()
            told = frozenset(self.rung)
            await redis.publish(self.channel, " ".join([self.name, *map(str, told)]))
            self.rung -= told
            await asyncio.sleep(REST)

    async def listen(self, redis: Redis) -> None:
        """Hear the other processes until Redis has been silent for too long. Raises RedisError where there is none."""
        async with redis.pubsub(ignore_subscribe_messages=True) as subscription:
            await subscription.subscribe(self.channel)
            since = time.monotonic()
            while time.monotonic() - max(since, self.heard_at) < SILENCE:
                message = await subscription.get_message(timeout=BEAT)
                if message is not None:
                    self.hear(message["data"].decode())

    def hear(self, said: str) -> None:
        """Take in what some process said; what oneself said only shows that Redis is there."""
        self.heard_at = time.monotonic()
        name, *groups = said.split()
        if name != self.name:
            for group in groups:
                self.wake(int(group))


def versions(connection: Connection, groups: Iterable[int]) -> dict[int, int]:
    """The versions of these groups, of those that are there."""
    return {row.id: row.version for row in connection.execute(VERSIONS, {"ids": list(groups)})}


def connect(redis_url: str) -> Redis:
    """Redis, which is not waited for: whoever cannot reach it looks at the versions instead. Raises ValueError."""
    return Redis.from_url(
        redis_url, socket_connect_timeout=SILENCE, socket_timeout=SILENCE, retry=Retry(NoBackoff(), 0)
    )
