"""What people do in a step: read beside the sheet, write in silence, say that they are done."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.cast import Cast
from tests.browser.keys import Keys
from tests.browser.participant import Participant
from tests.browser.rulers import can_be_hit, fits_the_width, fits_the_window, is_whole
from tests.browser.watch import NO_CONTACT

pytestmark = pytest.mark.browser

DIGEST = "Hva er en sosial entreprenør?"


def at_the_second_sheet(cast: Cast) -> tuple[Participant, Participant]:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    cast.fatma.lead()
    cast.fatma.go_to(2)
    for person in (anna, ben):
        person.is_at(2)
    return anna, ben


def chapter(person: Participant) -> Locator:
    return person.page.get_by_role("link", name="Kapittel 1")


def reading(person: Participant) -> Locator:
    return person.page.get_by_role("dialog", name="Kapittel 1")


def test_the_digest_lies_beside_the_sheet_and_all_see_how_many_have_read(cast: Cast) -> None:
    anna, ben = at_the_second_sheet(cast)
    chapter(anna).click()
    expect(reading(anna).get_by_role("heading", name=DIGEST)).to_be_attached()
    beside, sheet = (anna.page.locator(part).bounding_box() for part in ("#reading", "#board .sheet"))
    assert beside
    assert sheet
    assert sheet["x"] + sheet["width"] <= beside["x"]
    fits_the_window(anna.page, "#reading, #board .sheet, #pad")
    can_be_hit(anna.page)
    anna.axe()
    anna.button("Lest").click()
    expect(anna.button("Lest")).to_have_attribute("aria-pressed", "true")
    ben.sees("1 har lest.")
    expect(ben.button("Lest")).to_have_attribute("aria-pressed", "false")
    anna.page.reload()
    expect(anna.button("Lest")).to_have_attribute("aria-pressed", "true")
    anna.button("Lest").click()
    expect(ben.page.get_by_text("1 har lest.")).to_have_count(0)


def test_on_a_small_screen_it_lies_over_the_sheet(cast: Cast) -> None:
    anna, _ = at_the_second_sheet(cast)
    for width, height in ((390, 844), (320, 256)):
        anna.page.set_viewport_size({"width": width, "height": height})
        chapter(anna).click()
        expect(reading(anna).get_by_role("heading", name=DIGEST)).to_be_attached()
        box = reading(anna).bounding_box()
        assert box is not None
        assert (box["x"], box["width"]) == (0, width)
        fits_the_width(anna.page)
        anna.axe()
        anna.button("Lukk").click()
        expect(reading(anna)).to_be_hidden()


def test_what_was_opened_once_can_be_read_without_contact(cast: Cast) -> None:
    cast.forgive(NO_CONTACT)
    anna, _ = at_the_second_sheet(cast)
    chapter(anna).click()
    expect(reading(anna)).to_contain_text(DIGEST)
    anna.button("Lukk").click()
    anna.context.set_offline(True)
    chapter(anna).click()
    expect(reading(anna)).to_contain_text(DIGEST)
    anna.button("Lest").click()
    expect(anna.button("Lest")).to_have_attribute("aria-pressed", "true")
    anna.context.set_offline(False)
    anna.sees("1 har lest.")


def test_reading_by_keyboard(cast: Cast) -> None:
    anna, _ = at_the_second_sheet(cast)
    keys = Keys(anna.page)
    keys.use(chapter(anna))
    keys.stands_on(reading(anna).get_by_role("heading", name="Kapittel 1"))
    keys.press("Escape")
    expect(reading(anna)).to_be_hidden()
    keys.stands_on(chapter(anna))
    keys.use(anna.button("Lest"))
    anna.sees("1 har lest.")
    keys.stands_on(anna.button("Lest"))


def test_in_silence_all_see_how_many_notes_there_are(cast: Cast) -> None:
    anna, ben = at_the_second_sheet(cast)
    anna.next_step()
    ben.is_at(2, 2)
    ben.sees("Gruppa har ikke skrevet noe ennå.")
    anna.write("Fordi vi må")
    ben.sees("Gruppa har skrevet 1 lapp.")
    ben.write("Fordi vi vil")
    for person in (anna, ben):
        person.sees("Gruppa har skrevet 2 lapper.")
        expect(person.blanks).to_have_count(1)
    assert "Fordi vi vil" not in anna.page.content()
    anna.button("Klar").click()
    expect(ben.page.locator(".so-far")).to_contain_text("1 er klar.")
    is_whole(anna.page)
