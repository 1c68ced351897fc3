"""Two texts of one note, and what was refused: neither is lost, and each writer is told of their own."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.watch import NO_CONTACT
from tests.browser.wire import Wire

pytestmark = pytest.mark.browser


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


def test_a_conflict_is_there_after_a_reload_and_in_another_tab_and_returns_with_the_newest_text(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Felles lapp")
    ben.sees_note("Felles lapp")
    other = cast.another_tab(ben)
    ben.open("Felles lapp").get_by_label("Endre lappen").fill("Bens ord")
    anna.edit("Felles lapp", "Annas ord")
    ben.editor.get_by_role("button", name="Lagre").click()
    ben.sees("Anna har endret denne lappen. Hvilken skal gjelde?")
    expect(other.page.locator("#board .note[data-refused]")).to_have_count(1)
    ben.page.reload()
    for tab in (ben, other):
        tab.page.locator("#board .note[data-refused] .note-open").click()
        expect(tab.editor.get_by_label("Endre lappen")).to_have_value("Bens ord")
        expect(tab.page.locator("#other-text")).to_have_text("Annas ord")
    ben.axe()
    anna.edit("Annas ord", "Annas neste ord")
    ben.button("Min skal gjelde").click()
    expect(ben.page.locator("#other-text")).to_have_text("Annas neste ord")
    expect(ben.editor.get_by_label("Endre lappen")).to_have_value("Bens ord")
    anna.sees_note("Annas neste ord")
    ben.editor.get_by_label("Endre lappen").press("Enter")
    for person in (anna, ben, other):
        person.sees_note("Bens ord")
        expect(person.page.locator("#board .note[data-refused]")).to_have_count(0)
    expect(other.page.locator("#other")).to_be_hidden()
    expect(ben.status).to_be_empty()


def test_the_others_text_is_shown_where_it_shall_count(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Felles lapp")
    ben.open("Felles lapp").get_by_label("Endre lappen").fill("Bens ord")
    anna.edit("Felles lapp", "Annas ord")
    ben.editor.get_by_role("button", name="Lagre").click()
    ben.button("Den andre skal gjelde").click()
    ben.sees_note("Annas ord")
    ben.sees_no_note("Bens ord")
    ben.edit("Annas ord", "Begges ord")
    anna.sees_note("Begges ord")


def test_a_refused_change_that_is_taken_out_shows_what_stands(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Står her")
    ben.sees_note("Står her")
    too_long = "ord " * 130
    editor = ben.open("Står her")
    text = editor.get_by_label("Endre lappen")
    text.evaluate("field => field.removeAttribute('maxlength')")
    text.fill(too_long)
    editor.get_by_role("button", name="Lagre").click()
    refused = ben.page.locator("#board .note[data-refused]")
    expect(refused).to_have_count(1)
    expect(ben.status).to_contain_text("Teksten er for lang.")
    ben.axe()
    refused.locator(".note-open").click()
    ben.axe()
    ben.button("Forkast endringen").click()
    ben.sees_note("Står her")
    expect(refused).to_have_count(0)
    expect(ben.status).to_be_empty()
    anna.sees_note("Står her")


def test_of_several_refusals_each_write_learns_its_own_fate(cast: Cast) -> None:
    cast.forgive(NO_CONTACT, "status of 422")
    anna = cast.bring(Participant)
    wire = Wire(anna)
    cast.sit_down(anna, "Anna")
    wire.cut()
    anna.page.locator("#pad-text").evaluate("field => field.removeAttribute('maxlength')")
    for text in ("første " * 100, "andre " * 100, "Kort nok"):
        anna.lay(text)
    wire.mend()
    anna.sees_note("Kort nok")
    expect(anna.page.locator("#board .note[data-refused]")).to_have_count(2)
    expect(anna.pending).to_have_count(2)


def test_who_opens_a_note_that_another_writes_on_is_told_before_anything_is_lost(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("En lapp")
    ben.open("En lapp")
    expect(anna.note("En lapp").locator(".note-editors")).to_have_count(0)
    ben.editor.get_by_label("Endre lappen").press_sequentially(" med mer på")
    expect(anna.note("En lapp").locator(".note-editors")).to_contain_text("Be")
    expect(ben.page.locator(".note-editors")).to_have_count(0)
    anna.axe()
    editor = anna.open("En lapp")
    expect(editor.get_by_role("status")).to_have_text("Ben skriver på lappen nå.")
    anna.axe()
    ben.editor.get_by_role("button", name="Lagre").click()
    expect(anna.page.locator("#editor-others")).to_be_empty()
    expect(anna.page.locator(".note-editors")).to_have_count(0)
    anna.page.keyboard.press("Escape")
    anna.sees_note("En lapp med mer på")
