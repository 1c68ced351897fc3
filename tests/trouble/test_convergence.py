"""Convergence: whatever people do, every screen ends with what its viewer may see, and nothing is lost.

Hypothesis tries acts on the real server; `bench/fuzz.py` does the same for as long as one likes. What once failed
stays here, as the acts that led to it.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.databases import ON_SQLITE, Store
from tests.house import House
from tests.simulated.play import ACTS, Act, Play, is_nameless, random_acts
from tests.simulated.table import KITS

SEEDS = ((200, 150), (5000, 150))
"""Seeds of `bench/fuzz.py`, with the number of acts, that once led to something wrong."""

TRAILS: dict[str, list[Act]] = {
    # Which of those who hold the same cursor is drawn for first is chance; so it is done four times.
    "three look at the first sheet when the group comes back to it": [
        ("lead", 0, 1, 0),
        ("calm", 0, 0, 0),
        *[("load", who, 0, 0) for who in (2, 5, 7)],
        ("calm", 0, 0, 0),
        ("lead", 0, 0, 0),
        ("calm", 0, 0, 0),
    ]
    * 4,
    "a poll with nonsense for a cursor": [("cut", 0, 0, 1), *[("poll", 0, 9, nonsense) for nonsense in range(6)]],
    "half a note on the pad, through the socket": [("draft", 0, 1, 2)],
}
"""What was left of plays that once failed, when the acts that did not matter were left out."""


class Table(RuleBasedStateMachine):
    """A workshop in which anything may happen next."""

    served: ClassVar[House]

    @initialize(nameless=st.booleans())
    def begin(self, nameless: bool) -> None:
        self.loop = asyncio.Runner()
        self.play = Play(self.served, nameless=nameless)
        self.loop.run(self.play.begin())
        self.whole = True

    def do(self, act: Act) -> None:
        try:
            self.loop.run(self.play.do(act))
        except BaseException:
            self.whole = False
            raise

    def teardown(self) -> None:
        try:
            if self.whole:
                self.loop.run(self.play.check())
        finally:
            self.loop.run(self.play.end())
            self.loop.close()


def as_rule(name: str) -> Any:
    """An act as one of the rules that Hypothesis chooses from."""

    def act(self: Table, who: int, n: int, m: int) -> None:
        self.do((name, who, n, m))

    act.__name__ = name
    numbers = st.integers(0, 9_999)
    made: Callable[..., Any] = rule(who=st.integers(0, 15), n=numbers, m=numbers)
    return made(act)


@pytest.fixture
def house(store: Store) -> Iterator[House]:
    """A real server, with the kit that uses everything."""
    with House(store, kits=KITS) as served:
        yield served


@pytest.fixture
def anything(house: House) -> type[Table]:
    return type("Anything", (Table,), {"served": house} | {name: as_rule(name) for name in ACTS})


def test_every_screen_ends_with_what_its_viewer_may_see(anything: type[Table]) -> None:
    how = settings(
        max_examples=8,
        stateful_step_count=50,
        deadline=None,
        derandomize=True,
        database=None,
        print_blob=True,
        # Shrinking plays it a thousand times, each until patience ends; bench/fuzz.py does it in some sixty.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(anything, settings=how)


@ON_SQLITE
@pytest.mark.parametrize(("seed", "count"), SEEDS)
def test_a_seed_that_once_failed(house: House, seed: int, count: int) -> None:
    asyncio.run(Play(house, nameless=is_nameless(seed)).play(random_acts(seed, count)))


@pytest.mark.parametrize("acts", TRAILS.values(), ids=TRAILS)
def test_a_trail_that_once_failed(house: House, acts: list[Act]) -> None:
    asyncio.run(Play(house).play(acts))
