"""Backup while running, restore, and the look at whether everything is as it should be."""

import re
import sqlite3
from pathlib import Path

import httpx
import pytest

from app.cli import main
from tests.databases import ON_POSTGRES, ON_SQLITE, Store
from tests.house import Gathering, House, new_id

NOTE = {"sheet": "hensikt", "zone": "rundt-bordet", "text": "Verd å ta vare på"}


def texts(file: Path) -> list[str]:
    with sqlite3.connect(file) as opened:
        found = [row[0] for row in opened.execute("SELECT text FROM note")]
    opened.close()
    return found


@ON_SQLITE
def test_a_backup_is_taken_while_anna_writes(gathering: Gathering, tmp_path: Path) -> None:
    gathering.anna.write(write=new_id(), id=new_id(), **NOTE)
    data = str(gathering.house.settings.data)
    assert main(["--data", data, "backup", str(tmp_path / "kopi")]) == 0
    assert texts(tmp_path / "kopi") == [NOTE["text"]]
    assert main(["--data", data, "backup", str(tmp_path / "kopi")]) == 1


def test_a_restore_brings_back_what_was_and_keeps_what_is(data: Path, tmp_path: Path) -> None:
    assert main(["--data", str(data), "backup", str(tmp_path / "kopi")]) == 0
    assert main(["--data", str(data), "demo"]) == 0
    assert main(["--data", str(data), "restore", str(tmp_path / "kopi")]) == 0
    assert texts(data / "oppgaveark.sqlite3") == []
    assert len(texts(data / "oppgaveark.sqlite3.før")) > 100


def test_after_a_restore_no_cursor_from_a_lost_future_is_mistaken(data: Path, tmp_path: Path) -> None:
    with House(Store(data)) as house, Gathering(house) as gathering:
        gathering.anna.write(write=new_id(), id=new_id(), **NOTE)
        assert main(["--data", str(data), "backup", str(tmp_path / "kopi")]) == 0
        held = [write_and_look(gathering.anna.browser, gathering.code)]
        cookies = gathering.anna.browser.cookies
    for _ in range(2):
        assert main(["--data", str(data), "restore", str(tmp_path / "kopi")]) == 0
        with House(Store(data)) as house, house.browser() as anna:
            anna.cookies = cookies
            frame = ""
            for since in held:
                frame = anna.get(f"/workshops/{gathering.code}/frames?since={since}").text
                assert 'id="board"' in frame
                assert NOTE["text"] in frame
                assert "framtid" not in frame
            since = cursor(frame)
            held += [since, write_and_look(anna, gathering.code)]
            assert 'id="board"' not in anna.get(f"/workshops/{gathering.code}/frames?since={since}").text


@ON_POSTGRES
def test_on_postgresql_old_cursors_are_left_behind_by_a_command(
    gathering: Gathering, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", store.database_url)
    since = write_and_look(gathering.anna.browser, gathering.code)
    assert main(["restore"]) == 0
    assert 'id="board"' in gathering.anna.browser.get(f"/workshops/{gathering.code}/frames?since={since}").text


def test_on_sqlite_a_restore_needs_a_file(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "restore"]) == 1
    assert "hvilken fil" in capsys.readouterr().err


def write_and_look(browser: httpx.Client, code: str) -> int:
    """Write what the backup does not have; the cursor after it."""
    lost = NOTE | {"write": new_id(), "id": new_id(), "text": "Fra en framtid som går tapt"}
    assert browser.post(f"/workshops/{code}/notes", data=lost, headers={"hx-request": "true"}).status_code == 200
    return cursor(browser.get(f"/workshops/{code}/board").text)


def cursor(html: str) -> int:
    return int(re.findall(r'id="cursor" data-version="(\d+)"', html)[-1])


@pytest.mark.parametrize("content", [b"", b"ikke en database", b"SQLite format 3\x00" + b"x" * 5000])
def test_what_is_no_backup_is_refused(
    data: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fil").write_bytes(content)
    assert main(["--data", str(data), "restore", str(tmp_path / "fil")]) == 1
    assert "sikkerhetskopi" in capsys.readouterr().err
    assert texts(data / "oppgaveark.sqlite3") == []


def test_check_finds_a_note_that_the_log_does_not_know(
    gathering: Gathering, store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", store.database_url)
    gathering.anna.write(write=new_id(), id=new_id(), **NOTE)
    assert main(["--data", str(store.data), "check"]) == 0
    gathering.house.do(lambda connection: connection.exec_driver_sql("UPDATE note SET text = 'Forfalsket'"))
    assert main(["--data", str(store.data), "check"]) == 1
    assert "stemmer ikke" in capsys.readouterr().err
