"""Two sides: Anna of the municipality and Ben, a social entrepreneur, each a guest on the other's."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.cast import Cast
from tests.browser.keys import Keys
from tests.browser.participant import Participant
from tests.browser.people import LAPTOP
from tests.browser.rulers import can_be_hit, fits_the_width
from tests.browser.test_beside import go_on, panel

pytestmark = pytest.mark.browser

ENTERPRISES = "En sosial entreprenør vil komme i kontakt med kommunen:"
CITYS = "En kommuneansatt vil komme i kontakt med en sosial entreprenør:"


@pytest.fixture
def anna(cast: Cast) -> Participant:
    return cast.seat("Anna")


@pytest.fixture
def ben(cast: Cast, anna: Participant) -> Participant:
    """Ben beside Anna, at the sheet with two sides."""
    ben = cast.seat("Ben")
    go_on(cast, 3, "motepunkter")
    anna.is_at(3)
    return ben


def guests(person: Participant) -> Locator:
    """The marks that can be seen."""
    return person.page.locator("#board .note-guest").filter(visible=True)


def here(person: Participant) -> Locator:
    return person.guest_asks.get_by_role("button", name="likevel")


def home(person: Participant) -> Locator:
    return person.guest_asks.get_by_role("button", name="på min side")


def try_to_write(person: Participant, text: str, zone: str) -> None:
    person.pad_zone.select_option(label=zone)
    person.pad.fill(text)
    person.pad.press("Enter")


def test_everybody_is_at_home_on_their_own_side(anna: Participant, ben: Participant) -> None:
    for person, own, other in ((anna, CITYS, ENTERPRISES), (ben, ENTERPRISES, CITYS)):
        expect(person.pad_zone.locator(":checked")).to_have_text(own)
        expect(person.zone(own).get_by_text("Din side")).to_be_visible()
        expect(person.zone(other).get_by_text("Din side")).to_be_hidden()
    for step in (2, 3):
        anna.next_step()
        ben.is_at(3, step)
        for person, own in ((anna, CITYS), (ben, ENTERPRISES)):
            expect(person.pad_zone.locator(":checked")).to_have_text(own)
    ben.write("Vi ringer sentralbordet")
    anna.sees_note("Vi ringer sentralbordet", ENTERPRISES)
    expect(guests(anna)).to_have_count(0)


def test_ben_is_asked_once_and_by_keyboard_before_he_writes_as_a_guest(anna: Participant, ben: Participant) -> None:
    keys = Keys(ben.page)
    keys.choose(ben.pad_zone, CITYS)
    keys.reach(ben.pad)
    keys.type("Vet dere om oss?")
    keys.press("Enter")
    keys.stands_on(ben.guest_asks)
    expect(ben.guest_asks).to_have_accessible_name("Dette er siden til Kommune. Skriv som gjest?")
    ben.axe()
    keys.press("Escape")
    keys.stands_on(ben.pad)
    expect(ben.pad).to_have_value("Vet dere om oss?")
    keys.press("Enter")
    keys.use(here(ben))
    keys.stands_on(ben.pad)
    for person in (anna, ben):
        person.sees_note("Vet dere om oss?", CITYS)
        expect(person.note("Vet dere om oss?").get_by_role("button")).to_have_accessible_name(
            "Vet dere om oss? gjest (Sosial entreprenør)"
        )
        person.axe()
    keys.type("Hvem svarer?")
    keys.press("Enter")
    expect(ben.guest_asks).to_be_hidden()
    anna.sees_note("Hvem svarer?", CITYS)
    anna.next_step()
    ben.is_at(3, 2)
    try_to_write(ben, "Enda en", CITYS)
    keys.use(home(ben))
    anna.sees_note("Enda en", ENTERPRISES)
    expect(guests(anna)).to_have_count(2)


def test_it_is_asked_again_after_a_reload_and_nothing_typed_is_lost(anna: Participant, ben: Participant) -> None:
    ben.write("Først", CITYS)
    ben.page.reload()
    try_to_write(ben, "Etterpå", CITYS)
    expect(ben.guest_asks).to_be_visible()
    ben.page.reload()
    expect(ben.pad).to_have_value("Etterpå")
    expect(ben.guest_asks).to_be_hidden()
    ben.pad.press("Enter")
    anna.sees_note("Etterpå", ENTERPRISES)


def test_it_is_asked_and_marked_without_contact_too(anna: Participant, ben: Participant) -> None:
    ben.context.set_offline(True)
    expect(ben.page.locator("body[data-offline]")).to_be_attached()
    try_to_write(ben, "Uten nett", CITYS)
    here(ben).click()
    expect(ben.pending).to_have_count(1)
    expect(guests(ben)).to_have_count(1)
    ben.context.set_offline(False)
    anna.sees_note("Uten nett", CITYS)
    expect(guests(anna)).to_have_count(1)


def test_moving_a_note_there_is_asked_in_the_editor(anna: Participant, ben: Participant) -> None:
    keys = Keys(anna.page)
    anna.write("Vi har et servicetorg")
    note = anna.note("Vi har et servicetorg").get_by_role("button")
    keys.use(note)
    keys.choose(anna.editor.get_by_label("Flytt til"), ENTERPRISES)
    keys.use(anna.editor.get_by_role("button", name="Lagre"))
    keys.stands_on(anna.guest_asks)
    anna.axe()
    keys.use(home(anna))
    keys.stands_on(note)
    ben.sees_note("Vi har et servicetorg", CITYS)
    keys.press("Enter")
    keys.choose(anna.editor.get_by_label("Flytt til"), ENTERPRISES)
    keys.use(anna.editor.get_by_role("button", name="Lagre"))
    keys.use(here(anna))
    ben.sees_note("Vi har et servicetorg", ENTERPRISES)
    expect(guests(ben)).to_have_count(1)


def test_what_is_dragged_there_is_marked_and_can_be_taken_back(anna: Participant, ben: Participant) -> None:
    anna.write("Vi har et servicetorg")
    anna.drag("Vi har et servicetorg", ENTERPRISES)
    expect(guests(ben)).to_have_count(1)
    anna.sees("Lappen ligger som gjest på siden til Sosial entreprenør.")
    anna.axe()
    anna.page.locator("#guest-told").get_by_role("button", name="Angre").click()
    ben.sees_note("Vi har et servicetorg", CITYS)
    for person in (anna, ben):
        expect(guests(person)).to_have_count(0)


def test_a_note_that_is_moved_home_is_no_guest_and_nobody_asks(anna: Participant, ben: Participant) -> None:
    ben.write("Havnet feil", CITYS)
    anna.move_to("Havnet feil", ENTERPRISES)
    expect(anna.guest_asks).to_be_hidden()
    expect(guests(ben)).to_have_count(0)


def test_several_chosen_and_cards_are_asked_about_where_they_are_laid(anna: Participant, ben: Participant) -> None:
    for text in ("Én", "To"):
        anna.write(text)
    anna.note("Én").click(modifiers=["Control"])
    anna.note("To").click(modifiers=["Control"])
    anna.button("Flytt til …").click()
    zones = anna.page.locator("#choosing-zones")
    zones.get_by_role("button", name=ENTERPRISES).click()
    expect(zones.locator("#guest")).to_be_focused()
    anna.axe()
    here(anna).click()
    expect(guests(ben)).to_have_count(2)
    ben.button("Kort").click()
    card = panel(ben).locator(".card").filter(has_text="Vær konkret")
    card.locator("summary").click()
    panel(ben).get_by_label("Legges i").select_option(label=CITYS)
    card.get_by_role("button", name="Legg på arket").click()
    expect(card.locator("#guest")).to_be_focused()
    ben.axe()
    home(ben).click()
    expect(anna.zone(ENTERPRISES).locator(".note[data-card]")).to_have_count(1)
    expect(guests(anna)).to_have_count(2)


def test_a_question_on_an_earlier_sheet_does_not_hold_the_next_one_back(cast: Cast, ben: Participant) -> None:
    ben.button("Kort").click()
    card = panel(ben).locator(".card").filter(has_text="Vær konkret")
    card.locator("summary").click()
    panel(ben).get_by_label("Legges i").select_option(label=CITYS)
    card.get_by_role("button", name="Legg på arket").click()
    expect(ben.guest_asks).to_be_visible()
    go_on(cast, 4, "moteplasser")
    expect(ben.guest_asks).to_be_hidden()
    ben.button("Kort").click()
    expect(panel(ben)).to_contain_text("Plass i bydelens lokaler")


def test_it_can_be_answered_at_every_size(anna: Participant, ben: Participant) -> None:
    for size in ((390, 844), (342, 192)):
        ben.page.set_viewport_size({"width": size[0], "height": size[1]})
        try_to_write(ben, f"På {size[0]}", CITYS)
        expect(ben.guest_asks).to_be_focused()
        fits_the_width(ben.page)
        can_be_hit(ben.page)
        home(ben).click()
        anna.sees_note(f"På {size[0]}", ENTERPRISES)
    ben.page.set_viewport_size(LAPTOP)
