"""Durable before acknowledged: seen in what the server asks of the system, and in how its database is set up."""

import asyncio
import re
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.databases import ON_SQLITE, Store
from tests.ground import FIRST, ZONE, new_id
from tests.house import House
from tests.server import Server
from tests.simulated.browser import Browser
from tests.simulated.people import facilitate, gather

SYNC = re.compile(r"^(\d+) +f(?:data)?sync\(\d+<[^>]*-wal>(.*)$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. f(?:data)?sync resumed>(.*)$")
WRITTEN = re.compile(r"^\d+ +p?write(?:64|v)?\(\d+<[^>]*-wal>")
SENT = re.compile(r"^\d+ +(?:write|writev|sendto|sendmsg)\(\d+<(?!/)")
CALLS = "pwrite64,pwritev,write,writev,sendto,sendmsg,fsync,fdatasync"


def durable_before_sent(trace: list[str], text: str, write: str) -> bool:
    """Whether the log with a text in it was on the disk before the acknowledgement of its write was sent."""
    written = next(n for n, line in enumerate(trace) if WRITTEN.match(line) and text in line)
    sent = next(n for n, line in enumerate(trace) if SENT.match(line) and f"ack-{write}" in line)
    began = {}
    for line in trace[written + 1 : sent]:
        if call := SYNC.match(line):
            began[call[1]] = True
            if call[2].endswith("= 0"):
                return True
        elif (call := RESUMED.match(line)) and call[1] in began and call[2].endswith("= 0"):
            return True
    return False


TRACE = [
    '7 pwrite64(9</d/oppgaveark.sqlite3-wal>, "..en tekst..", 4096, 56) = 4096',
    "7 fdatasync(9</d/oppgaveark.sqlite3-wal> <unfinished ...>",
    '6 sendto(12<TCP:[1]>, "ack-annen", 9, 0, NULL, 0) = 9',
    "7 <... fdatasync resumed>) = 0",
    '6 write(12<socket:[1]>, "\\201\\31ack-w1", 27) = 27',
]


def test_a_trace_is_read_rightly() -> None:
    assert durable_before_sent(TRACE, "en tekst", "w1")
    assert not durable_before_sent(TRACE, "en tekst", "annen")
    early = [TRACE[1].replace(" <unfinished ...>", ") = 0"), TRACE[0], TRACE[4]]
    assert not durable_before_sent(early, "en tekst", "w1")
    failed = [*TRACE[:3], "7 <... fdatasync resumed>) = -1 EIO (Input/output error)", TRACE[4]]
    assert not durable_before_sent(failed, "en tekst", "w1")


async def write_notes(server: Server) -> dict[str, str]:
    """Three people write, one of them over HTTP; the texts of what was acknowledged, by write."""
    fatma = await facilitate(server.addresses)
    members = await gather(server.addresses, fatma.code, (1, 1, 2))
    browsers = [Browser(member) for member in members]
    for n, browser in enumerate(browsers):
        assert n == 2 or await browser.come()
        for each in range(5):
            browser.put(act="note", id=new_id(), sheet=FIRST, zone=ZONE, text=f"lapp nummer {n}{each} er her")
    await asyncio.gather(*(browser.flush(over_http=not browser.is_open) for browser in browsers))
    for browser in browsers:
        await browser.rest()
        assert not browser.outbox
        await browser.leave()
        await browser.member.client.aclose()
    await fatma.client.aclose()
    return {write: message["text"] for browser in browsers for write, message in browser.known.items()}


@ON_SQLITE
def test_the_log_is_on_the_disk_before_the_acknowledgement_is_sent(store: Store, tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed here")
    trace = tmp_path / "trace"
    under = [strace, "-f", "-y", "-qq", "-s", "70000", "-e", f"trace={CALLS}", "-o", str(trace)]
    if subprocess.run([*under, "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("strace may not look at processes here")
    with Server(store, under=under) as server:
        texts = asyncio.run(write_notes(server))
    lines = trace.read_text(errors="replace").splitlines()
    assert len(texts) == 15
    assert [text for write, text in texts.items() if not durable_before_sent(lines, text, write)] == []


def set_up(connection: Connection) -> dict[str, str]:
    """What of its promise to keep things the database says itself."""
    if connection.dialect.name == "sqlite":
        asked = {name: f"PRAGMA {name}" for name in ("journal_mode", "synchronous", "foreign_keys")}
    else:
        asked = {name: f"SHOW {name}" for name in ("synchronous_commit", "fsync")}
    return {name: str(connection.exec_driver_sql(question).scalar_one()) for name, question in asked.items()}


def test_what_writes_is_set_up_to_be_durable(house: House) -> None:
    found: list[dict[str, str]] = []
    house.do(lambda connection: found.append(set_up(connection)))
    if house.store.workers == 1:
        assert found == [{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}]
        return
    assert found[0]["synchronous_commit"] == "on"
    if found[0]["fsync"] != "on":
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            warnings.warn("this PostgreSQL server runs with fsync=off; the promise is its operator's", stacklevel=1)
