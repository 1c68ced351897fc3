"""Clocks: by the server's time, each change once, and running out ends nothing."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from app.model import CLOCK, now
from app.refusals import NotFound, NotUnderstood
from app.timing.clocks import MINUTE, Time, Winding, clocks_of, start, wind
from app.workshop.telling import ClockWish, wind_clocks
from tests.ground import FIRST, SILENT, SILENT_STEP, Ground, new_id


def clock(ground: Ground, number: int = 1, scope: str = "sheet") -> Time:
    group = ground.group(number).id
    return clocks_of(ground.connection, [group])[group][scope]


def turn(ground: Ground, act: str, minutes: int = 0, write: str = "", scope: str = "sheet") -> Sequence[int]:
    winding = Winding(scope, act, minutes, write or new_id(), now())
    return wind_clocks(ground.connection, ClockWish(ground.id, winding))


def test_a_move_starts_the_sheets_clock_in_every_group(ground: Ground) -> None:
    ground.move(SILENT)
    ends = {clock(ground, number).ends_at for number in (1, 2, 3)}
    assert len(ends) == 1, "they go alike"
    assert 17 * MINUTE < clock(ground).left <= 18 * MINUTE


def test_it_is_lengthened_shortened_paused_and_goes_on(ground: Ground) -> None:
    ground.move(SILENT)
    turn(ground, "add", 2)
    assert 19 * MINUTE < clock(ground).left <= 20 * MINUTE
    turn(ground, "add", -5)
    turn(ground, "pause")
    left = clock(ground).left
    assert not clock(ground).running
    assert 14 * MINUTE < left <= 15 * MINUTE
    turn(ground, "add", 1)
    assert clock(ground).left == left + MINUTE
    turn(ground, "resume")
    assert clock(ground).running
    turn(ground, "end")
    assert clocks_of(ground.connection, [ground.group(1).id]) == {}


def test_the_same_act_twice_is_once(ground: Ground) -> None:
    ground.move(SILENT)
    write, before = new_id(), clock(ground).ends_at
    turn(ground, "add", 1, write)
    turn(ground, "add", 1, write)
    assert clock(ground).ends_at == (before or 0) + MINUTE


def test_a_clock_that_has_run_out_is_over_and_more_is_added_to_now(ground: Ground) -> None:
    at = now()
    start(ground.connection, ground.group(1).id, "sheet", 5, at - 20 * MINUTE)
    assert clock(ground).over
    wind(ground.connection, ground.group(1).id, Winding("sheet", "add", 1, new_id(), at))
    assert clock(ground).ends_at == at + MINUTE


def test_a_step_has_its_own_which_ends_with_it(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.move(SILENT)
    turn(ground, "start", 7, scope="step")
    assert clock(ground, 1, "step").minutes == 7
    ground.step(anna, SILENT, SILENT_STEP)
    group = ground.group(1).id
    assert set(clocks_of(ground.connection, [group])[group]) == {"sheet"}


def test_a_break_has_one_and_it_is_gone_when_the_work_goes_on(ground: Ground) -> None:
    ground.move("break-6")
    assert 14 * MINUTE < clock(ground, 1, "break").left <= 15 * MINUTE
    ground.move(FIRST)
    assert not [row for row in ground.connection.execute(select(CLOCK)) if row.scope == "break"]


@pytest.mark.parametrize(
    ("scope", "act", "minutes"),
    [("month", "start", 5), ("sheet", "start", 0), ("sheet", "start", 999), ("sheet", "dance", 1)],
)
def test_nonsense_is_not_understood(ground: Ground, scope: str, act: str, minutes: int) -> None:
    ground.move(SILENT)
    with pytest.raises(NotUnderstood):
        turn(ground, act, minutes, scope=scope)


def test_what_does_not_go_cannot_be_paused(ground: Ground) -> None:
    with pytest.raises(NotFound):
        turn(ground, "pause")
