"""Sharing the results, and the rights of one person, in a browser: every page and state, in every window."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.people import Visitor
from tests.browser.rulers import bears_spacing, can_be_hit, fits_the_width

pytestmark = pytest.mark.browser

SIZES = ((1366, 768), (390, 844), (342, 192))
STILL = {"reduced_motion": "reduce"}
LONG = "Samhandlingsreformoppfølgingskoordinatorstillingsbeskrivelsesutkastet " * 3


def fits_every_window(somebody: Visitor) -> None:
    for width, height in SIZES:
        somebody.page.set_viewport_size({"width": width, "height": height})
        fits_the_width(somebody.page)
        can_be_hit(somebody.page)
        somebody.axe()
        bears_spacing(somebody.page)
    somebody.page.set_viewport_size({"width": 1366, "height": 768})


def test_fatma_shares_what_all_wrote_and_closes_it_again(cast: Cast) -> None:
    anna, carl, fatma = cast.seat("Anna", **STILL), cast.seat("Carl"), cast.fatma
    anna.write(LONG, "Rundt bordet")
    carl.write("Fra den andre gruppa", "Rundt bordet")
    at = f"/workshops/{fatma.code}/results"
    cast.forgive("status of 403")
    anna.go(at)
    anna.sees("Resultatet er ikke åpent for deltakerne")
    fits_every_window(anna)
    anna.link("Til arket").click()
    fatma.go(f"/workshops/{fatma.code}/closing")
    fits_every_window(fatma)
    fatma.button("Åpne for deltakerne").click()
    fatma.sees("Fra den andre gruppa")
    fits_every_window(fatma)
    anna.link("Resultatet").click()
    anna.sees("Fra den andre gruppa")
    fits_every_window(anna)
    anna.page.get_by_role("link", name=re.compile("vis bare denne.*Gruppe 2")).click()
    anna.sees("Vis alle gruppene")
    expect(anna.page.get_by_text(LONG.strip())).to_have_count(0)
    fits_every_window(anna)
    anna.page.go_back()
    anna.page.go_back()
    fatma.button("Steng for deltakerne").click()
    expect(anna.link("Resultatet")).to_have_count(0)


def test_anna_finds_her_own_notes_and_asks_to_be_forgotten(cast: Cast) -> None:
    anna, ben, fatma = cast.seat("Anna", **STILL), cast.seat("Ben"), cast.fatma
    anna.write("Det skal bort", "Rundt bordet")
    ben.write("Bens egen", "Rundt bordet")
    ben.sees_note("Det skal bort", "Rundt bordet")
    anna.button("Papirkurv").click()
    anna.axe()
    anna.link("Dine egne lapper").click()
    anna.sees("Det skal bort")
    expect(anna.page.get_by_text("Bens egen")).to_have_count(0)
    fits_every_window(anna)
    fatma.lead()
    fatma.link("Grupper").click()
    fatma.page.locator("summary", has_text="Anna").click()
    fatma.page.get_by_role("link", name=re.compile("Innsyn og sletting")).click()
    fits_every_window(fatma)
    cast.forgive("status of 422")
    fatma.button("Slett det Anna skrev").click()
    fatma.page.get_by_role("link", name="Kryss av for at du har lest hva som skjer").click()
    expect(fatma.page.get_by_label("Jeg har lest hva som skjer")).to_be_focused()
    fits_every_window(fatma)
    fatma.page.get_by_label("Jeg har lest hva som skjer").check()
    fatma.button("Slett det Anna skrev").click()
    fatma.sees("Det er slettet for godt")
    fits_every_window(fatma)
    ben.sees_no_note("Det skal bort")
    ben.sees_note("Bens egen", "Rundt bordet")
    anna.page.reload()
    anna.sees("Du har ikke skrevet noen lapper.")
    fits_every_window(anna)


def test_without_names_the_pages_say_what_cannot_be_done(cast: Cast) -> None:
    cast.make_workshop(nameless=True)
    anna, fatma = cast.seat("Anna", **STILL), cast.fatma
    anna.write("Uten navn", "Rundt bordet")
    own = f"/workshops/{fatma.code}/own-notes"
    anna.go(own)
    anna.sees("Uten navn")
    anna.page.context.clear_cookies(name=f"merke-{fatma.code}")
    anna.go(own)
    expect(anna.page.get_by_text("Uten navn", exact=True)).to_have_count(0)
    fits_every_window(anna)
    fatma.go(f"/workshops/{fatma.code}/people")
    fatma.page.locator("summary", has_text="Anna").click()
    fatma.page.get_by_role("link", name=re.compile("Innsyn og sletting")).click()
    fatma.button("Fjern navnet").click()
    expect(fatma.page.get_by_role("heading", level=1)).to_contain_text("Deltaker 1")
    fits_every_window(fatma)
