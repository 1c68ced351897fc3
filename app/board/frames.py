"""A group's board, and frames of it: everything newer than a cursor, as HTML, drawn once for all who hold it.

A frame has two parts: one drawn for everybody, in which hidden notes are blank, and one for each
author of hidden notes, with their texts. Every element in it has an id and says where it lives
(`data-in`), so the browser puts the newest in the place of the older; repeating a frame is harmless.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row

from app.board.changes import Changes, changes, on_sheet
from app.board.steps import reached
from app.board.views import BoardView, NoteView, note_view, path_of, person_view
from app.kits.kit import Kit, Zone
from app.pages.drawing import fragment
from app.refusals import NotFound
from app.visibility import Role, Viewer, everyone_may_read, is_own, may_read, may_see_group

MOST_DRAWN = 5_000


def frame(connection: Connection, viewer: Viewer, group_id: int, since: int, sheet: str | None = None) -> str:
    """Everything newer than a cursor, as this viewer may see it. Raises NotFound."""
    found = changes(connection, {group_id: since}).get(group_id)
    if found is None or not may_see_group(viewer, found.group):
        raise NotFound
    text, base = common(connection, found, since, sheet, viewer)
    return text + own_part(base, base.since, sheet or found.group.sheet, viewer)


def common(connection: Connection, news: Changes, since: int, sheet: str | None, viewer: Viewer) -> tuple[str, Changes]:
    """The part of a frame for all in the viewer's role, and the changes that own parts are made of.

    A group that was moved, or a cursor that is none of ours, leads to the whole board. `sheet` None
    follows the group.
    """
    if 0 < since <= news.group.version and (sheet is not None or news.group.moved <= since):
        return common_part(news, since, sheet or news.group.sheet, viewer.role), replace(news, since=since)
    view = whole(connection, replace(viewer, participant_id=None), news.group.id, sheet)
    return draw_whole(view), changes(connection, {news.group.id: 0})[news.group.id]


def common_part(changes: Changes, since: int, sheet: str, role: Role) -> str:
    """What everybody in a role who looks at `sheet` and holds the cursor `since` is sent."""
    parts = [draw_note(row, changes.kit, everyone_may_read(row)) for row in on_sheet(changes, since, sheet)]
    parts += [draw_person(row, changes.kit) for row in changes.people if row.version > since]
    steps = [row.step for row in changes.boards if row.version > since and row.sheet == sheet]
    parts += [fragment("_steps.html", view=head(changes, sheet, step, role)) for step in steps]
    parts.append(draw_cursor(changes.group.version))
    return "".join(parts)


def own_part(changes: Changes, since: int, sheet: str, viewer: Viewer) -> str:
    """What only this viewer is sent: their own hidden notes, with text."""
    own = (row for row in on_sheet(changes, since, sheet) if not everyone_may_read(row) and is_own(viewer, row))
    return "".join(draw_note(row, changes.kit, True) for row in own)


DRAWN: dict[tuple[str, int, int, int, bool], str] = {}
"""The notes drawn last; drawing costs as much as sending.

An id may return after a deletion, and a version after a backup has been restored; their times do not.
"""


def draw_note(row: Row[Any], kit: Kit, readable: bool) -> str:
    key = (row.id, row.version, row.created_at, row.changed_at, readable)
    html = DRAWN.get(key)
    if html is None:
        if len(DRAWN) > MOST_DRAWN:
            DRAWN.clear()
        html = DRAWN[key] = fragment("_note.html", note=note_view(row, kit, readable=readable))
    return html


def draw_person(row: Row[Any], kit: Kit) -> str:
    return fragment("_person.html", person=person_view(row, kit))


def draw_cursor(version: int) -> str:
    return f'<i id="cursor" data-version="{version}" hidden></i>'


def draw_whole(view: BoardView) -> str:
    """The whole board, for those whose group was moved to another sheet."""
    return fragment("_board.html", view=view) + draw_cursor(view.cursor)


def head(changes: Changes, sheet: str, step: int, role: Role) -> BoardView:
    """A board without what lies on it."""
    here = sheet == changes.group.sheet
    return BoardView(
        workshop=changes.workshop,
        kit=changes.kit,
        group=changes.group,
        sheet=changes.kit.sheets_by_key[sheet],
        step=step,
        role=role,
        may_write=role is Role.PARTICIPANT and here and changes.workshop.closed_at is None,
        current=here,
        cursor=changes.group.version,
        people=[],
        zones=[],
    )


def whole(connection: Connection, viewer: Viewer, group_id: int, sheet: str | None = None) -> BoardView:
    """All of one board, as this viewer may see it; `sheet` None is the one the group is on.

    Raises NotFound where the group is not for this viewer, or has not been on the sheet.
    """
    found = changes(connection, {group_id: 0}).get(group_id)
    if found is None or not may_see_group(viewer, found.group):
        raise NotFound
    known = reached(connection, group_id)
    sheet = sheet or found.group.sheet
    if sheet not in known:
        raise NotFound
    step = next(row.step for row in found.boards if row.sheet == sheet)
    view = head(found, sheet, step, viewer.role)
    people = [person_view(row, found.kit) for row in sorted(found.people, key=lambda row: row.id)]
    return replace(
        view,
        people=people,
        me=next((person for person in people if person.id == viewer.participant_id), None),
        zones=lay_out(view, found, viewer),
        path=path_of(found.kit, found.group.sheet, known, address_of(found, viewer.role)),
    )


def lay_out(view: BoardView, found: Changes, viewer: Viewer) -> list[tuple[Zone, list[NoteView]]]:
    """The sheet's zones with what lies in them, oldest first."""
    lying = sorted((row for row in on_sheet(found, 0, view.sheet.key) if not row.gone), key=lambda row: row.created_at)
    notes = [note_view(row, found.kit, readable=may_read(viewer, row)) for row in lying]
    return [(zone, [note for note in notes if note.zone == zone.key]) for zone in view.sheet.zones]


def address_of(changes: Changes, role: Role) -> str:
    """Where the sheets a group has been on can be looked at."""
    workshop = f"/workshops/{changes.workshop.code}"
    return f"{workshop}/sheets" if role is Role.PARTICIPANT else f"{workshop}/groups/{changes.group.number}/sheets"
