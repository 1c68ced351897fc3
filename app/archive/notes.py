"""Notes in an archive: what all may read, and how many there are besides."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from app.archive.moments import milliseconds, moment
from app.archive.note_parts import Note, Withheld
from app.archive.numbers import Ids, Numbers
from app.language import _
from app.model import CHANGE, NOTE
from app.visibility import Role, Viewer, may_read

Values = dict[str, Any]

SAME = (
    *("sheet", "zone", "kind", "text", "perspective", "led", "x", "y", "whom", "due", "card"),
    *("from_sheet", "votes", "points", "colour", "gone"),
)
"""What stands in the archive just as in the table."""

UNTOLD = _("Denne lappen var ikke lagt fram da arkivet ble laget, så teksten er ikke med.")


def notes_of(connection: Connection, numbers: Numbers, restored: Mapping[str, int]) -> Iterator[Note]:
    """The notes of a workshop that are in the archive, in order. `restored` is how often each came back."""
    for number, group in numbers.by_group():
        mine = select(NOTE).where(NOTE.c.group_id == group).order_by(NOTE.c.created_at)
        rows = [row for row in connection.execute(mine) if row.id in numbers.notes]
        for row in sorted(rows, key=lambda row: numbers.notes[row.id]):
            yield note_of(row, number, numbers, restored)


def note_of(row: Row[Any], group: int, numbers: Numbers, restored: Mapping[str, int]) -> Note:
    return Note(
        number=numbers.notes[row.id],
        group=group,
        author=numbers.person(row.author_id),
        text_by=numbers.person(row.text_by),
        tilt=int(row.id[-2:], 16) % 3 - 1,
        cluster=numbers.note(row.cluster),
        beside=numbers.note(row.beside),
        from_note=numbers.note(row.from_note),
        tags=row.tags,
        restored=restored.get(row.id, 0) if row.kind == "note" else 0,
        created_at=moment(row.created_at),
        changed_at=moment(row.changed_at),
        **{name: getattr(row, name) for name in SAME},
    )


def withheld_of(connection: Connection, numbers: Numbers, restored: Mapping[str, int]) -> list[Withheld]:
    """How many post-its there are that the archive does not tell of: not laid down yet, or deleted."""
    viewer = Viewer(Role.REPORT, numbers.workshop_id)
    columns = (NOTE.c.id, NOTE.c.group_id, NOTE.c.sheet, NOTE.c.zone, NOTE.c.gone, NOTE.c.hidden)
    asked = select(*columns, NOTE.c.mark, NOTE.c.author_id)
    rows = connection.execute(asked.where(NOTE.c.group_id.in_(list(numbers.groups)), NOTE.c.kind == "note"))
    counted = Counter(
        (
            numbers.groups[row.group_id],
            row.sheet,
            "" if row.gone else row.zone,
            restored.get(row.id, 0),
        )
        for row in rows
        if row.id not in numbers.notes and (row.gone or not may_read(viewer, row))
    )
    return [
        Withheld(
            group=group,
            sheet=sheet,
            zone=zone or None,
            state="hidden" if zone else "deleted",
            restored=often,
            count=count,
        )
        for (group, sheet, zone, often), count in sorted(counted.items())
    ]


def restored_in(connection: Connection, groups: Iterable[int]) -> dict[str, int]:
    """How often each note came back after it had been deleted."""
    log = select(CHANGE.c.note_id, CHANGE.c.state).where(CHANGE.c.group_id.in_(list(groups)), CHANGE.c.note_id != "")
    was_gone: dict[str, bool] = {}
    found: Counter[str] = Counter()
    for row in connection.execute(log.order_by(CHANGE.c.group_id, CHANGE.c.version)):
        found[row.note_id] += was_gone.get(row.note_id, False) and not row.state["gone"]
        was_gone[row.note_id] = bool(row.state["gone"])
    return {note: count for note, count in found.items() if count}


def note_row(note: Note, ids: Ids) -> Values:
    """A note as the table keeps it; its versions are those of its changes."""
    return {name: getattr(note, name) for name in SAME} | {
        "id": ids.note(note.number),
        "group_id": ids.groups[note.group],
        "author_id": ids.person(note.author),
        "text_by": ids.person(note.text_by),
        "cluster": ids.note(note.cluster),
        "beside": ids.note(note.beside),
        "from_note": ids.note(note.from_note),
        "tags": note.tags,
        "hidden": False,
        "mark": None,
        "created_at": milliseconds(note.created_at),
        "changed_at": milliseconds(note.changed_at),
    }


def withheld_rows(each: Withheld, first_zone: str, ids: Ids, at: int) -> Iterator[Values]:
    """As many notes as were withheld, so that they are counted as before. What they said is nowhere."""
    is_gone = each.state == "deleted"
    nothing = dict.fromkeys(name for name in SAME) | dict.fromkeys(
        ("author_id", "text_by", "cluster", "beside", "from_note", "mark")
    )
    for number in range(each.count):
        yield nothing | {
            "id": ids.new("withheld", each.group, each.sheet, each.zone, each.state, each.restored, number),
            "group_id": ids.groups[each.group],
            "sheet": each.sheet,
            "zone": each.zone or first_zone,
            "kind": "note",
            "text": "" if is_gone else UNTOLD,
            "tags": [],
            "x": 50,
            "y": 50,
            "led": False,
            "gone": is_gone,
            "hidden": not is_gone,
            "created_at": at,
            "changed_at": at,
        }
