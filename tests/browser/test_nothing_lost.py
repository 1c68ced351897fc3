"""Undo, wastebasket, history, conflict and drafts, as people use them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast

pytestmark = pytest.mark.browser

CONFLICT = "status of 409"


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


def test_two_who_change_one_note_lose_nothing(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Felles lapp")
    ben.sees_note("Felles lapp")
    for person, text in ((anna, "Annas ord"), (ben, "Bens ord")):
        person.open("Felles lapp").get_by_label("Endre lappen").fill(text)
    anna.editor.get_by_role("button", name="Lagre").click()
    anna.sees_note("Annas ord")
    ben.editor.get_by_role("button", name="Lagre").click()
    ben.sees("Anna har endret denne lappen. Hvilken skal gjelde?")
    expect(ben.editor.get_by_label("Endre lappen")).to_have_value("Bens ord")
    expect(ben.page.locator("#other-text")).to_have_text("Annas ord")
    ben.axe()
    ben.button("Behold begge").click()
    for person in (anna, ben):
        person.sees_note("Annas ord")
        person.sees_note("Bens ord")


def test_a_half_written_note_follows_to_another_machine(cast: Cast) -> None:
    anna = cast.seat("Anna")
    anna.pad.fill("Halvt skrevet")
    expect(anna.page.locator("body")).to_have_attribute("data-drafts-kept", "")
    page = anna.page
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(anna.pad).to_have_value("Halvt skrevet")
