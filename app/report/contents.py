"""What a report holds, gathered from the database; `fields.py` gathers one board.

What may be in it is asked of `visibility.py`, note by note. A later part of the report is gathered here and set in
`templates/report/`; nothing between needs to know.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, exists, select

from app.board.receipts import receipt
from app.kits.copies import kit_of
from app.kits.kit import Kit, Worksheet
from app.model import ANSWER, BOARD, GROUP, NOTE, PARTICIPANT, SHARED_TEXT, WORKSHOP
from app.refusals import NotFound
from app.report.fields import Laid, board
from app.report.parts import EVERYTHING, Board, Chapter, Field, Line, Note, Report, Scope
from app.visibility import Role, Viewer, may_project, may_see_group
from app.workshop.evaluation import results_for
from app.workshop.groups import PLENARY

__all__ = ["Board", "Chapter", "Field", "Line", "Note", "Report", "Scope", "gather"]


def gather(connection: Connection, workshop_id: int, scope: Scope = EVERYTHING) -> Report:
    """Everything a report of a workshop holds just now. Raises NotFound for an unknown workshop or group."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == workshop_id)).one_or_none()
    if workshop is None:
        raise NotFound
    viewer = Viewer(Role.REPORT, workshop_id)
    kit = kit_of(connection, workshop.kit_digest)
    groups, sheets = groups_in(connection, viewer, scope), sheets_in(kit, scope)
    found = Found(connection, [group.id for group in groups])
    return Report(
        title=workshop.title,
        municipality=workshop.municipality,
        held_on=workshop.held_on,
        draft=workshop.closed_at is None or scope.draft,
        whole=scope.groups is None,
        names=scope.names,
        kit=kit,
        sheets=sheets,
        chapters=tuple(chapter(viewer, kit, workshop, group, found, scope) for group in groups),
        code=workshop.code,
        place=workshop.place,
        language=scope.language or workshop.language or kit.language,
        pictures=scope.pictures,
        receipts={group.number: receipt(connection, group.id) for group in groups},
        anonymous=workshop.anonymous,
        evaluation=None if scope.shared else results_for(connection, viewer, workshop),
    )


def groups_in(connection: Connection, viewer: Viewer, scope: Scope) -> list[Row[Any]]:
    """The groups, and at the end the plenary where something was noted down in it."""
    noted = exists().where(NOTE.c.group_id == GROUP.c.id, NOTE.c.gone.is_(False))
    mine = (GROUP.c.workshop_id == viewer.workshop_id) & ((GROUP.c.number > PLENARY) | noted)
    rows = connection.execute(select(GROUP).where(mine).order_by(GROUP.c.number == PLENARY, GROUP.c.number))
    groups = [row for row in rows if may_see_group(viewer, row)]
    if scope.groups is None:
        return groups
    if scope.groups - {group.number for group in groups}:
        raise NotFound
    return [group for group in groups if group.number in scope.groups]


def sheets_in(kit: Kit, scope: Scope) -> tuple[Worksheet, ...]:
    if scope.sheets is None:
        return tuple(kit.sheets)
    if scope.sheets - kit.sheets_by_key.keys():
        raise NotFound
    return tuple(sheet for sheet in kit.sheets if sheet.key in scope.sheets)


class Found:
    """What the tables hold of some groups, by group."""

    def __init__(self, connection: Connection, ids: Sequence[int]) -> None:
        def rows(table: Table) -> dict[int, list[Row[Any]]]:
            mine = select(table).where(table.c.group_id.in_(ids))
            return by_group(connection.execute(mine.order_by(*table.primary_key)))

        lying = select(NOTE).where(NOTE.c.group_id.in_(ids), NOTE.c.gone.is_(False))
        self.notes = by_group(connection.execute(lying.order_by(NOTE.c.created_at, NOTE.c.id)))
        self.people, self.boards = rows(PARTICIPANT), rows(BOARD)
        self.answers, self.texts = rows(ANSWER), rows(SHARED_TEXT)


def by_group(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.group_id].append(row)
    return found


def chapter(viewer: Viewer, kit: Kit, workshop: Row[Any], group: Row[Any], found: Found, scope: Scope) -> Chapter:
    people = found.people[group.id]
    laid = Laid(
        viewer=viewer,
        kit=kit,
        group=group,
        closed=workshop.closed_at is not None,
        authors={person.id: person.name for person in people} if scope.names else {},
        notes=found.notes[group.id],
        answers=found.answers[group.id],
        texts=found.texts[group.id],
        steps={row.sheet: row.step for row in found.boards[group.id]},
    )
    return Chapter(
        number=group.number,
        name=group.name,
        people=Counter(person.perspective for person in people),
        names=tuple((person.name, person.perspective) for person in people if scope.names),
        boards=tuple(
            board(laid, sheet) if may_project(group, sheet.key) or not scope.shared else withheld(kit, sheet)
            for sheet in sheets_in(kit, scope)
        ),
    )


def withheld(kit: Kit, sheet: Worksheet) -> Board:
    """A board that its group has been asked about and has not let be shown: that it is there, and nothing on it."""
    return Board(kit.number(sheet.key), sheet, tuple(Field(zone, (), 0) for zone in sheet.zones), withheld=True)
