"""What a viewer may see, from the database's rows and rules written here, apart from the application's own."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from tests.simulated.browser import Browser


@dataclass(frozen=True)
class Shown:
    """What a board shows at a version. A note whose text is not for the viewer has None; people are (here, writing)."""

    version: int
    sheet: str
    step: int
    writable: bool | None
    notes: dict[str, tuple[Any, ...]]
    people: dict[int, tuple[str, bool, bool]]


GROUP = """SELECT g.id, g.version, g.sheet, w.closed_at FROM "group" g JOIN workshop w ON w.id = g.workshop_id
  WHERE w.code = :code AND g.number = :number"""
STEP = "SELECT step FROM board WHERE group_id = :group AND sheet = :sheet"
NOTES = """SELECT id, zone, x, y, version, author_id, hidden, text FROM note
  WHERE group_id = :group AND sheet = :sheet AND NOT gone"""
PEOPLE = "SELECT id, name, here, writing FROM participant WHERE group_id = :group"


def may_be_seen(connection: Connection, code: str, number: int, person: int | None, sheet: str) -> Shown:
    """What a group's board shows a person in it, or who facilitates (None); `sheet` empty: the one they are on."""
    group = connection.execute(text(GROUP), {"code": code, "number": number}).one()
    here = {"group": group.id, "sheet": sheet or group.sheet}
    notes = {}
    for row in connection.execute(text(NOTES), here):
        # The one rule: what is hidden is its author's alone.
        readable = not row.hidden or (person is not None and row.author_id == person)
        notes[row.id] = (row.zone, row.x, row.y, row.version, row.author_id, row.text if readable else None)
    return Shown(
        version=group.version,
        sheet=here["sheet"],
        step=connection.execute(text(STEP), here).scalar_one(),
        # A sheet of its own is for looking, and is not told when the group comes to it.
        writable=None if sheet else person is not None and group.closed_at is None,
        notes=notes,
        people={
            row.id: (row.name, bool(row.here), bool(row.writing))
            for row in connection.execute(text(PEOPLE), {"group": group.id})
        },
    )


def shown(browser: Browser) -> Shown:
    """What a browser shows."""
    ids = browser.document.by_id
    notes = {}
    for note_id in browser.note_ids():
        note = ids[f"note-{note_id}"]
        said = note.said
        zone = note.parent.said["data-zone-list"] if note.parent else None
        words = None if "data-blank" in said else note.with_class("note-text").text
        author = int(said["data-author"].removeprefix("p"))
        notes[note_id] = (zone, int(said["data-x"]), int(said["data-y"]), int(said["data-version"]), author, words)
    people = [ids[name] for name in ids if name.startswith("person-")]
    return Shown(
        version=browser.cursor,
        sheet=ids["board"].said["data-sheet"],
        step=int(ids["steps"].said["data-step"]),
        writable=None if browser.sheet else "data-writable" in ids["board"].said,
        notes=notes,
        people={
            int(each.id.removeprefix("person-")): (
                each.said["data-name"],
                "data-here" in each.said,
                "data-writing" in each.said,
            )
            for each in people
        },
    )
