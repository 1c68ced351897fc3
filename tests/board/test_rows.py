"""Rows: the most voted effects of one sheet lie on the next, with a place beside each of them."""

import re

import pytest
from sqlalchemy import Connection

from app.board.answers import answer
from app.board.frames import frame, whole
from app.board.messages import AnswerWrite, Said
from app.model import NOTE
from app.refusals import NotFound
from app.workshop.joining import Joined
from tests.ground import GARDEN, PRINTED, Ground, new_id, refusal

SHEET, ZONE, OTHER, VOTE = "effekter", "kommunen", "innbyggeren", 2
NEXT, ROWS, BESIDE = "maling", "viktigste", "hva"
MOST = PRINTED.sheets_by_key[NEXT].zones_by_key[ROWS].rows


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


def voted(ground: Ground, person: Joined, *texts: str, zone: str = ZONE) -> list[str]:
    """Notes on the sheet that is voted on, each with one dot from the person."""
    found = [ground.note(person, sheet=SHEET, zone=zone, text=text) for text in texts]
    ground.step(person, SHEET, VOTE)
    for note in found:
        give(ground, person, note)
    return found


def give(ground: Ground, person: Joined, note: str, value: int = 1) -> None:
    answer(ground.connection, Said(person.participant_id, AnswerWrite(new_id(), SHEET, VOTE, value, note)))


def rows(ground: Ground, sheet: str = NEXT, zone: str = ROWS) -> dict[str, str]:
    """The rows that lie there, their ids by their texts."""
    lying = ground.connection.execute(NOTE.select().where(NOTE.c.sheet == sheet, NOTE.c.zone == zone))
    return {row.text: row.id for row in lying if not row.gone}


def delete(ground: Ground, person: Joined, note: str, *, gone: bool = True) -> None:
    ground.note(person, id=note, gone=gone, text=None, zone=None)


def sent(ground: Ground, person: Joined, since: int = 0) -> str:
    return frame(ground.connection, ground.as_participant(person), person.group_id, since)


def bands(html: str, zone: str = BESIDE) -> list[str]:
    return re.findall(rf'id="zone-{zone}-row-([0-9a-f-]+)"', html)


def test_the_most_voted_of_each_field_become_rows_that_say_where_they_are_from(ground: Ground, anna: Joined) -> None:
    ground.move(SHEET)
    first, second = voted(ground, anna, "Færre kjøp", "Sparer tid")
    ground.note(anna, sheet=SHEET, zone=ZONE, text="Ingen stemte på denne")
    voted(ground, anna, "Mindre ensomhet", zone=OTHER)
    ground.move(NEXT)
    assert list(rows(ground)) == ["Mindre ensomhet", "Færre kjøp", "Sparer tid"]
    html = sent(ground, anna)
    assert html.count("fra ark 7") == 3
    assert len(bands(html)) == 3
    brought = ground.connection.execute(NOTE.select().where(NOTE.c.sheet == NEXT)).all()
    assert {row.from_note for row in brought} >= {first, second}


def test_where_some_are_equal_there_is_rather_one_row_too_many(ground: Ground, anna: Joined, ben: Joined) -> None:
    ground.move(SHEET)
    notes = voted(ground, anna, "Færre kjøp", "Sparer tid")
    third = ground.note(anna, sheet=SHEET, zone=ZONE, text="Lærer nytt")
    give(ground, ben, third)
    give(ground, ben, notes[0])
    ground.move(NEXT)
    assert MOST == 2
    assert set(rows(ground)) == {"Færre kjøp", "Sparer tid", "Lærer nytt"}


def test_a_new_vote_brings_new_rows_and_not_again_what_was_taken_away(
    ground: Ground, anna: Joined, ben: Joined
) -> None:
    ground.move(SHEET)
    voted(ground, anna, "Færre kjøp", "Sparer tid")
    ground.move(NEXT)
    delete(ground, anna, rows(ground)["Sparer tid"])
    ground.move(SHEET)
    new = ground.note(ben, sheet=SHEET, zone=ZONE, text="Lærer nytt")
    give(ground, ben, new, 2)
    ground.move(NEXT)
    assert set(rows(ground)) == {"Færre kjøp", "Lærer nytt"}


def test_the_other_groups_votes_bring_nothing(ground: Ground, anna: Joined) -> None:
    carl = ground.join("Carl", 2)
    ground.move(SHEET)
    voted(ground, anna, "Færre kjøp")
    ground.move(NEXT)
    view = whole(ground.connection, ground.as_participant(carl), carl.group_id)
    assert [notes for _, notes in view.zones if notes] == []


def test_a_note_lies_in_the_band_of_its_row(ground: Ground, anna: Joined) -> None:
    ground.move(SHEET)
    voted(ground, anna, "Færre kjøp")
    ground.move(NEXT)
    row = rows(ground)["Færre kjøp"]
    since = ground.group(1).version
    note = ground.note(anna, sheet=NEXT, zone=BESIDE, text="Antall kjøp", beside=row)
    html = sent(ground, anna, since)
    assert f'id="note-{note}" class="note" data-in="zone-{BESIDE}-row-{row} zone-{BESIDE}-notes"' in html.replace(
        f'class="note" id="note-{note}"', f'id="note-{note}" class="note"'
    )
    assert bands(html) == []


def test_who_names_a_row_that_is_not_theirs_is_refused(ground: Ground, anna: Joined) -> None:
    carl = ground.join("Carl", 2)
    ground.move(SHEET)
    voted(ground, anna, "Færre kjøp")
    ground.move(NEXT)
    row = rows(ground)["Færre kjøp"]
    assert refusal(lambda: ground.note(carl, sheet=NEXT, zone=BESIDE, beside=row)) is NotFound
    assert refusal(lambda: ground.note(anna, sheet=NEXT, zone=BESIDE, beside=new_id())) is NotFound


def test_a_row_that_comes_or_goes_leads_to_the_whole_board(ground: Ground, anna: Joined) -> None:
    ground.move(NEXT)
    since = ground.group(1).version
    row = ground.note(anna, sheet=NEXT, zone=ROWS, text="Skrevet her")
    assert bands(sent(ground, anna, since)) == [row]
    note = ground.note(anna, sheet=NEXT, zone=BESIDE, text="Antall", beside=row)
    since = ground.group(1).version
    delete(ground, anna, row)
    html = sent(ground, anna, since)
    assert bands(html) == []
    loose = html.partition(f'id="zone-{BESIDE}-notes"')[2].partition("</ol>")[0]
    assert f"note-{note}" in loose
    delete(ground, anna, row, gone=False)
    kept = sent(ground, anna, since).partition(f'id="zone-{BESIDE}-row-{row}"')[2].partition("</ol>")[0]
    assert f"note-{note}" in kept


def test_actions_may_lie_beside_rows_too(connection: Connection) -> None:
    ground = Ground(connection, GARDEN)
    anna, sheet = ground.join("Anna", 1), GARDEN.sheets[2]
    rows_zone = next(zone for zone in sheet.zones if zone.rows)
    beside = next(zone for zone in sheet.zones if zone.beside)
    ground.move(sheet.key)
    row = ground.note(anna, sheet=sheet.key, zone=rows_zone.key, text="Bønner")
    ground.note(anna, sheet=sheet.key, zone=beside.key, text="Kjøpe frø", beside=row, whom="Anna")
    assert bands(sent(ground, anna), beside.key) == [row]
    assert set(sheet.rowed) == {rows_zone.key, beside.key}
