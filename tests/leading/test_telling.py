"""What a facilitator tells the groups, and what the groups then see: messages, post-its, a call, clocks, help."""

import httpx
import pytest

from tests.ground import FIRST, SILENT, plain
from tests.house import Gathering, new_id


def post(gathering: Gathering, path: str, **said: str | list[str]) -> httpx.Response:
    return gathering.fatma.post(f"/workshops/{gathering.code}/{path}", data=said, headers={"hx-request": "true"})


def test_a_message_reaches_the_groups_that_are_meant_and_no_other(gathering: Gathering) -> None:
    anna, carl = gathering.listen(gathering.anna), gathering.listen(gathering.carl)
    carl.rest(0.1)
    carl.heard.clear()
    assert post(gathering, "messages", text="Ta det med ro", choosing="1", group="1").status_code == 200
    assert "Fra fasilitatoren: Ta det med ro" in plain(anna.until("notice-message"))
    assert "Ta det med ro" not in carl.rest()
    assert "Ta det med ro" in gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text
    assert "Ta det med ro" not in gathering.carl.browser.get(f"/workshops/{gathering.code}/board").text


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"text": " "}, 422),
        ({"text": "x" * 501}, 422),
        ({"text": "Hei", "group": "4"}, 404),
        ({"text": "Hei", "choosing": "1"}, 404),
        ({"text": "Hei", "write": "ikke en id"}, 422),
    ],
)
def test_what_cannot_be_said_is_refused_in_plain_words(gathering: Gathering, said: dict[str, str], status: int) -> None:
    for path in ("messages", "led-notes"):
        assert post(gathering, path, **said).status_code == status, path
    board = gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text
    assert "notice-message" not in board


def test_a_facilitators_note_lies_on_the_sheets_of_those_who_are_meant_once(gathering: Gathering) -> None:
    write = new_id()
    for _ in range(2):
        assert post(gathering, "led-notes", text="Husk økonomien", write=write, group=["1", "2"]).status_code == 200
    for person, count in ((gathering.anna, 1), (gathering.carl, 1), (gathering.join("Dina", "annet", 3), 0)):
        page = person.browser.get(f"/workshops/{gathering.code}/board").text
        assert page.count("Husk økonomien") >= count
        assert ("Husk økonomien" in page) == bool(count)
    laid = gathering.house.ask(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM note").scalar())
    assert laid == 2


def test_all_are_called_and_let_go_and_nobodys_draft_is_touched(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    post(gathering, "calls", calling="1")
    assert "Alle sammen" in plain(anna.until("data-calling"))
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone="rundt-bordet", text="midt i en setning")
    anna.until("midt i en setning")
    post(gathering, "calls", calling="0")
    assert "data-calling" not in anna.until('id="notice"')


def test_a_group_that_asks_for_help_is_pointed_out_until_it_is_helped(gathering: Gathering) -> None:
    fatma = gathering.dial("overview/live", gathering.fatma)
    fatma.next()
    anna = gathering.listen(gathering.anna)
    anna.say(act="help", on=True)
    assert "Trenger hjelp" in plain(fatma.until("data-help"))
    ben = gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text
    assert "Dere har bedt om hjelp" in ben
    post(gathering, "groups/1/helped")
    assert "data-help" not in fatma.until("<li")
    answer = gathering.ben.browser.post(f"/workshops/{gathering.code}/help", data={"on": "true"})
    assert answer.status_code in (200, 303)
    assert "Trenger hjelp" in plain(fatma.until("data-help"))


def test_the_clock_is_on_every_board_and_the_overview(gathering: Gathering) -> None:
    gathering.move(SILENT)
    anna = gathering.listen(gathering.anna)
    post(gathering, "clocks", scope="sheet", act="add", minutes="2")
    assert "Arket 20 min" in plain(anna.until('id="clocks"'))
    assert "Arket 20 min" in plain(gathering.fatma.get(f"/workshops/{gathering.code}").text)
    post(gathering, "clocks", scope="sheet", act="pause", minutes="0")
    assert "stanset" in anna.until("stanset")
    for wrong in ({"minutes": "to"}, {"minutes": "1", "act": "dance"}, {"minutes": "99999", "act": "add"}):
        assert post(gathering, "clocks", scope="sheet", **({"act": "add"} | wrong)).status_code == 422


def test_one_group_gets_more_time_and_the_others_do_not(gathering: Gathering) -> None:
    gathering.move(SILENT)
    post(gathering, "clocks", scope="sheet", act="add", minutes="5", group="1")
    for person, minutes in ((gathering.anna, 23), (gathering.carl, 18)):
        board = plain(person.browser.get(f"/workshops/{gathering.code}/board").text)
        assert f"Arket {minutes} min" in board
