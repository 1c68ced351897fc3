"""Half-written text belongs to its writer, whatever happens around them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.watch import NO_CONTACT
from tests.browser.wire import Wire

pytestmark = pytest.mark.browser


def test_a_half_written_note_follows_to_another_machine(cast: Cast) -> None:
    anna = cast.seat("Anna")
    anna.leaves_with_server("Halvt skrevet")
    page = anna.page
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(anna.pad).to_have_value("Halvt skrevet")


def test_a_draft_waits_on_another_machine(cast: Cast) -> None:
    # The first machine is told that she is no longer there.
    cast.forgive("status of 404")
    anna = cast.seat("Anna")
    code = anna.reentry_code
    anna.leaves_with_server("Begynt på den ene")
    elsewhere = cast.bring(Participant)
    elsewhere.go(f"/workshops/{cast.fatma.code}/reentry")
    elsewhere.page.locator("#code").fill(code)
    elsewhere.page.locator("main button").click()
    elsewhere.button("Gå til arket").click()
    expect(elsewhere.pad).to_have_value("Begynt på den ene")
    elsewhere.axe()


def test_a_draft_that_was_laid_without_contact_does_not_come_back(cast: Cast) -> None:
    """The server holds the draft, and has not been told that it became a note."""
    cast.forgive(NO_CONTACT, "htmx:ws")
    anna = cast.bring(Participant)
    wire = Wire(anna)
    cast.sit_down(anna, "Anna")
    anna.leaves_with_server("Snart en lapp")
    wire.let_only_pages_through()
    anna.pad.press("Enter")
    anna.page.reload()
    expect(anna.pending).to_have_count(1)
    expect(anna.pad).to_have_value("")
    wire.mend()
    anna.sees_note("Snart en lapp")


def test_eight_who_write_keep_their_words_and_their_place_when_the_sheet_is_moved_and_moved_back(cast: Cast) -> None:
    names = ("Anna", "Ben", "Bodil", "Dag", "Elin", "Frida", "Geir", "Hanna")
    people = {name: cast.bring(Participant) for name in names}
    cast.make_workshop()
    for name, person in people.items():
        person.go(f"/{cast.fatma.code}?group=1")
        person.say_who(name)
        person.pad.press_sequentially(f"{name} begynner")
    cast.fatma.lead()
    for number, move in ((2, cast.fatma.go_to), (1, cast.fatma.go_to)):
        move(number)
        for name, person in people.items():
            person.is_at(number)
            expect(person.pad).to_be_focused()
            person.page.keyboard.type(f" {number}")
            expect(person.pad).to_have_value(re.compile(f"^{name} begynner"))
    people["Anna"].axe()
    for person in people.values():
        person.page.keyboard.press("Enter")
    for name in names:
        people["Ben"].sees_note(f"{name} begynner 2 1")
    expect(people["Hanna"].notes).to_have_count(len(names))
