"""What must hold of screens, drafts and receipts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text

from app.board.receipts import receipts_of
from app.kits.kit import Kit
from app.storage.keeping import problems
from tests.simulated.answers import compare_answers
from tests.simulated.browser import TOKEN, Browser
from tests.simulated.log import Entry, examine, read_log
from tests.simulated.lying import compare_notes
from tests.simulated.replay import Replay
from tests.simulated.shown import shown
from tests.simulated.truth import may_be_seen

if TYPE_CHECKING:
    from tests.simulated.table import Table

VERSION = """SELECT g.version FROM "group" g JOIN workshop w ON w.id = g.workshop_id
  WHERE w.code = :code AND g.number = :number"""
DRAFTS = """SELECT d.participant_id, d.sheet, d.note_id, d.text FROM draft d
  JOIN participant p ON p.id = d.participant_id JOIN workshop w ON w.id = p.workshop_id WHERE w.code = :code"""
HIDDEN = """SELECT n.id FROM note n JOIN "group" g ON g.id = n.group_id
  JOIN workshop w ON w.id = g.workshop_id WHERE w.code = :code AND n.hidden"""
POST_ITS = """SELECT n.id FROM note n JOIN "group" g ON g.id = n.group_id
  JOIN workshop w ON w.id = g.workshop_id WHERE w.code = :code AND n.kind = 'note'"""
FORGOTTEN = """SELECT n.id, n.sheet, b.step FROM note n JOIN "group" g ON g.id = n.group_id
  JOIN workshop w ON w.id = g.workshop_id LEFT JOIN board b ON b.group_id = g.id AND b.sheet = n.sheet
  WHERE w.code = :code AND n.hidden AND g.sheet = n.sheet AND w.closed_at IS NULL"""
WORKSHOP = "SELECT id FROM workshop WHERE code = :code"


def compare_screen(connection: Connection, browser: Browser, group: int, kit: Kit) -> bool:
    """Whether a browser holds its group's newest version; if so, it must show just what its viewer may see."""
    member = browser.member
    version = connection.execute(text(VERSION), {"code": member.code, "number": group}).scalar_one()
    if browser.cursor != version:
        return False
    expected, found = may_be_seen(connection, kit, member, group, browser.sheet), shown(browser, kit)
    if found.version == expected.version:
        told = {
            name: differences(getattr(found, name), getattr(expected, name))
            for name in expected.__dataclass_fields__
            if getattr(found, name) != getattr(expected, name)
        }
        assert not told, f"{member.id} is shown, instead of what may be seen: {told}"
    return found == expected


def differences(found: Any, expected: Any) -> Any:
    """What is shown and what should be, where they are not alike."""
    if not (isinstance(found, dict) and isinstance(expected, dict)):
        return found, expected
    keys = [key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key)]
    return {key: differences(found.get(key), expected.get(key)) for key in keys}


def compare_log(
    connection: Connection, code: str, kit: Kit, browsers: Iterable[Browser], *, nameless: bool = False
) -> list[Entry]:
    """Whether log, notes and answers are what people's own words make of them; returns the log."""
    browsers, log = list(browsers), read_log(connection, code)
    examine(log, browsers)
    replay = Replay(kit, log, browsers, nameless=nameless)
    compare_notes(connection, code, replay.notes, nameless=nameless)
    compare_answers(connection, code, kit, replay.answers)
    return log


async def compare_drafts(table: "Table") -> None:
    """Each draft is the last its writer certainly sent, or one of those that a broken connection may have swallowed."""
    rows = table.served.ask(lambda connection: connection.execute(text(DRAFTS), {"code": table.code}).all())
    stored = {tuple(row[:3]): row[3] for row in rows}
    if table.nameless:
        assert not stored, "half a note tells whose it will be"
        return
    assert stored.keys() <= table.drafts.keys()
    for key, possible in table.drafts.items():
        assert stored.get(key, "") in possible, f"the draft {key} is {stored.get(key)}, not one of {possible}"


def compare_receipts(connection: Connection, code: str) -> None:
    """The receipts count the notes as the log tells of them, and `oppgaveark check` finds nothing wrong."""
    notes = set(connection.execute(text(POST_ITS), {"code": code}).scalars())
    log = [entry for entry in read_log(connection, code) if entry.note_id in notes]
    last = {entry.note_id: entry for entry in log}
    workshop = connection.execute(text(WORKSHOP), {"code": code}).scalar_one()
    receipts = [receipt for _, receipt in receipts_of(connection, workshop)]
    assert all(receipt.agrees for receipt in receipts)
    assert sum(receipt.written for receipt in receipts) == len(last)
    assert sum(receipt.deleted for receipt in receipts) == sum(entry.state["gone"] for entry in last.values())
    assert sum(receipt.stored for receipt in receipts) == sum(not entry.state["gone"] for entry in last.values())
    assert list(problems(connection)) == []


def nothing_leaked(connection: Connection, table: "Table") -> None:
    """Nobody was ever sent what another group wrote, nor (but its author) what is hidden still."""
    log = read_log(connection, table.code)
    hidden = {row[0] for row in connection.execute(text(HIDDEN), {"code": table.code})}
    secret = {token for entry in log if entry.note_id in hidden for token in TOKEN.findall(str(entry.state))}
    for browser in table.browsers:
        group = table.group_of(browser)
        for token in browser.tokens:
            writer = table.written_by[token]
            assert table.group_of(writer) == group, f"{token} was sent to group {group}"
            assert token not in secret or writer.member.id == browser.member.id, f"{token} is hidden, and was sent"


def nothing_hidden_for_good(connection: Connection, code: str, kit: Kit) -> None:
    """Only what is being written in silence just now is hidden: on nothing else would anybody turn it over."""
    rows = connection.execute(text(FORGOTTEN), {"code": code}).all()
    there = {row.id for row in rows if kit.sheets_by_key[row.sheet].hides(row.step)}
    hidden = {row[0] for row in connection.execute(text(HIDDEN), {"code": code})}
    assert hidden == there, f"{hidden - there} stay hidden"


def nobody_is_named(connection: Connection, table: "Table") -> None:
    """Nowhere in the database stands who wrote what or on whose behalf, nor who is writing just now."""
    assert not connection.execute(text(NAMED), {"code": table.code}).all()


NAMED = """SELECT n.id FROM note n JOIN "group" g ON g.id = n.group_id JOIN workshop w ON w.id = g.workshop_id
  WHERE w.code = :code AND (n.author_id IS NOT NULL OR n.text_by IS NOT NULL OR n.perspective IS NOT NULL)
  UNION ALL SELECT c.id FROM change c JOIN "group" g ON g.id = c.group_id JOIN workshop w ON w.id = g.workshop_id
  WHERE w.code = :code AND c.who IS NOT NULL
  UNION ALL SELECT d.text FROM draft d JOIN participant p ON p.id = d.participant_id
  JOIN workshop w ON w.id = p.workshop_id WHERE w.code = :code
  UNION ALL SELECT p.name FROM participant p JOIN workshop w ON w.id = p.workshop_id
  WHERE w.code = :code AND (p.editing IS NOT NULL OR p.writing)"""
