"""The two doors, and what the other screens receive."""

import re

import pytest

from tests.house import Gathering, Person, new_id

FIRST, ZONE = "hensikt", "rundt-bordet"
SILENT, SILENT_STEP, SILENT_ZONE = "hvorfor", 1, "svar"

CURSORS = (
    "",
    "?since",
    "?since=0",
    "?since=-1",
    "?since=1000000000000",
    "?since=9999999999999999999999999999",
    "?since=abc",
    "?since=1.5",
    "?since=%00",
    "?since=%ff",
    "?since=%C2%B2",
    "?since=" + "9" * 5000,
    "?since=1&since=x",
)
"""Cursors that are none of ours."""


def note(**values: object) -> dict[str, object]:
    return {"id": new_id(), "sheet": FIRST, "zone": ZONE, "text": "Vi vil det samme", "x": 10, "y": 20} | values


def test_ben_sees_what_anna_writes(gathering: Gathering) -> None:
    anna, ben = gathering.listen(gathering.anna), gathering.listen(gathering.ben)
    write = anna.write(**note(text="Vi kjenner <b>innbyggerne</b>"))
    assert "Vi kjenner &lt;b&gt;innbyggerne&lt;/b&gt;" in ben.until("Vi kjenner")
    assert f"ack-{write}" in anna.until("ack-")


def test_carl_in_another_group_hears_nothing(gathering: Gathering) -> None:
    anna, carl = gathering.listen(gathering.anna), gathering.listen(gathering.carl)
    carl.rest(0.2)
    anna.write(**note(text="Bare for gruppe 1"))
    anna.until("ack-")
    assert "Bare for gruppe 1" not in carl.rest()


def test_otto_is_told_not_to_come_back(gathering: Gathering) -> None:
    otto = Person.__new__(Person)
    otto.house, otto.code, otto.browser = gathering.house, gathering.code, gathering.otto
    with otto.listen() as socket, pytest.raises(Exception, match="1008"):
        socket.next()


def test_both_doors_write_the_same(gathering: Gathering) -> None:
    ben = gathering.listen(gathering.ben)
    answer = gathering.anna.write(write=(write := new_id()), **note(text="Gjennom den andre døra"))
    assert answer.status_code == 200
    assert f"ack-{write}" in answer.text
    ben.until("Gjennom den andre døra")


def test_the_same_write_twice_changes_nothing_but_is_acknowledged_again(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    values = note()
    write = anna.write(**values)
    version = re.findall(r'id="cursor" data-version="(\d+)"', anna.until("ack-"))[-1]
    anna.write(**values | {"write": write, "text": "Noe annet"})
    again = anna.until(f"ack-{write}")
    assert f'id="cursor" data-version="{version}"' in again
    assert "Noe annet" not in again


def test_a_frame_holds_only_what_changed(gathering: Gathering) -> None:
    anna, ben = gathering.listen(gathering.anna), gathering.listen(gathering.ben)
    for number in range(200):
        anna.write(**note(text=f"Lapp nummer {number}"))
        anna.until("ack-")
    ben.until("Lapp nummer 199")
    ben.rest(0.1)
    ben.heard.clear()
    anna.write(**note(text="Den siste"))
    frame = ben.until("Den siste")
    assert "Lapp nummer" not in frame
    assert len(frame) < 1000


def test_hidden_notes_are_blank_for_everybody_but_their_author(gathering: Gathering) -> None:
    gathering.move(SILENT)
    gathering.step(gathering.anna, SILENT, SILENT_STEP)
    anna, ben = gathering.listen(gathering.anna), gathering.listen(gathering.ben)
    anna.write(**note(sheet=SILENT, zone=SILENT_ZONE, text="Hemmelig tanke"))
    anna.until("ack-")
    assert "Hemmelig tanke" in "".join(anna.heard)
    assert "data-blank" in ben.until("data-blank")
    assert "Hemmelig tanke" not in ben.rest()
    gathering.step(gathering.ben, SILENT, SILENT_STEP + 1)
    assert "Hemmelig tanke" in ben.until("Hemmelig tanke")


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{",
        "[]",
        '"note"',
        '{"act":"note"}',
        '{"act":"fly"}',
        '{"act":"note","write":"x","id":"y"}',
        "\x00",
        "1" * 60_000,
    ],
)
def test_nonsense_is_answered_and_the_socket_goes_on(gathering: Gathering, sent: str) -> None:
    anna = gathering.listen(gathering.anna)
    anna.connection.send(sent)
    assert 'id="refusal"' in anna.until("refusal")
    anna.write(**note())
    anna.until("ack-")


def test_a_cursor_from_elsewhere_leads_to_the_whole_board(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    anna.write(**note(text="Den ligger her"))
    anna.until("ack-")
    for cursor in CURSORS:
        with gathering.dial(f"live{cursor}", gathering.ben.browser) as ben:
            assert "Den ligger her" in ben.next()
            assert 'id="board"' in ben.heard[0]


def test_a_poll_with_a_cursor_from_elsewhere_is_sent_the_whole_board(gathering: Gathering) -> None:
    gathering.anna.write(write=new_id(), **note(text="Den ligger her"))
    for browser, at in ((gathering.ben.browser, "frames"), (gathering.fatma, "groups/1/frames")):
        for cursor in CURSORS:
            answer = browser.get(f"/workshops/{gathering.code}/{at}{cursor}")
            assert answer.status_code == 200
            assert "Den ligger her" in answer.text
            assert 'id="board"' in answer.text


def test_polling_brings_the_same_frame(gathering: Gathering) -> None:
    gathering.anna.write(write=new_id(), **note(text="For den uten socket"))
    answer = gathering.ben.browser.get(f"/workshops/{gathering.code}/frames?since=1")
    assert "For den uten socket" in answer.text


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"text": ""}, 422),
        ({"text": "x" * 501}, 422),
        ({"zone": "finnes-ikke"}, 404),
        ({"sheet": SILENT, "zone": SILENT_ZONE}, 409),
        ({"id": "ikke-en-id"}, 422),
        ({"x": 101}, 422),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_reason(
    gathering: Gathering, values: dict[str, object], status: int
) -> None:
    answer = gathering.anna.write(write=new_id(), **note(**values))
    assert answer.status_code == status
    assert 'id="refusal' in answer.text


def test_carl_cannot_change_annas_note(gathering: Gathering) -> None:
    hers = note()
    gathering.anna.write(write=new_id(), **hers)
    assert gathering.carl.write(write=new_id(), id=hers["id"], text="Min nå").status_code == 404
    assert "Min nå" not in gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text


def test_another_site_cannot_listen_with_annas_cookies(gathering: Gathering) -> None:
    with gathering.anna.listen(origin="http://evil.example") as socket, pytest.raises(Exception, match="1008"):
        socket.next()
