"""Pace: how much one person, or one address, may send, so that nobody takes the others' time.

A bucket of tokens each: it holds `most`, each message takes one, and `each_second` come back. A day's
work never empties it, nor does a browser that sends what it has kept through an outage.
"""

import math
import time
from collections.abc import Callable, Hashable

from app.refusals import Hasty

MOST, EACH_SECOND = 500, 100
"""Messages one person may send at once, and how many more each second: dragging sends a few, a script too many."""

MOST_KEPT = 10_000
"""Buckets kept; full ones are forgotten first, for they say nothing."""


class Pace:
    """A bucket for each who sends, kept in this process. Refuses with Hasty, or a kind of it."""

    def __init__(
        self,
        most: int,
        each_second: float,
        refusal: type[Hasty] = Hasty,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.most, self.each_second, self.refusal, self.clock = most, each_second, refusal, clock
        self.buckets: dict[Hashable, tuple[float, float]] = {}

    def left(self, who: Hashable) -> float:
        """How many tokens somebody has just now."""
        tokens, since = self.buckets.get(who, (float(self.most), 0.0))
        return min(self.most, tokens + (self.clock() - since) * self.each_second)

    def keep(self, who: Hashable) -> None:
        """Take a token for somebody. Raises the refusal where there is none."""
        self.look(who)
        if len(self.buckets) >= MOST_KEPT and who not in self.buckets:
            self.tidy()
        self.buckets[who] = (self.left(who) - 1, self.clock())

    def look(self, who: Hashable) -> None:
        """Raise the refusal where somebody has no token, without taking one."""
        left = self.left(who)
        if left < 1:
            raise self.refusal(math.ceil((1 - left) / self.each_second))

    def tidy(self) -> None:
        """Forget who has rested; if nobody has, those who have most left."""
        left = sorted(self.buckets, key=self.left, reverse=True)
        rested = [who for who in left if self.left(who) >= self.most]
        for who in rested or left[: MOST_KEPT // 2]:
            del self.buckets[who]
