"""At the end, a group looks at everything that it has made."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.sketching import ACROSS, at_the_sketch, draw, go_to, stored, tool

pytestmark = pytest.mark.browser


def test_anna_sees_all_sheets_of_her_group_in_small_and_goes_to_one(cast: Cast) -> None:
    anna, carl = cast.seat("Anna"), cast.seat("Carl")
    anna.write("Fra det første", "Rundt bordet")
    carl.write("Carls lapp", "Rundt bordet")
    at_the_sketch(cast, anna)
    tool(anna, "Tegn")
    draw(anna, ACROSS)
    expect(stored(anna)).to_have_count(1)
    go_to(cast, "gratulerer")
    anna.is_at(10)
    anna.pad.fill("Halvt skrevet")
    anna.page.get_by_role("link", name="Se alt dere har laget").click()
    pictures = anna.page.locator(".gallery-sheet")
    expect(pictures).to_have_count(3)
    expect(pictures.nth(0)).to_contain_text("1 lapp")
    expect(pictures.nth(0).locator(".note")).to_have_text(re.compile("Fra det første"))
    expect(pictures.nth(1).locator(".line")).to_have_count(1)
    assert "Carls lapp" not in anna.page.content()
    anna.axe()
    anna.page.get_by_role("link", name="Ark 6").click()
    expect(anna.page.locator("#board .line")).to_have_count(1)
    anna.page.go_back()
    anna.page.get_by_role("link", name="Tilbake til gruppas ark").click()
    expect(anna.pad).to_have_value("Halvt skrevet")
