"""One board of a report, field by field: the notes in their clusters, lines, stands, and texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from app.board.lying import is_action
from app.board.sides import is_guest
from app.board.tally import tally
from app.kits.kit import Kit, Worksheet, Zone, ZoneKind
from app.report.parts import Board, Field, Line, Note
from app.visibility import Viewer, may_read

Rows = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Laid:
    """All that a group has laid on its sheets, the oldest first, and what it takes to tell it."""

    viewer: Viewer
    kit: Kit
    group: Row[Any]
    closed: bool
    authors: Mapping[int, str]
    notes: Rows
    answers: Rows
    texts: Rows
    steps: Mapping[str, int]


def board(laid: Laid, sheet: Worksheet) -> Board:
    here = [row for row in laid.notes if row.sheet == sheet.key]
    stands = stands_on(laid, sheet)
    fields = tuple(field(laid, sheet, zone, here, stands.get(zone.key, ())) for zone in sheet.zones)
    return Board(laid.kit.number(sheet.key), sheet, fields)


def stands_on(laid: Laid, sheet: Worksheet) -> Mapping[str, Sequence[int]]:
    """How many took each stand, by zone; not while people are still answering."""
    at_it = laid.group.sheet == sheet.key and not laid.closed
    answers = [row for row in laid.answers if row.sheet == sheet.key]
    return tally(answers, sheet, laid.steps.get(sheet.key, 0), here=at_it).stands


def field(laid: Laid, sheet: Worksheet, zone: Zone, on_sheet: Rows, stands: Sequence[int]) -> Field:
    rows = [row for row in on_sheet if row.zone == zone.key]
    lying = [row for row in rows if may_read(laid.viewer, row)]
    return Field(
        zone=zone,
        notes=notes_in(laid, [row for row in lying if row.kind != "line"]),
        hidden=sum(row.kind == "note" and not may_read(laid.viewer, row) for row in rows),
        lines=tuple(Line(tuple(row.points), row.colour or "") for row in lying if row.kind == "line"),
        stands=tuple(stands),
        text=text_of(laid, sheet, zone, ZoneKind.TEXT),
        told=text_of(laid, sheet, zone, ZoneKind.SKETCH),
        gathered=gathered(laid, sheet) if zone.gather else (),
    )


def text_of(laid: Laid, sheet: Worksheet, zone: Zone, kind: ZoneKind) -> str:
    """What a group has written together in a field, if it is of that kind."""
    here = (sheet.key, zone.shared) if zone.kind is kind else None
    return next((row.text.strip() for row in laid.texts if (row.sheet, row.zone) == here), "")


def gathered(laid: Laid, sheet: Worksheet) -> tuple[Note, ...]:
    """The actions of the other sheets, which lie on this one too."""
    others = (row for row in laid.notes if row.sheet != sheet.key and is_action(row, laid.kit))
    return tuple(note(laid, row) for row in others if may_read(laid.viewer, row))


def notes_in(laid: Laid, rows: Rows) -> tuple[Note, ...]:
    """The notes in a zone, and the clusters with theirs in them; one with neither a title nor notes is none."""
    clusters = {row.id for row in rows if row.kind == "cluster"}
    found = []
    for row in rows:
        inside = [each for each in rows if each.cluster == row.id] if row.kind == "cluster" else []
        members = tuple(note(laid, each) for each in inside)
        if (members or row.text) if row.kind == "cluster" else row.cluster not in clusters:
            found.append(note(laid, row, members))
    return tuple(found)


def note(laid: Laid, row: Row[Any], members: tuple[Note, ...] = ()) -> Note:
    sheet = laid.kit.sheets_by_key[row.sheet]
    return Note(
        text=row.text,
        perspective=row.perspective,
        x=row.x,
        y=row.y,
        tilt=int(row.id[-2:], 16) % 3 - 1,
        author=laid.authors.get(row.author_id),
        id=row.id,
        card=sheet.cards_by_key.get(row.card) if row.card else None,
        tags=tuple(row.tags),
        whom=row.whom or "",
        due=row.due or "",
        votes=row.votes,
        came_from=laid.kit.number(row.from_sheet) if row.from_sheet in laid.kit.sheets_by_key else None,
        origin=row.from_note,
        beside=row.beside,
        is_cluster=row.kind == "cluster",
        members=members,
        guest=is_guest(row.perspective, sheet.zones_by_key[row.zone]),
        led=row.led,
    )
