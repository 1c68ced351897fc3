"""The addresses people are given."""

import re

from app.workshop.addresses import qr, without_scheme
from tests.databases import Store
from tests.ground import plain
from tests.house import House, cookies_of


def given(house: House) -> tuple[str, str, str]:
    """What Fatma is shown, her code, and what the Screen shows."""
    with house.browser() as fatma:
        code = house.make_workshop(fatma)
        page = fatma.get(f"/workshops/{code}/made").text
        screen = re.findall(r'href="[^"]*(/screens/[^"]+)"', page)[0]
        return page, code, fatma.get(screen).text


def test_people_are_given_the_address_they_came_by(house: House) -> None:
    page, code, screen = given(house)
    for path in (f"/{code}", f"/workshops/{code}/facilitators/", "/screens/"):
        assert f'href="{house.address}{path}' in page
    assert without_scheme(house.address) in plain(screen)


def test_a_host_may_be_named_as_it_likes(house: House) -> None:
    with house.browser() as fatma:
        fatma.headers["host"] = "ws-laptop.example:8000"
        code = house.make_workshop(fatma)
        page = fatma.get(f"/workshops/{code}/made", headers={"cookie": cookies_of(fatma)}).text
    assert f'href="http://ws-laptop.example:8000/{code}"' in page


def test_people_are_given_the_address_that_the_operator_says(store: Store) -> None:
    with House(store, address="https://ark.lillevik.example") as house:
        page, code, screen = given(house)
    assert f'href="https://ark.lillevik.example/{code}"' in page
    assert "ark.lillevik.example" in plain(screen)
    assert house.address not in page + screen


def test_a_qr_code_is_a_picture_of_its_text_and_nothing_else() -> None:
    drawn = str(qr("https://ark.example/KX4-97R"))
    assert drawn == str(qr("https://ark.example/KX4-97R")) != str(qr("https://ark.example/KX4-97X"))
    assert re.fullmatch(r"<svg [^<>]*>(<g [^<>]*>|</g>|<path [^<>]*/>)+</svg>", drawn)
    assert "style" not in drawn


def test_an_address_is_shown_as_people_type_it() -> None:
    assert without_scheme("https://ark.example/KX4-97R") == "ark.example/KX4-97R"
