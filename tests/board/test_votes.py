"""Votes: dots that nobody sees but their giver until the group goes on, and the list of what was voted."""

import json
import re

import pytest
from sqlalchemy import Connection

from app.board.answers import answer
from app.board.closing import close, reopen
from app.board.frames import frame, whole
from app.board.messages import AnswerWrite, Said
from app.board.notes import Stored
from app.kits.kit import Kit
from app.model import CHANGE
from app.refusals import NoDotsLeft, NotFound, NotUnderstood, VoteIsOver, WorkshopClosed
from app.visibility import Viewer
from app.workshop.joining import Joined
from tests.ground import GARDEN, PRINTED, Ground, new_id, plain, refusal

SHEET, ZONE, OTHER, STEP = "effekter", "kommunen", "innbyggeren", 2
NEXT = "maling"


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


def give(
    ground: Ground, person: Joined, note: str, value: int = 1, *, step: int = STEP, sheet: str = SHEET, write: str = ""
) -> Stored:
    message = AnswerWrite(write or new_id(), sheet, step, value, note)
    return answer(ground.connection, Said(person.participant_id, message))


def effects(ground: Ground, person: Joined, *texts: str, zone: str = ZONE) -> list[str]:
    return [ground.note(person, sheet=SHEET, zone=zone, text=text) for text in texts]


def vote(ground: Ground, person: Joined, *texts: str) -> list[str]:
    """Notes that lie there when the group comes to vote; their ids."""
    ground.move(SHEET)
    found = effects(ground, person, *texts)
    ground.step(person, SHEET, STEP)
    return found


def sent(ground: Ground, viewer: Viewer, person: Joined, since: int = 0) -> str:
    return frame(ground.connection, viewer, person.group_id, since)


def own(html: str) -> dict[str, int]:
    found = re.search(r'id="mine"[^>]*data-answers="([^"]*)"', html)
    answers = json.loads(found[1].replace("&#34;", '"')) if found else {}
    return dict(answers.get(str(STEP), {}))


def votes(ground: Ground) -> dict[str, int | None]:
    return {note.text: note.votes for note in ground.notes() if note.sheet == SHEET}


def test_anna_gives_a_dot_and_only_her_own_screen_shows_it(ground: Ground, anna: Joined, ben: Joined) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    since = ground.group(1).version
    give(ground, anna, note, 2)
    hers, his = (sent(ground, ground.as_participant(each), each, since) for each in (anna, ben))
    assert (own(hers), own(his)) == ({note: 2}, {})
    assert "1 har stemt" in plain(his)
    assert 'data-votes="2"' not in his.replace('class="step" data-mode="vote" data-votes="2"', "")
    assert votes(ground) == {"Færre kjøp": None}


def test_those_who_lead_and_look_are_sent_no_dots_while_people_vote(ground: Ground, anna: Joined) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    since = ground.group(1).version
    give(ground, anna, note)
    html = sent(ground, ground.as_facilitator(), anna, since)
    assert "1 har stemt" in plain(html)
    assert 'id="mine"' not in html
    assert note not in html


def test_a_dot_is_taken_back_and_counts_as_no_vote(ground: Ground, anna: Joined) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    give(ground, anna, note)
    give(ground, anna, note, 0)
    html = sent(ground, ground.as_participant(anna), anna)
    assert own(html) == {note: 0}
    assert "Ingen har stemt ennå" in plain(html)


def test_the_same_answer_twice_is_once(ground: Ground, anna: Joined) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    write = new_id()
    assert give(ground, anna, note, write=write).version is not None
    give(ground, anna, note, 2)
    assert give(ground, anna, note, write=write).version is None
    assert own(sent(ground, ground.as_participant(anna), anna)) == {note: 2}


def test_nothing_in_the_log_tells_whose_an_answer_was(ground: Ground, anna: Joined) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    stored = give(ground, anna, note)
    row = ground.connection.execute(CHANGE.select().where(CHANGE.c.id == stored.write)).one()
    assert (row.who, row.mark, row.note_id, row.state) == (None, None, "", {})


def test_nobody_has_more_dots_than_the_step_gives_in_each_zone(ground: Ground, anna: Joined, ben: Joined) -> None:
    first, second = vote(ground, anna, "Færre kjøp", "Sparer tid")
    [elsewhere] = effects(ground, anna, "Mindre ensomhet", zone=OTHER)
    give(ground, anna, first, 2)
    assert refusal(lambda: give(ground, anna, second)) is NoDotsLeft
    assert refusal(lambda: give(ground, anna, first, 3)) is NoDotsLeft
    give(ground, anna, elsewhere, 2)
    give(ground, ben, second, 2)


def test_dots_are_for_the_whole_sheet_where_the_step_says_so(connection: Connection) -> None:
    ground = Ground(connection, GARDEN)
    anna, sheet = ground.join("Anna", 1), GARDEN.sheets[1].key
    ground.move(sheet)
    notes = [ground.note(anna, sheet=sheet, zone=zone, text=zone) for zone in ("langt", "naer", "bed")]
    ground.step(anna, sheet, STEP)
    for note in notes[:2]:
        give(ground, anna, note, sheet=sheet)
    assert refusal(lambda: give(ground, anna, notes[2], sheet=sheet)) is NoDotsLeft
    ground.note(anna, id=notes[0], gone=True, zone=None, text=None)
    give(ground, anna, notes[2], sheet=sheet)


def test_who_says_that_the_next_vote_is_done_has_not_voted_in_it(connection: Connection) -> None:
    sheet = GARDEN.sheets[1]
    steps = [step.model_dump() for step in (*sheet.steps, sheet.steps[STEP], sheet.steps[0])]
    sheets = [each.model_dump() | ({"steps": steps} if each is sheet else {}) for each in GARDEN.sheets]
    ground = Ground(connection, Kit.model_validate(GARDEN.model_dump() | {"sheets": sheets}))
    anna = ground.join("Anna", 1)
    ground.move(sheet.key)
    note = ground.note(anna, sheet=sheet.key, zone="bed", text="Squash")
    ground.step(anna, sheet.key, STEP)
    give(ground, anna, note, sheet=sheet.key)
    last = len(steps) - 1
    ground.step(anna, sheet.key, last - 1)
    give(ground, anna, "", sheet=sheet.key, step=last - 1)
    ground.step(anna, sheet.key, last)
    assert [each.votes for each in ground.notes()] == [1]


def test_dots_count_only_while_the_group_is_at_the_vote(ground: Ground, anna: Joined) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    ground.step(anna, SHEET, STEP - 1)
    assert refusal(lambda: give(ground, anna, note)) is VoteIsOver
    ground.move(NEXT)
    assert refusal(lambda: give(ground, anna, note)) is VoteIsOver


def test_only_a_readable_note_of_the_groups_own_sheet_can_be_given_a_dot(ground: Ground, anna: Joined) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    carl = ground.join("Carl", 2)
    ground.step(carl, SHEET, STEP)
    assert refusal(lambda: give(ground, carl, note)) is NotFound
    assert refusal(lambda: give(ground, anna, new_id())) is NotFound
    assert refusal(lambda: give(ground, anna, note, sheet="finnes-ikke")) is NotFound
    assert refusal(lambda: give(ground, anna, note, step=99)) is NotFound
    ground.note(anna, id=note, gone=True, zone=None, text=None)
    assert refusal(lambda: give(ground, anna, note)) is NotFound


def test_where_nothing_is_asked_nothing_is_answered(ground: Ground, anna: Joined) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    ground.step(anna, SHEET, 1)
    assert refusal(lambda: give(ground, anna, note, step=1)) is NotUnderstood


def test_nobody_votes_in_a_closed_workshop_or_without_being_in_one(ground: Ground, anna: Joined) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    stranger = type(anna)(participant_id=999, group_id=anna.group_id, token="", reentry_code="")
    assert refusal(lambda: give(ground, stranger, note)) is NotFound
    close(ground.connection, ground.id)
    assert refusal(lambda: give(ground, anna, note)) is WorkshopClosed


def test_when_the_group_goes_on_the_dots_stand_on_the_notes(ground: Ground, anna: Joined, ben: Joined) -> None:
    first, second, _ = vote(ground, anna, "Færre kjøp", "Sparer tid", "Lærer nytt")
    give(ground, anna, first, 2)
    give(ground, ben, first)
    give(ground, ben, second)
    since = ground.group(1).version
    ground.move(NEXT)
    assert votes(ground) == {"Færre kjøp": 3, "Sparer tid": 1, "Lærer nytt": None}
    looked = frame(ground.connection, ground.as_participant(ben), ben.group_id, since, SHEET)
    assert f'id="note-{first}"' in looked
    assert 'data-votes="3"' in looked


def test_going_back_to_the_vote_hides_the_dots_again_and_keeps_everybodys(
    ground: Ground, anna: Joined, ben: Joined
) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    give(ground, anna, note)
    give(ground, ben, note, 2)
    ground.step(anna, SHEET, 1)
    assert votes(ground) == {"Færre kjøp": 3}
    ground.step(anna, SHEET, STEP)
    assert votes(ground) == {"Færre kjøp": None}
    assert own(sent(ground, ground.as_participant(ben), ben)) == {note: 2}
    give(ground, ben, note, 0)
    ground.step(anna, SHEET, 1)
    assert votes(ground) == {"Færre kjøp": 1}


def test_a_workshop_that_is_closed_during_a_vote_shows_what_was_voted(ground: Ground, anna: Joined) -> None:
    [note] = vote(ground, anna, "Færre kjøp")
    give(ground, anna, note)
    close(ground.connection, ground.id)
    assert votes(ground) == {"Færre kjøp": 1}
    reopen(ground.connection, ground.id)
    assert votes(ground) == {"Færre kjøp": None}


def test_the_result_is_a_list_with_ties_zone_by_zone(ground: Ground, anna: Joined, ben: Joined) -> None:
    first, second, third = vote(ground, anna, "Færre kjøp", "Sparer tid", "Lærer nytt")
    [elsewhere] = effects(ground, anna, "Mindre ensomhet", zone=OTHER)
    for person, note in ((anna, first), (anna, second), (ben, third), (ben, first), (ben, elsewhere)):
        give(ground, person, note)
    since = ground.group(1).version
    ground.step(anna, SHEET, 1)
    view = whole(ground.connection, ground.as_participant(ben), ben.group_id)
    labels = {zone.key: zone.label for zone in PRINTED.sheets_by_key[SHEET].zones}
    listed = {
        result.label: sorted((each.place, each.tie, each.votes, each.text) for each in result.notes)
        for result in view.results
    }
    assert listed == {
        labels[ZONE]: [(1, False, 2, "Færre kjøp"), (2, True, 1, "Lærer nytt"), (2, True, 1, "Sparer tid")],
        labels[OTHER]: [(1, False, 1, "Mindre ensomhet")],
    }
    assert "delt 2. plass" in plain(sent(ground, ground.as_participant(ben), ben, since))


def test_a_note_that_is_rewritten_or_deleted_after_the_vote_is_so_in_the_list_too(ground: Ground, anna: Joined) -> None:
    first, second = vote(ground, anna, "Færre kjøp", "Sparer tid")
    give(ground, anna, first)
    give(ground, anna, second)
    ground.step(anna, SHEET, 1)
    since = ground.group(1).version
    ground.note(anna, id=first, zone=None, text="Langt færre kjøp")
    ground.note(anna, id=second, zone=None, text=None, gone=True)
    listed = sent(ground, ground.as_participant(anna), anna, since).partition('id="results"')[2]
    assert "Langt færre kjøp" in listed
    assert "Sparer tid" not in listed
