"""Whether what lies in the database is as the log leaves it, and as it was made."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from tests.simulated.log import as_read
from tests.simulated.replay import Lying
from tests.simulated.rules import NEW

LYING = """SELECT n.* FROM note n JOIN "group" g ON g.id = n.group_id JOIN workshop w ON w.id = g.workshop_id
  WHERE w.code = :code"""


def compare_notes(connection: Connection, code: str, notes: Mapping[str, Lying], *, nameless: bool) -> None:
    """Each note is as its last change left it, and as its first made it."""
    rows = {row.id: row for row in connection.execute(text(LYING), {"code": code})}
    assert rows.keys() == notes.keys()
    for note_id, note in notes.items():
        row = rows[note_id]
        state = {name: getattr(row, name) for name in NEW} | {"gone": bool(row.gone), "tags": as_read(row.tags)}
        assert state == note.state, f"{note_id} is {state} and should be {note.state}"
        assert row.version >= note.changes[-1].version, f"{note_id} has an old version"
        assert (row.group_id, row.sheet) == (note.group_id, note.sheet)
        compare_making(row, note, notes)
        by = None if nameless else note.text_by
        assert (row.text_version, row.text_by) == (note.text_version, by), f"{note_id}: {row} by {by}"


def compare_making(row: Any, note: Lying, notes: Mapping[str, Lying]) -> None:
    """What never changes: the kit's card, where it was brought from, a line's points."""
    made = note.made_by
    assert (row.kind, row.card, row.from_note) == (note.kind, made.get("card"), made.get("origin"))
    assert row.from_sheet == (notes[made["origin"]].sheet if "origin" in made else None)
    points = as_read(row.points) if row.points is not None else None
    assert (points, row.colour) == (made.get("points"), made.get("colour") if note.kind == "line" else None)
