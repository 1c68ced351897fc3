"""A group's board, and frames of it: everything newer than a cursor, as HTML, drawn once for all who hold it.

A frame has two parts: one drawn for everybody, in which hidden notes are blank, and one for each
viewer alone: their hidden notes with texts, and their answers. Every element in it has an id and says where it lives
(`data-in`), so the browser puts the newest in the place of the older; repeating a frame is harmless.
"""

import json
from dataclasses import replace

from sqlalchemy import Connection

from app.board.changes import Changes, changes, on_sheet
from app.board.draw import draw_note, draw_person, draw_text
from app.board.laying import Laying
from app.board.lying import gathered, gathered_no_more, lay_out, rows_changed
from app.board.notice import Notice, notice_of
from app.board.path import path_of
from app.board.people import person_view
from app.board.results import results
from app.board.steps import reached
from app.board.tally import tally
from app.board.views import BoardView
from app.board.written import text_view
from app.marks import mark
from app.pages.drawing import fragment
from app.refusals import NotFound
from app.timing.agenda import agenda_of
from app.visibility import Role, Viewer, everyone_may_read, is_own, may_see_group


def frame(connection: Connection, viewer: Viewer, group_id: int, since: int, sheet: str | None = None) -> str:
    """Everything newer than a cursor, as this viewer may see it. Raises NotFound."""
    found = changes(connection, {group_id: since}).get(group_id)
    if found is None or not may_see_group(viewer, found.group):
        raise NotFound
    text, base = common(connection, found, since, sheet, viewer)
    return text + own_part(base, base.since, sheet or found.group.sheet, viewer)


def common(connection: Connection, news: Changes, since: int, sheet: str | None, viewer: Viewer) -> tuple[str, Changes]:
    """The part of a frame for all in the viewer's role, and the changes that own parts are made of.

    A group that was moved, a cursor that is none of ours, and new rows lead to the whole board. `sheet` None
    follows the group.
    """
    at = sheet or news.group.sheet
    is_known = 0 < since <= news.group.version and (sheet is not None or news.group.moved <= since)
    if is_known and not rows_changed(connection, news, since, at):
        told = draw_notice(connection, news, viewer) if news.group.noticed > since else ""
        return common_part(news, since, at, viewer.role) + told, replace(news, since=since)
    view = whole(connection, replace(viewer, participant_id=None, secret=""), news.group.id, sheet)
    return draw_whole(view), changes(connection, {news.group.id: 0})[news.group.id]


def common_part(changes: Changes, since: int, sheet: str, role: Role) -> str:
    """What everybody in a role who looks at `sheet` and holds the cursor `since` is sent."""
    # What lies in a cluster comes after it, for it is laid in its list.
    rows = sorted(on_sheet(changes, since, sheet), key=lambda row: row.kind != "cluster")
    parts = [draw_note(row, changes.kit, everyone_may_read(row)) for row in rows]
    for back in changes.kit.at_hand(sheet):
        old = sorted(on_sheet(changes, since, back), key=lambda row: row.kind != "cluster")
        parts += [draw_note(row, changes.kit, everyone_may_read(row), f"back-{back}-") for row in old]
    parts += [draw_note(row, changes.kit, True, into=zone.key) for row, zone in gathered(changes, since, sheet)]
    parts += [f'<li id="note-{note}" data-gone></li>' for note in gathered_no_more(changes, since, sheet)]
    parts += [draw_person(row, changes.kit) for row in changes.people if row.version > since]
    parts += [draw_text(row) for row in changes.texts if row.version > since and row.sheet == sheet]
    steps = [row.step for row in changes.boards if row.version > since and row.sheet == sheet]
    for step in steps:
        view = head(changes, sheet, step, role)
        parts.append(fragment("_steps.html", view=view))
        parts += [fragment("_stands.html", view=view, zone=zone) for zone in view.sheet.zones if zone.stands]
    if steps or any(row.votes for row in on_sheet(changes, since, sheet)):
        parts.append(fragment("_results.html", view=head(changes, sheet, 0, role)))
    parts.append(draw_cursor(changes.group.version))
    return "".join(parts)


def own_part(changes: Changes, since: int, sheet: str, viewer: Viewer) -> str:
    """What only this viewer is sent: their own hidden notes, with text, and what they have answered."""
    own = (row for row in on_sheet(changes, since, sheet) if not everyone_may_read(row) and is_own(viewer, row))
    notes = "".join(draw_note(row, changes.kit, True) for row in own)
    is_answered = any(row.version > since and row.sheet == sheet for row in changes.boards)
    return notes + draw_own_answers(changes, sheet, viewer) if is_answered and viewer.participant_id else notes


def own_answers(changes: Changes, sheet: str, viewer: Viewer) -> dict[int, dict[str, int]]:
    """What the viewer has answered on a sheet: by step (from 0) and subject."""
    found: dict[int, dict[str, int]] = {}
    steps = range(len(changes.kit.sheets_by_key[sheet].steps))
    base = viewer.secret or f"person {viewer.participant_id}"
    marks = {mark(base, changes.group.id, sheet, step): step for step in steps}
    for row in changes.answers:
        if row.sheet == sheet and row.value >= 0 and marks.get(row.voter) == row.step:
            found.setdefault(row.step, {})[row.subject] = row.value
    return found


def draw_own_answers(changes: Changes, sheet: str, viewer: Viewer) -> str:
    mine = json.dumps(own_answers(changes, sheet, viewer), separators=(",", ":"))
    return fragment("_mine.html", sheet=sheet, answers=mine)


def draw_notice(connection: Connection, news: Changes, viewer: Viewer) -> str:
    """What a group is told beside its sheet."""
    view = replace(head(news, news.group.sheet, 0, viewer.role), notice=told(connection, news))
    return fragment("_told.html", view=view)


def told(connection: Connection, news: Changes) -> Notice:
    return notice_of(connection, news.group, news.workshop, news.kit)


def draw_cursor(version: int) -> str:
    return f'<i id="cursor" data-version="{version}" hidden></i>'


def draw_whole(view: BoardView) -> str:
    """The whole board, for those whose group was moved to another sheet."""
    return fragment("_board.html", view=view) + draw_cursor(view.cursor)


def head(changes: Changes, sheet: str, step: int, role: Role) -> BoardView:
    """A board without what lies on it."""
    here = sheet == changes.group.sheet
    worksheet = changes.kit.sheets_by_key[sheet]
    answers = [row for row in changes.answers if row.sheet == sheet]
    return BoardView(
        workshop=changes.workshop,
        kit=changes.kit,
        group=changes.group,
        sheet=worksheet,
        step=step,
        role=role,
        may_write=role is Role.PARTICIPANT and here and changes.workshop.closed_at is None,
        current=here,
        cursor=changes.group.version,
        people=[],
        zones=[],
        laying=changes.layings.get(sheet, Laying()),
        results=results(changes.voted, worksheet),
        tally=tally(answers, worksheet, step, here=here and changes.workshop.closed_at is None),
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
    address = address_of(found, viewer.role)
    people = [person_view(row, found.kit) for row in sorted(found.people, key=lambda row: row.id)]
    return replace(
        view,
        people=people,
        me=next((person for person in people if person.id == viewer.participant_id), None),
        zones=lay_out(view.sheet, found, viewer),
        texts={row.zone: text_view(row) for row in found.texts if row.sheet == sheet},
        path=path_of(found.kit, agenda_of(found.workshop, found.kit), found.group.sheet, known, address),
        address=address,
        answers=own_answers(found, sheet, viewer) if viewer.participant_id else {},
        notice=told(connection, found),
    )


def address_of(changes: Changes, role: Role) -> str:
    """Where the sheets a group has been on can be looked at."""
    workshop = f"/workshops/{changes.workshop.code}"
    return f"{workshop}/sheets" if role is Role.PARTICIPANT else f"{workshop}/groups/{changes.group.number}/sheets"
