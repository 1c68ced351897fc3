"""Fatma leads the groups from step to step, or lets them go by themselves; a group may also go back."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.keys import Keys
from tests.browser.rulers import can_be_hit, fits_the_width

pytestmark = pytest.mark.browser


def test_a_group_goes_back_a_step(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.next_step()
    ben.is_at(1, 2)
    ben.button("Forrige trinn").click()
    for person in (anna, ben):
        person.is_at(1, 1)
        expect(person.button("Forrige trinn")).to_have_count(0)


def test_fatma_leads_one_group_and_all_of_them(cast: Cast) -> None:
    anna, carl, fatma = cast.seat("Anna"), cast.seat("Carl"), cast.fatma
    fatma.lead()
    fatma.link("Flytt").click()
    fatma.button("La bare fasilitatoren flytte").click()
    expect(fatma.page.locator("#asked")).to_be_hidden()
    for person in (anna, carl):
        person.sees("Fasilitatoren flytter dere videre.")
        expect(person.button("Neste trinn")).to_have_count(0)
    fatma.button("Flytt Gruppe 1 videre til trinn 2 Diskuter").click()
    anna.is_at(1, 2)
    carl.is_at(1, 1)
    expect(fatma.page.locator(".lead-step").nth(1)).to_contain_text("1 gruppe")
    keys = Keys(fatma.page)
    keys.use(fatma.page.locator(".lead-step").nth(2))
    for person in (anna, carl):
        person.is_at(1, 3)
    expect(fatma.page.locator(".lead-step").nth(2)).to_contain_text("alle er her")
    fatma.axe()
    for width in (1366, 390, 320):
        fatma.page.set_viewport_size({"width": width, "height": 768})
        fits_the_width(fatma.page)
        can_be_hit(fatma.page)
    fatma.link("Flytt").click()
    fatma.button("La gruppene flytte seg selv").click()
    carl.button("Forrige trinn").click()
    carl.is_at(1, 2)
