"""Joining a workshop, and coming back: names, places, codes."""

from collections import Counter

import pytest
from sqlalchemy import select

from app.board.closing import close
from app.model import PARTICIPANT
from app.refusals import GroupFull, NameTaken, NotFound, NotUnderstood, TooLong, WorkshopClosed, WrongKey
from app.workshop.joining import Returning, crowd, reenter
from app.workshop.keys import kept
from tests.ground import GARDEN, Ground, new_id, refusal


def returning(ground: Ground, code: str) -> Returning:
    return Returning(ground.workshop, code)


def test_anna_joins_the_group_she_chose(ground: Ground) -> None:
    anna = ground.join("Anna", 2, "kommune")
    row = ground.connection.execute(select(PARTICIPANT)).one()
    assert (row.id, row.name, row.perspective, row.group_id) == (anna.participant_id, "Anna", "kommune", anna.group_id)
    assert anna.group_id == ground.group(2).id
    assert row.version == ground.group(2).version


def test_nobodys_secrets_are_stored(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    row = ground.connection.execute(select(PARTICIPANT)).one()
    assert (row.token_hash, row.reentry_hash) == (kept(anna.token), kept(anna.reentry_code))
    assert not {anna.token, anna.reentry_code} & set(map(str, row))


def test_people_who_do_not_choose_are_spread_evenly(ground: Ground) -> None:
    people = [ground.join(f"Deltaker {number}") for number in range(13)]
    assert sorted(Counter(person.group_id for person in people).values()) == [4, 4, 5]


def test_people_who_do_not_choose_are_mixed(ground: Ground) -> None:
    for number in range(6):
        ground.join(f"Deltaker {number}", None, "kommune")
    for number in range(6, 12):
        ground.join(f"Deltaker {number}", None, "sosial-entreprenor")
    assert set(crowd(ground.connection, ground.id).values()) == {2}


def test_whoever_is_placed_meets_those_who_are_unlike(ground: Ground) -> None:
    ground.join("Anna", 1, "kommune")
    ground.join("Ben", 2, "sosial-entreprenor")
    ground.join("Carl", 3, "kommune")
    assert ground.join("Dina", None, "kommune").group_id == ground.group(2).id


def test_a_full_group_takes_nobody_while_others_have_room(ground: Ground) -> None:
    for number in range(8):
        ground.join(f"Deltaker {number}", 1)
    assert refusal(lambda: ground.join("Anna", 1)) is GroupFull
    assert ground.join("Ben").group_id != ground.group(1).id


def test_when_all_groups_are_full_nobody_is_turned_away_until_they_are_twice_full(connection: object) -> None:
    ground = Ground(connection, GARDEN, groups=2)  # type: ignore[arg-type]
    for number in range(20):
        ground.join(f"Deltaker {number}")
    assert sorted(crowd(ground.connection, ground.id).values()) == [10, 10]
    assert refusal(lambda: ground.join("Anna")) is GroupFull
    assert refusal(lambda: ground.join("Anna", 1)) is GroupFull


@pytest.mark.parametrize("name", ["Anna", "anna", " ANNA ", "An\u200bna"])
def test_two_of_a_group_cannot_have_the_same_name(ground: Ground, name: str) -> None:
    ground.join("Anna", 1)
    assert refusal(lambda: ground.join(name, 1)) is NameTaken
    ground.join(name, 2)


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("  Kari   Nordmann ", "Kari Nordmann"),
        ("Ka\x00ri\n", "Kari"),
        ("Anne-Grete", "Anne-Grete"),
        ("x" * 40, "x" * 40),
    ],
)
def test_a_name_is_kept_tidy(ground: Ground, name: str, kept_as: str) -> None:
    ground.join(name, 1)
    assert ground.connection.scalar(select(PARTICIPANT.c.name)) == kept_as


@pytest.mark.parametrize(("name", "why"), [("", NotUnderstood), (" \t", NotUnderstood), ("x" * 41, TooLong)])
def test_a_name_must_be_there_and_short(ground: Ground, name: str, why: type[Exception]) -> None:
    assert refusal(lambda: ground.join(name, 1)) is why


def test_a_group_or_perspective_that_is_not_there_is_refused(ground: Ground) -> None:
    assert refusal(lambda: ground.join("Anna", 4)) is NotFound
    assert refusal(lambda: ground.join("Anna", 0)) is NotFound
    assert refusal(lambda: ground.join("Anna", 1, "minister")) is NotUnderstood


def test_nobody_joins_a_closed_workshop(ground: Ground) -> None:
    close(ground.connection, ground.id)
    assert refusal(lambda: ground.join("Anna", 1)) is WorkshopClosed


def test_the_same_form_twice_is_one_person_who_holds_the_newest_secrets(ground: Ground) -> None:
    form = new_id()
    first, again = ground.join("Anna", 1, made_with=form), ground.join("Anna", 1, made_with=form)
    assert (first.participant_id, first.group_id) == (again.participant_id, again.group_id)
    assert ground.connection.scalar(select(PARTICIPANT.c.token_hash)) == kept(again.token) != kept(first.token)


def test_annas_code_brings_her_back_and_her_old_secrets_stop(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    back = reenter(ground.connection, returning(ground, anna.reentry_code))
    assert (back.participant_id, back.group_id) == (anna.participant_id, anna.group_id)
    hashes = ground.connection.execute(select(PARTICIPANT.c.token_hash, PARTICIPANT.c.reentry_hash)).one()
    assert tuple(hashes) == (kept(back.token), kept(back.reentry_code))
    assert back.reentry_code == anna.reentry_code
    assert reenter(ground.connection, returning(ground, anna.reentry_code)).participant_id == anna.participant_id


def test_a_code_may_be_typed_in_other_ways(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    typed = anna.reentry_code.upper().replace("-", " ")
    assert reenter(ground.connection, returning(ground, typed)).participant_id == anna.participant_id


def test_a_code_opens_only_its_own_workshop(ground: Ground) -> None:
    anna, other = ground.join("Anna", 1), Ground(ground.connection)
    for workshop, code in ((other, anna.reentry_code), (ground, "acef-ghkr-txy3-4679"), (ground, "")):
        assert refusal(lambda w=workshop, c=code: reenter(w.connection, returning(w, c))) is WrongKey  # type: ignore[misc]
