"""The evaluation in a browser: opened by Fatma, answered by Anna with the keyboard, seen without names."""

from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.keys import Keys
from tests.browser.participant import Participant
from tests.browser.rulers import can_be_hit, fits_the_width

LINK = "Svar på evalueringen"


def test_anna_answers_and_fatma_sees_it_without_a_name(cast: Cast) -> None:
    anna, fatma = cast.seat("Anna"), cast.fatma
    fatma.go(f"/workshops/{fatma.code}/evaluations")
    fatma.sees("Ingen har svart ennå. De kan svare når du har åpnet evalueringen.")
    fatma.axe()
    fatma.button("Åpne evalueringen nå").click()
    anna.page.get_by_role("link", name=LINK).click()
    for size in ((1366, 768), (390, 844), (320, 256)):
        anna.page.set_viewport_size({"width": size[0], "height": size[1]})
        fits_the_width(anna.page)
        can_be_hit(anna.page)
    anna.axe()
    keys = Keys(anna.page)
    first = anna.page.get_by_role("group").first.get_by_role("radio")
    keys.reach(first.first)
    keys.press("ArrowRight", "ArrowRight", "ArrowRight")
    expect(first.nth(3)).to_be_checked()
    keys.reach(anna.page.get_by_role("textbox").first)
    keys.type("Å bli kjent")
    keys.use(anna.button("Send svaret"))
    anna.sees("Takk for svaret")
    anna.axe()
    fatma.page.reload()
    fatma.sees("Å bli kjent")
    expect(fatma.page.get_by_text("4,0 i snitt")).to_be_visible()
    expect(fatma.page.get_by_text("Anna")).to_have_count(0)
    fatma.axe()
    fatma.button("Ta med svarene i rapporten").click()
    fatma.sees("Svarene står i rapporten, uten navn.")


def test_when_the_workshop_is_closed_the_evaluation_is_what_one_comes_to(cast: Cast) -> None:
    anna, fatma = cast.seat("Anna"), cast.fatma
    fatma.close()
    expect(anna.page.get_by_role("link", name=LINK)).to_be_visible()
    anna.go(f"/{fatma.code}")
    expect(anna.page.get_by_role("heading", level=1)).to_have_text("Hvordan gikk det?")
    anna.page.get_by_role("textbox").first.fill("Pausen")
    anna.button("Send svaret").click()
    anna.page.get_by_role("link", name="Til arket").click()
    anna.sees("Workshopen er avsluttet. Lappene kan leses, men ikke endres.")


def test_at_the_closing_and_after_it_people_are_led_to_the_evaluation_and_told_what_becomes_of_it_all(
    cast: Cast,
) -> None:
    anna, fatma = cast.seat("Anna"), cast.fatma
    fatma.lead()
    fatma.link("Flytt").click()
    fatma.page.locator(".moves-to").last.click()
    fatma.button("Gå til «Oppsummering i plenum og en liten evaluering»").click()
    link = anna.page.get_by_role("link", name=LINK)
    expect(link).to_have_count(1)
    looked_at(anna)
    fatma.close()
    expect(anna.page.get_by_role("heading", name="Takk for innsatsen")).to_be_visible()
    expect(link).to_have_count(1)
    for told in ("hos den som er ansvarlig for workshopen: Elvebyen kommune", "Lapper, navn og svar slettes her"):
        expect(anna.page.locator("#only-reading")).to_contain_text(told)
    expect(anna.button("Angre det siste")).to_have_count(0)
    looked_at(anna)
    link.click()
    anna.page.get_by_role("textbox").first.fill("Pausen")
    anna.button("Send svaret").click()
    expect(anna.page.locator("main")).to_contain_text("Lapper, navn og svar slettes her")
    looked_at(anna)


def looked_at(anna: Participant) -> None:
    """In all windows, by a person and by axe."""
    for size in ((1366, 768), (390, 844), (320, 256), (1366, 768)):
        anna.page.set_viewport_size({"width": size[0], "height": size[1]})
        fits_the_width(anna.page)
        can_be_hit(anna.page)
        anna.axe()
