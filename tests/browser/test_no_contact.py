"""Without contact, with two tabs, and behind a wall that stops websockets: nothing is lost, nothing comes twice."""

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.people import Visitor
from tests.browser.watch import NO_CONTACT
from tests.browser.wire import Wire

pytestmark = pytest.mark.browser


def test_two_tabs_of_one_person_show_the_same_and_share_what_waits(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    other = cast.another_tab(anna)
    anna.write("Fra den ene")
    other.sees_note("Fra den ene")
    other.write("Fra den andre")
    anna.sees_note("Fra den andre")
    for tab, text in ((anna, "Her"), (other, "Der")) * 3:
        tab.lay(f"{text} {tab.notes.count()}")
    expect(ben.notes).to_have_count(8)
    for person in (anna, other, ben):
        expect(person.notes).to_have_count(8)
        expect(person.pending).to_have_count(0)
    other.page.close()
    expect(ben.person("Anna")).to_have_attribute("data-here", "")
    anna.axe()


def test_what_waits_in_a_tab_that_is_closed_is_sent_by_the_other(cast: Cast) -> None:
    cast.forgive(NO_CONTACT)
    anna = cast.bring(Participant)
    wire = Wire(anna)
    cast.sit_down(anna, "Anna")
    other = cast.another_tab(anna)
    ben = cast.seat("Ben")
    wire.cut()
    anna.lay("Fra den ene")
    expect(other.pending).to_have_count(1)
    other.lay("Fra den andre")
    expect(anna.pending).to_have_count(2)
    anna.page.close()
    wire.mend()
    ben.sees_note("Fra den andre")
    ben.sees_note("Fra den ene")
    other.sees_note("Fra den ene")
    other.axe()


def test_what_is_written_without_contact_is_stored_once(cast: Cast) -> None:
    cast.forgive(NO_CONTACT)
    anna = cast.bring(Participant)
    wire = Wire(anna)
    cast.sit_down(anna, "Anna")
    ben = cast.seat("Ben")
    anna.write("Før")
    wire.cut()
    expect(anna.status).to_contain_text("Ingen kontakt. Det du skriver, tas vare på.")
    anna.lay("Uten nett")
    expect(anna.pending).to_have_count(1)
    expect(anna.status).to_contain_text("1 lapp venter.")
    anna.pad.fill("Halvskrevet")
    anna.axe()
    ben.write("Imens")
    anna.sees_no_note("Imens")
    ben.sees_no_note("Uten nett")
    wire.mend()
    expect(anna.status).to_have_text("Alt er lagret.")
    ben.sees_note("Uten nett")
    anna.sees_note("Imens")
    anna.sees_note("Uten nett")
    expect(anna.status).to_be_empty()
    expect(anna.pad).to_have_value("Halvskrevet")
    anna.page.reload()
    expect(anna.notes).to_have_count(3)
    expect(anna.pending).to_have_count(0)


def test_a_short_loss_that_the_connection_survives_leaves_no_trace(cast: Cast) -> None:
    anna = cast.seat("Anna")
    cast.forgive(NO_CONTACT)
    anna.context.set_offline(True)
    expect(anna.status).to_contain_text("Ingen kontakt. Det du skriver, tas vare på.")
    anna.context.set_offline(False)
    expect(anna.status).to_be_empty()
    anna.write("Her igjen")


def test_everything_works_where_no_websocket_gets_through(cast: Cast) -> None:
    cast.forgive("htmx:ws")
    anna, ben, screen = cast.bring(Participant), cast.bring(Participant), cast.bring(Visitor)
    for person in (cast.fatma, anna, ben, screen):
        person.context.route_web_socket("**/*", no_socket)
    cast.sit_down(anna, "Anna")
    cast.sit_down(ben, "Ben")
    screen.go(cast.fatma.screen)
    anna.write("Gjennom muren", "Rundt bordet")
    ben.sees_note("Gjennom muren", "Rundt bordet")
    ben.edit("Gjennom muren", "Gjennom muren igjen")
    ben.move_to("Gjennom muren igjen", "Felles hensikt og mål")
    anna.sees_note("Gjennom muren igjen", "Felles hensikt og mål")
    anna.delete("Gjennom muren igjen")
    ben.sees_no_note("Gjennom muren igjen")
    anna.undo("Gjennom muren igjen")
    ben.sees_note("Gjennom muren igjen")
    anna.next_step()
    ben.is_at(1, 2)
    cast.fatma.lead()
    expect(cast.fatma.tile(1)).to_contain_text("2 av 2 her")
    anna.write("En til")
    expect(cast.fatma.tile(1)).to_contain_text("2 lapper")
    cast.fatma.go_to(2)
    ben.is_at(2)
    expect(screen.page.locator("#screen")).to_have_attribute("data-sheet", "hvorfor")
    expect(ben.status).to_be_empty()
    ben.axe()


def no_socket(route: WebSocketRoute) -> None:
    """A proxy that lets no websocket through."""
    route.close(code=1006)
