"""Putting notes on a sheet that no participant wrote there: a facilitator's, rows, those typed in from paper."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select, update

from app.board.ledger import KEPT
from app.model import CHANGE, NOTE, now
from app.workshop.groups import next_version


@dataclass(slots=True, frozen=True)
class Put:
    """A note to be put: what of it can change (`ledger.KEPT`), and in `more` what cannot.

    Those with the same `act` are one act. `at` is when (ms); those of one act come in the order of their times.
    """

    id: str
    sheet: str
    kept: dict[str, Any]
    more: dict[str, Any] = field(default_factory=dict)
    act: str = ""
    at: int = field(default_factory=now)


def put(connection: Connection, group_id: int, note: Put) -> None:
    """Put it on a group's sheet and log it, once. Whoever calls holds the group."""
    if connection.scalar(select(NOTE.c.id).where(NOTE.c.id == note.id)) is not None:
        return
    version, kept = next_version(connection, group_id), {**KEPT, **note.kept}
    of = {"group_id": group_id, "sheet": note.sheet, "version": version}
    times = {"text_version": version, "created_at": note.at, "changed_at": note.at}
    connection.execute(NOTE.insert().values(id=note.id, kind="note", **of, **kept, **times, **note.more))
    logged = {"id": note.id, "act": note.act or note.id, "note_id": note.id, "at": note.at, "state": kept}
    connection.execute(CHANGE.insert().values(**of, **logged))


def put_anew(connection: Connection, note: Row[Any], change: str, changed: dict[str, Any], act: str = "") -> None:
    """Change something of a note that was put, and log it as `change`. Whoever calls holds the group."""
    version, at = next_version(connection, note.group_id), now()
    kept = {name: getattr(note, name) for name in KEPT} | changed
    times = {"version": version, "changed_at": at} | ({"text_version": version} if "text" in changed else {})
    connection.execute(update(NOTE).where(NOTE.c.id == note.id).values(**kept, **times))
    of = {"group_id": note.group_id, "version": version, "note_id": note.id, "sheet": note.sheet, "at": at}
    connection.execute(CHANGE.insert().values(id=change, act=act or change, state=kept, **of))
