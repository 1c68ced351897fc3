"""Saying that one has read, or is done with a step: counted for all, known only to oneself, taken back at will."""

import re
from html import unescape

import pytest

from app.board.answers import answer
from app.board.closing import close
from app.board.frames import frame
from app.board.messages import AnswerWrite, Said
from app.board.notes import Stored
from app.marks import mark
from app.model import ANSWER
from app.refusals import NotFound, WorkshopClosed
from app.workshop.joining import Joined
from tests.ground import FIRST, SILENT, Ground, new_id, plain, refusal
from tests.house import Gathering


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


def say(ground: Ground, person: Joined, value: int = 1, step: int = 0, sheet: str = FIRST, write: str = "") -> Stored:
    message = AnswerWrite(write or new_id(), sheet, step, value)
    return answer(ground.connection, Said(person.participant_id, message))


def sent(ground: Ground, person: Joined, since: int) -> str:
    return frame(ground.connection, ground.as_participant(person), person.group_id, since)


def own(html: str) -> str:
    return unescape(re.findall(r'id="mine"[^>]*data-answers="([^"]*)"', html)[-1])


def test_all_see_how_many_are_done_and_each_whether_they_are(ground: Ground, anna: Joined, ben: Joined) -> None:
    since = ground.group(1).version
    say(ground, anna)
    hers, his = sent(ground, anna, since), sent(ground, ben, since)
    assert "1 er klar." in plain(hers)
    assert "1 er klar." in plain(his)
    assert (own(hers), own(his)) == ('{"0":{"":1}}', "{}")
    say(ground, ben)
    assert "2 er klare." in plain(sent(ground, anna, since))


def test_a_reading_step_is_read(ground: Ground, anna: Joined) -> None:
    ground.move(SILENT)
    since = ground.group(1).version
    say(ground, anna, sheet=SILENT)
    assert "1 har lest." in plain(sent(ground, anna, since))


def test_it_can_be_taken_back_and_said_twice(ground: Ground, anna: Joined) -> None:
    since = ground.group(1).version
    say(ground, anna)
    say(ground, anna)
    assert "1 er klar." in plain(sent(ground, anna, since))
    say(ground, anna, -1)
    html = sent(ground, anna, since)
    assert "klar." not in plain(html)
    assert own(html) == "{}"


def test_the_same_write_twice_is_once(ground: Ground, anna: Joined) -> None:
    write = new_id()
    say(ground, anna, write=write)
    assert say(ground, anna, -1, write=write).version is None
    assert [row.value for row in ground.connection.execute(ANSWER.select())] == [1]


def test_a_step_that_is_not_there_and_a_closed_workshop_refuse(ground: Ground, anna: Joined) -> None:
    assert refusal(lambda: say(ground, anna, step=99)) is NotFound
    assert refusal(lambda: say(ground, anna, sheet="finnes-ikke")) is NotFound
    close(ground.connection, ground.id)
    assert refusal(lambda: say(ground, anna)) is WorkshopClosed


def test_nothing_kept_tells_whose_answer_it_is_where_browsers_hold_secrets(ground: Ground, anna: Joined) -> None:
    answer(ground.connection, Said(anna.participant_id, AnswerWrite(new_id(), FIRST, 0, 1), "annas"))
    [row] = ground.connection.execute(ANSWER.select())
    assert row.voter == mark("annas", anna.group_id, FIRST, 0)
    assert row.voter != mark(f"person {anna.participant_id}", anna.group_id, FIRST, 0)


def test_ben_hears_how_many_and_carl_nothing(gathering: Gathering) -> None:
    ben, carl = gathering.listen(gathering.ben), gathering.listen(gathering.carl)
    values = {"write": (write := new_id()), "sheet": FIRST, "step": "0", "value": "1"}
    address = f"/workshops/{gathering.code}/answers"
    stored = gathering.anna.browser.post(address, data=values, headers={"hx-request": "true"})
    assert (stored.status_code, f"ack-{write}" in stored.text) == (200, True)
    assert "1 er klar." in plain(ben.until("er klar."))
    assert gathering.otto.post(address, data=values).status_code == 404
    assert "er klar" not in carl.rest()
