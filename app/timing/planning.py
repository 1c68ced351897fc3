"""Changing the agenda: as a form says, or as one of the suggestions to who is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row

from app.kits.copies import kit_of
from app.model import now
from app.refusals import NotUnderstood
from app.timing.agenda import Agenda, Item, agenda_of, checked, kept
from app.timing.clock_time import ZONE
from app.timing.progress import Progress, Stage, options, planned_anew, progress, spans_of
from app.workshop.workshops import change, hold

LATEST_START = 24 * 60


@dataclass(slots=True, frozen=True)
class Planning:
    """A facilitator's agenda for a workshop, and when it begins (minutes after midnight)."""

    workshop_id: int
    agenda: Agenda
    starts_at: int


def plan(connection: Connection, wish: Planning) -> list[int]:
    """Keep it. Returns the groups to ring. Raises NotUnderstood."""
    workshop = hold(connection, wish.workshop_id)
    agenda = checked(wish.agenda, kit_of(connection, workshop.kit_digest))
    if not 0 <= wish.starts_at < LATEST_START:
        raise NotUnderstood
    return list(change(connection, wish.workshop_id, agenda=kept(agenda), starts_at=wish.starts_at))


def progress_of(connection: Connection, workshop: Row[Any], at: int) -> Progress:
    """How a workshop goes at a time (ms)."""
    agenda = agenda_of(workshop, kit_of(connection, workshop.kit_digest))
    return progress(workshop, agenda, spans_of(connection, workshop.id, at), at)


def stages_of(connection: Connection, workshop: Row[Any], agenda: Agenda, at: int) -> Sequence[Stage]:
    """An agenda that may not be kept yet, against how the workshop goes at a time (ms)."""
    return progress(workshop, agenda, spans_of(connection, workshop.id, at), at).stages


@dataclass(slots=True, frozen=True)
class Replanning:
    """A facilitator's wish to plan the rest anew by one of the options; `skipped` names the sheet, if one is."""

    workshop_id: int
    kind: str
    skipped: str = ""


def replan(connection: Connection, wish: Replanning) -> list[int]:
    """Carry it out as things stand now; who is no longer late changes nothing. Returns the groups to ring."""
    workshop = hold(connection, wish.workshop_id)
    kit, at = kit_of(connection, workshop.kit_digest), now()
    found = progress_of(connection, workshop, at)
    offered = [each for each in options(found, kit) if each.kind == wish.kind]
    if wish.kind == "skip" and not any(each.skipped and each.skipped.key == wish.skipped for each in offered):
        return []
    if not offered:
        return []
    agenda = planned_anew(found, wish.kind, wish.skipped)
    spans = spans_of(connection, workshop.id, at)
    begun = minute_of_day(spans[0].begun) if spans else workshop.starts_at
    return list(change(connection, workshop.id, agenda=kept(agenda), starts_at=begun))


def minute_of_day(at: int) -> int:
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZONE)
    return local.hour * 60 + local.minute


def typed(agenda: Agenda, keys: Sequence[str], said: Mapping[str, str], out: frozenset[str]) -> Agenda:
    """The agenda that a form says: its items in the order of `keys`; what is said is "minutes-KEY", "step-KEY-N" and
    "label-KEY". Raises NotUnderstood.
    """
    known = {item.key: item for item in agenda}
    if set(keys) - set(known):
        raise NotUnderstood
    return tuple(typed_item(known[key], said, is_out=key in out) for key in keys)


def in_order(agenda: Agenda, keys: Sequence[str]) -> Agenda:
    """The items in the order of `keys`; those that are not among them come last."""
    order = {key: at for at, key in enumerate(keys)}
    return tuple(sorted(agenda, key=lambda item: order.get(item.key, len(order))))


def typed_item(item: Item, said: Mapping[str, str], *, is_out: bool) -> Item:
    """An item as typed. Where its steps were changed, it lasts as long as they do; else they follow it."""
    label = said.get(f"label-{item.key}", item.label).strip() or item.label
    steps = tuple(number(said.get(f"step-{item.key}-{n}"), minutes) for n, minutes in enumerate(item.steps))
    minutes = number(said.get(f"minutes-{item.key}"), item.minutes)
    new = Item(item.key, item.kind, item.minutes, item.label if item.sheet else label, item.steps, is_out, item.first)
    if steps != item.steps:
        return Item(new.key, new.kind, sum(steps), new.label, steps, is_out, item.first)
    return new.lasting(minutes)


def number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.strip().isdecimal() or len(text.strip()) > 3:
        raise NotUnderstood
    return int(text)
