"""What of an exhibit the Screen's templates are given: already decided by `visibility.py`, a page at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from sqlalchemy import Connection, Row, select

from app.board import frames
from app.board.views import note_view
from app.kits.copies import kit_of
from app.model import GROUP, NOTE
from app.plenary.exhibit import Exhibit
from app.plenary.gathering import Section, Shown, gather, next_steps, projected, shown_of
from app.plenary.ranking import rankings
from app.refusals import NotFound
from app.visibility import Viewer, everyone_may_read, may_project, may_see_group
from app.workshop.groups import PLENARY

ROOM = 9
"""How many rows there is room for at once, read from ten metres."""

BESIDE = 7
"""How many short notes stand beside each other in a row."""

Given = dict[str, Any]
Gathered = Mapping[str, Sequence[Section]]
"""What all groups have, by sheet, as somebody gathered it who sees all of them."""


def display(
    connection: Connection, viewer: Viewer, workshop: Row[Any], exhibit: Exhibit, gathered: Gathered | None = None
) -> Given:
    """What is shown of it, by kind; of what cannot be shown (any longer), `nothing`.

    `gathered` is what is gathered already, so that it is not once more.
    """
    kit = kit_of(connection, workshop.kit_digest)
    given: Given = {"exhibit": exhibit, "pages": 1, "page": 0, "nothing": False}
    sheet = kit.sheets_by_key.get(exhibit.sheet)
    if sheet is not None:
        given |= {"sheet": sheet, "number": kit.number(sheet.key)}
    match exhibit.kind:
        case "boards":
            found = boards(connection, viewer, exhibit)
            return given | {
                "boards": found,
                "nothing": not found,
                "noted": noted(connection, viewer, workshop, exhibit),
            }
        case "note":
            return given | one(connection, viewer, workshop, exhibit)
        case "actions":
            steps = next_steps(connection, viewer, workshop)
            return given | paged(parted(steps), exhibit, "steps")
        case _ if sheet is None:
            return given | {"nothing": True}
        case "votes":
            found = rankings(sheet, (gathered or {}).get(sheet.key) or gather(connection, viewer, workshop, sheet))
            return given | {"rankings": found, "nothing": not found}
        case _:
            sections = (gathered or {}).get(sheet.key) or gather(connection, viewer, workshop, sheet)
            some = [each for each in sections if exhibit.zone in ("", each.zone.key)]
            return given | paged(pages(some), exhibit, "sections")


def boards(connection: Connection, viewer: Viewer, exhibit: Exhibit) -> list[Any]:
    """The boards of the groups, of those that let them be shown."""
    here = {group.number: group for group in projected(connection, viewer, exhibit.sheet)}
    found = []
    for number in exhibit.groups:
        if number in here:
            try:
                found.append(frames.whole(connection, viewer, here[number].id, exhibit.sheet))
            except NotFound:
                continue
    return found


def noted(connection: Connection, viewer: Viewer, workshop: Row[Any], exhibit: Exhibit) -> list[Shown]:
    """What has been noted down in plenary on the sheet."""
    plenary = [group for group in projected(connection, viewer, exhibit.sheet) if group.number == PLENARY]
    if not plenary:
        return []
    here = select(NOTE).where(NOTE.c.group_id == plenary[0].id, NOTE.c.sheet == exhibit.sheet)
    return shown_of(connection.execute(here), plenary[0], kit_of(connection, workshop.kit_digest))


def one(connection: Connection, viewer: Viewer, workshop: Row[Any], exhibit: Exhibit) -> Given:
    """A note or a cluster with what lies in it, large."""
    kit = kit_of(connection, workshop.kit_digest)
    row = connection.execute(select(NOTE).where(NOTE.c.id == exhibit.note, NOTE.c.gone.is_(False))).one_or_none()
    if row is None or not everyone_may_read(row):
        return {"nothing": True}
    group = connection.execute(select(GROUP).where(GROUP.c.id == row.group_id)).one()
    if not (may_see_group(viewer, group) and may_project(group, row.sheet)):
        return {"nothing": True}
    members = select(NOTE).where(NOTE.c.cluster == row.id, NOTE.c.group_id == group.id)
    inside = [each.note for each in shown_of(connection.execute(members), group, kit)]
    sheet = kit.sheets_by_key[row.sheet]
    note = replace(note_view(row, kit, readable=True), members=inside)
    at = {"sheet": sheet, "number": kit.number(sheet.key), "zone": sheet.zones_by_key[row.zone]}
    return {"one": Shown(note, group), **at}


def paged(found: Sequence[Any], exhibit: Exhibit, name: str) -> Given:
    """One page of what there is: the last, where the asked one is no more."""
    if not found:
        return {name: [], "nothing": True}
    at = min(exhibit.page, len(found) - 1)
    return {name: found[at], "pages": len(found), "page": at}


def pages(sections: Sequence[Section]) -> list[list[Section]]:
    """Sections that have something, as many to a page as there is room for; a long one in parts.

    Where several are answered, all the answers come first, to be seen at once.
    """
    answered = [replace(each, notes=()) for each in sections if any(each.stands)]
    if len(answered) < 2:
        return filled(sections)
    return [answered, *filled([replace(each, stands=()) for each in sections])]


def filled(sections: Iterable[Section]) -> list[list[Section]]:
    made: list[list[Section]] = []
    left = 0
    for section in sections:
        for part in parts(section):
            takes = weight(part)
            if not made or takes > left:
                made.append([])
                left = ROOM
            made[-1].append(part)
            left -= takes
    return made


def weight(section: Section) -> int:
    """How many rows a section takes, its heading too."""
    bars = 2 if any(section.stands) else 0
    texts = sum(1 + len(text) // 120 for _, text in section.texts)
    sketches = 3 * ceil(len(section.sketches) / 3)
    notes = ceil(sum(shown.weight for shown in section.notes) / BESIDE)
    return 1 + bool(section.zone.claim) + bars + texts + sketches + notes


def parts(section: Section) -> Iterable[Section]:
    """A section as it is, or divided where it is more than a page."""
    if section.is_empty:
        return
    if weight(section) <= ROOM:
        yield section
        return
    rest = replace(section, notes=())
    if not rest.is_empty:
        yield rest
    for some in divided(section.notes, (ROOM - 2) * BESIDE, lambda shown: shown.weight):
        yield Section(section.zone, some)


def parted(steps: Iterable[tuple[Row[Any], Sequence[Any]]]) -> list[list[tuple[Row[Any], Sequence[Any]]]]:
    """Groups' next steps, as many to a page as there is room for."""
    chunks = [(group, some) for group, notes in steps for some in divided(notes, ROOM, lambda _: 1)]
    return divided(chunks, ROOM, lambda chunk: len(chunk[1]))


def divided(items: Sequence[Any], room: int, takes: Callable[[Any], int]) -> list[list[Any]]:
    """Items in parts that each have room on a page."""
    made: list[list[Any]] = []
    left = 0
    for item in items:
        if not made or takes(item) > left:
            made.append([])
            left = room
        made[-1].append(item)
        left -= takes(item)
    return made
