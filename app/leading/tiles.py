"""Tiles: every group at a glance. What is read for them is counts and places, never what anybody has written."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from app.board.people import Person, person_view
from app.kits.kit import Kit, Step, Worksheet
from app.leading.miniature import Miniature, miniature
from app.model import ANSWER, BOARD, GROUP, NOTE, PARTICIPANT, now
from app.timing.clocks import Time, clocks_of
from app.visibility import Viewer, may_see_group

QUIET = 5
"""Minutes without a change after which a group counts as quiet."""

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Tile:
    """One group at a glance. `step` counts from 0; `ready` are done with it; minutes since its last change, or None."""

    group: Row[Any]
    sheet: Worksheet
    number: int
    step: int
    people: Sequence[Person]
    ready: int
    notes: int
    quiet_minutes: int | None
    help_minutes: int | None
    clocks: dict[str, Time]
    lying: tuple[Row[Any], ...]

    @property
    def picture(self) -> Miniature:
        return miniature(self.sheet, self.lying)

    @property
    def shown(self) -> tuple[Any, ...]:
        """Everything of it that is shown: what has these alike is drawn alike."""
        group = self.group
        people = tuple((person.name, person.here, person.writing) for person in self.people)
        of_group = (group.id, group.number, group.name, group.held, self.sheet, self.number, self.step, people)
        return (*of_group, self.ready, self.notes, self.quiet_minutes, self.help_minutes, self.lying)

    @property
    def here(self) -> int:
        return sum(person.here for person in self.people)

    @property
    def writing(self) -> int:
        return sum(person.writing for person in self.people)

    @property
    def at(self) -> Step:
        return self.sheet.steps[self.step]

    @property
    def is_quiet(self) -> bool:
        return bool(self.here) and self.quiet_minutes is not None and self.quiet_minutes >= QUIET


def among(name: str) -> Any:
    return bindparam(name, expanding=True)


SEEN = ("id", "group_id", "name", "perspective", "here", "writing", "editing")
PEOPLE = (
    select(*(PARTICIPANT.c[name] for name in SEEN))
    .where(PARTICIPANT.c.group_id.in_(among("ids")))
    .order_by(PARTICIPANT.c.id)
)
LAST = (
    select(NOTE.c.group_id, func.max(NOTE.c.changed_at))
    .where(NOTE.c.group_id.in_(among("ids")))
    .group_by(NOTE.c.group_id)
)
BOARDS = (
    select(BOARD.c.group_id, BOARD.c.step)
    .join(GROUP, (GROUP.c.id == BOARD.c.group_id) & (GROUP.c.sheet == BOARD.c.sheet))
    .where(GROUP.c.id.in_(among("ids")))
)
LYING = (
    select(
        *(NOTE.c[name] for name in ("group_id", "zone", "x", "y", "kind", "perspective", "cluster", "points", "led"))
    )
    .join(GROUP, (GROUP.c.id == NOTE.c.group_id) & (GROUP.c.sheet == NOTE.c.sheet))
    .where(GROUP.c.id.in_(among("ids")), NOTE.c.gone.is_(False))
    .order_by(NOTE.c.created_at)
)
READY = (
    select(ANSWER.c.group_id, ANSWER.c.step, ANSWER.c.voter)
    .join(GROUP, (GROUP.c.id == ANSWER.c.group_id) & (GROUP.c.sheet == ANSWER.c.sheet))
    .where(GROUP.c.id.in_(among("ids")), ANSWER.c.value >= 0)
    .distinct()
)


def tiles_of(connection: Connection, viewer: Viewer, groups: Sequence[Row[Any]], kit: Kit) -> list[Tile]:
    """The tiles of those of some groups that the viewer may see; all read at once."""
    groups = [group for group in groups if may_see_group(viewer, group)]
    asked = {"ids": [group.id for group in groups]}
    people: defaultdict[int, list[Person]] = defaultdict(list)
    for row in connection.execute(PEOPLE, asked).all():
        people[row.group_id].append(person_view(row, kit))
    lying: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(LYING, asked).all():
        lying[row.group_id].append(row)
    steps = {row.group_id: row.step for row in connection.execute(BOARDS, asked).all()}
    ready = Counter((row.group_id, row.step) for row in connection.execute(READY, asked).all())
    last: dict[int, int] = dict(iter(connection.execute(LAST, asked)))
    clocks = clocks_of(connection, asked["ids"])
    at = now()
    return [
        Tile(
            group=group,
            sheet=kit.sheets_by_key[group.sheet],
            number=kit.number(group.sheet),
            step=(step := steps[group.id]),
            people=people[group.id],
            ready=ready[group.id, step],
            notes=sum(note.kind == "note" for note in lying[group.id]),
            quiet_minutes=minutes_since(last.get(group.id), at),
            help_minutes=minutes_since(group.help_at, at),
            clocks=clocks.get(group.id, {}),
            lying=tuple(lying[group.id]),
        )
        for group in groups
    ]


def minutes_since(then: int | None, at: int) -> int | None:
    return None if then is None else max(0, (at - then) // MINUTE)
