"""How refusals and faults are answered: a page for people, a fragment for programs."""

import re

import pytest

from tests.ground import plain
from tests.house import Gathering, House, new_id

FRAGMENT = {"hx-request": "true"}


def test_a_person_is_answered_with_a_page_that_leads_on(house: House) -> None:
    with house.browser() as otto:
        answer = otto.get("/finnes/ikke")
    assert answer.status_code == 404
    assert answer.text.startswith("<!doctype html>")
    assert "Her er det ingenting" in answer.text
    assert re.search(r'href="/"[^>]*>Til forsiden', answer.text)


@pytest.mark.parametrize("headers", [FRAGMENT, {"accept": "*/*"}, {"accept": "application/json"}, {"accept": ""}])
def test_a_program_is_answered_with_a_fragment(house: House, headers: dict[str, str]) -> None:
    with house.browser() as otto:
        answer = otto.get("/finnes/ikke", headers=headers)
    assert answer.status_code == 404
    assert answer.text.startswith('<span id="refusal"')


def test_nobody_is_answered_in_json_or_english(gathering: Gathering) -> None:
    for headers in (FRAGMENT, {}):
        for method, path, status in (
            ("GET", "/people/anna.css", 422),
            ("POST", "/", 404),
            ("DELETE", "/", 405),
            ("GET", "/finnes/ikke", 404),
        ):
            answer = gathering.anna.browser.request(method, path, headers=headers)
            assert answer.status_code == status
            assert answer.headers["content-type"] == "text/html; charset=utf-8"
            assert not re.search(r"Not Found|Method|valid|detail|error", plain(answer.text))


def test_a_browser_without_scripts_is_led_back_to_the_board(gathering: Gathering) -> None:
    form = {"write": new_id(), "id": new_id(), "sheet": "hensikt", "zone": "felles-mal", "text": "Uten skript"}
    answer = gathering.anna.browser.post(f"/workshops/{gathering.code}/notes", data=form | {"x": "", "y": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/workshops/{gathering.code}/board")
    assert "Uten skript" in gathering.anna.browser.get(answer.headers["location"]).text
    refused = gathering.anna.browser.post(f"/workshops/{gathering.code}/notes", data=form | {"write": "nei"})
    assert refused.status_code == 422
    assert refused.text.startswith("<!doctype html>")
