"""One more workshop like this one, over HTTP."""

import re
from datetime import date, timedelta

import httpx
import pytest

from tests.databases import Store
from tests.ground import FIRST, ZONE, mistakes, plain
from tests.house import Gathering, House, new_id

TODAY = date.today()


def form(**said: str) -> dict[str, str]:
    usual = {"title": "En gang til", "held_on": str(TODAY), "delete_on": str(TODAY + timedelta(days=30))}
    return usual | {"starts": "10.00", "write": new_id()} | said


def copy(gathering: Gathering, **said: str) -> httpx.Response:
    return gathering.fatma.post(f"/workshops/{gathering.code}/copies", data=form(**said))


def test_fatma_is_asked_for_a_name_that_is_there_already(gathering: Gathering) -> None:
    page = gathering.fatma.get(f"/workshops/{gathering.code}/copies").text
    assert 'name="title" type="text" value="Veier til samarbeid i Elvebyen"' in page
    assert 'name="starts" type="text" value="09.00"' in page
    for path in ("plan", "closing"):
        assert f'/workshops/{gathering.code}/copies"' in gathering.fatma.get(f"/workshops/{gathering.code}/{path}").text


def test_she_leads_the_new_one_and_is_welcomed_with_its_own_secrets(gathering: Gathering) -> None:
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Bare i den første")
    code = gathering.code
    answer = copy(gathering)
    assert answer.status_code == 303
    made = gathering.fatma.get(answer.headers["location"]).text
    new = answer.headers["location"].split("/")[2]
    assert new != code
    assert re.search(r'class="big-code">\w{4}(-\w{4}){3}<', made)
    page = gathering.fatma.get(f"/workshops/{new}").text
    assert "En gang til" in page
    assert plain(page).count("Ingen her ennå") == 3
    board = gathering.fatma.get(f"/workshops/{new}/groups/1/board").text
    assert "Bare i den første" not in board
    assert "Anna" not in board
    assert gathering.anna.browser.get(f"/workshops/{new}/board").headers["location"] == f"/{new}"
    assert "Bare i den første" in gathering.anna.browser.get(f"/workshops/{code}/board").text


def test_the_same_form_twice_makes_one(gathering: Gathering) -> None:
    write = new_id()
    first, again = (copy(gathering, write=write).headers["location"] for _ in range(2))
    assert first == again
    assert gathering.fatma.get(first).status_code == 200


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"title": " "}, "title", "Gi workshopen et navn"),
        ({"held_on": "i morgen"}, "held_on", "Skriv datoen workshopen holdes"),
        ({"delete_on": str(TODAY)}, "delete_on", "må komme etter"),
        ({"starts": "tidlig"}, "starts", "Skriv klokkeslettet"),
    ],
)
def test_a_mistake_is_explained_and_nothing_typed_is_lost(
    gathering: Gathering, said: dict[str, str], field: str, why: str
) -> None:
    typed = form(**said)
    answer = gathering.fatma.post(f"/workshops/{gathering.code}/copies", data=typed)
    assert (answer.status_code, list(mistakes(answer.text))) == (422, [field])
    assert why in mistakes(answer.text)[field]
    for name, value in typed.items():
        assert re.search(rf'name="{name}"[^>]* value="{re.escape(value)}"', answer.text), name


def test_where_only_the_operators_key_makes_workshops_it_makes_these_too(store: Store) -> None:
    key = "en nøkkel på 20 tegn"
    with House(store, key=key) as house, house.browser() as fatma:
        at = f"/workshops/{house.make_workshop(fatma, key=key)}/copies"
        assert 'name="key" type="password"' in fatma.get(at).text
        answer = fatma.post(at, data=form())
        assert (answer.status_code, list(mistakes(answer.text))) == (422, ["key"])
        assert fatma.post(at, data=form(key=key)).status_code == 303
