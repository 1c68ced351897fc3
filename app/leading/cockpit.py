"""The facilitator's overview: where are we, how late is it, which group needs me; and the acts that move everybody."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, func, select

from app.board.moves import goes_along
from app.board.passages import last_move
from app.board.path import Stop, path_of
from app.kits.copies import kit_of
from app.kits.kit import Kit, Worksheet
from app.lately import Lately
from app.leading.tiles import Tile, tiles_of
from app.model import BOARD, GROUP, PARTICIPANT, WORKSHOP, now
from app.pages.drawing import fragment
from app.timing.agenda import Agenda, Item, agenda_of, following, item_at
from app.timing.clock_time import clock
from app.timing.clocks import Time, clocks_of
from app.timing.planning import progress_of
from app.timing.progress import Progress
from app.visibility import Viewer, may_see_group
from app.workshop.groups import PLENARY, groups_of

DRAWN = Lately[str](1024)
"""Tiles, by group."""

SCOPES = ("break", "step", "sheet")
"""Which clock stands largest, where there are several."""

LATELY = 10 * 60_000
"""How long (ms) a move can be taken back with one click."""


@dataclass(frozen=True)
class Overview:
    """A whole workshop at a glance. `clocks` are those that all groups have alike; `last` is the last move."""

    workshop: Row[Any]
    kit: Kit
    groups: list[Row[Any]]
    here: int
    writing: int
    tiles: list[Tile]
    at_step: dict[int, int]
    progress: Progress
    clocks: dict[str, Time]
    drawn_at: int
    last: Row[Any] | None = None

    @cached_property
    def agenda(self) -> Agenda:
        return agenda_of(self.workshop, self.kit)

    @property
    def item(self) -> Item | None:
        """The item the workshop is at; None before it has begun."""
        return item_at(self.agenda, self.workshop.item)

    @property
    def next(self) -> Item | None:
        return following(self.agenda, self.workshop.item)

    @property
    def sheet(self) -> Worksheet:
        return self.kit.sheets_by_key[self.workshop.sheet]

    @property
    def number(self) -> int:
        return self.kit.number(self.workshop.sheet)

    @property
    def path(self) -> list[Stop]:
        return path_of(self.kit, self.agenda, self.workshop.sheet, (), "")

    @property
    def step(self) -> int | None:
        """The step that all groups are at, or None where they differ."""
        return next(iter(self.at_step)) if len(self.at_step) == 1 else None

    @property
    def along(self) -> dict[str, list[Row[Any]]]:
        """Which groups go along, where nothing else is said, to each item of the agenda that is a sheet."""
        return {
            item.key: [g for g in self.groups if goes_along(g, self.workshop.sheet, item.key, self.agenda)]
            for item in self.agenda
            if item.sheet
        }

    @property
    def of_now(self) -> dict[str, Any]:
        """What the template of where the workshop is, is given of it."""
        names = ("workshop", "kit", "groups", "here", "writing", "at_step", "progress", "clocks")
        more = ("last", "agenda", "item", "next", "sheet", "number", "step")
        return {name: getattr(self, name) for name in (*names, *more)} | {"clock": clock}

    @property
    def context(self) -> dict[str, Any]:
        """What the page's template is given of it."""
        return self.of_now | {name: getattr(self, name) for name in ("tiles", "drawn_at", "path", "along")}


def overview(connection: Connection, viewer: Viewer, only: Container[int] | None = None) -> Overview:
    """The viewer's workshop, or the group they lead; with a tile for all groups or `only` some."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == viewer.workshop_id)).one()
    kit, at = kit_of(connection, workshop.kit_digest), now()
    groups = [each for each in groups_of(connection, workshop.id) if may_see_group(viewer, each)]
    here, writing = people_here(connection, workshop.id)
    return Overview(
        workshop=workshop,
        kit=kit,
        groups=groups,
        here=here,
        writing=writing,
        tiles=tiles_of(connection, viewer, [each for each in groups if only is None or each.id in only], kit),
        at_step=groups_at(connection, workshop),
        progress=progress_of(connection, workshop, at),
        clocks=common_clocks(connection, [group.id for group in groups]),
        drawn_at=at,
        last=lately(last_move(connection, workshop.id), at),
    )


def lately(move: Row[Any] | None, at: int) -> Row[Any] | None:
    return move if move is not None and at - move.at < LATELY else None


def groups_at(connection: Connection, workshop: Row[Any]) -> dict[int, int]:
    """How many groups are at each step (from 0) of the sheet the workshop is on."""
    there = (GROUP.c.workshop_id == workshop.id) & (GROUP.c.number > PLENARY) & (GROUP.c.sheet == workshop.sheet)
    steps = select(BOARD.c.step).join(GROUP, GROUP.c.id == BOARD.c.group_id)
    return dict(Counter(connection.scalars(steps.where(there, BOARD.c.sheet == workshop.sheet))))


def common_clocks(connection: Connection, groups: list[int]) -> dict[str, Time]:
    """The clocks that most groups have, by scope: where some have more time, what the others see."""
    found: dict[str, Counter[Time]] = {}
    for clocks in clocks_of(connection, groups).values():
        for scope, time in clocks.items():
            found.setdefault(scope, Counter())[time] += 1
    return {scope: found[scope].most_common(1)[0][0] for scope in SCOPES if scope in found}


def people_here(connection: Connection, workshop_id: int) -> tuple[int, int]:
    """How many people are here, and how many of them write."""
    here = (PARTICIPANT.c.workshop_id == workshop_id) & PARTICIPANT.c.here
    counts = select(func.count(), func.count().filter(PARTICIPANT.c.writing)).select_from(PARTICIPANT).where(here)
    row = connection.execute(counts).one()
    return row[0], row[1]


def news(connection: Connection, viewer: Viewer, groups: Container[int] | None, *, join_url: str) -> dict[str, str]:
    """What is to be drawn anew on the overview when these groups' bells have rung, by element id."""
    whole = overview(connection, viewer, groups)
    closed = whole.workshop.closed_at is not None
    parts = {f"tile-{each.group.id}": drawn(each, code=whole.workshop.code, closed=closed) for each in whole.tiles}
    return parts | {"now": fragment("_now.html", join_url=join_url, **whole.of_now)}


def drawn(tile: Tile, **shown: Any) -> str:
    """A tile's HTML. A group that writes mostly looks at a glance as it did before."""
    return DRAWN.made(tile.group.id, (tile.shown, shown), lambda: fragment("_tile.html", tile=tile, **shown))
