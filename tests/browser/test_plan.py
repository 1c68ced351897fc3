"""The time plan in a browser: the end follows what is typed, items are moved by hand and by key, nothing is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cast import Cast
from tests.browser.keys import Keys
from tests.browser.rulers import can_be_hit, fits_the_width

pytestmark = pytest.mark.browser

SIZES = ((1366, 768), (1920, 1080), (390, 844), (342, 192))
UNSAVED = "Ikke lagret ennå"


def opened(cast: Cast) -> Page:
    cast.make_workshop()
    cast.fatma.go(f"/workshops/{cast.fatma.code}/plan")
    return cast.fatma.page


def order(page: Page) -> list[str]:
    names = page.locator(".plan-item").evaluate_all("items => items.map(item => item.id)")
    return [str(name).removeprefix("item-") for name in names]


def test_the_end_follows_what_is_typed_and_focus_stays(cast: Cast) -> None:
    page = opened(cast)
    end, minutes = page.locator("#plan-end"), page.get_by_label("Minutter til Mulige partnere")
    minutes.fill("24")
    expect(end).to_have_text("12.40")
    expect(end).to_be_in_viewport()
    expect(minutes).to_be_focused()
    starts = page.get_by_label("Begynner klokka")
    for typed, ends in (("10.15", "13.55"), ("10.", "13.55"), ("0815", "11.55")):
        starts.fill(typed)
        expect(end).to_have_text(ends)
    expect(page.get_by_text(UNSAVED)).to_be_visible()
    cast.fatma.button("Lagre tidsplanen").click()
    expect(page.get_by_label("Begynner klokka")).to_have_value("08.15")
    expect(page.get_by_text(UNSAVED)).to_have_count(0)


def test_items_are_moved_with_keys_alone_and_one_keeps_ones_place(cast: Cast) -> None:
    page, keys = opened(cast), Keys(cast.fatma.page)
    before = order(page)
    up = page.get_by_role("button", name="Flytt Hvorfor samarbeide opp")
    keys.use(up)
    keys.stands_on(up)
    keys.press("Enter")
    keys.stands_on(up)
    expect(page.locator("#plan-said")).to_have_text("Hvorfor samarbeide begynner kl. 09.00.")
    assert order(page)[0] == before[2]
    keys.press("Enter")
    assert order(page)[0] == before[2], "it cannot go further"
    keys.reach(page.get_by_role("checkbox", name="Myter om anskaffelser"))
    keys.press("Space")
    expect(page.locator("#plan-end")).to_have_text("12.12")
    cast.fatma.axe()
    keys.use(cast.fatma.button("Lagre tidsplanen"))
    expect(page.get_by_text(UNSAVED)).to_have_count(0)
    assert order(page)[:3] == [before[2], *before[:2]]
    left_out = page.get_by_role("checkbox", name="Myter om anskaffelser")
    expect(left_out).not_to_be_checked()
    left_out.check()
    cast.fatma.button("Lagre tidsplanen").click()
    expect(page.locator("#plan-end")).to_have_text("12.30")


def test_items_are_dragged(cast: Cast) -> None:
    page = opened(cast)
    before = order(page)
    grip, above = page.locator("#item-hvorfor .plan-grip"), page.locator("#item-hensikt")
    grip.hover()
    page.mouse.down()
    box = above.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 4, steps=5)
    page.mouse.up()
    assert order(page)[1:3] == [before[2], before[1]]
    expect(page.get_by_text(UNSAVED)).to_be_visible()
    cast.fatma.button("Lagre tidsplanen").click()
    expect(page.get_by_text(UNSAVED)).to_have_count(0)
    assert order(page)[1:3] == [before[2], before[1]]


def test_the_plan_and_the_run_sheet_fit_every_window(cast: Cast) -> None:
    page = opened(cast)
    for path in ("plan", "plan/sheet", "copies"):
        cast.fatma.go(f"/workshops/{cast.fatma.code}/{path}")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            fits_the_width(page)
            can_be_hit(page)
            cast.fatma.axe()


def test_a_mistake_in_a_steps_minutes_is_shown_where_it_is(cast: Cast) -> None:
    page = opened(cast)
    cast.forgive("status of 422")
    page.get_by_text("Trinn og manus").nth(1).click()
    page.locator("#step-hvorfor-1").fill("ti")
    cast.fatma.button("Lagre tidsplanen").click()
    expect(page.locator("#step-hvorfor-1")).to_be_visible()
    expect(page.locator("#step-hvorfor-1-mistake")).to_have_text("Skriv minuttene som hele tall fra 0 til 480.")
    cast.fatma.axe()
