"""Paper in a browser: a sheet fetched as a file, and notes typed in without touching the mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.rulers import can_be_hit, fits_the_width

pytestmark = pytest.mark.browser


def test_fatma_types_in_what_was_written_on_paper(cast: Cast) -> None:
    anna, fatma, page = cast.seat("Anna"), cast.fatma, cast.fatma.page
    fatma.go(f"/workshops/{fatma.code}/paper-notes")
    text, place = page.get_by_label("Lappene, én på hver linje"), page.get_by_label("Felt")
    expect(text).to_be_focused()
    page.keyboard.type("Fra papir en\nFra papir to")
    fatma.press("Tab", "Enter")
    expect(page.get_by_role("status")).to_contain_text("2 lapper er lagt i «Rundt bordet» på ark 1")
    expect(text).to_be_focused()
    expect(place.locator("option:checked")).to_have_text("1 Felles hensikt og mål")
    anna.sees_note("Fra papir to", "Rundt bordet")
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        fits_the_width(page)
        can_be_hit(page)
        fatma.axe()
    fatma.button("Angre, og rett dem").click()
    expect(text).to_have_value("Fra papir en\nFra papir to")
    anna.sees_no_note("Fra papir to")
    cast.forgive("status of 422")
    text.fill("x" * 501)
    fatma.press("Tab", "Enter")
    expect(page.get_by_role("link", name="Linje 1: Teksten har 501 tegn.")).to_be_visible()
    expect(text).to_have_value("x" * 501)
    fatma.axe()


def test_fatma_fetches_a_sheet_as_a_picture(cast: Cast) -> None:
    cast.seat("Anna").write("Med på bildet")
    fatma, page = cast.fatma, cast.fatma.page
    fatma.go(f"/workshops/{fatma.code}/groups/1/board")
    link = page.get_by_role("link", name="Bilde (PNG)")
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        fatma.button("Hent arket").click()
        expect(link).to_be_in_viewport(ratio=1)
        can_be_hit(page)
        fatma.axe()
        fatma.button("Lukk").click()
        expect(link).to_be_hidden()
    fatma.button("Hent arket").click()
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.startswith("ark-1-hensikt-mal-og-spilleregler")
