"""Laying down what was written in silence: each their own, or everybody's, and what the others are sent of it."""

import pytest
from sqlalchemy import Connection

from app.board.closing import close
from app.board.frames import frame
from app.board.messages import Said, ShareWrite
from app.board.notes import Stored
from app.board.sharing import share
from app.refusals import NotFound, StillSilent, WorkshopClosed
from app.workshop.joining import Joined
from tests.ground import FIRST, GARDEN, Ground, new_id, plain, refusal
from tests.house import Gathering

SHEET, ZONE = GARDEN.sheets[0].key, "onsker"


@pytest.fixture
def garden(connection: Connection) -> Ground:
    return Ground(connection, GARDEN)


@pytest.fixture
def anna(garden: Ground) -> Joined:
    return garden.join("Anna", 1)


@pytest.fixture
def ben(garden: Ground) -> Joined:
    return garden.join("Ben", 1)


def lay(ground: Ground, person: Joined, *, everybody: bool = False, sheet: str = SHEET, write: str = "") -> Stored:
    message = ShareWrite(write or new_id(), sheet, everybody)
    return share(ground.connection, Said(person.participant_id, message))


def written(garden: Ground, *people: Joined) -> None:
    """Each of them writes in silence, and the group goes on."""
    for person in people:
        garden.note(person, sheet=SHEET, zone=ZONE, text=f"Fra {person.participant_id}")
    garden.step(people[0], SHEET, 1)


def hidden(garden: Ground) -> dict[int | None, bool]:
    return {note.author_id: note.hidden for note in garden.notes()}


def sent(garden: Ground, person: Joined, since: int = 0) -> str:
    return frame(garden.connection, garden.as_participant(person), person.group_id, since)


def test_anna_lays_down_hers_and_bens_stay(garden: Ground, anna: Joined, ben: Joined) -> None:
    written(garden, anna, ben)
    since = garden.group(1).version
    lay(garden, anna)
    assert hidden(garden) == {anna.participant_id: False, ben.participant_id: True}
    html = sent(garden, ben, since)
    assert f"Fra {anna.participant_id}" in html
    assert "1 av 2 har lagt fram lappene sine." in plain(html)


def test_one_for_all_lays_down_everybodys(garden: Ground, anna: Joined, ben: Joined) -> None:
    written(garden, anna, ben)
    lay(garden, anna, everybody=True)
    assert hidden(garden) == {anna.participant_id: False, ben.participant_id: False}
    assert "Alle har lagt fram lappene sine." in plain(sent(garden, ben))


def test_laying_down_twice_is_once(garden: Ground, anna: Joined, ben: Joined) -> None:
    written(garden, anna, ben)
    lay(garden, anna, write=(write := new_id()))
    version = garden.group(1).version
    assert lay(garden, ben, everybody=True, write=write).version is None
    assert garden.group(1).version == version
    assert hidden(garden)[ben.participant_id]


def test_nothing_is_laid_down_in_silence(garden: Ground, anna: Joined, ben: Joined) -> None:
    garden.note(ben, sheet=SHEET, zone=ZONE)
    for everybody in (False, True):
        assert refusal(lambda e=everybody: lay(garden, anna, everybody=e)) is StillSilent  # type: ignore[misc]
    assert hidden(garden) == {ben.participant_id: True}


def test_nothing_is_laid_down_where_the_group_has_not_been_nor_in_a_closed_workshop(
    garden: Ground, anna: Joined
) -> None:
    written(garden, anna)
    for sheet in (GARDEN.sheets[1].key, FIRST):
        assert refusal(lambda s=sheet: lay(garden, anna, sheet=s)) is NotFound  # type: ignore[misc]
    close(garden.connection, garden.id)
    assert refusal(lambda: lay(garden, anna)) is WorkshopClosed


def test_carl_lays_down_nothing_of_annas(garden: Ground, anna: Joined) -> None:
    carl = garden.join("Carl", 2)
    written(garden, anna)
    garden.step(carl, SHEET, 1)
    lay(garden, carl, everybody=True)
    assert hidden(garden) == {anna.participant_id: True}
    stranger = type(anna)(participant_id=999, group_id=anna.group_id, token="", reentry_code="")
    assert refusal(lambda: lay(garden, stranger, everybody=True)) is NotFound


def test_only_annas_own_hidden_notes_are_marked_as_such(garden: Ground, anna: Joined, ben: Joined) -> None:
    written(garden, anna)
    assert "data-hidden" in sent(garden, anna)
    assert "data-hidden" not in sent(garden, ben)
    lay(garden, anna)
    assert "data-hidden" not in sent(garden, anna)


def test_both_doors_lay_down_and_the_others_hear_it(gathering: Gathering) -> None:
    gathering.move("hvorfor")
    gathering.step(gathering.anna, "hvorfor", 1)
    ben = gathering.listen(gathering.ben)
    carl = gathering.listen(gathering.carl)
    gathering.anna.write(write=new_id(), id=new_id(), sheet="hvorfor", zone="svar", text="Hemmelig tanke")
    ben.until("data-blank")
    address = f"/workshops/{gathering.code}/shares"
    values = {"write": (write := new_id()), "sheet": "hvorfor"}
    refused = gathering.anna.browser.post(address, data=values, headers={"hx-request": "true"})
    assert (refused.status_code, "Dere skriver fortsatt i stillhet" in refused.text) == (409, True)
    gathering.step(gathering.ben, "hvorfor", 2)
    ben.until("Hemmelig tanke")
    stored = gathering.anna.browser.post(address, data=values, headers={"hx-request": "true"})
    assert (stored.status_code, f"ack-{write}" in stored.text) == (200, True)
    ben.say(act="share", write=(again := new_id()), sheet="hvorfor")
    ben.until(f"ack-{again}")
    assert gathering.otto.post(address, data=values).status_code == 404
    assert "Hemmelig tanke" not in carl.rest()
