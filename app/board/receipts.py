"""The receipt: what a group wrote, and that it is there. Counted twice, from the log and from the notes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from app.board.ledger import KEPT
from app.model import CHANGE, GROUP, NOTE


@dataclass(frozen=True, slots=True)
class Receipt:
    """How many notes a group wrote, and what became of them. `agrees`: log and notes tell the same.

    Clusters and the lines of a sketch are no notes to count, but they must agree as well.
    """

    written: int
    stored: int
    deleted: int
    restored: int
    agrees: bool


def receipt(connection: Connection, group_id: int) -> Receipt:
    """A group's receipt."""
    of_notes = (CHANGE.c.group_id == group_id) & (CHANGE.c.note_id != "")
    log = select(CHANGE.c.note_id, CHANGE.c.state).where(of_notes).order_by(CHANGE.c.version)
    changes = connection.execute(log).all()
    notes = connection.execute(select(NOTE).where(NOTE.c.group_id == group_id)).mappings().all()
    last, restored = replayed(changes)
    left = {note: {name: state.get(name, empty) for name, empty in KEPT.items()} for note, state in last.items()}
    found = {note["id"]: {name: note[name] for name in KEPT} for note in notes}
    others = {note["id"] for note in notes if note["kind"] != "note"}
    deleted = sum(bool(state["gone"]) for note, state in found.items() if note not in others)
    return Receipt(
        written=len(last.keys() - others),
        stored=len(found.keys() - others) - deleted,
        deleted=deleted,
        restored=sum(count for note, count in restored.items() if note not in others),
        agrees=left == found,
    )


def receipts_of(connection: Connection, workshop_id: int) -> list[tuple[str, Receipt]]:
    """The name and the receipt of each of a workshop's groups."""
    groups = select(GROUP.c.id, GROUP.c.name).where(GROUP.c.workshop_id == workshop_id).order_by(GROUP.c.number)
    return [(row.name, receipt(connection, row.id)) for row in connection.execute(groups).all()]


def replayed(changes: Iterable[Any]) -> tuple[dict[str, dict[str, Any]], Counter[str]]:
    """The notes as the log left them, and how many times each came back after having been deleted."""
    last: dict[str, dict[str, Any]] = {}
    restored: Counter[str] = Counter()
    for change in changes:
        before = last.get(change.note_id)
        restored[change.note_id] += before is not None and bool(before["gone"]) and not change.state["gone"]
        last[change.note_id] = change.state
    return last, restored


def disagreeing(connection: Connection) -> list[int]:
    """The groups whose log and notes do not tell the same."""
    groups = connection.scalars(select(NOTE.c.group_id).group_by(NOTE.c.group_id).having(func.count() > 0)).all()
    return [group for group in groups if not receipt(connection, group).agrees]
