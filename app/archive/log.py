"""The log of changes in an archive with its history, and what stands in its place in one without."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from app.archive.moments import milliseconds, moment
from app.archive.note_parts import Change, Note, State
from app.archive.numbers import Ids, Numbers
from app.board.ledger import KEPT
from app.model import CHANGE

Values = dict[str, Any]


def changes_of(connection: Connection, numbers: Numbers) -> Iterator[Change]:
    """What happened to the notes that are in the archive, group by group, in order.

    That somebody answered or laid down notes stands in the log too, but changes none, and is left out.
    """
    number = 0
    for _, group in numbers.by_group():
        log = select(CHANGE).where(CHANGE.c.group_id == group, CHANGE.c.note_id != "").order_by(CHANGE.c.version)
        acts: dict[str, int] = {}
        known: dict[str, int] = {}
        for row in connection.execute(log.execution_options(yield_per=500)):
            if row.note_id not in numbers.notes:
                continue
            number += 1
            known[row.id] = number
            yield Change(
                number=number,
                note=numbers.notes[row.note_id],
                at=moment(row.at),
                who=numbers.person(row.who),
                act=acts.setdefault(row.act or row.id, number),
                undoes=known.get(row.undoes),
                state=state_of(row.state, numbers),
            )


def state_of(state: Values, numbers: Numbers) -> State:
    whole = {name: state.get(name, empty) for name, empty in KEPT.items()}
    return State(**whole | {name: numbers.note(whole[name]) for name in ("cluster", "beside")})


def change_row(change: Change, note: Note, ids: Ids) -> Values:
    """A change of a note as the table keeps it, but for its version."""
    state = {name: getattr(change.state, name) for name in KEPT}
    return {
        "id": ids.change(change.number),
        "group_id": ids.groups[note.group],
        "note_id": ids.note(note.number),
        "sheet": note.sheet,
        "who": ids.person(change.who),
        "mark": None,
        "act": ids.change(change.act),
        "undoes": ids.change(change.undoes),
        "at": milliseconds(change.at),
        "state": state | {name: ids.note(state[name]) for name in ("cluster", "beside")},
    }


def told_anew(note: Values, restored: int, ids: Ids) -> Iterator[Values]:
    """Changes that lead to a note as it is, of which no history came along: made once, and deleted and brought back
    as often as it was.
    """
    state = {name: note[name] for name in KEPT}
    gone = [False] + [True, False] * restored + [True] * bool(note["gone"])
    for number, is_gone in enumerate(gone):
        write = ids.new("made", note["id"], number)
        yield {
            "id": write,
            "group_id": note["group_id"],
            "note_id": note["id"],
            "sheet": note["sheet"],
            "who": note["text_by"],
            "mark": None,
            "act": write,
            "undoes": None,
            "at": note["changed_at"],
            "state": state | {"gone": is_gone},
        }


def let_follow(notes: Iterable[Values], log: Iterable[Values]) -> int:
    """Number the versions of a group's changes, and of the notes as they left them. Returns the last."""
    by_id = {note["id"]: note for note in notes}
    texts: dict[str, str] = {}
    version = 1
    for version, change in enumerate(log, start=2):
        change["version"] = version
        note = by_id[change["note_id"]]
        note["version"] = version
        if texts.get(note["id"]) != change["state"]["text"]:
            note["text_version"] = version
        texts[note["id"]] = change["state"]["text"]
    return version
