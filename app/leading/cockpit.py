"""The facilitator's overview: where are we, who is here, and the acts that move everybody."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from app.board import frames
from app.board.path import Stop, path_of
from app.board.views import BoardView
from app.kits.copies import kit_of
from app.kits.kit import Kit, Worksheet
from app.model import BOARD, GROUP, NOTE, PARTICIPANT, WORKSHOP, now
from app.pages.drawing import fragment
from app.visibility import Viewer
from app.workshop.groups import groups_of


@dataclass(frozen=True)
class Tile:
    """One group at a glance; `quiet_minutes` since its last note, None before the first."""

    view: BoardView
    look_href: str
    here: int
    people: int
    writing: int
    quiet_minutes: int | None


@dataclass(frozen=True)
class Overview:
    """A whole workshop at a glance."""

    workshop: Row[Any]
    kit: Kit
    groups: int
    here: int
    writing: int
    tiles: list[Tile]
    at_step: dict[int, int]

    @property
    def sheet(self) -> Worksheet:
        return self.kit.sheets_by_key[self.workshop.sheet]

    @property
    def number(self) -> int:
        return self.kit.number(self.workshop.sheet)

    @property
    def path(self) -> list[Stop]:
        return path_of(self.kit, self.workshop.sheet, (), "")

    @property
    def next(self) -> tuple[int, Worksheet] | None:
        return next(((n, self.kit.sheets[n - 1]) for n in (self.number + 1,) if n <= len(self.kit.sheets)), None)

    @property
    def context(self) -> dict[str, Any]:
        """What the templates are given of it."""
        names = ("workshop", "kit", "groups", "here", "writing", "tiles", "at_step")
        return {name: getattr(self, name) for name in (*names, "sheet", "number", "path", "next", "earlier")}

    @property
    def earlier(self) -> list[tuple[int, Worksheet]]:
        return [(n, self.kit.sheets[n - 1]) for n in range(self.number - 1, 0, -1)]


def overview(connection: Connection, viewer: Viewer, only: Container[int] | None = None) -> Overview:
    """The viewer's workshop, with a tile for all its groups or `only` some."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == viewer.workshop_id)).one()
    groups = groups_of(connection, workshop.id)
    tiles = [tile(connection, viewer, each, workshop.code) for each in groups if only is None or each.id in only]
    here, writing = people_here(connection, workshop.id)
    kit = kit_of(connection, workshop.kit_digest)
    return Overview(workshop, kit, len(groups), here, writing, tiles, groups_at(connection, workshop.id))


def groups_at(connection: Connection, workshop_id: int) -> dict[int, int]:
    """How many groups are at each step (from 0) of the sheet they are on."""
    mine = (GROUP.c.workshop_id == workshop_id) & (BOARD.c.sheet == GROUP.c.sheet)
    steps = select(BOARD.c.step).join(GROUP, GROUP.c.id == BOARD.c.group_id).where(mine)
    return dict(Counter(connection.scalars(steps)))


def people_here(connection: Connection, workshop_id: int) -> tuple[int, int]:
    """How many people are here, and how many of them write."""
    here = (PARTICIPANT.c.workshop_id == workshop_id) & PARTICIPANT.c.here
    counts = select(func.count(), func.count().filter(PARTICIPANT.c.writing)).select_from(PARTICIPANT).where(here)
    row = connection.execute(counts).one()
    return row[0], row[1]


def tile(connection: Connection, viewer: Viewer, group: Row[Any], code: str) -> Tile:
    """One group at a glance, for this viewer."""
    view = frames.whole(connection, viewer, group.id)
    last = connection.scalar(select(func.max(NOTE.c.changed_at)).where(NOTE.c.group_id == group.id))
    return Tile(
        view=view,
        look_href=f"/workshops/{code}/groups/{group.number}/board",
        here=sum(person.here for person in view.people),
        people=len(view.people),
        writing=sum(person.writing for person in view.people),
        quiet_minutes=None if last is None else max(0, (now() - last) // 60_000),
    )


def news(connection: Connection, viewer: Viewer, groups: Container[int] | None, *, join_url: str) -> dict[str, str]:
    """What is to be drawn anew on the overview when these groups' bells have rung, by element id."""
    whole = overview(connection, viewer, groups)
    parts = {f"tile-{each.view.group.id}": fragment("_tile.html", tile=each) for each in whole.tiles}
    return parts | {"now": fragment("_now.html", join_url=join_url, **whole.context)}
