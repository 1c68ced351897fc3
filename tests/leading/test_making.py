"""Making a workshop, and the secrets that are shown once."""

import re
from datetime import date, timedelta
from html import escape, unescape

import pytest

from app.model import GROUP, WORKSHOP
from tests.databases import Store
from tests.ground import GARDEN, ROOT, mistakes
from tests.house import House, cookies_of, new_id

TODAY = date.today()
KEY = "en nøkkel på 20 tegn"


def form(**said: str) -> dict[str, str]:
    usual = {
        "title": "Veier til samarbeid i Elvebyen",
        "municipality": "Elvebyen kommune",
        "held_on": str(TODAY),
        "delete_on": str(TODAY + timedelta(days=30)),
        "starts": "09.00",
        "groups": "3",
        "group_names": "",
        "write": new_id(),
    }
    return usual | said


def made(house: House) -> list[tuple[str, list[str]]]:
    """The workshops that there are, with their groups' names."""
    workshops = house.ask(lambda connection: connection.execute(WORKSHOP.select()).all())
    groups = house.ask(lambda connection: connection.execute(GROUP.select().order_by(GROUP.c.number)).all())
    return [(each.title, [group.name for group in groups if group.workshop_id == each.id]) for each in workshops]


def test_the_form_suggests_today_and_a_deletion_date_in_a_month(house: House) -> None:
    with house.browser() as fatma:
        page = fatma.get("/workshops/new").text
    assert f'name="held_on" type="date" value="{TODAY}"' in page
    assert f'name="delete_on" type="date" value="{TODAY + timedelta(days=30)}"' in page
    assert 'name="key"' not in page


def test_fatma_is_given_everything_she_needs_once(house: House) -> None:
    with house.browser() as fatma:
        answer = fatma.post("/workshops/new", data=form(group_names="Nord\n\n  Sør  "))
        page = fatma.get(answer.headers["location"]).text
        code = answer.headers["location"].split("/")[2]
        assert made(house) == [("Veier til samarbeid i Elvebyen", ["Nord", "Sør", "Gruppe 3"])]
        for part in (f"/{code}", f"/workshops/{code}/facilitators/", "/screens/", f"/workshops/{code}/paper"):
            assert f"{part}" in page
        assert "<svg" in page
        assert re.search(r'class="big-code">\w{4}(-\w{4}){3}<', page)
        fatma.cookies.delete("laget", path=f"/workshops/{code}/made", domain="127.0.0.1")
        for other in ({}, {"laget": "5"}, {"laget": "[1]"}, {"laget": "{"}):
            headers = {"cookie": "; ".join(f"{name}={value}" for name, value in other.items())}
            headers["cookie"] += f"; {cookies_of(fatma)}"
            assert fatma.get(f"/workshops/{code}/made", headers=headers).headers["location"] == f"/workshops/{code}"


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"title": ""}, "title", "Gi workshopen et navn"),
        ({"title": "x" * 121}, "title", "plass til 120 tegn"),
        ({"municipality": " "}, "municipality", "Skriv hvem som er ansvarlig"),
        ({"place": "x" * 121}, "place", "Skriv det kortere"),
        ({"language": "../nn"}, "language", "Velg et av språkene"),
        ({"starts": "25.00"}, "starts", "Skriv klokkeslettet workshopen begynner"),
        ({"starts": "<tidlig>"}, "starts", "Skriv klokkeslettet workshopen begynner"),
        ({"held_on": ""}, "held_on", "Skriv datoen workshopen holdes"),
        ({"held_on": "31.02.2027"}, "held_on", "Skriv datoen workshopen holdes"),
        ({"delete_on": ""}, "delete_on", "Skriv datoen alt skal slettes"),
        ({"delete_on": str(TODAY)}, "delete_on", "må komme etter"),
        ({"held_on": str(TODAY + timedelta(days=60))}, "delete_on", "må komme etter"),
        ({"groups": "0"}, "groups", "Skriv et tall fra 1 til 25"),
        ({"groups": "26"}, "groups", "Skriv et tall fra 1 til 25"),
        ({"groups": "tre"}, "groups", "Skriv et tall fra 1 til 25"),
        ({"groups": "9" * 30}, "groups", "Skriv et tall fra 1 til 25"),
        ({"groups": "1", "group_names": "Nord\nSør"}, "group_names", "flere navn enn grupper"),
        ({"group_names": "x" * 61}, "group_names", "60 tegn"),
        ({"group_names": "Nord\nnord"}, "group_names", "kan ikke hete det samme"),
        ({"group_names": "Gruppe 3\nSør"}, "group_names", "kan ikke hete det samme"),
        ({"kit": "finnes-ikke"}, "kit", "Opplegget finnes ikke lenger"),
    ],
)
def test_a_mistake_is_explained_beside_its_field_and_nothing_typed_is_lost(
    house: House, said: dict[str, str], field: str, why: str
) -> None:
    typed = form() | said
    with house.browser() as fatma:
        answer = fatma.post("/workshops/new", data=typed)
    assert answer.status_code == 422
    told = mistakes(answer.text) | dict(re.findall(r'class="ds-link" href="#(\w+)">([^<]+)<', answer.text))
    assert list(told) == [field]
    assert why in told[field]
    for name in ("title", "municipality", "held_on", "starts", "delete_on", "groups", "write"):
        assert re.search(rf'name="{name}"[^>]* value="{re.escape(escape(typed[name]))}"', answer.text), name
    assert re.sub(r"\s+$", "", typed["group_names"]) in unescape(answer.text)
    assert made(house) == []


def test_all_mistakes_are_told_at_once(house: House) -> None:
    with house.browser() as fatma:
        answer = fatma.post("/workshops/new", data={"write": new_id()})
    assert set(mistakes(answer.text)) == {"title", "municipality", "held_on", "delete_on", "groups"}
    assert "Noe må rettes før vi kan gå videre" in answer.text


def test_a_date_may_be_written_as_people_write_it(house: House) -> None:
    day = TODAY + timedelta(days=90)
    with house.browser() as fatma:
        house.make_workshop(fatma, held_on=f"{TODAY:%d.%m.%Y}", delete_on=f"{day.day}.{day.month}.{day.year}")
    [workshop] = house.ask(lambda connection: connection.execute(WORKSHOP.select()).all())
    assert (workshop.held_on, workshop.delete_on) == (TODAY, day)


@pytest.mark.parametrize(("typed", "begins"), [("08.30", "08.30"), ("8:30", "08.30"), ("", "09.00"), ("13", "13.00")])
def test_the_plan_begins_when_fatma_says(house: House, typed: str, begins: str) -> None:
    with house.browser() as fatma:
        assert 'name="starts" type="text" value="09.00"' in fatma.get("/workshops/new").text
        code = house.make_workshop(fatma, starts=typed)
        page = fatma.get(f"/workshops/{code}/plan").text
    assert f'name="starts" type="text" value="{begins}"' in page
    assert f'<span class="plan-begins">{begins}</span>' in page


def test_the_same_form_twice_makes_one_workshop(house: House) -> None:
    typed = form()
    with house.browser() as fatma:
        first, again = (fatma.post("/workshops/new", data=typed).headers["location"] for _ in range(2))
        assert first == again
        assert len(made(house)) == 1
        assert fatma.get(first).status_code == 200


def test_a_form_without_an_id_of_its_own_opens_nobodys_workshop(house: House) -> None:
    with house.browser() as fatma, house.browser() as otto:
        for write in ("", "1", "x" * 100):
            for browser in (fatma, otto):
                browser.post("/workshops/new", data=form(write=write))
    assert len(made(house)) in (0, 6)


def test_where_others_can_reach_it_only_the_operators_key_makes_workshops(store: Store) -> None:
    with House(store, key=KEY) as house, house.browser() as fatma:
        assert 'name="key" type="password"' in fatma.get("/workshops/new").text
        for wrong in ({}, {"key": ""}, {"key": "gjettet"}, {"key": KEY[:-1]}):
            answer = fatma.post("/workshops/new", data=form(**wrong))
            assert (answer.status_code, list(mistakes(answer.text))) == (422, ["key"])
            assert made(house) == []
        assert fatma.post("/workshops/new", data=form(key=KEY)).status_code == 303
        assert len(made(house)) == 1


def test_fatma_chooses_among_the_kits_that_are_there(store: Store) -> None:
    with House(store, kits=ROOT / "tests" / "kits") as house, house.browser() as fatma:
        code = house.make_workshop(fatma, kit=GARDEN.key)
        assert "Hva vil vi med hagen?" in fatma.get(f"/workshops/{code}").text


def test_where_it_is_held_and_the_report_s_language_are_kept_and_need_not_be_said(house: House) -> None:
    with house.browser() as fatma:
        for said in ({}, {"place": "  Rådhuset ", "language": "nn"}):
            fatma.post("/workshops/new", data=form(**said))
    kept = house.ask(lambda connection: connection.execute(WORKSHOP.select().order_by(WORKSHOP.c.id)).all())
    assert [(each.place, each.language) for each in kept] == [("", ""), ("Rådhuset", "nn")]
