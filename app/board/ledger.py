"""The ledger of a batch of writes: what they depend on is read at once, what they change is stored at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from app.board.messages import NoteWrite
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.model import BOARD, CHANGE, GROUP, NOTE, PARTICIPANT, WORKSHOP, now

KEPT = ("text", "zone", "x", "y", "gone")
"""What of a note can change, and stands in the log."""

CHANGED = (*KEPT, "changed_at", "version", "text_version", "text_by")


@dataclass(slots=True, frozen=True)
class Writing:
    """Somebody's write, on its way to the writer."""

    participant_id: int
    message: NoteWrite


@dataclass(slots=True)
class Author:
    """A participant, and what of their group and workshop their writes depend on."""

    id: int
    group_id: int
    perspective: str
    digest: str
    closed: bool


def among(name: str) -> Any:
    return bindparam(name, expanding=True)


AUTHORS = (
    select(
        PARTICIPANT.c.id,
        PARTICIPANT.c.group_id,
        PARTICIPANT.c.perspective,
        WORKSHOP.c.kit_digest,
        WORKSHOP.c.closed_at,
    )
    .join(WORKSHOP, WORKSHOP.c.id == PARTICIPANT.c.workshop_id)
    .where(PARTICIPANT.c.id.in_(among("ids")))
)
GROUPS = (
    select(GROUP.c.id, GROUP.c.version, GROUP.c.sheet)
    .where(GROUP.c.id.in_(select(PARTICIPANT.c.group_id).where(PARTICIPANT.c.id.in_(among("people")))))
    .order_by(GROUP.c.id)
    .with_for_update(key_share=True)
)
"""The groups of some people, held: what is read after them is as whoever held them before has left it."""

STEPS = select(BOARD.c.group_id, BOARD.c.sheet, BOARD.c.step).where(BOARD.c.group_id.in_(among("ids")))
NOTES = select(NOTE).where(NOTE.c.id.in_(among("ids")))
WRITES = select(CHANGE.c.id).where(CHANGE.c.id.in_(among("ids")))
UPDATE_NOTES = (
    NOTE.update().where(NOTE.c.id == bindparam("note_id")).values({name: bindparam(name) for name in CHANGED})
)
UPDATE_VERSIONS = GROUP.update().where(GROUP.c.id == bindparam("group")).values(version=bindparam("to"))


def hold_groups(connection: Connection, items: Iterable[object]) -> None:
    """Hold the groups of all who do something in a batch, in every process' order, so that none waits in a ring."""
    people = [item.participant_id for item in items if hasattr(item, "participant_id")]
    if people:
        connection.execute(GROUPS, {"people": people})


class Ledger:
    """Notes, groups and authors of one batch. Groups are held until its commit, so that versions come in order."""

    def __init__(self, connection: Connection, writings: Sequence[Writing]) -> None:
        ask = connection.execute
        people = {writing.participant_id for writing in writings}
        groups = ask(GROUPS, {"people": list(people)}).all()
        ids = [row.id for row in groups]
        self.authors = authors(connection, people)
        self.versions = {row.id: row.version for row in groups}
        self.present = {(row.id, row.sheet) for row in groups}
        self.steps = {(row.group_id, row.sheet): row.step for row in ask(STEPS, {"ids": ids})}
        notes = ask(NOTES, {"ids": [each.message.id for each in writings]}).mappings()
        self.notes: dict[str, dict[str, Any]] = {row["id"]: dict(row) for row in notes}
        self.done = set(ask(WRITES, {"ids": [each.message.write for each in writings]}).scalars())
        self.kits = {each.digest: kit_of(connection, each.digest) for each in self.authors.values()}
        self.old = frozenset(self.notes)
        self.log: list[dict[str, Any]] = []

    def kit(self, author: Author) -> Kit:
        return self.kits[author.digest]

    def enter(self, note: dict[str, Any], changes: dict[str, Any], author: Author, write: str) -> int:
        """Give a change its group's next version, and log it; returns the version."""
        version = self.versions[author.group_id] = self.versions[author.group_id] + 1
        note.update(changes, version=version, changed_at=now())
        if "text" in changes:
            note.update(text_version=version, text_by=author.id)
        self.notes[note["id"]] = note
        self.done.add(write)
        self.log.append(
            {
                "id": write,
                "group_id": author.group_id,
                "version": version,
                "note_id": note["id"],
                "sheet": note["sheet"],
                "who": author.id,
                "at": note["changed_at"],
                "state": {name: note[name] for name in KEPT},
            }
        )
        return int(version)

    def store(self, connection: Connection) -> None:
        """Write what changed."""
        touched = {entry["note_id"]: self.notes[entry["note_id"]] for entry in self.log}
        new = [note for note_id, note in touched.items() if note_id not in self.old]
        known = [note | {"note_id": note_id} for note_id, note in touched.items() if note_id in self.old]
        changed = {entry["group_id"] for entry in self.log}
        for statement, rows in (
            (NOTE.insert(), new),
            (UPDATE_NOTES, known),
            (CHANGE.insert(), self.log),
            (UPDATE_VERSIONS, [{"group": each, "to": self.versions[each]} for each in changed]),
        ):
            if rows:
                connection.execute(statement, rows)


def authors(connection: Connection, ids: Iterable[int]) -> dict[int, Author]:
    """The participants with these ids who still are some."""
    return {
        row.id: Author(row.id, row.group_id, row.perspective, row.kit_digest, row.closed_at is not None)
        for row in connection.execute(AUTHORS, {"ids": list(ids)})
    }
