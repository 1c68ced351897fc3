"""The result of a vote as a list: zone by zone, the notes with their dots, and which of them are equal."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from app.kits.worksheet import Mode, Worksheet
from app.visibility import everyone_may_read


@dataclass(slots=True, frozen=True)
class Placed:
    """A note with dots: its place from 1, which it shares with others where it is a `tie`."""

    place: int
    tie: bool
    votes: int
    text: str


@dataclass(slots=True, frozen=True)
class Result:
    """What was voted in one zone, or in all together, which then has no label."""

    label: str | None
    notes: tuple[Placed, ...]


def results(voted: Iterable[Row[Any]], sheet: Worksheet) -> list[Result]:
    """The voted notes of a sheet, most dots first; zone by zone where each zone had its own dots."""
    rows = [row for row in voted if row.sheet == sheet.key and everyone_may_read(row)]
    if not rows:
        return []
    if not any(step.each_zone for step in sheet.steps if step.mode is Mode.VOTE):
        return [Result(None, ranked(rows))]
    by_zone = [(zone.label, [row for row in rows if row.zone == zone.key]) for zone in sheet.zones]
    return [Result(label, ranked(some)) for label, some in by_zone if some]


def ranked(rows: list[Row[Any]]) -> tuple[Placed, ...]:
    """The notes with their places; equal ones share the best."""
    counts = [row.votes for row in rows]
    shared = Counter(counts)
    return tuple(Placed(counts.index(row.votes) + 1, shared[row.votes] > 1, row.votes, row.text) for row in rows)
