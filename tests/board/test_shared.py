"""Fields a group writes in together: everybody's words are kept, for the group alone."""

from base64 import b64encode

import httpx
import pytest
from sqlalchemy import Connection

from app.board.shared import shared_fields
from app.model import SHARED_TEXT
from tests.board.test_merging import Writer
from tests.ground import GARDEN, PRINTED
from tests.house import Gathering, Person, new_id

SHEET, FIELD, IN_WORDS = "samarbeidet", "sektor", "samarbeidet-alt"


@pytest.fixture
def at_it(gathering: Gathering) -> Gathering:
    gathering.move(SHEET)
    return gathering


def send(person: Person, update: bytes | str, **values: str) -> httpx.Response:
    said = update if isinstance(update, str) else b64encode(update).decode()
    form = {"write": new_id(), "sheet": SHEET, "zone": FIELD, "update": said} | values
    address = f"/workshops/{person.code}/texts"
    return person.browser.post(address, data=form, headers={"hx-request": "true"})


def texts(gathering: Gathering) -> list[tuple[str, str]]:
    def all_texts(connection: Connection) -> list[tuple[str, str]]:
        return [(row.zone, row.text) for row in connection.execute(SHARED_TEXT.select())]

    return gathering.house.ask(all_texts)


def board(person: Person, sheet: str = "") -> str:
    address = f"/workshops/{person.code}/" + (f"sheets/{sheet}" if sheet else "board")
    return person.browser.get(address).text


def test_what_anna_writes_is_there_for_ben_at_once_and_not_for_carl(at_it: Gathering) -> None:
    ben, carl = at_it.listen(at_it.ben, 0), at_it.listen(at_it.carl, 0)
    write = new_id()
    assert f"ack-{write}" in send(at_it.anna, Writer().write("Oppvekst"), write=write).text
    assert "Oppvekst" in ben.until("shared-sektor")
    assert "Oppvekst" in board(at_it.ben)
    send(at_it.carl, Writer().write("Helse"))
    heard = carl.until("Helse")
    assert "Oppvekst" not in heard + board(at_it.carl)


def test_anna_and_ben_write_at_the_same_moment_and_lose_nothing(at_it: Gathering) -> None:
    send(at_it.anna, Writer(1).write("Oppvekst. "))
    send(at_it.ben, Writer(2).write("Helse. "))
    [(_, text)] = texts(at_it)
    assert sorted(text.split()) == ["Helse.", "Oppvekst."]


def test_the_same_again_and_the_later_first_change_nothing(at_it: Gathering) -> None:
    anna = Writer()
    first, second = anna.write("Opp"), anna.write("vekst")
    for update in (second, first, first, second):
        assert send(at_it.anna, update).status_code == 200
    assert texts(at_it) == [(FIELD, "Oppvekst")]


def test_an_update_that_is_there_makes_no_news(at_it: Gathering) -> None:
    update = Writer().write("Oppvekst")
    send(at_it.anna, update)
    cursor = board(at_it.ben).partition('id="cursor" data-version="')[2].partition('"')[0]
    send(at_it.anna, update)
    assert f'id="cursor" data-version="{cursor}"' in board(at_it.ben)


@pytest.mark.parametrize("nonsense", ["", "AA", "!!!", "åå", b64encode(b"Hei").decode(), "A" * 60_001])
def test_nonsense_is_refused_and_harms_nothing(at_it: Gathering, nonsense: str) -> None:
    send(at_it.anna, Writer().write("Oppvekst"))
    assert send(at_it.anna, nonsense).status_code == 422
    assert texts(at_it) == [(FIELD, "Oppvekst")]


def test_more_than_there_is_room_for_is_refused_in_words_but_can_be_made_shorter(at_it: Gathering) -> None:
    anna, ben = Writer(1), Writer(2)
    assert send(at_it.anna, anna.write("a" * 5000)).status_code == 200
    ben.hear(anna.doc.get_update())
    refused = send(at_it.ben, ben.write("b"))
    assert refused.status_code == 422
    assert "5000 tegn" in refused.text
    assert send(at_it.anna, anna.delete(0, 4000)).status_code == 200
    assert texts(at_it) == [(FIELD, "a" * 1000)]


def test_what_no_page_can_show_is_left_out(at_it: Gathering) -> None:
    send(at_it.anna, Writer().write("Opp\0vekst\u200b\nog\x07 skole"))
    assert texts(at_it) == [(FIELD, "Oppvekst\u200b\nog skole")]


def test_only_fields_for_it_can_be_written_in_together(at_it: Gathering) -> None:
    update = Writer().write("Oppvekst")
    for zone in ("sporsmal", "entreprenor", "finnes-ikke", "samarbeidet"):
        assert send(at_it.anna, update, zone=zone).status_code == 404
    assert send(at_it.anna, update, sheet="finnes-ikke").status_code == 404
    assert send(at_it.anna, update, zone=IN_WORDS).status_code == 200


def test_a_sheet_the_group_has_not_come_to_waits(gathering: Gathering) -> None:
    assert send(gathering.anna, Writer().write("Oppvekst")).status_code == 409


def test_on_a_sheet_the_group_has_left_what_was_underway_is_kept(at_it: Gathering) -> None:
    at_it.move("effekter")
    assert send(at_it.anna, Writer().write("Oppvekst")).status_code == 200
    page = board(at_it.anna, SHEET)
    assert "Oppvekst" in page
    assert 'id="write-' not in page


def test_a_closed_workshop_takes_no_more(at_it: Gathering) -> None:
    at_it.fatma.post(f"/workshops/{at_it.code}/closing", data={"closed": "1"})
    assert send(at_it.anna, Writer().write("Oppvekst")).status_code == 409
    assert texts(at_it) == []


def test_otto_writes_and_hears_nothing(at_it: Gathering) -> None:
    assert send(at_it.anna, Writer().write("Oppvekst")).status_code == 200
    form = {"write": new_id(), "sheet": SHEET, "zone": FIELD, "update": "AAA="}
    assert at_it.otto.post(f"/workshops/{at_it.code}/texts", data=form).status_code in (303, 403, 404)
    assert "Oppvekst" not in at_it.otto.get(f"/workshops/{at_it.code}/board").text


def test_fatma_reads_it_and_cannot_write(at_it: Gathering) -> None:
    send(at_it.anna, Writer().write("Oppvekst"))
    page = at_it.fatma.get(f"/workshops/{at_it.code}/groups/1/board").text
    assert "Oppvekst" in page
    assert 'id="write-' not in page


def test_every_kit_says_which_fields_those_are() -> None:
    assert shared_fields(PRINTED.sheets_by_key[SHEET]) == [FIELD, IN_WORDS]
    assert shared_fields(GARDEN.sheets_by_key["planter"]) == ["tegning-alt"]
