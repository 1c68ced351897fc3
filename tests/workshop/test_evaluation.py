"""The evaluation: each person's once, without names, for who leads, and for the report if they choose so."""

import pytest

from app.board.closing import close
from app.model import EVALUATION
from app.refusals import EmptyNote, NotFound, NotOpenYet, NotUnderstood
from app.visibility import Role, Viewer
from app.workshop.evaluation import (
    Evaluating,
    Results,
    Wish,
    awaits_answers,
    evaluate,
    lead_evaluation,
    made_with,
    own_answers,
    results_for,
)
from app.workshop.joining import Joined
from app.workshop.workshops import remove
from tests.ground import PRINTED, Ground, plain, refusal
from tests.house import Gathering, Person

SCALE = next(question.key for question in PRINTED.evaluation if question.low)
WORDS = next(question.key for question in PRINTED.evaluation if not question.low)


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


def opened(ground: Ground) -> None:
    lead_evaluation(ground.connection, Wish(ground.id, opened=True))


def says(ground: Ground, person: Joined, **answers: str) -> None:
    mine = made_with(ground.as_participant(person))
    evaluate(ground.connection, Evaluating(ground.id, mine, answers))


def results(ground: Ground) -> Results:
    found = results_for(ground.connection, ground.as_facilitator(), ground.workshop)
    assert found is not None
    return found


def by_key(ground: Ground) -> dict[str, tuple[tuple[int, ...], tuple[str, ...]]]:
    return {result.question.key: (result.counts, result.texts) for result in results(ground).questions}


def test_fatma_sees_what_anna_and_ben_answered_and_not_whose_it_is(ground: Ground, anna: Joined, ben: Joined) -> None:
    opened(ground)
    says(ground, ben, **{SCALE: "2", WORDS: "Å møtes"})
    says(ground, anna, **{SCALE: "5", WORDS: "At alle slapp til"})
    assert results(ground).people == 2
    assert by_key(ground)[SCALE] == ((0, 1, 0, 0, 1), ())
    assert sorted(by_key(ground)[WORDS][1]) == ["At alle slapp til", "Å møtes"]
    assert results(ground).questions[0].average == 3.5
    rows = ground.connection.execute(EVALUATION.select()).mappings().all()
    assert {key for row in rows for key in row} == {"id", "workshop_id", "made_with", "answers"}


def test_whoever_answers_again_counts_once(ground: Ground, anna: Joined) -> None:
    opened(ground)
    says(ground, anna, **{SCALE: "2", WORDS: "Pausen"})
    says(ground, anna, **{SCALE: "4"})
    assert results(ground).people == 1
    assert by_key(ground)[SCALE][0] == (0, 0, 0, 1, 0)
    assert own_answers(ground.connection, ground.as_participant(anna)) == {SCALE: "4"}


def test_nobody_answers_before_it_is_open(ground: Ground, anna: Joined) -> None:
    assert refusal(lambda: says(ground, anna, **{SCALE: "2"})) is NotOpenYet
    assert not awaits_answers(ground.connection, ground.as_participant(anna), ground.workshop)
    opened(ground)
    lead_evaluation(ground.connection, Wish(ground.id, opened=False))
    assert refusal(lambda: says(ground, anna, **{SCALE: "2"})) is NotOpenYet


def test_a_closed_workshop_can_be_evaluated(ground: Ground, anna: Joined) -> None:
    close(ground.connection, ground.id)
    assert awaits_answers(ground.connection, ground.as_participant(anna), ground.workshop)
    says(ground, anna, **{SCALE: "2"})
    assert not awaits_answers(ground.connection, ground.as_participant(anna), ground.workshop)


def test_no_answer_at_all_and_what_the_scale_has_not_are_refused(ground: Ground, anna: Joined) -> None:
    opened(ground)
    assert refusal(lambda: says(ground, anna)) is EmptyNote
    assert refusal(lambda: says(ground, anna, **{SCALE: " ", WORDS: "\n"})) is EmptyNote
    assert refusal(lambda: says(ground, anna, **{SCALE: "6"})) is NotUnderstood
    says(ground, anna, **{WORDS: "x" * 5000, "hentet_fra_et_annet_sted": "tull"})
    assert [len(text) for text in by_key(ground)[WORDS][1]] == [1000]


def test_when_nobody_has_answered_there_is_nothing_to_count(ground: Ground) -> None:
    found = results(ground)
    assert found.people == 0
    assert all(result.average is None and not result.texts for result in found.questions)


def test_only_who_leads_sees_the_results_and_the_report_if_they_chose_so(ground: Ground, anna: Joined) -> None:
    opened(ground)
    says(ground, anna, **{SCALE: "2"})
    report, screen = (Viewer(role, ground.id) for role in (Role.REPORT, Role.SCREEN))
    otto = Viewer(Role.FACILITATOR, ground.id + 1)

    def told(viewer: Viewer) -> bool:
        return results_for(ground.connection, viewer, ground.workshop) is not None

    nobody = (ground.as_participant(anna), screen, otto)
    assert told(ground.as_facilitator())
    assert not any(told(viewer) for viewer in (*nobody, report))
    assert lead_evaluation(ground.connection, Wish(ground.id, in_report=True)) == []
    assert told(report)
    assert not any(told(viewer) for viewer in nobody)


def test_the_answers_are_deleted_with_the_workshop(ground: Ground, anna: Joined) -> None:
    opened(ground)
    says(ground, anna, **{SCALE: "2"})
    remove(ground.connection, ground.id)
    assert ground.connection.execute(EVALUATION.select()).all() == []
    assert refusal(lambda: lead_evaluation(ground.connection, Wish(ground.id, opened=True))) is NotFound


def evaluated(person: Person, **answers: str) -> int:
    return person.browser.post(f"/workshops/{person.code}/evaluation", data=answers).status_code


def test_the_way_through_the_pages(gathering: Gathering) -> None:
    anna, fatma, code = gathering.anna, gathering.fatma, gathering.code
    link, here = "Svar på evalueringen", f"/workshops/{code}/evaluation"
    assert link not in anna.browser.get(f"/workshops/{code}/board").text
    assert "ikke åpnet ennå" in anna.browser.get(here).text
    assert evaluated(anna, **{SCALE: "4"}) == 409
    assert "Ingen har svart ennå" in fatma.get(f"{here}s").text
    listening = gathering.listen(gathering.ben)
    assert fatma.post(f"{here}s", data={"opened": "1"}).status_code == 303
    assert link in listening.rest(0.5)
    assert evaluated(anna) == 422
    assert evaluated(anna, **{SCALE: "4", WORDS: "Marsvin"}) == 303
    assert "Takk for svaret" in anna.browser.get(f"{here}/thanks").text
    assert "Marsvin" in anna.browser.get(here).text
    results = plain(fatma.get(f"{here}s").text)
    assert "1 person har svart" in results
    assert "4,0 i snitt" in results
    assert "Marsvin" in results
    for browser, path in ((gathering.ben.browser, here), (gathering.ben.browser, f"/workshops/{code}/board")):
        assert "Marsvin" not in browser.get(path).text


def test_whoever_opens_the_code_when_all_is_over_comes_to_the_evaluation_once(gathering: Gathering) -> None:
    anna, code = gathering.anna, gathering.code
    gathering.fatma.post(f"/workshops/{code}/closing", data={"closed": "1"})
    assert "Svar på evalueringen" in anna.browser.get(f"/workshops/{code}/board").text
    assert anna.browser.get(f"/{code}").headers["location"] == f"/workshops/{code}/evaluation"
    evaluated(anna, **{SCALE: "4"})
    assert anna.browser.get(f"/{code}").headers["location"] == f"/workshops/{code}/board"


def test_otto_and_the_participants_are_not_shown_the_results(gathering: Gathering) -> None:
    for browser in (gathering.otto, gathering.anna.browser):
        assert browser.get(f"/workshops/{gathering.code}/evaluations").status_code == 404
        assert browser.post(f"/workshops/{gathering.code}/evaluations", data={"opened": "1"}).status_code == 404
    assert gathering.otto.get(f"/workshops/{gathering.code}/evaluation").status_code == 404
    assert gathering.otto.post(f"/workshops/{gathering.code}/evaluation", data={SCALE: "1"}).status_code == 404
