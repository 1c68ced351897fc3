"""The ledger of a batch of writes: what they depend on is read at once, what they change is stored at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from app.board.authors import Author, among, authors
from app.board.messages import NoteWrite, Said
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.model import BOARD, CHANGE, GROUP, NOTE, PARTICIPANT, now

KEPT: dict[str, Any] = {
    "text": "",
    "zone": "",
    "x": 0,
    "y": 0,
    "gone": False,
    "cluster": None,
    "tags": [],
    "beside": None,
    "whom": None,
    "due": None,
}
"""What of a note can change, and stands in the log; with what counts where the log is older than the column."""

CHANGED = (*KEPT, "changed_at", "version", "text_version", "text_by", "mark")


GROUPS = (
    select(GROUP.c.id, GROUP.c.version, GROUP.c.sheet)
    .where(GROUP.c.id.in_(select(PARTICIPANT.c.group_id).where(PARTICIPANT.c.id.in_(among("people")))))
    .order_by(GROUP.c.id)
    .with_for_update(key_share=True)
)
"""The groups of some people, held: what is read after them is as whoever held them before has left it."""

STEPS = select(BOARD.c.group_id, BOARD.c.sheet, BOARD.c.step).where(BOARD.c.group_id.in_(among("ids")))
NOTES = select(NOTE).where(NOTE.c.id.in_(among("ids")))
LYING = select(NOTE).where(
    NOTE.c.group_id == bindparam("group"), NOTE.c.sheet == bindparam("sheet"), NOTE.c.gone.is_(False)
)
COUNT = (
    select(func.count())
    .select_from(NOTE)
    .where(NOTE.c.group_id == bindparam("group"), NOTE.c.sheet == bindparam("sheet"))
)
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

    def __init__(self, connection: Connection, writings: Sequence[Said[NoteWrite]]) -> None:
        ask = connection.execute
        messages = [writing.message for writing in writings]
        people = {writing.participant_id for writing in writings}
        groups = ask(GROUPS, {"people": list(people)}).all()
        ids = [row.id for row in groups]
        self.connection = connection
        self.authors = authors(connection, people)
        self.versions = {row.id: row.version for row in groups}
        self.present = {(row.id, row.sheet) for row in groups}
        self.steps = {(row.group_id, row.sheet): row.step for row in ask(STEPS, {"ids": ids})}
        self.notes: dict[str, dict[str, Any]] = {}
        self.old: set[str] = set()
        self.learn(ask(NOTES, {"ids": list(named_in(messages))}))
        self.done = set(ask(WRITES, {"ids": [message.write for message in messages]}).scalars())
        self.kits = {each.digest: kit_of(connection, each.digest) for each in self.authors.values()}
        self.log: list[dict[str, Any]] = []
        self.counts: dict[tuple[int, str], int] = {}

    def learn(self, rows: Any) -> None:
        """Take in notes as they are stored; those that have changed in this batch stay as they are."""
        for row in rows.mappings():
            if row["id"] not in self.notes:
                self.notes[row["id"]] = dict(row)
            self.old.add(row["id"])

    def find(self, note_id: str) -> dict[str, Any] | None:
        """A note that no message of the batch named."""
        if note_id not in self.notes:
            self.learn(self.connection.execute(NOTES, {"ids": [note_id]}))
        return self.notes.get(note_id)

    def lying(self, group_id: int, sheet: str) -> list[dict[str, Any]]:
        """All that lies on a group's sheet just now."""
        self.learn(self.connection.execute(LYING, {"group": group_id, "sheet": sheet}))
        here = (note for note in self.notes.values() if note["group_id"] == group_id and note["sheet"] == sheet)
        return [note for note in here if not note["gone"]]

    def number_next(self, group_id: int, sheet: str) -> int:
        """Number one more note or line among all there ever were on a group's sheet."""
        here = (group_id, sheet)
        if here not in self.counts:
            self.counts[here] = self.connection.execute(COUNT, {"group": group_id, "sheet": sheet}).scalar_one()
        self.counts[here] += 1
        return self.counts[here]

    def kit(self, author: Author) -> Kit:
        return self.kits[author.digest]

    def enter(self, note: dict[str, Any], changes: dict[str, Any], by: Author, write: str, act: str) -> int:
        """Give a change its group's next version, and log it; returns the version."""
        version = self.versions[by.group_id] = self.versions[by.group_id] + 1
        note.update(changes, version=version, changed_at=now())
        if "text" in changes:
            note.update(text_version=version, text_by=by.named, mark=by.mark(note["sheet"]))
        self.notes[note["id"]] = note
        self.done.add(write)
        self.log.append(
            {
                "id": write,
                "group_id": by.group_id,
                "version": version,
                "note_id": note["id"],
                "sheet": note["sheet"],
                "who": by.named,
                "mark": by.mark(note["sheet"]),
                "act": act,
                "at": note["changed_at"],
                "state": {name: note[name] for name in KEPT},
            }
        )
        return int(version)

    def store(self) -> None:
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
                self.connection.execute(statement, rows)


def named_in(messages: Iterable[NoteWrite]) -> set[str]:
    """The notes that messages speak of."""
    return {note for each in messages for note in (each.id, each.cluster, each.origin, each.beside) if note}
