"""Progress: planned against actual, how late that is, and what may be done about it."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from app.timing.agenda import Agenda, Item, from_kit, sheets_in_order
from app.timing.clock_time import at_day
from app.timing.progress import MINUTE, Option, Progress, Span, options, planned_anew, progress
from tests.ground import PRINTED

DAY = date(2026, 11, 27)
NINE = 9 * 60
BEGIN = at_day(DAY, NINE)


@pytest.fixture
def agenda() -> Agenda:
    return from_kit(PRINTED)


def at_item(item: str = "") -> Any:
    return SimpleNamespace(held_on=DAY, starts_at=NINE, item=item)


def after(agenda: Agenda, *taken: int, start: int = BEGIN) -> tuple[Progress, int]:
    """How it goes where the first items took so many minutes each, the last of them being the one where we are."""
    spans, at = [], start
    for item, minutes in zip(agenda, taken, strict=False):
        spans.append(Span(item.key, at, at + minutes * MINUTE))
        at += minutes * MINUTE
    return progress(at_item(agenda[len(taken) - 1].key), agenda, spans, at), at


def test_before_it_begins_it_ends_as_planned(agenda: Agenda) -> None:
    found = progress(at_item(), agenda, [], BEGIN - 60 * MINUTE)
    assert found.began is None
    assert (found.late, found.planned_end) == (0, BEGIN + 210 * MINUTE)
    assert [stage.begins for stage in found.stages[:2]] == [BEGIN, BEGIN + 10 * MINUTE]
    assert len(found.rest) == len(agenda)


def test_a_beginning_that_is_awaited_is_late(agenda: Agenda) -> None:
    assert progress(at_item(), agenda, [], BEGIN + 12 * MINUTE).late == 12


def test_who_takes_longer_is_late_by_so_much_and_who_is_quicker_is_early(agenda: Agenda) -> None:
    found, _ = after(agenda, 10, 22, 0)
    assert found.late == 12
    assert [stage.took for stage in found.stages[:2]] == [10 * MINUTE, 22 * MINUTE]
    assert [(stage.past, stage.here) for stage in found.stages[:3]] == [(True, False), (True, False), (False, True)]
    found, _ = after(agenda, 10, 4, 0)
    assert found.late == -6


def test_within_its_minutes_an_item_makes_nobody_late(agenda: Agenda) -> None:
    found, _ = after(agenda, 10, 9)
    assert found.late == 0
    found, _ = after(agenda, 10, 15)
    assert found.late == 5


def test_a_workshop_held_at_another_time_counts_from_when_it_began(agenda: Agenda) -> None:
    evening = BEGIN + 11 * 60 * MINUTE
    found, _ = after(agenda, 10, 12, 0, start=evening)
    assert found.late == 2
    assert found.planned_end == evening + 210 * MINUTE


def test_who_is_in_time_is_suggested_nothing(agenda: Agenda) -> None:
    found, _ = after(agenda, 10, 12, 0)
    assert options(found, PRINTED) == []


def chosen(offered: list[Option], kind: str) -> Option:
    return next(option for option in offered if option.kind == kind)


def test_who_is_late_may_shorten_the_rest_and_end_in_time(agenda: Agenda) -> None:
    found, at = after(agenda, 10, 30, 0)
    shorten = chosen(options(found, PRINTED), "shorten")
    assert shorten.end == found.planned_end
    anew = planned_anew(found, "shorten")
    again = progress(at_item(anew[2].key), anew, [Span(i.key, 0, 0) for i in anew[:0]], at)
    assert sum(item.minutes for item in anew[3:]) == sum(item.minutes for item in agenda[3:]) - 20
    assert all(item.first == agenda[n].minutes for n, item in enumerate(anew) if item.minutes != agenda[n].minutes)
    assert all(sum(item.steps) == item.minutes for item in anew if item.sheet)
    assert again.planned_end == found.planned_end


def test_nothing_is_shortened_below_what_it_needs(agenda: Agenda) -> None:
    found, _ = after(agenda, 10, 300, 0)
    anew = planned_anew(found, "shorten")
    for was, item in zip(agenda[3:], anew[3:], strict=True):
        assert item.minutes >= int(was.minutes * 0.6)
    assert chosen(options(found, PRINTED), "shorten").end > found.planned_end


def test_the_sheet_that_may_be_skipped_is_one_that_no_later_sheet_builds_upon(agenda: Agenda) -> None:
    found, _ = after(agenda, 10, 24, 0)
    skip = chosen(options(found, PRINTED), "skip").skipped
    assert skip is not None
    later = sheets_in_order(agenda)[sheets_in_order(agenda).index(skip.key) + 1 :]
    assert later, "never the last"
    for key in later:
        assert skip.key not in PRINTED.at_hand(key)
    anew = planned_anew(found, "skip", skip.key)
    assert [item.key for item in anew if item.out] == [skip.key]


def test_ending_later_leaves_the_rest_as_it_is(agenda: Agenda) -> None:
    found, _ = after(agenda, 10, 30, 0)
    assert chosen(options(found, PRINTED), "later").end == found.end
    anew = planned_anew(found, "later")
    assert anew[3:] == agenda[3:]
    assert anew[1].minutes == 30


def test_what_is_left_out_takes_no_time(agenda: Agenda) -> None:
    shorter = tuple(replace(item, out=item.key == "myter") for item in agenda)
    found = progress(at_item(), shorter, [], BEGIN - MINUTE)
    assert found.planned_end == BEGIN + (210 - 18) * MINUTE
    assert "myter" not in [stage.item.key for stage in found.rest]


def test_going_back_adds_to_what_an_item_took(agenda: Agenda) -> None:
    spans = [Span(agenda[0].key, BEGIN, BEGIN + MINUTE), Span(agenda[1].key, BEGIN + MINUTE, BEGIN + 3 * MINUTE)]
    spans.append(Span(agenda[0].key, BEGIN + 3 * MINUTE, BEGIN + 7 * MINUTE))
    found = progress(at_item(agenda[0].key), agenda, spans, BEGIN + 7 * MINUTE)
    assert [stage.took for stage in found.stages[:2]] == [5 * MINUTE, 2 * MINUTE]
    assert found.stages[0].here


def test_an_item_of_no_minutes_is_no_hindrance() -> None:
    empty: Agenda = (Item("a", "opening", 0, "A"), Item("b", "closing", 0, "B"))
    found, _ = after(empty, 5, 0)
    assert found.late == 5
