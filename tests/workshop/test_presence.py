"""Who is here and who writes: a lease, and what is to be seen of it."""

from typing import Any

import pytest
from sqlalchemy import Row, select

from app.model import PARTICIPANT, now
from app.workshop.joining import Joined
from app.workshop.presence import GRACE, LEASE, Sign, renew, show_signs, sweep
from tests.ground import Ground
from tests.house import Gathering


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


def person(ground: Ground, who: Joined) -> Row[tuple[int, ...]]:
    return ground.connection.execute(select(PARTICIPANT).where(PARTICIPANT.c.id == who.participant_id)).one()


def show(ground: Ground, who: Joined, **sign: Any) -> object:
    [group] = show_signs(ground.connection, [Sign(who.participant_id, **sign)])
    return group


def test_anna_is_not_here_until_she_shows_a_sign(ground: Ground, anna: Joined) -> None:
    assert not person(ground, anna).here
    assert show(ground, anna) == anna.group_id
    assert person(ground, anna).here
    assert person(ground, anna).version == ground.group(1).version


def test_a_second_sign_renews_and_tells_nobody(ground: Ground, anna: Joined) -> None:
    show(ground, anna)
    version = ground.group(1).version
    assert show(ground, anna) is None
    assert ground.group(1).version == version


def test_the_others_see_that_anna_writes_and_rests(ground: Ground, anna: Joined) -> None:
    show(ground, anna)
    assert show(ground, anna, writing=True) == anna.group_id
    assert person(ground, anna).writing
    assert show(ground, anna, writing=True) is None
    assert show(ground, anna, writing=False) == anna.group_id
    assert not person(ground, anna).writing


def test_a_sign_of_life_leaves_the_writing_as_it_was(ground: Ground, anna: Joined) -> None:
    show(ground, anna, writing=True)
    assert show(ground, anna) is None
    assert person(ground, anna).writing


def test_a_clock_set_back_keeps_nobody_here_who_has_left(ground: Ground, anna: Joined) -> None:
    show(ground, anna)
    before = now() - 3_600_000
    assert sweep(ground.connection, before) == [anna.group_id]
    assert not person(ground, anna).here


def test_a_reload_is_not_a_goodbye(ground: Ground, anna: Joined) -> None:
    show(ground, anna)
    assert show(ground, anna, leaving=True) is None
    assert person(ground, anna).here
    assert sweep(ground.connection, now()) == []
    assert show(ground, anna) is None
    assert sweep(ground.connection, now() + GRACE + 1000) == []


def test_whoever_closes_the_lid_stops_writing_at_once_and_is_gone_after_the_grace(ground: Ground, anna: Joined) -> None:
    show(ground, anna, writing=True)
    assert show(ground, anna, leaving=True) == anna.group_id
    assert (person(ground, anna).here, person(ground, anna).writing) == (True, False)
    assert sweep(ground.connection, now() + GRACE + 1000) == [anna.group_id]
    assert not person(ground, anna).here


def test_a_lease_that_runs_out_is_believed_no_longer(ground: Ground, anna: Joined) -> None:
    show(ground, anna, writing=True)
    assert sweep(ground.connection, now() + LEASE - 5000) == []
    assert sweep(ground.connection, now() + LEASE + 5000) == [anna.group_id]
    assert (person(ground, anna).here, person(ground, anna).writing) == (False, False)
    assert person(ground, anna).version == ground.group(1).version
    assert sweep(ground.connection, now() + LEASE + 5000) == []


def test_those_with_an_open_socket_are_renewed_unseen(ground: Ground, anna: Joined) -> None:
    ben = ground.join("Ben", 1)
    show(ground, anna)
    show(ground, ben)
    show(ground, anna, leaving=True)
    show(ground, ben, leaving=True)
    version = ground.group(1).version
    renew(ground.connection, {anna.participant_id})
    renew(ground.connection, set())
    assert ground.group(1).version == version
    assert sweep(ground.connection, now() + GRACE + 1000) == [ben.group_id]
    assert (person(ground, anna).here, person(ground, ben).here) == (True, False)


def test_many_signs_are_answered_one_by_one(ground: Ground, anna: Joined) -> None:
    carl = ground.join("Carl", 2)
    show(ground, carl)
    signs = [Sign(anna.participant_id), Sign(999), Sign(carl.participant_id)]
    assert show_signs(ground.connection, signs) == [anna.group_id, None, None]


def test_two_signs_of_one_person_in_a_batch_leave_what_the_later_says(ground: Ground, anna: Joined) -> None:
    show(ground, anna)
    signs = [Sign(anna.participant_id, writing=True), Sign(anna.participant_id, writing=False)]
    assert show_signs(ground.connection, signs) == [anna.group_id, anna.group_id]
    assert not person(ground, anna).writing


def test_ben_sees_by_either_door_that_anna_has_come_and_that_she_writes(gathering: Gathering) -> None:
    ben, mark = gathering.listen(gathering.ben), f'id="person-{gathering.anna.id}" class="person"'
    anna = gathering.listen(gathering.anna)
    assert "data-here" in ben.until(mark)
    anna.say(act="writing", on=True)
    assert "data-writing" in ben.until(mark)
    signs = f"/workshops/{gathering.code}/signs"
    answer = gathering.anna.browser.post(signs, data={"on": "false"}, headers={"hx-request": "true"})
    assert (answer.status_code, answer.text) == (200, "")
    assert "data-writing" not in ben.until(mark)
    carl = gathering.listen(gathering.carl)
    assert mark not in carl.rest(0.1), "who is in another group is not seen"
