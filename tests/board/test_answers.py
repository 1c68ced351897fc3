"""Stands on statements: nobody's are known, and none are shown until the group goes on."""

import json
import re

import pytest

from app.board.answers import answer
from app.board.closing import close
from app.board.frames import frame
from app.board.messages import AnswerWrite, Said
from app.model import ANSWER
from app.refusals import NotFound, NotUnderstood, VoteIsOver, WorkshopClosed
from app.workshop.joining import Joined
from tests.ground import PRINTED, Ground, new_id, plain, refusal
from tests.house import Gathering, Person
from tests.report_pdf import Reading

SHEET, STEP = "myter", 1
ASKED = [zone.key for zone in PRINTED.sheets_by_key[SHEET].zones if zone.stands]
ONE = ASKED[0]


@pytest.fixture
def anna(ground: Ground) -> Joined:
    ground.move(SHEET)
    anna = ground.join("Anna", 1)
    ground.step(anna, SHEET, STEP)
    return anna


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


def take(ground: Ground, person: Joined, value: int, zone: str = ONE, *, step: int = STEP) -> None:
    answer(ground.connection, Said(person.participant_id, AnswerWrite(new_id(), SHEET, step, value, zone)))


def sent(ground: Ground, person: Joined, since: int = 0) -> str:
    return frame(ground.connection, ground.as_participant(person), person.group_id, since)


def own(html: str) -> dict[str, int]:
    found = re.search(r'id="mine"[^>]*data-answers="([^"]*)"', html)
    answers = json.loads(found[1].replace("&#34;", '"')) if found else {}
    return dict(answers.get(str(STEP), {}))


def bars(html: str) -> list[str]:
    return re.findall(r'stand-count">(\d+)<', html)


def test_annas_stand_is_shown_to_her_alone(ground: Ground, anna: Joined, ben: Joined) -> None:
    since = ground.group(1).version
    take(ground, anna, 0)
    hers, his = sent(ground, anna, since), sent(ground, ben, since)
    assert (own(hers), own(his)) == ({ONE: 0}, {})
    assert bars(hers) == bars(his) == []


def test_another_stand_takes_the_place_of_the_first(ground: Ground, anna: Joined, ben: Joined) -> None:
    take(ground, anna, 0)
    take(ground, anna, 2)
    take(ground, ben, 2)
    ground.step(anna, SHEET, STEP + 1)
    assert bars(sent(ground, ben)) == ["0", "0", "2"]


def test_all_are_told_how_many_have_taken_a_stand_on_every_statement(ground: Ground, anna: Joined, ben: Joined) -> None:
    take(ground, ben, 1)
    assert "Ingen har svart på alle ennå" in plain(sent(ground, anna))
    for zone in ASKED:
        take(ground, ben, 1, zone)
    assert "1 har svart på alle" in plain(sent(ground, anna))
    take(ground, ben, -1)
    assert "Ingen har svart på alle ennå" in plain(sent(ground, anna))


def test_what_the_group_answered_is_shown_when_it_goes_on_and_hidden_when_it_goes_back(
    ground: Ground, anna: Joined, ben: Joined
) -> None:
    take(ground, anna, 0)
    take(ground, ben, 1)
    since = ground.group(1).version
    ground.step(anna, SHEET, STEP + 1)
    assert bars(sent(ground, ben, since)) == ["1", "1", "0"]
    ground.step(anna, SHEET, STEP)
    html = sent(ground, ben, since)
    assert bars(html) == []
    assert own(html) == {ONE: 1}


def test_the_other_group_learns_nothing(ground: Ground, anna: Joined) -> None:
    carl = ground.join("Carl", 2)
    take(ground, anna, 0)
    ground.step(anna, SHEET, STEP + 1)
    assert bars(sent(ground, carl)) == []
    assert refusal(lambda: frame(ground.connection, ground.as_participant(carl), anna.group_id, 0)) is NotFound


def test_a_stand_that_is_not_offered_is_refused(ground: Ground, anna: Joined) -> None:
    plain_zone = next(zone.key for zone in PRINTED.sheets_by_key[SHEET].zones if not zone.stands)
    assert refusal(lambda: take(ground, anna, 3)) is NotUnderstood
    assert refusal(lambda: take(ground, anna, 0, plain_zone)) is NotUnderstood
    assert refusal(lambda: take(ground, anna, 0, "finnes-ikke")) is NotFound


def test_a_stand_comes_too_late_when_the_group_has_gone_on(ground: Ground, anna: Joined) -> None:
    ground.step(anna, SHEET, STEP + 1)
    assert refusal(lambda: take(ground, anna, 0)) is VoteIsOver
    assert refusal(lambda: take(ground, anna, 0, step=STEP + 1)) is NotUnderstood


def test_nobody_takes_a_stand_in_a_closed_workshop(ground: Ground, anna: Joined) -> None:
    close(ground.connection, ground.id)
    assert refusal(lambda: take(ground, anna, 0)) is WorkshopClosed


def test_having_done_a_step_can_be_said_at_any_time(ground: Ground, anna: Joined) -> None:
    ground.step(anna, SHEET, STEP + 1)
    answer(ground.connection, Said(anna.participant_id, AnswerWrite(new_id(), SHEET, 0, 1)))
    assert [(row.step, row.subject, row.value) for row in ground.connection.execute(ANSWER.select())] == [(0, "", 1)]


def test_what_is_kept_of_an_answer_names_nobody(ground: Ground, anna: Joined) -> None:
    take(ground, anna, 0)
    [row] = ground.connection.execute(ANSWER.select()).all()
    assert str(anna.participant_id) not in (row.voter, row.subject)
    assert len(row.voter) == 32


def answered(person: Person, subject: str, value: int) -> int:
    form = {"write": new_id(), "sheet": SHEET, "step": STEP, "subject": subject, "value": value}
    headers = {"hx-request": "true"}
    return person.browser.post(f"/workshops/{person.code}/answers", data=form, headers=headers).status_code


def reported(gathering: Gathering) -> str:
    return Reading(gathering.fatma.get(f"/workshops/{gathering.code}/report.pdf").content).everything


def test_no_byte_tells_what_anybody_answered_before_the_group_goes_on(gathering: Gathering) -> None:
    gathering.move(SHEET)
    anna, ben, carl = gathering.anna, gathering.ben, gathering.carl
    gathering.step(anna, SHEET, STEP)
    listening = [gathering.listen(person) for person in (ben, carl)]
    looks = [gathering.dial("groups/1/live?since=0", gathering.fatma), gathering.dial(f"{gathering.screen}/live")]
    assert answered(anna, ONE, 0) == 200
    places = ("board", "frames?since=0", f"sheets/{SHEET}", f"frames?since=0&sheet={SHEET}")
    pages = [
        person.browser.get(f"/workshops/{gathering.code}/{place}").text for person in (ben, carl) for place in places
    ]
    led = [f"groups/1/{place}" for place in places] + ["overview/frames", ""]
    pages += [gathering.fatma.get(f"/workshops/{gathering.code}/{place}".rstrip("/")).text for place in led]
    told = pages + [socket.rest(0.2) for socket in (*listening, *looks)]
    for text in told:
        assert bars(text) == []
        assert own(text) == {}
    assert "1 svar" not in reported(gathering)
    assert own(anna.browser.get(f"/workshops/{gathering.code}/board").text) == {ONE: 0}
    gathering.step(ben, SHEET, STEP + 1)
    assert bars(ben.browser.get(f"/workshops/{gathering.code}/board").text) == ["1", "0", "0"]
    assert bars(carl.browser.get(f"/workshops/{gathering.code}/board").text) == []
    assert answered(anna, ONE, 1) == 409
    assert "1 svar" in reported(gathering)
    assert gathering.otto.post(f"/workshops/{gathering.code}/answers", data={}).status_code == 404
