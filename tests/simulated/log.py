"""Whether the log of changes tells what people did: it is replayed (`replay.py`), and compared with what lies there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from tests.simulated.browser import Browser

LOG = """SELECT c.id, c.group_id, c.version, c.note_id, c.sheet, c.who, c.mark, c.act, c.undoes, c.state FROM change c
  JOIN "group" g ON g.id = c.group_id JOIN workshop w ON w.id = g.workshop_id
  WHERE w.code = :code ORDER BY c.group_id, c.version"""


@dataclass(frozen=True)
class Entry:
    """One line of the log; `state` is the note as the change left it."""

    id: str
    group_id: int
    version: int
    note_id: str
    sheet: str
    who: int | None
    mark: str | None
    act: str
    undoes: str | None
    state: dict[str, Any]


def read_log(connection: Connection, code: str) -> list[Entry]:
    """A workshop's changes, in order."""
    rows = connection.execute(text(LOG), {"code": code}).all()
    return [Entry(**dict(row._mapping) | {"state": as_read(row.state)}) for row in rows]


def as_read(kept: Any) -> Any:
    """What a column of JSON holds: one of the databases reads it itself."""
    return msgspec.json.decode(kept) if isinstance(kept, str) else kept


def examine(log: list[Entry], browsers: Iterable[Browser]) -> None:
    """Whether each acknowledged write is in the log, once, and none that was refused each time it was sent."""
    ids = [entry.id for entry in log]
    assert len(set(ids)) == len(ids)
    versions = [(entry.group_id, entry.version) for entry in log]
    assert all(before < after for before, after in pairwise(versions)), "a version names two changes"
    known = set(ids)
    for browser in browsers:
        lost = browser.stored - known
        assert not lost, f"acknowledged, and not in the log: {[browser.known[write] for write in lost]}"
        for write in browser.refused:
            once = browser.sent[write] == 1
            assert not (once and write in known), f"refused, and in the log: {browser.known[write]}"


def in_order(log: Iterable[Entry], browsers: Iterable[Browser]) -> None:
    """Whether acknowledgements came in the order of versions, for writers who send in order and by one door."""
    version: Mapping[str, int] = {entry.id: entry.version for entry in log}
    for browser in browsers:
        for heard in browser.heard:
            versions = [version[write] for write in heard]
            assert versions == sorted(versions), f"acknowledged out of order: {versions}"
