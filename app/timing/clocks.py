"""Clocks: how long a group has for its step, its sheet or a break, by the server's time.

A clock that has run out ends nothing: it says so until somebody sets it anew or the group goes on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from app.model import CLOCK, now
from app.refusals import NotFound, NotUnderstood

STEP, SHEET, BREAK = SCOPES = ("step", "sheet", "break")
MOST_MINUTES = 240
MINUTE = 60_000

CLOCKS = select(CLOCK).where(CLOCK.c.group_id.in_(bindparam("ids", expanding=True)))


@dataclass(slots=True, frozen=True)
class Time:
    """A clock as it is shown: `left` in ms (below zero where it has run out), of so many `minutes`.

    While it runs, `ends_at` is when it will have run out (ms since 1970).
    """

    scope: str
    minutes: int
    left: int
    ends_at: int | None

    @property
    def running(self) -> bool:
        return self.ends_at is not None

    @property
    def over(self) -> bool:
        return self.left <= 0


def time_of(row: Row[Any], at: int) -> Time:
    """A clock's row, as it is at a time (ms since 1970)."""
    left = row.left if row.ends_at is None else row.ends_at - at
    return Time(row.scope, row.minutes, left, row.ends_at)


def clocks_of(connection: Connection, groups: Iterable[int]) -> dict[int, dict[str, Time]]:
    """The clocks of some groups, by group and scope."""
    at = now()
    found: dict[int, dict[str, Time]] = {}
    for row in connection.execute(CLOCKS, {"ids": list(groups)}):
        found.setdefault(row.group_id, {})[row.scope] = time_of(row, at)
    return found


def start(connection: Connection, group_id: int, scope: str, minutes: int, at: int, write: str = "") -> None:
    """Let a clock run from a time (ms), in the place of the one that was. Of no minutes there is none."""
    stop(connection, group_id, scope)
    if minutes:
        ends_at = at + minutes * MINUTE
        values = {"group_id": group_id, "scope": scope, "minutes": minutes, "ends_at": ends_at, "write": write}
        connection.execute(CLOCK.insert().values(values))


def stop(connection: Connection, group_id: int, *scopes: str) -> None:
    """Take clocks away, where they are."""
    connection.execute(delete(CLOCK).where(CLOCK.c.group_id == group_id, CLOCK.c.scope.in_(scopes)))


def as_they_are(connection: Connection, groups: Iterable[int]) -> dict[str, list[dict[str, Any]]]:
    """The clocks of some groups, by the group's id, to be kept as JSON until they are `put_back`."""
    found: dict[str, list[dict[str, Any]]] = {str(group): [] for group in groups}
    for row in connection.execute(CLOCKS, {"ids": [int(group) for group in found]}):
        kept = {"scope": row.scope, "minutes": row.minutes, "ends_at": row.ends_at, "left": row.left}
        found[str(row.group_id)].append(kept)
    return found


def put_back(connection: Connection, group_id: int, kept: Iterable[dict[str, Any]]) -> None:
    """Let a group have these clocks and no others. Those that ran have gone on meanwhile."""
    stop(connection, group_id, *SCOPES)
    for clock in kept:
        connection.execute(CLOCK.insert().values(group_id=group_id, write="", **clock))


@dataclass(slots=True, frozen=True)
class Winding:
    """What is to be done with a clock: "start" with so many minutes, "add" them (or take), "pause", "resume", "end".

    `at` (ms) is when that was: the same for all groups, so that their clocks go alike.
    """

    scope: str
    act: str
    minutes: int
    write: str
    at: int


def wind(connection: Connection, group_id: int, winding: Winding) -> None:
    """Do it, once for each `write`. Raises NotFound where there is no such clock, NotUnderstood."""
    if winding.scope not in SCOPES or not abs(winding.minutes) <= MOST_MINUTES:
        raise NotUnderstood
    mine = (CLOCK.c.group_id == group_id) & (CLOCK.c.scope == winding.scope)
    row = connection.execute(select(CLOCK).where(mine)).one_or_none()
    if row is not None and winding.write and row.write == winding.write:
        return
    match winding.act:
        case "start" if winding.minutes > 0:
            start(connection, group_id, winding.scope, winding.minutes, winding.at, winding.write)
        case "end":
            stop(connection, group_id, winding.scope)
        case "add" | "pause" | "resume" if row is not None:
            changed = changes(row, winding)
            connection.execute(update(CLOCK).where(mine).values(write=winding.write, **changed))
        case "add" | "pause" | "resume":
            raise NotFound
        case _:
            raise NotUnderstood


def changes(row: Row[Any], winding: Winding) -> dict[str, int | None]:
    """What becomes of a clock. What is added to one that has run out, is added to now."""
    at, left = winding.at, time_of(row, winding.at).left
    if winding.act == "add":
        left = max(0, (max(0, left) if winding.minutes > 0 else left) + winding.minutes * MINUTE)
        minutes = min(MOST_MINUTES, max(1, row.minutes + winding.minutes))
        running = row.ends_at is not None
        return {"minutes": minutes, "ends_at": at + left if running else None, "left": None if running else left}
    if winding.act == "pause":
        return {"ends_at": None, "left": max(0, left)}
    return {"ends_at": at + left, "left": None}
