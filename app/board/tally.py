"""The tally of a sheet: how many have done a step, how many have answered, and what, once that may be shown."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from app.kits.worksheet import Mode, Worksheet


@dataclass(slots=True, frozen=True)
class Tally:
    """By step (from 0): `done` and `answered`, in people. By zone: how many took each stand, once it may be shown."""

    done: dict[int, int] = field(default_factory=dict)
    answered: dict[int, int] = field(default_factory=dict)
    stands: dict[str, list[int]] = field(default_factory=dict)


def tally(answers: Iterable[Row[Any]], sheet: Worksheet, step: int, *, here: bool) -> Tally:
    """What a group's answers on a sheet come to, while it is `here` at `step`: there only how many have answered."""
    rows = [row for row in answers if row.value >= 0]
    done = Counter(row.step for row in rows if row.subject == "" and row.value > 0)
    given = Counter((row.step, row.voter) for row in rows if row.subject != "" and counts(row, sheet))
    answered = Counter(at for (at, _), count in given.items() if count >= least(sheet, at))
    return Tally(dict(done), dict(answered), stands(rows, sheet, step, here=here))


def counts(row: Row[Any], sheet: Worksheet) -> bool:
    """A dot that was taken away is no vote; the first stand has the number 0."""
    return row.value > 0 or sheet.steps[row.step].mode is Mode.CHOOSE


def least(sheet: Worksheet, step: int) -> int:
    """How much must be answered to have answered: a dot given, or a stand taken on every statement."""
    asked = sum(bool(zone.stands) for zone in sheet.zones)
    return asked if sheet.steps[step].mode is Mode.CHOOSE else 1


def stands(answers: list[Row[Any]], sheet: Worksheet, step: int, *, here: bool) -> dict[str, list[int]]:
    """How many took each stand, zone by zone, in the last choosing that is over."""
    found: dict[str, list[int]] = {}
    for row in sorted(answers, key=lambda row: row.step):
        zone = sheet.zones_by_key.get(row.subject)
        is_open = here and row.step == step
        if zone is None or is_open or row.value >= len(zone.stands):
            continue
        totals = found.setdefault(zone.key, [0] * len(zone.stands))
        totals[row.value] += 1
    return found
