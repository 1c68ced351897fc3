"""What must hold of screens, drafts and receipts."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from app.board.receipts import receipts_of
from app.storage.keeping import problems
from tests.ground import SILENT_STEP
from tests.simulated.browser import TOKEN, Browser
from tests.simulated.log import read_log
from tests.simulated.truth import may_be_seen, shown

if TYPE_CHECKING:
    from tests.simulated.table import Table

VERSION = """SELECT g.version FROM "group" g JOIN workshop w ON w.id = g.workshop_id
  WHERE w.code = :code AND g.number = :number"""
DRAFTS = """SELECT d.participant_id, d.sheet, d.note_id, d.text FROM draft d
  JOIN participant p ON p.id = d.participant_id JOIN workshop w ON w.id = p.workshop_id WHERE w.code = :code"""
HIDDEN = """SELECT n.id, n.author_id FROM note n JOIN "group" g ON g.id = n.group_id
  JOIN workshop w ON w.id = g.workshop_id WHERE w.code = :code AND n.hidden"""
FORGOTTEN = """SELECT n.id FROM note n JOIN "group" g ON g.id = n.group_id JOIN workshop w ON w.id = g.workshop_id
  JOIN board b ON b.group_id = g.id AND b.sheet = n.sheet
  WHERE w.code = :code AND n.hidden AND (g.sheet <> n.sheet OR b.step <> :silent OR w.closed_at IS NOT NULL)"""
WORKSHOP = "SELECT id FROM workshop WHERE code = :code"


def compare_screen(connection: Connection, browser: Browser, group: int) -> bool:
    """Whether a browser holds its group's newest version; if so, it must show just what its viewer may see."""
    member = browser.member
    version = connection.execute(text(VERSION), {"code": member.code, "number": group}).scalar_one()
    if browser.cursor != version:
        return False
    expected = may_be_seen(connection, member.code, group, member.id, browser.sheet)
    found = shown(browser)
    assert found.version != expected.version or found == expected, f"shows {found}\ninstead of {expected}"
    return found == expected


async def compare_drafts(table: "Table") -> None:
    """Each draft is the last its writer certainly sent, or one of those that a broken connection may have swallowed."""
    rows = table.served.ask(lambda connection: connection.execute(text(DRAFTS), {"code": table.code}).all())
    stored = {tuple(row[:3]): row[3] for row in rows}
    assert stored.keys() <= table.drafts.keys()
    for key, possible in table.drafts.items():
        assert stored.get(key, "") in possible, f"the draft {key} is {stored.get(key)}, not one of {possible}"


def compare_receipts(connection: Connection, code: str) -> None:
    """The receipts count what the log tells, and `oppgaveark check` finds nothing wrong."""
    log = read_log(connection, code)
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
    hidden = {row[0]: row[1] for row in connection.execute(text(HIDDEN), {"code": table.code})}
    secret = {
        token: hidden[entry.note_id]
        for entry in log
        if entry.note_id in hidden
        for token in TOKEN.findall(str(entry.state["text"]))
    }
    for browser in table.browsers:
        group = table.group_of(browser)
        for token in browser.tokens:
            assert table.token_group[token] == group, f"{token} was sent to group {group}"
            assert secret.get(token, browser.member.id) == browser.member.id, f"{token} is hidden, and was sent"


def nothing_hidden_for_good(connection: Connection, code: str) -> None:
    """Only what is being written in silence just now is hidden: on nothing else would anybody turn it over."""
    hidden = connection.execute(text(FORGOTTEN), {"code": code, "silent": SILENT_STEP}).scalars().all()
    assert not hidden, f"{hidden} stay hidden"
