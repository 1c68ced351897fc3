"""Undo, wastebasket and history, as people use them."""

import re
from typing import Any

import pytest
from sqlalchemy import Connection, select

from app.model import NOTE
from tests.browser.cast import Cast
from tests.house import House

pytestmark = pytest.mark.browser


def test_anna_undoes_her_own_acts_and_not_bens(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Annas første")
    anna.edit("Annas første", "Annas andre")
    ben.write("Bens egen")
    anna.page.locator("#steps").click()
    anna.page.keyboard.press("Control+z")
    anna.sees_note("Annas første")
    ben.sees_note("Annas første")
    anna.button("Angre det siste").click()
    anna.sees_no_note("Annas første")
    ben.sees_note("Bens egen")
    anna.button("Angre det siste").click()
    anna.sees("Du har ikke gjort mer på dette arket som kan angres.")
    anna.axe()


def test_what_was_deleted_lies_in_the_wastebasket(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Kastes og hentes")
    anna.delete("Kastes og hentes")
    ben.sees_no_note("Kastes og hentes")
    ben.button("Papirkurv").click()
    ben.sees("Kastes og hentes")
    ben.axe()
    ben.page.get_by_role("button", name=re.compile("Legg tilbake på arket")).click()
    anna.sees_note("Kastes og hentes")


def test_history_brings_an_older_text_back(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Slik var den")
    ben.edit("Slik var den", "Slik ble den")
    anna.sees_note("Slik ble den")
    anna.open("Slik ble den").get_by_role("button", name="Slik har lappen vært").click()
    anna.sees("Slik var den")
    anna.axe()
    anna.page.get_by_role("button", name=re.compile("Ta tilbake denne")).click()
    ben.sees_note("Slik var den")


def test_history_brings_back_text_zone_and_place_also_of_a_deleted_note(cast: Cast, house: House) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Slik var den", "Rundt bordet")
    [before] = house.ask(lying)
    anna.move_to("Slik var den", "Felles hensikt og mål")
    ben.edit("Slik var den", "Slik ble den")
    anna.sees_note("Slik ble den")
    ben.delete("Slik ble den")
    anna.sees_no_note("Slik ble den")
    anna.button("Papirkurv").click()
    anna.page.get_by_role("button", name=re.compile("Slik har lappen vært")).click()
    anna.axe()
    anna.page.get_by_role("button", name=re.compile("Ta tilbake denne.*Slik var den, Rundt bordet")).click()
    for person in (anna, ben):
        person.sees_note("Slik var den", "Rundt bordet")
    assert house.ask(lying) == [before]


def lying(connection: Connection) -> list[Any]:
    return list(connection.execute(select(NOTE.c.text, NOTE.c.zone, NOTE.c.x, NOTE.c.y, NOTE.c.gone)))
