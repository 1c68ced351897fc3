"""What the results hold: the report without names, without what a group has not let be shown, and no evaluation."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from app.kits.copies import kit_of
from app.model import GROUP, WORKSHOP
from app.report.contents import gather
from app.report.parts import Board, Chapter, Field, Report, Scope
from app.visibility import asked_of, may_project
from app.workshop.groups import groups_of

State = tuple[Any, ...]


def results(connection: Connection, workshop_id: int, group: int | None = None) -> Report:
    """The results of a workshop, or of the group with a number. Raises NotFound."""
    scope = Scope(groups=None if group is None else frozenset({group}))
    report, groups = gather(connection, workshop_id, scope), {row.number: row for row in rows(connection, workshop_id)}
    shown = tuple(consented(chapter, groups) for chapter in report.chapters)
    return replace(report, chapters=shown, evaluation=None)


def rows(connection: Connection, workshop_id: int) -> list[Row[Any]]:
    """All groups of a workshop, the plenary too."""
    mine = select(GROUP).where(GROUP.c.workshop_id == workshop_id)
    return list(connection.execute(mine.order_by(GROUP.c.id)))


def consented(chapter: Chapter, groups: Mapping[int, Row[Any]]) -> Chapter:
    """A chapter with those of its boards emptied that the group has been asked about and has not let be shown."""
    group = groups[chapter.number]
    shown = (board if may_project(group, board.sheet.key) else withheld(board) for board in chapter.boards)
    return replace(chapter, boards=tuple(shown))


def withheld(board: Board) -> Board:
    return Board(board.number, board.sheet, tuple(Field(each.zone, (), 0) for each in board.fields), withheld=True)


def unconsented(connection: Connection, workshop: Row[Any]) -> list[tuple[str, list[int]]]:
    """The names of the groups that have not let something be shown, each with the numbers of those sheets."""
    number = kit_of(connection, workshop.kit_digest).number
    asked = ((group, asked_of(group)) for group in groups_of(connection, workshop.id))
    found = ((group.name, [number(key) for key in keys if not may_project(group, key)]) for group, keys in asked)
    return [(name, sorted(numbers)) for name, numbers in found if numbers]


def state_of(connection: Connection, workshop_id: int) -> State:
    """What is another thing when the results may be."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == workshop_id)).one_or_none()
    groups = ((row.id, row.version, row.name, row.asked) for row in rows(connection, workshop_id))
    return (workshop and tuple(workshop), *groups)
