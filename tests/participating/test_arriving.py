"""The pages people arrive on, and how they come back."""

import re
from typing import Any

import pytest

from app.model import PARTICIPANT
from tests.ground import plain
from tests.house import Gathering, House, new_id


def arrival(**said: str) -> dict[str, str]:
    return {"name": "Dina", "perspective": "kommune", "group": "", "write": new_id()} | said


def mistakes(html: str) -> list[str]:
    return re.findall(r'class="ds-validation-message"[^>]*>([^<]+)<', html)


def people(gathering: Gathering) -> list[tuple[Any, ...]]:
    rows = gathering.house.ask(lambda connection: connection.execute(PARTICIPANT.select()).all())
    return [(row.name, row.perspective, row.group_id) for row in rows]


def code_of(page: str) -> str:
    return str(re.findall(r'class="big-code">([^<]+)<', page)[0])


def test_whoever_arrives_is_told_first_what_becomes_of_what_they_write(gathering: Gathering) -> None:
    page = gathering.otto.get(f"/{gathering.code}").text
    told = plain(page.split("notice-heading")[2].split("</section>")[0])
    assert "Elvebyen kommune er ansvarlig" in told
    assert re.search(r"Alt slettes \d+\. \w+ \d{4}\.", told)
    assert "Ikke skriv om innbyggere" in told
    assert page.index("notice") < page.index('name="name"')


def test_the_page_shows_the_groups_and_how_many_are_in_them(gathering: Gathering) -> None:
    page = plain(gathering.otto.get(f"/{gathering.code}").text)
    assert "Gruppe 1 2 personer" in page
    assert "Gruppe 2 1 person" in page
    assert "Gruppe 3 0 personer" in page
    assert "Anna" not in page, "who is there is for those who have joined"


def test_four_fields_are_enough_and_lead_to_the_board(gathering: Gathering) -> None:
    page = gathering.otto.get(f"/{gathering.code}").text
    fields = set(re.findall(r'name="(\w+)"', page.split("<form")[1])) - {"write"}
    assert fields == {"name", "perspective", "group"}
    answer = gathering.otto.post(f"/{gathering.code}", data=arrival(name="Otto"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/workshops/{gathering.code}/board")
    assert "Velkommen, Otto" in gathering.otto.get(answer.headers["location"]).text


def test_a_slip_with_a_groups_code_has_chosen_the_group(gathering: Gathering) -> None:
    page = gathering.otto.get(f"/{gathering.code}?group=2").text
    assert re.search(r'name="group" id="group-2" value="2" checked', page)


def test_the_personal_code_is_shown_once(gathering: Gathering) -> None:
    assert 'id="welcome"' in gathering.anna.page
    assert 'id="welcome"' not in gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text


def test_whoever_has_joined_is_led_to_the_board(gathering: Gathering) -> None:
    answer = gathering.anna.browser.get(f"/{gathering.code}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/workshops/{gathering.code}/board")


def test_whoever_has_not_joined_is_led_to_do_so(gathering: Gathering) -> None:
    answer = gathering.otto.get(f"/workshops/{gathering.code}/board")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{gathering.code}")


@pytest.mark.parametrize(
    # Some codes have no letter, and are the same in lower case.
    "typed",
    [lambda code: f"%20{code.lower()}", lambda code: code.replace("-", ""), lambda code: code.replace("-", "%20")],
)
def test_a_code_in_the_address_may_be_typed_in_other_ways(gathering: Gathering, typed: Any) -> None:
    answer = gathering.otto.get(f"/{typed(gathering.code)}?group=2")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{gathering.code}?group=2")


def test_a_wrong_code_is_not_found(gathering: Gathering) -> None:
    for browser in (gathering.otto, gathering.anna.browser):
        for answer in (browser.get("/AAA-AAA"), browser.post("/AAA-AAA", data=arrival())):
            assert answer.status_code == 404
            assert "Koden finnes ikke" in answer.text


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ({"name": ""}, 422, "Skriv hva vi skal kalle deg"),
        ({"name": "\u200b "}, 422, "Skriv hva vi skal kalle deg"),
        ({"name": "x" * 41}, 422, "plass til 40 tegn"),
        ({"perspective": ""}, 422, "Velg hvem du er her på vegne av"),
        ({"name": "ANNA", "group": "1"}, 409, "Noen i gruppa heter det allerede"),
    ],
)
def test_a_mistake_is_explained_beside_its_field_and_nothing_typed_is_lost(
    gathering: Gathering, said: dict[str, str], status: int, why: str
) -> None:
    form = arrival(group="1") | said
    answer = gathering.otto.post(f"/{gathering.code}", data=form)
    assert answer.status_code == status
    assert any(why in mistake for mistake in mistakes(answer.text))
    assert "Feil i skjemaet" in answer.text
    assert f'name="write" value="{form["write"]}"' in answer.text
    assert f'name="name" type="text" value="{form["name"]}"' in answer.text
    assert re.search(r'id="group-1" value="1" checked', answer.text)
    if form["perspective"]:
        assert re.search(r'value="kommune" required checked', answer.text)
    assert len(people(gathering)) == 3


def test_a_full_group_says_so_and_lets_one_choose_again(gathering: Gathering) -> None:
    for number in range(6):
        with gathering.house.browser() as browser:
            assert browser.post(f"/{gathering.code}", data=arrival(name=f"D{number}", group="1")).status_code == 303
    answer = gathering.otto.post(f"/{gathering.code}", data=arrival(name="Otto", group="1"))
    assert (answer.status_code, mistakes(answer.text)) == (409, ["Gruppa er full. Velg en annen gruppe."])
    assert re.search(r'id="group-1" value="1" checked disabled', answer.text)
    assert gathering.otto.post(f"/{gathering.code}", data=arrival(name="Otto", group="3")).status_code == 303


def test_when_every_group_is_full_there_is_still_a_seat(house: House) -> None:
    with house.browser() as fatma:
        code = house.make_workshop(fatma, groups="2")
        for number in range(17):
            with house.browser() as browser:
                assert browser.post(f"/{code}", data=arrival(name=f"D{number}")).status_code == 303
        page = fatma.get(f"/{code}").text
    assert "9 personer" in plain(page)
    assert " disabled" not in page


def test_a_form_that_is_sent_twice_is_one_person(gathering: Gathering) -> None:
    form = arrival()
    for _ in range(2):
        assert gathering.otto.post(f"/{gathering.code}", data=form).status_code == 303
    assert [person[0] for person in people(gathering)] == ["Anna", "Ben", "Carl", "Dina"]
    assert 'data-me="4"' in gathering.otto.get(f"/workshops/{gathering.code}/board").text


@pytest.mark.parametrize("write", ["", "1", "x" * 200, "'; DROP TABLE participant"])
def test_a_form_without_an_id_of_its_own_lets_nobody_become_somebody_else(gathering: Gathering, write: str) -> None:
    answers = []
    for name in ("Dina", "Eva"):
        with gathering.house.browser() as browser:
            answers.append(browser.post(f"/{gathering.code}", data=arrival(name=name, write=write)).status_code)
    assert len(people(gathering)) == 3 + answers.count(303)


def test_a_closed_workshop_takes_nobody_in(gathering: Gathering) -> None:
    gathering.fatma.post(f"/workshops/{gathering.code}/closing", data={"closed": "1"})
    answer = gathering.otto.post(f"/{gathering.code}", data=arrival())
    assert answer.status_code == 409
    assert "Workshopen er avsluttet" in answer.text
    assert gathering.anna.browser.get(f"/workshops/{gathering.code}/board").status_code == 200


def test_annas_code_brings_her_to_another_machine_and_the_first_is_hers_no_more(gathering: Gathering) -> None:
    reentry = f"/workshops/{gathering.code}/reentry"
    code = code_of(gathering.anna.page)
    open_still, ben = gathering.listen(gathering.anna), gathering.listen(gathering.ben)
    with gathering.house.browser() as tablet:
        assert tablet.get(reentry).status_code == 200
        answer = tablet.post(reentry, data={"code": code.upper().replace("-", " ")})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/workshops/{gathering.code}/board")
        page = tablet.get(answer.headers["location"]).text
        assert f'data-me="{gathering.anna.id}"' in page
        assert code_of(page) == code, "an answer may be lost on its way: the code goes on working"
    assert gathering.anna.browser.get(f"/workshops/{gathering.code}/board").status_code == 303
    assert (
        gathering.anna.write(write=new_id(), id=new_id(), sheet="hensikt", zone="felles-mal", text="x").status_code
        == 404
    )
    assert open_still.closing() == gathering.dial("live", gathering.anna.browser).closing() == 1008
    ben.write(id=new_id(), sheet="hensikt", zone="felles-mal", text="Ben merker ingenting")
    ben.until("ack-")


def test_a_wrong_personal_code_says_so_and_keeps_what_was_typed(gathering: Gathering) -> None:
    with Gathering(gathering.house) as other:
        for typed in ("", "acef-ghkr", code_of(other.anna.page)):
            answer = gathering.otto.post(f"/workshops/{gathering.code}/reentry", data={"code": typed})
            assert (answer.status_code, mistakes(answer.text)) == (403, ["Koden stemmer ikke. Se etter en gang til."])
            assert f'value="{typed}"' in answer.text


def test_two_workshops_in_one_browser_are_kept_apart(gathering: Gathering) -> None:
    with Gathering(gathering.house) as other:
        browser = gathering.anna.browser
        assert browser.post(f"/{other.code}", data=arrival(name="Anna", group="2")).status_code == 303
        here, there = (browser.get(f"/workshops/{code}/board").text for code in (gathering.code, other.code))
        assert re.findall(r'data-me="(\d+)"', here) != re.findall(r'data-me="(\d+)"', there)
