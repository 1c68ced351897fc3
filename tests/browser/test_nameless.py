"""A workshop where nothing tells who wrote what: no colour, no mark, no sign; and yet one's own stays one's own."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant

pytestmark = pytest.mark.browser


def test_nobody_can_tell_who_wrote_and_one_still_has_ones_own(cast: Cast) -> None:
    cast.make_workshop(nameless=True)
    visitor = cast.bring(Participant)
    visitor.go(f"/{cast.fatma.code}?group=1")
    visitor.sees("Lappene viser ikke hvem som skrev dem, og det lagres heller ikke.")
    visitor.axe()
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Fra Anna")
    ben.write("Fra Ben")
    for person in (anna, ben):
        for text in ("Fra Anna", "Fra Ben"):
            person.sees_note(text)
            expect(person.note(text)).to_have_css("background-color", "rgba(0, 0, 0, 0)")
            assert not person.note(text).get_attribute("data-perspective")
            assert not person.note(text).get_attribute("data-author")
            expect(person.note(text).locator(".note-mark")).to_have_text("")
        person.axe()
    papers = {
        person.note(text).locator(".note-open").evaluate("note => getComputedStyle(note).backgroundImage")
        for person in (anna, ben)
        for text in ("Fra Anna", "Fra Ben")
    }
    assert len(papers) == 1, "all notes are of one colour"
    ben.pad.press_sequentially("Noe halvt")
    expect(anna.person("Ben")).not_to_have_attribute("data-writing", re.compile(""))
    ben.edit("Fra Ben", "Fra Ben, endret")
    ben.press("Control+z")
    anna.sees_note("Fra Ben")
    ben.page.reload()
    expect(ben.pad).to_have_value("Noe halvt")


def test_what_one_wrote_in_silence_is_ones_own_on_another_machine_too(cast: Cast) -> None:
    cast.forgive("status of 404")
    cast.make_workshop(nameless=True)
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    cast.fatma.lead()
    cast.fatma.go_to(2)
    for person in (anna, ben):
        person.is_at(2)
    anna.next_step()
    anna.is_at(2, 2)
    anna.lay("Skrevet i stillhet")
    anna.sees_note("Skrevet i stillhet")
    expect(ben.blanks).to_have_count(1)
    elsewhere = cast.bring(Participant)
    elsewhere.go(f"/workshops/{cast.fatma.code}/reentry")
    elsewhere.page.locator("#code").fill(anna.reentry_code)
    elsewhere.page.locator("main button").click()
    elsewhere.button("Gå til arket").click()
    elsewhere.sees_note("Skrevet i stillhet")
    elsewhere.axe()
    elsewhere.next_step()
    elsewhere.is_at(2, 3)
    ben.sees_note("Skrevet i stillhet")
