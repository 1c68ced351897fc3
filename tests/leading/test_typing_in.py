"""Fatma types in what was written on paper: quickly, once, and with every mistake told and nothing lost."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.ground import FIRST, SILENT, SILENT_ZONE, ZONE, plain
from tests.house import Gathering, new_id
from tests.leading.test_roles import appoint
from tests.report_pdf import Reading


def form(**values: str) -> dict[str, str]:
    usual = {"group": "1", "place": f"{FIRST}/{ZONE}", "text": "Fra papir en\nFra papir to", "write": new_id()}
    return usual | values


def send(gathering: Gathering, browser: httpx.Client | None = None, /, **values: str) -> httpx.Response:
    return (browser or gathering.fatma).post(f"/workshops/{gathering.code}/paper-notes", data=form(**values))


def chosen(page: str) -> list[str]:
    """What the page's choices stand at."""
    return re.findall(r'<option value="([^"]*)" selected', page)


def test_notes_appear_live_and_the_next_field_is_ready(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    write = new_id()
    answers = [send(gathering, write=write, perspective="kommune") for _ in range(2)]
    anna.until("Fra papir to")
    assert {answer.status_code for answer in answers} == {303}
    where = urlsplit(answers[0].headers["location"])
    assert parse_qs(where.query)["laid"] == [write]
    page = gathering.fatma.get(answers[0].headers["location"]).text
    said = plain(page)
    assert "2 lapper er lagt i «Rundt bordet» på ark 1 hos Gruppe 1." in said, "sent twice, laid once"
    assert chosen(page) == ["1", f"{FIRST}/felles-mal", "kommune"]
    assert re.search(r"<textarea[^>]* autofocus", page)
    board = gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text
    assert board.count("Fra papir en") == 1
    assert "fra fasilitatoren" not in board
    text = Reading(gathering.fatma.get(f"/workshops/{gathering.code}/report.pdf").content).everything
    assert "Fra papir en" in text
    assert "fra fasilitatoren" not in text


def test_in_silence_they_are_for_all_to_see(gathering: Gathering) -> None:
    gathering.move(SILENT)
    gathering.step(gathering.anna, SILENT, 1)
    assert send(gathering, place=f"{SILENT}/{SILENT_ZONE}", text="Skrevet på papir").status_code == 303
    assert "Skrevet på papir" in gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text
    assert "Skrevet på papir" not in gathering.carl.browser.get(f"/workshops/{gathering.code}/board").text


def test_every_mistake_is_told_by_its_line_and_what_was_typed_stays(gathering: Gathering) -> None:
    typed = f"Denne er grei\n{'x' * 501}\na;b;c;d\n«æ» & <b>"
    answer = send(gathering, place="moteplasser/forste-steg", text=typed, group="2", perspective="annet")
    assert answer.status_code == 422
    for told in ("Linje 2: Teksten har 501 tegn.", "Linje 3: Det er flere enn to semikolon."):
        assert told in unescape(answer.text)
    [kept] = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)
    assert unescape(kept) == typed
    assert chosen(answer.text) == ["2", "moteplasser/forste-steg", "annet"]
    assert 'aria-invalid="true"' in answer.text
    assert "Denne er grei" not in gathering.carl.browser.get(f"/workshops/{gathering.code}/board").text
    assert "Skriv minst én lapp" in unescape(send(gathering, text=" \n ").text)
    for wrong in ({"place": "hensikt/nei"}, {"place": ""}, {"group": "9"}, {"group": ""}, {"perspective": "nei"}):
        assert send(gathering, **wrong).status_code == 404
    assert send(gathering, write="ikke en id").status_code == 422


def test_when_the_workshop_is_over_it_says_why_not_and_what_to_do(gathering: Gathering) -> None:
    closing = f"/workshops/{gathering.code}/closing"
    guro, _ = appoint(gathering, "Guro", "1")
    gathering.fatma.post(closing, data={"closed": "1"})
    answer = send(gathering, text="Etter at alt var over")
    assert answer.status_code == 409
    assert "Åpne den igjen for å skrive inn lapper" in unescape(answer.text)
    assert f'href="{closing}"' in answer.text
    assert "Etter at alt var over</textarea>" in answer.text
    told = guro.get(f"/workshops/{gathering.code}/paper-notes").text
    assert "Be den som leder hele workshopen" in told
    assert closing not in told
    gathering.fatma.post(closing, data={"closed": "0"})
    assert send(gathering, text="Etter at alt var over").status_code == 303


def test_what_was_laid_in_the_wrong_place_is_taken_back_into_the_form(gathering: Gathering) -> None:
    anna, write = gathering.listen(gathering.anna), new_id()
    send(gathering, write=write, perspective="annet")
    anna.until("Fra papir to")
    back = {"group": "1", "write": write}
    removals = f"/workshops/{gathering.code}/paper-notes/removals"
    guro, _ = appoint(gathering, "Guro", "2")
    assert guro.post(removals, data=back).status_code == 404
    page = gathering.fatma.post(removals, data=back).text
    assert "Fra papir en\nFra papir to</textarea>" in page
    assert chosen(page) == ["1", f"{FIRST}/{ZONE}", "annet"]
    assert "Fra papir en" not in gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text
    again = gathering.fatma.post(removals, data=back)
    assert (again.status_code, "Fra papir" in again.text) == (200, False)


def test_who_leads_one_group_types_in_for_it_alone(gathering: Gathering) -> None:
    guro, _ = appoint(gathering, "Guro", "2")
    page = guro.get(f"/workshops/{gathering.code}/paper-notes").text
    assert 'name="group" value="2"' in page
    assert "Gruppe 1" not in page
    assert send(gathering, guro, group="2", text="Guros lapp").status_code == 303
    assert "Guros lapp" in gathering.carl.browser.get(f"/workshops/{gathering.code}/board").text
    assert send(gathering, guro, group="1").status_code == 404
    laid = new_id()
    send(gathering, write=laid)
    assert "er lagt i" not in guro.get(f"/workshops/{gathering.code}/paper-notes?laid={laid}").text


def test_all_that_is_printed_is_found_from_one_page(gathering: Gathering) -> None:
    base = f"/workshops/{gathering.code}"
    guro, _ = appoint(gathering, "Guro", "1")
    page = gathering.fatma.get(f"{base}/paper").text
    files = ("invitations.pdf", "poster.pdf", "table-cards.pdf", "blank-sheets.pdf", "blank-notes.pdf")
    for file in files:
        assert f'action="{base}/{file}"' in page
        assert gathering.fatma.get(f"{base}/{file}").headers["content-type"] == "application/pdf"
    for link in ("groups/2/sheets.pdf?paper=a3", "groups/3/sheets.pdf?paper=a4", "paper-notes", "plan/sheet"):
        assert f'href="{base}/{link}"' in page
    own = guro.get(f"{base}/paper").text
    assert f"{base}/groups/1/sheets.pdf?paper=a3" in own
    assert "groups/2" not in own
    for from_where in ("", "/plan/sheet", "/checklist"):
        assert f'href="{base}/paper' in gathering.fatma.get(f"{base}{from_where}").text
