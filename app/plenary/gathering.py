"""What all groups have on a sheet, field by field, with where each note came from; and their next steps.

Only what is revealed is gathered, and of a group that has been asked only what it lets be shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from app.board.lying import in_cluster
from app.board.tally import tally
from app.board.views import NoteView, note_view
from app.kits.copies import kit_of
from app.kits.kit import Kit, Worksheet, Zone
from app.kits.zone import ZoneKind
from app.lately import Lately
from app.model import ANSWER, BOARD, GROUP, NOTE, SHARED_TEXT
from app.visibility import Viewer, everyone_may_read, may_project, may_see_group
from app.workshop.groups import PLENARY

Rows = Sequence[Row[Any]]

VIEWED = Lately[NoteView](8192)
"""Notes as they were gathered, by id."""


@dataclass(slots=True, frozen=True)
class Shown:
    """A note or cluster, and the group it came from."""

    note: NoteView
    group: Row[Any]

    @property
    def weight(self) -> int:
        """How much room it takes, in short notes."""
        return sum(1 + len(note.text) // 90 for note in (self.note, *self.note.members))


@dataclass(slots=True, frozen=True)
class Section:
    """A zone with what all groups have in it: clusters first, then the notes with most votes, else the oldest.

    `stands` is how many took each stand, in all groups; `texts` what each group wrote together, `sketches` its lines.
    """

    zone: Zone
    notes: Sequence[Shown] = ()
    stands: Sequence[int] = ()
    texts: Sequence[tuple[Row[Any], str]] = ()
    sketches: Sequence[tuple[Row[Any], Sequence[NoteView]]] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.notes or any(self.stands) or self.texts or self.sketches)


def projected(connection: Connection, viewer: Viewer, sheet: str | None = None) -> Rows:
    """The groups whose notes may be shown to all, on a sheet or everywhere; the plenary last."""
    mine = select(GROUP).where(GROUP.c.workshop_id == viewer.workshop_id).order_by(GROUP.c.number == PLENARY)
    rows = connection.execute(mine.order_by(GROUP.c.number)).all()
    return [row for row in rows if may_see_group(viewer, row) and (sheet is None or may_project(row, sheet))]


def gather(connection: Connection, viewer: Viewer, workshop: Row[Any], sheet: Worksheet) -> list[Section]:
    """The sheet's zones, in order, each with what all groups have there."""
    kit = kit_of(connection, workshop.kit_digest)
    groups = projected(connection, viewer, sheet.key)
    ids = [group.id for group in groups]

    def rows(table: Any) -> dict[int, list[Row[Any]]]:
        here = select(table).where(table.c.group_id.in_(ids), table.c.sheet == sheet.key)
        found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(here).all():
            found[row.group_id].append(row)
        return found

    notes, answers, texts, boards = rows(NOTE), rows(ANSWER), rows(SHARED_TEXT), rows(BOARD)
    stands: defaultdict[str, list[list[int]]] = defaultdict(list)
    for group in groups:
        step = next((board.step for board in boards[group.id]), 0)
        is_open = group.sheet == sheet.key and workshop.closed_at is None
        for zone, counts in tally(answers[group.id], sheet, step, here=is_open).stands.items():
            stands[zone].append(counts)
    shown = [each for group in groups for each in shown_of(notes[group.id], group, kit)]
    return [
        Section(
            zone=zone,
            notes=in_order(each for each in shown if each.note.zone == zone.key and each.note.kind != "line"),
            stands=[sum(counts) for counts in zip(*stands[zone.key], strict=True)],
            texts=[(group, said) for group in groups if (said := text_of(texts[group.id], zone))],
            sketches=sketches(shown, groups, zone),
        )
        for zone in sheet.zones
    ]


def shown_of(rows: Iterable[Row[Any]], group: Row[Any], kit: Kit) -> list[Shown]:
    """What a group has revealed of these; what lies in a cluster, in it."""
    lying = sorted((row for row in rows if not row.gone and everyone_may_read(row)), key=lambda row: row.created_at)
    notes = [viewed(row, kit) for row in lying]
    clusters = {note.id for note in notes if note.kind == "cluster"}
    loose = [in_cluster(note, notes) for note in notes if note.cluster not in clusters]
    return [Shown(note, group) for note in loose if note.kind != "cluster" or note.members or note.text]


def viewed(row: Row[Any], kit: Kit) -> NoteView:
    """A note that all may read."""
    return VIEWED.made(row.id, (row, kit), lambda: note_view(row, kit, readable=True))


def in_order(shown: Iterable[Shown]) -> list[Shown]:
    return sorted(shown, key=lambda each: (each.note.kind != "cluster", -(each.note.votes or 0)))


def text_of(texts: Iterable[Row[Any]], zone: Zone) -> str:
    return next((row.text.strip() for row in texts if row.zone == zone.shared), "") if zone.shared else ""


def sketches(shown: Sequence[Shown], groups: Rows, zone: Zone) -> list[tuple[Row[Any], list[NoteView]]]:
    if zone.kind is not ZoneKind.SKETCH:
        return []
    lines = {group.id: [each.note for each in shown if each.group.id == group.id] for group in groups}
    mine = {
        key: [note for note in notes if (note.zone, note.kind) == (zone.key, "line")] for key, notes in lines.items()
    }
    return [(group, mine[group.id]) for group in groups if mine[group.id]]


def next_steps(connection: Connection, viewer: Viewer, workshop: Row[Any]) -> list[tuple[Row[Any], list[NoteView]]]:
    """What each group will do next, once: what was brought on is told where it was brought to."""
    kit, groups = kit_of(connection, workshop.kit_digest), projected(connection, viewer)
    asked = {(sheet.key, zone.key) for sheet in kit.sheets for zone in sheet.zones if zone.kind is ZoneKind.ACTIONS}
    here = select(NOTE).where(NOTE.c.group_id.in_([group.id for group in groups]), NOTE.c.gone.is_(False))
    rows = [row for row in connection.execute(here.order_by(NOTE.c.created_at)) if (row.sheet, row.zone) in asked]
    brought_on = {row.from_note for row in rows}
    readable = [row for row in rows if everyone_may_read(row) and row.id not in brought_on and row.kind == "note"]
    of = {
        group.id: [
            replace(note_view(row, kit, readable=True), came_from=kit.number(row.sheet))
            for row in readable
            if row.group_id == group.id and may_project(group, row.sheet)
        ]
        for group in groups
    }
    return [(group, of[group.id]) for group in groups if of[group.id]]
