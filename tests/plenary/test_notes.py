"""What is noted down in plenary: post-its that come on the Screen and into the report, to change and to take away."""

import re

import httpx

from tests.ground import FIRST, SILENT, ZONE, plain
from tests.house import Gathering, new_id
from tests.plenary.test_exhibit import put, screen, written
from tests.report_pdf import Reading


def note_down(gathering: Gathering, text: str, sheet: str = FIRST, **more: str) -> httpx.Response:
    said = {"sheet": sheet, "zone": ZONE, "text": text} | more
    return gathering.fatma.post(f"/workshops/{gathering.code}/plenary-notes", data=said)


def page(gathering: Gathering, sheet: str = FIRST) -> str:
    return gathering.fatma.get(f"/workshops/{gathering.code}/plenary?sheet={sheet}").text


def ids(gathering: Gathering, sheet: str = FIRST) -> list[str]:
    return re.findall(r'id="noted-([0-9a-f-]{36})"', page(gathering, sheet))


def report(gathering: Gathering) -> str:
    return Reading(gathering.fatma.get(f"/workshops/{gathering.code}/report.pdf").content).everything


def test_it_is_on_the_screen_beside_what_is_shown_and_in_the_report(gathering: Gathering) -> None:
    written(gathering.anna, "fra gruppa")
    assert note_down(gathering, "Alle vil møtes oftere").status_code == 303
    assert "Alle vil møtes oftere" in page(gathering)
    assert "Alle vil møtes oftere" not in page(gathering, SILENT)
    put(gathering, kind="boards", sheet=FIRST, group="1")
    assert "Alle vil møtes oftere" in screen(gathering)
    put(gathering, kind="gathered", sheet=FIRST)
    assert re.search(r"Alle vil møtes oftere *Plenum", plain(screen(gathering)))
    told = report(gathering)
    assert "Alle vil møtes oftere" in told
    assert told.index("fra gruppa") < told.rindex("Alle vil møtes oftere"), "the groups come first"


def test_without_plenary_notes_the_report_says_nothing_of_a_plenary(gathering: Gathering) -> None:
    put(gathering, kind="gathered", sheet=FIRST)
    assert "Plenum" not in report(gathering)


def test_sent_twice_it_is_noted_once_changed_once_and_taken_away_once(gathering: Gathering) -> None:
    write = new_id()
    for _ in range(2):
        note_down(gathering, "Et notat", write=write)
    [note] = ids(gathering)
    at = f"/workshops/{gathering.code}/plenary-notes/{note}"
    write = new_id()
    for text in ("Et bedre notat", "Et for sent notat"):
        assert gathering.fatma.post(at, data={"text": text, "write": write}).status_code == 303
    assert "Et bedre notat" in page(gathering)
    write = new_id()
    for _ in range(2):
        assert gathering.fatma.post(at, data={"gone": "1", "write": write}).status_code == 303
    assert ids(gathering) == []
    assert gathering.fatma.post(at, data={"text": "Igjen"}).status_code == 404


def test_what_cannot_be_noted_is_refused_and_nobodys_note_is_changed_that_way(gathering: Gathering) -> None:
    for text in ("", " ", "x" * 501):
        assert note_down(gathering, text).status_code == 422
    assert note_down(gathering, "x", "finnes-ikke").status_code == 404
    note = written(gathering.anna, "Annas egen")
    at = f"/workshops/{gathering.code}/plenary-notes/{note}"
    assert gathering.fatma.post(at, data={"text": "Fatmas"}).status_code == 404
    assert "Annas egen" in gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text
    gathering.fatma.post(f"/workshops/{gathering.code}/closing", data={"closed": "1"})
    assert note_down(gathering, "for sent").status_code == 409


def test_the_plenary_is_no_group_that_anybody_can_be_in_or_move(gathering: Gathering) -> None:
    note_down(gathering, "Et notat")
    overview = gathering.fatma.get(f"/workshops/{gathering.code}").text
    assert len(re.findall(r'<li id="tile-', overview)) == 3
    assert gathering.fatma.get(f"/workshops/{gathering.code}/groups/0/board").status_code == 404
    assert "Plenum" not in gathering.otto.get(f"/{gathering.code}").text
    gathering.move(SILENT)
    assert "Ark 2 av 10" in plain(gathering.fatma.get(f"/workshops/{gathering.code}").text)
