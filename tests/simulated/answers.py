"""Whether answers are kept as they were given: once each, nobody's named, and counted rightly."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text

from app.kits.kit import Kit
from app.kits.worksheet import Mode
from tests.simulated.replay import Answers

KEPT = """SELECT a.group_id, a.sheet, a.step, a.subject, a.value, a.voter FROM answer a
  JOIN "group" g ON g.id = a.group_id JOIN workshop w ON w.id = g.workshop_id WHERE w.code = :code"""
AT = """SELECT b.group_id, b.sheet, b.step, g.sheet = b.sheet AND w.closed_at IS NULL AS here
  FROM board b JOIN "group" g ON g.id = b.group_id
  JOIN workshop w ON w.id = g.workshop_id WHERE w.code = :code"""
VOTED = "SELECT id, votes FROM note WHERE group_id = :group AND sheet = :sheet AND kind <> 'line'"


def compare_answers(connection: Connection, code: str, kit: Kit, told: Answers) -> None:
    """Each answer stands as it was last given, and a note's votes are those of the last vote that is over."""
    rows = connection.execute(text(KEPT), {"code": code}).all()
    kept = Counter(tuple(row)[:5] for row in rows)
    expected = Counter((*where[:1], *where[2:], value) for where, value in told.items())
    assert kept == expected, f"answers are {kept}, not {expected}"
    voters = Counter(voter for voter, _ in {(row.voter, row[:3]) for row in rows})
    assert set(voters.values()) <= {1}, "a voter can be told again in another step"
    for board in connection.execute(text(AT), {"code": code}).all():
        compare_votes(connection, kit, board, rows)


def compare_votes(connection: Connection, kit: Kit, board: Any, answers: Iterable[Any]) -> None:
    """While a group votes, no note has any; afterwards each has what it was given."""
    steps = [n for n, step in enumerate(kit.sheets_by_key[board.sheet].steps) if step.mode is Mode.VOTE]
    given = [row for row in answers if (row.group_id, row.sheet) == (board.group_id, board.sheet)]
    given = [row for row in given if row.step in steps and row.value > 0 and row.subject]
    last = max((row.step for row in given), default=None)
    dots: Counter[str] = Counter()
    for row in given:
        if row.step == last and not (board.here and board.step in steps):
            dots[row.subject] += row.value
    where = {"group": board.group_id, "sheet": board.sheet}
    shown = {row.id: row.votes for row in connection.execute(text(VOTED), where) if row.votes is not None}
    assert shown == dict(dots), f"{board} has the votes {shown}, and should have {dots}"
