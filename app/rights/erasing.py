"""Erasing for good what one person wrote, because they ask for it: notes, history, wastebasket, drafts, copies.

One transaction does all of it. What is erased leaves a tombstone without a word on it (`app/board/erased.py`) and one
line in the log, so that every board takes it away, and receipts still count it: as written, and as deleted. What
several wrote together in one field has no authors, so nothing can be taken out of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Connection, Row, delete, or_, select, update

from app.board.ledger import KEPT
from app.model import CHANGE, DRAFT, NOTE, now
from app.refusals import NotFound
from app.rights.taking_out import TakenOut, taken_out
from app.rights.unnaming import unlink
from app.rights.whose import Traces
from app.workshop.groups import hold_group, next_version
from app.workshop.seating import Removal, person_in, remove_person
from app.workshop.workshops import hold

BARE: dict[str, Any] = {
    "text": "",
    "author_id": None,
    "text_by": None,
    "perspective": None,
    "mark": None,
    "hidden": False,
    "gone": True,
    "cluster": None,
    "tags": [],
    "card": None,
    "from_note": None,
    "from_sheet": None,
    "beside": None,
    "whom": None,
    "due": None,
    "points": None,
    "colour": None,
}
"""What is left on a tombstone. Where it lay and how many votes it had tells nothing of what it said."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """That all a person wrote is to be erased; with `removal`, the person is taken out of the workshop too."""

    workshop_id: int
    person_id: int
    removal: bool = False


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done, or would be: by kind, how many of their own (`own`, of which some were `deleted` before) and how
    many `copies` of others are erased; how many of others' notes are `mended`, and the groups to ring.
    """

    own: Mapping[str, int] = field(default_factory=dict)
    deleted: int = 0
    copies: int = 0
    mended: int = 0
    groups: tuple[int, ...] = ()


def erase_person(connection: Connection, wish: Erasure) -> Erased:
    """Erase it, once: the second time there is nothing left. Raises NotFound where nothing tells whose what is."""
    workshop = hold(connection, wish.workshop_id)
    if workshop.anonymous:
        raise NotFound
    try:
        person = person_in(connection, workshop.id, wish.person_id)
    except NotFound:
        return Erased()
    traces = Traces(connection, workshop, person.id)
    done = told(traces, [erase_in(traces, group_id) for group_id in traces.touched])
    connection.execute(delete(DRAFT).where(DRAFT.c.participant_id == person.id))
    rung = {*traces.touched, *unlink(traces)}
    if wish.removal:
        rung |= set(remove_person(connection, Removal(workshop.id, person.id)))
    return replace(done, groups=tuple(sorted(rung)))


def would_erase(connection: Connection, workshop: Row[Any], person_id: int) -> Erased:
    """What erasing it would do."""
    traces = Traces(connection, workshop, person_id)
    return told(traces, [in_group(traces, group_id) for group_id in traces.touched])


Found = tuple[TakenOut, list[dict[str, Any]]]
"""What is taken out of a group, and its notes as they were."""


def told(traces: Traces, found: Sequence[Found]) -> Erased:
    gone = [note for taken, notes in found for note in notes if note["id"] in taken.erased]
    own = [note for note in gone if note["author_id"] == traces.person]
    return Erased(
        own=Counter(note["kind"] for note in own if not note["gone"]),
        deleted=sum(note["gone"] for note in own),
        copies=sum(not note["gone"] for note in gone) - sum(not note["gone"] for note in own),
        mended=sum(len(taken.logs) for taken, _ in found),
    )


def in_group(traces: Traces, group_id: int) -> Found:
    """What would become of a group's notes."""
    ask = traces.connection.execute
    notes = [dict(row) for row in ask(select(NOTE).where(NOTE.c.group_id == group_id)).mappings()]
    log = select(CHANGE).where(CHANGE.c.group_id == group_id, CHANGE.c.note_id != "").order_by(CHANGE.c.version)
    return taken_out(traces.person, notes, ask(log).all()), notes


def erase_in(traces: Traces, group_id: int) -> Found:
    connection = traces.connection
    hold_group(connection, group_id)
    found, before = in_group(traces, group_id)
    for note_id in sorted(found.erased):
        bury(connection, group_id, note_id)
    for note_id, states in sorted(found.logs.items()):
        mend(connection, group_id, note_id, states)
    for note_id in (*found.erased, *found.logs):
        # Somebody may be changing just that note.
        there = or_(DRAFT.c.note_id == note_id, DRAFT.c.note_id.startswith(f"{note_id}/"))
        connection.execute(delete(DRAFT).where(there))
    return found, before


def bury(connection: Connection, group_id: int, note_id: str) -> None:
    """Let nothing of a note be left but a tombstone, and of its log but that it is gone."""
    note = connection.execute(select(NOTE).where(NOTE.c.id == note_id)).one()
    version, at = next_version(connection, group_id), now()
    bare = {**BARE, "version": version, "text_version": version, "changed_at": at}
    connection.execute(update(NOTE).where(NOTE.c.id == note_id).values(bare))
    connection.execute(delete(CHANGE).where(CHANGE.c.note_id == note_id))
    state = {**KEPT, "zone": note.zone, "x": note.x, "y": note.y, "gone": True}
    logged = {"group_id": group_id, "version": version, "note_id": note_id, "sheet": note.sheet, "at": at}
    act = str(uuid5(NAMESPACE_OID, f"erased {note_id}"))
    connection.execute(CHANGE.insert().values(id=act, act=act, state=state, **logged))


def mend(connection: Connection, group_id: int, note_id: str, states: list[dict[str, Any]]) -> None:
    """Let a note, and every version of it, say only what others wrote."""
    version = next_version(connection, group_id)
    log = select(CHANGE.c.id).where(CHANGE.c.note_id == note_id).order_by(CHANGE.c.version)
    for change, state in zip(connection.scalars(log).all(), states, strict=True):
        connection.execute(update(CHANGE).where(CHANGE.c.id == change).values(state=state))
    said = {name: states[-1][name] for name in ("text", "whom", "due")}
    values = {**said, "version": version, "text_version": version, "changed_at": now()}
    connection.execute(update(NOTE).where(NOTE.c.id == note_id).values(values))
