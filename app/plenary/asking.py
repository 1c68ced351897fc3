"""Asking a group before its sheet is shown to all: it says yes, or not now."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from app.board.authors import asker
from app.board.messages import ConsentWrite, Said
from app.kits.copies import kit_of
from app.model import GROUP
from app.refusals import NotConsented, NotFound
from app.visibility import asked_of
from app.workshop.groups import group_by_number, notify
from app.workshop.workshops import hold_open


@dataclass(slots=True, frozen=True)
class Asking:
    """A facilitator's wish to ask a group whether a sheet of it may be shown, or to take the question back."""

    workshop_id: int
    number: int
    sheet: str
    asks: bool = True


def ask(connection: Connection, wish: Asking) -> list[int]:
    """Ask, or ask no longer. Returns the group to ring.

    Raises NotFound, WorkshopClosed, and NotConsented to whoever would take back a no.
    """
    workshop = hold_open(connection, wish.workshop_id)
    group = group_by_number(connection, workshop.id, wish.number)
    if wish.sheet not in kit_of(connection, workshop.kit_digest).sheets_by_key:
        raise NotFound
    said = asked_of(group)
    if not wish.asks and said.get(wish.sheet) == "no":
        raise NotConsented
    keep(connection, group, {**said, wish.sheet: "asked"} if wish.asks else without(said, wish.sheet))
    return [group.id]


def without(said: dict[str, str], sheet: str) -> dict[str, str]:
    return {key: answer for key, answer in said.items() if key != sheet}


def keep(connection: Connection, group: Row[Any], said: dict[str, str]) -> None:
    notify(connection, group.id, asked=json.dumps(said, separators=(",", ":")) if said else "")


def consent(connection: Connection, said: Said[ConsentWrite]) -> int:
    """A group's answer, by whoever of it answers; the last one counts. Returns the group. Raises NotFound."""
    me = asker(connection, said)
    group = connection.execute(select(GROUP).where(GROUP.c.id == me.group_id)).one()
    answers = asked_of(group)
    if said.message.sheet not in answers:
        raise NotFound
    keep(connection, group, {**answers, said.message.sheet: "yes" if said.message.on else "no"})
    return me.group_id
