"""Whether the log of changes tells what people did: replayed from what they sent, by rules written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from tests.simulated.browser import Browser
from tests.simulated.outbox import Message

LOG = """SELECT c.id, c.group_id, c.version, c.note_id, c.sheet, c.who, c.undoes, c.state FROM change c
  JOIN "group" g ON g.id = c.group_id JOIN workshop w ON w.id = g.workshop_id
  WHERE w.code = :code ORDER BY c.group_id, c.version"""
LYING = """SELECT n.id, n.group_id, n.version, n.sheet, n.text, n.zone, n.x, n.y, n.gone, n.text_version, n.text_by
  FROM note n JOIN "group" g ON g.id = n.group_id JOIN workshop w ON w.id = g.workshop_id WHERE w.code = :code"""
KEPT = ("text", "zone", "x", "y", "gone")


@dataclass(frozen=True)
class Entry:
    """One line of the log; `state` is the note as the change left it."""

    id: str
    group_id: int
    version: int
    note_id: str
    sheet: str
    who: int
    undoes: str | None
    state: dict[str, Any]


def read_log(connection: Connection, code: str) -> list[Entry]:
    """A workshop's changes, in order."""
    rows = connection.execute(text(LOG), {"code": code}).all()
    return [Entry(**dict(row._mapping) | {"state": read_state(row.state)}) for row in rows]


def read_state(kept: Any) -> dict[str, Any]:
    """A note's state as the log keeps it: one of the databases reads the JSON itself."""
    return msgspec.json.decode(kept, type=dict[str, Any]) if isinstance(kept, str) else dict(kept)


def examine(connection: Connection, code: str, browsers: Iterable[Browser]) -> list[Entry]:
    """Whether each acknowledged write is in the log, each of its lines was sent so, and the notes are as it tells.

    Returns the log.
    """
    browsers = list(browsers)
    log = read_log(connection, code)
    ids = [entry.id for entry in log]
    assert len(set(ids)) == len(ids)
    versions = [(entry.group_id, entry.version) for entry in log]
    assert all(before < after for before, after in pairwise(versions)), "a version names two changes"
    for browser in browsers:
        lost = browser.stored - set(ids)
        assert not lost, f"acknowledged, and not in the log: {[browser.known[write] for write in lost]}"
        for write in browser.refused:
            once = browser.sent[write] == 1
            assert not (once and write in ids), f"refused, and in the log: {browser.known[write]}"
    said = {write: (browser.member.id, message) for browser in browsers for write, message in browser.known.items()}
    compare(replayed(log, said), connection, code)
    return log


def in_order(log: Iterable[Entry], browsers: Iterable[Browser]) -> None:
    """Whether acknowledgements came in the order of versions, for writers who send in order and by one door."""
    version = {entry.id: entry.version for entry in log}
    for browser in browsers:
        for heard in browser.heard:
            versions = [version[write] for write in heard]
            assert versions == sorted(versions), f"acknowledged out of order: {versions}"


@dataclass
class Lying:
    """A note as the log leaves it, with its changes so far."""

    group_id: int
    sheet: str
    state: dict[str, Any]
    changes: list[Entry]
    text_version: int
    text_by: int


def replayed(log: Iterable[Entry], said: Mapping[str, tuple[int | None, Message]]) -> dict[str, Lying]:
    """The notes as people's own words make them, line by line. Raises where a line says something else."""
    notes: dict[str, Lying] = {}
    for entry in log:
        who, message = said[entry.id]
        assert who == entry.who, f"{entry} was sent by {who}"
        note = notes.get(entry.note_id)
        state = undone(entry, note) if message["act"] == "undo" else written(entry, message, note)
        assert state == entry.state, f"{message} made {entry.state} of {note and note.state}"
        if note is None:
            note = notes[entry.note_id] = Lying(entry.group_id, entry.sheet, state, [], 0, 0)
        assert (note.group_id, note.sheet) == (entry.group_id, entry.sheet), f"{entry} lies elsewhere"
        if message.get("text") is not None or (entry.undoes and len(note.changes) > 0 and not is_first(note, entry)):
            note.text_version, note.text_by = entry.version, entry.who
        note.state = state
        note.changes.append(entry)
    return notes


def is_first(note: Lying, entry: Entry) -> bool:
    """Whether an undo takes back what made the note; that leaves its text alone."""
    return note.changes[0].id == entry.undoes


def written(entry: Entry, message: Message, note: Lying | None) -> dict[str, Any]:
    """What a write makes of a note: only what it names, and no text over one that its writer had not seen."""
    named = {name: message[name] for name in KEPT if message.get(name) is not None}
    assert entry.note_id == message["id"]
    if note is None:
        assert entry.sheet == message["sheet"]
        return {"x": entry.state["x"], "y": entry.state["y"], "gone": False} | named
    seen = message.get("seen")
    if seen is not None and "text" in named:
        fair = note.text_version <= seen or note.text_by == entry.who or note.state["text"] == named["text"]
        assert fair, f"{message} overwrote a text of version {note.text_version}"
    return note.state | named


def undone(entry: Entry, note: Lying | None) -> dict[str, Any]:
    """What taking back an act makes of a note: as it was before it, or gone if it was not."""
    assert note is not None
    at = next(n for n, change in enumerate(note.changes) if change.id == entry.undoes)
    act = note.changes[at]
    assert act.who == entry.who, f"{entry} takes back somebody else's act"
    assert all(change.who == entry.who for change in note.changes[at:]), f"{entry} takes back what others have changed"
    assert not any(change.undoes == act.id for change in note.changes), f"{entry} takes an act back twice"
    return note.changes[at - 1].state if at else act.state | {"gone": True}


def compare(notes: Mapping[str, Lying], connection: Connection, code: str) -> None:
    """Whether the notes in the database are as the log left them."""
    rows = {row.id: row for row in connection.execute(text(LYING), {"code": code})}
    assert rows.keys() == notes.keys()
    for note_id, note in notes.items():
        row = rows[note_id]
        state = {name: getattr(row, name) for name in KEPT} | {"gone": bool(row.gone)}
        assert state == note.state, f"{note_id} is {state} and should be {note.state}"
        assert row.version >= note.changes[-1].version, f"{note_id} has an old version"
        assert (row.group_id, row.sheet) == (note.group_id, note.sheet)
        assert (row.text_version, row.text_by) == (note.text_version, note.text_by)
