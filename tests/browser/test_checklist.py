"""The checklist in a browser: ticked off with keys, one keeps one's place, and it is said where nothing was stored."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.keys import Keys
from tests.browser.rulers import can_be_hit, fits_the_width

pytestmark = pytest.mark.browser


def test_fatma_ticks_off_what_is_done(cast: Cast) -> None:
    fatma, page, keys = cast.fatma, cast.fatma.page, Keys(cast.fatma.page)
    cast.make_workshop()
    fatma.lead()
    fatma.link("Sjekkliste").click()
    first = page.get_by_role("button", name="Redningskoden er skrevet ned")
    keys.use(first)
    expect(first).to_have_attribute("aria-pressed", "true")
    keys.stands_on(first)
    expect(page.locator("#checklist-count")).to_have_text("1")
    page.reload()
    expect(first).to_have_attribute("aria-pressed", "true")
    first.click()
    expect(first).to_have_attribute("aria-pressed", "false")
    for width, height in ((1366, 768), (1920, 1080), (390, 844), (342, 192)):
        page.set_viewport_size({"width": width, "height": height})
        fits_the_width(page)
        can_be_hit(page)
        fatma.axe()


def test_what_was_not_stored_is_not_ticked_off(cast: Cast) -> None:
    cast.make_workshop()
    cast.fatma.go(f"/workshops/{cast.fatma.code}/checklist")
    cast.forgive("ERR_INTERNET_DISCONNECTED")
    page = cast.fatma.page
    page.context.set_offline(True)
    first = page.locator(".check-act").first
    first.click()
    expect(page.get_by_role("alert")).to_have_text("Det ble ikke lagret. Prøv igjen når det er kontakt.")
    expect(first).to_have_attribute("aria-pressed", "false")
    page.context.set_offline(False)
    first.click()
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("alert")).to_be_hidden()
