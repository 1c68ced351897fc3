"""Guesses: many wrong codes from one address are too many; a room full of people is not."""

from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from app.pace import Pace
from app.pages.guesses import address_of
from app.refusals import Guessing
from tests.databases import ON_SQLITE
from tests.house import Gathering, new_id

GUESSING = "Det er prøvd mange koder som ikke stemmer"


def wrong_codes(gathering: Gathering, browser: httpx.Client) -> list[httpx.Response]:
    """Every way to try a code."""
    at = f"/workshops/{gathering.code}"
    return [
        browser.post("/", data={"code": "AAA-AAA"}),
        browser.get("/AAA-AAA"),
        browser.post("/AAA-AAA", data={"write": new_id()}),
        browser.post("/rescue", data={"code": "AAA-AAA", "rescue": "x"}),
        browser.post("/rescue", data={"code": gathering.code, "rescue": "x"}),
        browser.post(f"{at}/reentry", data={"code": "x"}),
        browser.get("/workshops/AAA-AAA/board"),
        browser.get("/workshops/AAA-AAA/frames"),
    ]


def let_guess(gathering: Gathering, most: int) -> None:
    gathering.house.apps[0].state.guesses = Pace(most, 0.001, Guessing)


@ON_SQLITE
def test_every_wrong_code_counts(gathering: Gathering) -> None:
    let_guess(gathering, 8)
    assert {answer.status_code for answer in wrong_codes(gathering, gathering.otto)} == {403, 404}
    for answer in wrong_codes(gathering, gathering.otto):
        assert answer.status_code == 429
        assert GUESSING in answer.text
        assert int(answer.headers["retry-after"]) > 0


@ON_SQLITE
def test_who_has_guessed_too_much_does_not_learn_which_codes_are_right(gathering: Gathering) -> None:
    let_guess(gathering, 1)
    gathering.otto.get("/AAA-AAA")
    at = f"/workshops/{gathering.code}"
    for path in (f"/{gathering.code}", f"{at}/board", f"{at}/frames", at, f"{at}/facilitators/x", f"{at}/reentry"):
        assert gathering.otto.get(path).status_code == 429
    assert gathering.otto.post("/", data={"code": gathering.code}).status_code == 429


@ON_SQLITE
def test_those_who_are_in_notice_nothing_of_it(gathering: Gathering) -> None:
    let_guess(gathering, 1)
    gathering.otto.get("/AAA-AAA")
    at = f"/workshops/{gathering.code}"
    assert gathering.anna.browser.get(f"{at}/board").status_code == 200
    assert gathering.anna.browser.get(f"{at}/frames").status_code == 200
    assert gathering.fatma.get(at).status_code == 200
    gathering.listen(gathering.anna)


@ON_SQLITE
def test_a_whole_room_may_join_from_one_address(gathering: Gathering) -> None:
    let_guess(gathering, 5)
    for number in range(40):
        with gathering.house.browser() as browser:
            assert browser.post("/", data={"code": gathering.code}).status_code == 303
            form = {"name": f"Deltaker {number}", "perspective": "kommune", "group": "", "write": new_id()}
            assert browser.post(f"/{gathering.code}", data=form).status_code == 303


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("", ""),
        ("et navn", "et navn"),
    ],
)
def test_an_address_is_that_of_a_household(host: str, counted: str) -> None:
    caller: Any = SimpleNamespace(client=SimpleNamespace(host=host))
    assert address_of(caller) == counted


def test_a_caller_without_address_is_counted_with_others_like_it() -> None:
    caller: Any = SimpleNamespace(client=None)
    assert address_of(caller) == ""
