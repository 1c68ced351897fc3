"""Progress: the agenda against the time that everything took, how late that is, and what may be done about it."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from app.kits.kit import Kit
from app.model import PASSAGE
from app.timing.agenda import Agenda, Item, position, sheets_in_order
from app.timing.clock_time import at_day

MINUTE = 60_000
FAR_OFF = 180 * MINUTE
"""Who begins so much earlier or later (ms) than planned, holds it at another time: it counts from when it began."""

LATE = 3
"""Minutes by which one may be late before anything is suggested."""

LEAST = {"sheet": 0.6, "break": 0.67, "plenary": 0.6, "opening": 1.0, "closing": 1.0}
"""How much of its minutes each kind of item needs at least."""


@dataclass(slots=True, frozen=True)
class Stage:
    """An item, when it is planned to begin and end, and how long it has taken (ms; `took` None before it begins)."""

    item: Item
    begins: int
    ends: int
    took: int | None = None
    here: bool = False
    past: bool = False


@dataclass(slots=True, frozen=True)
class Progress:
    """How it goes: when it began, when it ends as planned, and as it looks now (ms)."""

    stages: tuple[Stage, ...]
    planned_end: int
    end: int
    began: int | None = None

    @property
    def late(self) -> int:
        """By how many minutes it will end later than planned; below zero it will end earlier."""
        return round((self.end - self.planned_end) / MINUTE)

    @property
    def rest(self) -> tuple[Stage, ...]:
        """What is still to come, in order; not what is out."""
        return tuple(each for each in self.stages if not (each.past or each.here or each.item.out))


@dataclass(slots=True, frozen=True)
class Span:
    """That the workshop was at an item from one time until another (ms)."""

    item: str
    begun: int
    ended: int


def spans_of(connection: Connection, workshop_id: int, until: int) -> list[Span]:
    """Where the workshop has been, in order."""
    mine = (PASSAGE.c.workshop_id == workshop_id) & PASSAGE.c.undone.is_(False) & (PASSAGE.c.item != "")
    rows = connection.execute(select(PASSAGE.c.item, PASSAGE.c.at).where(mine).order_by(PASSAGE.c.at)).all()
    ends = itertools.chain((row.at for row in rows[1:]), [until])
    return [Span(row.item, row.at, max(row.at, end)) for row, end in zip(rows, ends, strict=False)]


def progress(workshop: Row[Any], agenda: Agenda, spans: Sequence[Span], at: int) -> Progress:
    """How a workshop with this agenda goes at a time (ms)."""
    begin = planned_begin(workshop, spans)
    here = position(agenda, workshop.item)
    stages = tuple(staged(agenda, here, spans, begin))
    left = sum(minutes_left(each) for each in stages)
    began = spans[0].begun if spans and here is not None else None
    end = (at if began or begin < at < begin + FAR_OFF else begin) + left
    return Progress(stages, stages[-1].ends, end, began)


def minutes_left(stage: Stage) -> int:
    """How long (ms) an item will still take as planned."""
    if stage.past or (stage.item.out and not stage.here):
        return 0
    return max(0, stage.item.minutes * MINUTE - (stage.took or 0) * stage.here)


def planned_begin(workshop: Row[Any], spans: Sequence[Span]) -> int:
    """When it begins as planned, or when it did, if that is another time altogether."""
    planned = at_day(workshop.held_on, workshop.starts_at)
    return spans[0].begun if spans and abs(spans[0].begun - planned) > FAR_OFF else planned


def staged(agenda: Agenda, here: int | None, spans: Iterable[Span], begin: int) -> Iterator[Stage]:
    taken: dict[str, int] = {}
    for span in spans:
        taken[span.item] = taken.get(span.item, 0) + span.ended - span.begun
    for at, item in enumerate(agenda):
        ends = begin + (0 if item.out else item.minutes * MINUTE)
        is_past = here is not None and at < here
        yield Stage(item, begin, ends, taken.get(item.key), here=at == here, past=is_past)
        begin = ends


@dataclass(slots=True, frozen=True)
class Option:
    """A way to plan the rest anew: "shorten" it, "skip" a sheet, or end "later". `end` is when it then ends (ms)."""

    kind: str
    end: int
    shortened: tuple[tuple[Item, int], ...] = ()
    skipped: Item | None = None


def options(found: Progress, kit: Kit) -> list[Option]:
    """What may be suggested to who is late, the gentlest first."""
    if found.late < LATE:
        return []
    shorter = shortened(found)
    saved = sum(item.minutes - minutes for item, minutes in shorter)
    suggested = [Option("shorten", found.end - saved * MINUTE, shorter)] if saved else []
    skipped = may_be_skipped(found, kit)
    if skipped is not None:
        suggested.append(Option("skip", found.end - skipped.minutes * MINUTE, skipped=skipped))
    return [*suggested, Option("later", found.end)]


def shortened(found: Progress) -> tuple[tuple[Item, int], ...]:
    """The rest, each item with the minutes it gets so that all ends in time, or as nearly as can be."""
    spare = {each.item.key: each.item.minutes - least(each.item) for each in found.rest}
    share = min(1.0, found.late / max(1, sum(spare.values())))
    cut, given, told = [], 0.0, 0
    for each in found.rest:
        given += spare[each.item.key] * share
        cut.append(min(spare[each.item.key], round(given) - told))
        told += cut[-1]
    pairs = zip((each.item for each in found.rest), cut, strict=True)
    return tuple((item, item.minutes - less) for item, less in pairs if less)


def least(item: Item) -> int:
    return round(item.minutes * LEAST[item.kind])


def may_be_skipped(found: Progress, kit: Kit) -> Item | None:
    """The sheet to come that saves just enough, or else most; never the last, nor what a later one builds upon."""
    coming = [each.item for each in found.rest if each.item.sheet]
    order = sheets_in_order(tuple(each.item for each in found.stages))
    free = [item for item in coming[:-1] if not is_needed(item.key, order, kit)]
    enough = [item for item in free if item.minutes >= found.late]
    return (
        min(enough, key=lambda item: item.minutes) if enough else max(free, key=lambda item: item.minutes, default=None)
    )


def is_needed(sheet: str, order: Sequence[str], kit: Kit) -> bool:
    """Whether a later sheet looks back at this one, or brings something from it."""
    later = order[order.index(sheet) + 1 :] if sheet in order else ()
    return any(sheet in kit.at_hand(other) or sheet in rows_from(other, kit) for other in later)


def rows_from(sheet: str, kit: Kit) -> set[str]:
    return {zone.rows_from for zone in kit.sheets_by_key[sheet].zones if zone.rows_from}


def planned_anew(found: Progress, kind: str, skipped: str = "") -> Agenda:
    """The agenda as it is after one of the options: what is past has what it took, and the rest follows from now."""
    less = {item.key: minutes for item, minutes in shortened(found)} if kind == "shorten" else {}
    agenda: list[Item] = []
    taken = 0
    for each in found.stages:
        item = each.item
        if each.past or each.here:
            before, taken = taken, taken + (each.took or 0)
            item = as_it_was(each, round(taken / MINUTE) - round(before / MINUTE))
        elif item.key in less:
            item = replace(item.lasting(less[item.key]), first=first(item))
        elif kind == "skip" and item.key == skipped and item.sheet:
            item = replace(item, out=True)
        agenda.append(item)
    return tuple(agenda)


def as_it_was(stage: Stage, took: int) -> Item:
    """A past item with the minutes it took; the one where we are keeps what it has left."""
    minutes = max(took, stage.item.minutes) if stage.here else took
    if stage.item.out or minutes == stage.item.minutes:
        return stage.item
    return replace(stage.item.lasting(minutes), first=first(stage.item))


def first(item: Item) -> int:
    """How many minutes an item had before anything was planned anew."""
    return item.minutes if item.first is None else item.first
