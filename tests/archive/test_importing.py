"""Bringing in an archive over HTTP: with the operator's key, within bounds, all of it or nothing."""

import re
import threading
from collections.abc import Iterator
from datetime import date, timedelta

import httpx
import pytest
from sqlalchemy import func, select

from app.archive.gathering import archive_of
from app.model import KIT_COPY, WORKSHOP
from app.pages import uploads
from tests.archive.workshops import changed
from tests.databases import ON_SQLITE, Store
from tests.ground import FIRST, ZONE, mistakes
from tests.house import Gathering, House, new_id
from tests.report_pdf import Reading

KEY = "en nøkkel på 20 tegn"
TODAY = date.today()


@pytest.fixture
def content(gathering: Gathering) -> bytes:
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Vi vil det samme")
    return gathering.fatma.get(f"/workshops/{gathering.code}/archive.json").content


def send(browser: httpx.Client, content: bytes | None, **said: str) -> httpx.Response:
    files = {} if content is None else {"archive": ("elvebyen-arkiv.json", content, "application/json")}
    form = {"write": new_id(), "delete_on": ""} | said
    return browser.post("/workshops/import", data=form, files=files or {"other": ("", b"")})


def workshops(house: House) -> int:
    return house.ask(lambda connection: connection.scalar(select(func.count()).select_from(WORKSHOP)) or 0)


def test_mons_gets_a_workshop_of_his_own_of_it(gathering: Gathering, content: bytes) -> None:
    house = gathering.house
    with house.browser() as mons, house.browser() as guro:
        assert 'name="archive" type="file"' in mons.get("/workshops/import").text
        write = new_id()
        first, again = (send(mons, content, write=write).headers["location"] for _ in range(2))
        assert first == again
        code = first.split("/")[2]
        assert code != gathering.code
        assert workshops(house) == 2
        page = mons.get(first).text
        assert re.search(r'class="big-code">\w{4}(-\w{4}){3}<', page)
        report = Reading(mons.get(f"/workshops/{code}/report.pdf").content).everything
        assert "Vi vil det samme" in report
        anew = {"name": "Guro", "perspective": "kommune", "group": "1", "write": new_id()}
        assert guro.post(f"/{code}", data=anew).status_code == 303
        assert "Vi vil det samme" in guro.get(f"/workshops/{code}/board").text
        answer = gathering.anna.browser.get(f"/workshops/{code}/board")
        assert answer.headers["location"] == f"/{code}", "Anna is nobody there until she joins"
    assert (
        house.ask(lambda asked: archive_of(asked, gathering.code, history=False)).splitlines()[5:]
        == (content.splitlines()[5:])
    )


def test_the_day_of_deletion_is_kept_chosen_or_in_a_month(gathering: Gathering, content: bytes) -> None:
    days = {"held_on": "2024-01-01", "delete_on": "2024-02-01"}
    old = changed(content, lambda said: said["workshop"].update(days))
    chosen, month = TODAY + timedelta(days=3), TODAY + timedelta(days=30)
    with gathering.house.browser() as mons:
        for sent, typed, expected in ((old, "", month), (old, str(chosen), chosen), (content, "", month)):
            code = send(mons, sent, delete_on=typed).headers["location"].split("/")[2]
            found = select(WORKSHOP.c.delete_on).where(WORKSHOP.c.code == code)
            assert gathering.house.ask(lambda asked, found=found: asked.scalar(found)) == expected  # type: ignore[misc]


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_stored(gathering: Gathering, content: bytes) -> None:
    house, far = gathering.house, str(TODAY + timedelta(days=800))
    bad = changed(content, lambda said: said["notes"][0].update(text="et\x00null"))
    with house.browser() as mons:
        for sent, typed, field, why in (
            (None, "", "archive", "Velg fila"),
            (b"", "", "archive", "Velg fila"),
            (b"%PDF", "", "archive", "ikke et arkiv"),
            (content[:-20], "", "archive", "ikke hel"),
            (bad, "", "archive", "notes[0].text"),
            (content, "tull", "delete_on", "Skriv datoen alt skal slettes"),
            (content, str(TODAY), "delete_on", "må komme etter"),
            (content, far, "delete_on", "innen et år"),
        ):
            answer = send(mons, sent, delete_on=typed)
            assert answer.status_code == 422
            told = mistakes(answer.text)
            assert list(told) == [field]
            assert why in told[field]
            assert f'value="{typed}"' in answer.text
            assert "velg den en gang til" in answer.text
        assert send(mons, content, write="tull").status_code == 422
    assert workshops(house) == 1
    assert house.ask(lambda asked: asked.scalar(select(func.count()).select_from(KIT_COPY))) == 1


@ON_SQLITE
def test_where_others_can_reach_it_the_operators_key_is_asked_for(store: Store, gathering: Gathering) -> None:
    content = gathering.fatma.get(f"/workshops/{gathering.code}/archive.json").content
    with House(Store(store.data), key=KEY) as house, house.browser() as mons:
        assert 'name="key" type="password"' in mons.get("/workshops/import").text
        for wrong in ({}, {"key": "gjettet"}):
            answer = send(mons, content, **wrong)
            assert (answer.status_code, list(mistakes(answer.text))) == (422, ["key"])
        assert workshops(house) == 1
        assert send(mons, content, key=KEY).status_code == 303


def test_only_a_file_may_be_large_and_only_here(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 300_000)
    boundary = b"--x\r\ncontent-disposition: form-data; name=archive; filename=a.json\r\n\r\n"
    form = {"content-type": "multipart/form-data; boundary=x"}

    def endless() -> Iterator[bytes]:
        yield boundary
        for _ in range(100):
            yield b"a" * 4096

    with house.browser() as mons:
        large = boundary + b"a" * 200_000 + b"\r\n--x--\r\n"
        assert mons.post("/workshops/import", content=large, headers=form).status_code == 422
        for too_large in (large * 2, endless()):
            answer = mons.post("/workshops/import", content=too_large, headers=form)
            assert answer.status_code == 413
            assert "et arkiv kan være på 50 MB" in answer.text
        for address in ("/workshops/new", "/", "/rescue"):
            assert mons.post(address, content=large, headers=form).status_code == 413
        typed = {"content-type": "application/x-www-form-urlencoded"}
        assert mons.post("/workshops/import", content=b"a=" + b"a" * 200_000, headers=typed).status_code == 413


@ON_SQLITE
def test_no_more_files_are_taken_at_once_than_there_is_memory_for(house: House, gathering: Gathering) -> None:
    content = gathering.fatma.get(f"/workshops/{gathering.code}/archive.json").content
    held, go_on = threading.Semaphore(0), threading.Event()

    def slow() -> Iterator[bytes]:
        yield b"--x\r\ncontent-disposition: form-data; name=archive; filename=a.json\r\n\r\n"
        held.release()
        go_on.wait(30)
        yield b"\r\n--x--\r\n"

    def send_slowly() -> None:
        with house.browser() as somebody:
            kind = {"content-type": "multipart/form-data; boundary=x"}
            somebody.post("/workshops/import", content=slow(), headers=kind)

    threads = [threading.Thread(target=send_slowly) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in threads:
        held.acquire(timeout=30)
    with house.browser() as mons:
        answer = until_busy(mons, content)
        assert "Andre henter inn arkiver akkurat nå" in answer.text
        go_on.set()
        for thread in threads:
            thread.join()
        assert send(mons, content).status_code == 303


def until_busy(browser: httpx.Client, content: bytes) -> httpx.Response:
    """The first answer that says so: the others' requests may not have been begun yet."""
    for _ in range(200):
        answer = send(browser, content)
        if answer.status_code == 429:
            return answer
    raise AssertionError("nobody had to wait")
