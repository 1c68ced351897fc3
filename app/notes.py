"""Writing on post-its: permit, change, log. One function for both doors (see `live.py`).

A write carries an id made by the browser; the same write twice changes nothing the second time.
It names only what it changes (text, place, gone), so moving never overwrites somebody's text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from app.database import Refused
from app.kits.copies import kit_of
from app.messages import NoteWrite
from app.model import BOARD, CHANGE, GROUP, NOTE, PARTICIPANT, WORKSHOP, now
from app.refusals import NotFound, NotUnderstood, NotYet, WorkshopClosed
from app.texts import tidy


@dataclass(slots=True, frozen=True)
class Writing:
    """Somebody's write, on its way to the writer."""

    participant_id: int
    message: NoteWrite


@dataclass(slots=True, frozen=True)
class Stored:
    """What came of a write: it is on disk. `version` is None where the write was stored before."""

    group_id: int
    write: str
    version: int | None


@dataclass(slots=True)
class Author:
    """A participant and what their group's writes depend on. `version` rises as the batch goes on."""

    group_id: int
    perspective: str
    digest: str
    closed: bool


AUTHORS = (
    select(
        PARTICIPANT.c.id,
        PARTICIPANT.c.group_id,
        PARTICIPANT.c.perspective,
        WORKSHOP.c.kit_digest,
        WORKSHOP.c.closed_at,
    )
    .join(WORKSHOP, WORKSHOP.c.id == PARTICIPANT.c.workshop_id)
    .where(PARTICIPANT.c.id.in_(bindparam("ids", expanding=True)))
)
VERSIONS = (
    select(GROUP.c.id, GROUP.c.version, GROUP.c.sheet)
    .where(GROUP.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(GROUP.c.id)
)
STEPS = select(BOARD.c.group_id, BOARD.c.sheet, BOARD.c.step).where(
    BOARD.c.group_id.in_(bindparam("ids", expanding=True))
)
NOTES = select(NOTE).where(NOTE.c.id.in_(bindparam("ids", expanding=True)))
WRITES = select(CHANGE.c.id).where(CHANGE.c.id.in_(bindparam("ids", expanding=True)))

INSERT_NOTES = NOTE.insert()
UPDATE_NOTES = (
    NOTE.update()
    .where(NOTE.c.id == bindparam("note_id"))
    .values({name: bindparam(name) for name in ("zone", "text", "x", "y", "gone", "changed_at", "version")})
)
UPDATE_VERSIONS = GROUP.update().where(GROUP.c.id == bindparam("group")).values(version=bindparam("to"))


def write_notes(connection: Connection, writings: Sequence[Writing]) -> list[Stored | Refused]:
    """Carry out many people's writes, in order. Outcomes stand in the same order; see `Database.write`."""
    ledger = Ledger(connection, writings)
    outcomes = [ledger.attempt(writing) for writing in writings]
    ledger.store(connection)
    return outcomes


class Ledger:
    """What a batch of writes needs to know, read at once, and what it changes, stored at once."""

    def __init__(self, connection: Connection, writings: Sequence[Writing]) -> None:
        self.authors = authors(connection, {writing.participant_id for writing in writings})
        groups = {author.group_id for author in self.authors.values()}
        ask = connection.execute
        rows = ask(VERSIONS.with_for_update(), {"ids": sorted(groups)}).all()
        self.versions = {row.id: row.version for row in rows}
        self.present = {(row.id, row.sheet) for row in rows}
        self.steps = {(row.group_id, row.sheet): row.step for row in ask(STEPS, {"ids": list(groups)})}
        self.notes = {
            row["id"]: dict(row) for row in ask(NOTES, {"ids": [each.message.id for each in writings]}).mappings()
        }
        self.done = {row.id for row in ask(WRITES, {"ids": [each.message.write for each in writings]})}
        self.kits = {digest: kit_of(connection, digest) for digest in {each.digest for each in self.authors.values()}}
        self.old = set(self.notes)
        self.touched: dict[str, None] = {}
        self.changed: set[int] = set()
        self.log: list[dict[str, Any]] = []

    def attempt(self, writing: Writing) -> Stored | Refused:
        """Carry out one write in memory."""
        try:
            return self.carry_out(writing)
        except Refused as refusal:
            return refusal

    def carry_out(self, writing: Writing) -> Stored:
        message = writing.message
        author = self.authors.get(writing.participant_id)
        if author is None:
            raise NotFound
        if message.write in self.done:
            return Stored(author.group_id, message.write, None)
        if author.closed:
            raise WorkshopClosed
        note = self.notes.get(message.id)
        if note is None:
            note = self.new_note(writing, author)
        elif note["group_id"] != author.group_id or (note["hidden"] and note["author_id"] != writing.participant_id):
            raise NotFound
        changes = self.changes(message, note["sheet"], author)
        self.version(note, changes, author, writing)
        return Stored(author.group_id, message.write, note["version"])

    def new_note(self, writing: Writing, author: Author) -> dict[str, Any]:
        """A note as it is before its first change."""
        message = writing.message
        if message.sheet is None or message.zone is None or message.text is None:
            raise NotUnderstood
        step = self.steps.get((author.group_id, message.sheet))
        if step is None:
            raise NotYet
        x, y = place(message.id)
        silent = self.kits[author.digest].sheets_by_key[message.sheet].steps[step].silent
        return {
            "id": message.id,
            "group_id": author.group_id,
            "sheet": message.sheet,
            "author_id": writing.participant_id,
            "perspective": author.perspective,
            "x": x,
            "y": y,
            # On a sheet the group has left, nobody would ever turn it over.
            "hidden": silent and (author.group_id, message.sheet) in self.present,
            "gone": False,
            "created_at": now(),
        }

    def changes(self, message: NoteWrite, sheet: str, author: Author) -> dict[str, Any]:
        """What a write changes, checked."""
        changes = {name: value for name in ("zone", "x", "y", "gone") if (value := getattr(message, name)) is not None}
        if message.zone is not None and message.zone not in self.kits[author.digest].sheets_by_key[sheet].zones_by_key:
            raise NotFound
        if message.text is not None:
            changes["text"] = tidy(message.text)
        return changes

    def version(self, note: dict[str, Any], changes: dict[str, Any], author: Author, writing: Writing) -> None:
        """Give the change the group's next version, and log it."""
        version = self.versions[author.group_id] + 1
        note.update(changes, version=version, changed_at=now())
        self.versions[author.group_id] = version
        self.notes[note["id"]] = note
        self.touched[note["id"]] = None
        self.changed.add(author.group_id)
        self.done.add(writing.message.write)
        self.log.append(
            {
                "id": writing.message.write,
                "group_id": author.group_id,
                "version": version,
                "note_id": note["id"],
                "who": writing.participant_id,
                "at": note["changed_at"],
                "state": {name: note[name] for name in ("text", "zone", "x", "y", "gone")},
            }
        )

    def store(self, connection: Connection) -> None:
        """Write what changed."""
        if not self.log:
            return
        new = [self.notes[note_id] for note_id in self.touched if note_id not in self.old]
        known = [self.notes[note_id] | {"note_id": note_id} for note_id in self.touched if note_id in self.old]
        if new:
            connection.execute(INSERT_NOTES, new)
        if known:
            connection.execute(UPDATE_NOTES, known)
        connection.execute(CHANGE.insert(), self.log)
        connection.execute(UPDATE_VERSIONS, [{"group": each, "to": self.versions[each]} for each in self.changed])


def authors(connection: Connection, ids: Iterable[int]) -> dict[int, Author]:
    rows = connection.execute(AUTHORS, {"ids": list(ids)})
    return {row.id: Author(row.group_id, row.perspective, row.kit_digest, row.closed_at is not None) for row in rows}


def place(note_id: str) -> tuple[int, int]:
    """Where in its zone a note lies whose writer did not say: anywhere, but always the same."""
    return int(note_id[:4], 16) % 101, int(note_id[4:8], 16) % 101
