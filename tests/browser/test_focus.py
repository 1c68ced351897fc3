"""Whoever stands somewhere, stays there, whatever the others do."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.keys import Keys

pytestmark = pytest.mark.browser

CARET = "field => [field.value, field.selectionStart, field.selectionEnd]"


def test_news_moves_neither_focus_nor_caret(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    cast.fatma.lead()
    keys = Keys(ben.page)
    keys.reach(ben.pad)
    keys.type("Midt i et ord")
    keys.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
    caret = ben.pad.evaluate(CARET)
    anna.write("Første")
    anna.write("Andre")
    anna.edit("Første", "Den første")
    anna.move_to("Den første", "Felles hensikt og mål")
    anna.delete("Andre")
    ben.sees_note("Den første", "Felles hensikt og mål")
    anna.next_step()
    ben.is_at(1, 2)
    cast.fatma.go_to(2)
    ben.is_at(2)
    keys.stands_on(ben.pad)
    assert ben.pad.evaluate(CARET) == caret
    ben.axe()


def test_whoever_stands_on_what_is_taken_away_comes_to_stand_beside_it(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    keys = Keys(ben.page)
    for text in ("En", "To", "Tre"):
        anna.write(text, "Rundt bordet")
    ben.sees_note("Tre")
    keys.reach(ben.note("To").get_by_role("button"))
    anna.delete("To")
    keys.stands_on(ben.note("Tre").get_by_role("button"))
    keys.reach(ben.button("Neste trinn"))
    anna.next_step()
    keys.stands_on(ben.page.locator("#steps [aria-current]"))
    ben.is_at(1, 2)
    keys.reach(ben.note("Tre").get_by_role("button"))
    cast.fatma.lead()
    cast.fatma.go_to(2)
    ben.is_at(2)
    assert not keys.is_lost()
    cast.fatma.close()
    expect(ben.pad).to_be_hidden()
    assert not keys.is_lost()


def test_what_fatma_has_opened_stays_open_while_people_write(cast: Cast) -> None:
    anna = cast.seat("Anna")
    fatma = cast.fatma
    fatma.lead()
    fatma.go_to(2)
    keys = Keys(fatma.page)
    more = fatma.link("Mer om Gruppe 1")
    keys.use(more)
    anna.pad.press_sequentially("Hun skriver")
    expect(fatma.tile(1)).to_contain_text("1 skriver")
    keys.use(fatma.page.locator("#asked summary").first)
    fatma.axe()
    keys.press("Escape")
    expect(fatma.page.locator("#asked")).to_be_hidden()
    keys.stands_on(more)
    expect(fatma.page.locator(".now-people")).to_contain_text("1 skriver")
