"""A browser whose storage is full, or keeps nothing at all: writing goes on, and who should not leave is told."""

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.watch import NO_CONTACT
from tests.browser.wire import Wire

pytestmark = pytest.mark.browser

RISK = "Nettleseren har ikke plass. Ikke lukk siden før alt er lagret."

MANY = 10
"""Reloads after which a page is let be, so that a test of it comes to an end."""

FILL = """() => {
  for (let part = "x".repeat(2 ** 20), at = 0; part; at++)
    try { localStorage.setItem(`full-${at}`, part); } catch { part = part.slice(0, part.length / 2); }
}"""
CLEAR = """() => {
  for (const key of Object.keys(localStorage)) if (key.startsWith("full-")) localStorage.removeItem(key);
}"""

REFUSE = "() => { throw new DOMException('The operation is insecure.', 'SecurityError'); }"
BLOCKED = {
    "each act": f"for (const act of ['setItem', 'getItem']) Storage.prototype[act] = {REFUSE};",
    "any access": f"""for (const storage of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, storage, {{ get: {REFUSE} }});""",
}
blocked = pytest.mark.parametrize("script", BLOCKED.values(), ids=BLOCKED.keys())


def test_what_a_full_browser_has_no_room_for_is_sent_when_there_is_contact_again(cast: Cast) -> None:
    cast.forgive(NO_CONTACT)
    anna = cast.bring(Participant)
    wire = Wire(anna)
    cast.sit_down(anna, "Anna")
    ben = cast.seat("Ben")
    anna.page.evaluate(FILL)
    anna.write("Med kontakt")
    ben.sees_note("Med kontakt")
    wire.cut()
    expect(anna.status).to_contain_text("Ingen kontakt.")
    anna.lay("Første uten plass")
    anna.lay("Andre uten plass")
    expect(anna.pending).to_have_count(2)
    expect(anna.status).to_have_text(f"Ingen kontakt. 2 lapper venter. {RISK}")
    anna.pad.fill("Halvskrevet uten plass")
    anna.axe()
    wire.mend()
    for person in (anna, ben):
        person.sees_note("Første uten plass")
        person.sees_note("Andre uten plass")
    expect(anna.pad).to_have_value("Halvskrevet uten plass")
    expect(anna.status).to_be_empty(timeout=30_000)
    anna.page.reload()
    expect(anna.pad).to_have_value("Halvskrevet uten plass")
    expect(anna.notes).to_have_count(3)


def test_what_waits_without_room_survives_a_reload_once_there_is_room(cast: Cast) -> None:
    cast.forgive(NO_CONTACT)
    anna = cast.bring(Participant)
    wire = Wire(anna)
    cast.sit_down(anna, "Anna")
    ben = cast.seat("Ben")
    anna.page.evaluate(FILL)
    wire.let_only_pages_through()
    anna.lay("Uten plass")
    expect(anna.status).to_contain_text(RISK)
    anna.page.evaluate(CLEAR)
    anna.lay("Med plass")
    expect(anna.status).to_have_text("2 lapper venter.")
    anna.page.reload()
    expect(anna.pending).to_have_count(2)
    anna.axe()
    wire.mend()
    for text in ("Uten plass", "Med plass"):
        ben.sees_note(text)
        anna.sees_note(text)


@blocked
def test_a_browser_that_keeps_nothing_writes_as_others_do(cast: Cast, script: str) -> None:
    cast.forgive(NO_CONTACT)
    anna, ben = cast.bring(Participant), cast.seat("Ben")
    anna.context.add_init_script(script)
    wire = Wire(anna)
    cast.sit_down(anna, "Anna")
    anna.write("Skrevet", "Rundt bordet")
    ben.edit("Skrevet", "Endret")
    anna.edit("Endret", "Endret igjen")
    ben.sees_note("Endret igjen")
    expect(anna.status).to_be_empty()
    anna.leaves_with_server("Halvskrevet")
    anna.page.reload()
    expect(anna.pad).to_have_value("Halvskrevet")
    wire.cut()
    anna.pad.fill("Halvskrevet uten kontakt")
    expect(anna.status).to_have_text(f"Ingen kontakt. {RISK}")
    anna.pad.press("Enter")
    expect(anna.status).to_have_text(f"Ingen kontakt. 1 lapp venter. {RISK}")
    anna.axe()
    wire.mend()
    ben.sees_note("Halvskrevet uten kontakt")
    anna.sees_note("Halvskrevet uten kontakt")
    expect(anna.status).to_be_empty(timeout=30_000)


@pytest.mark.parametrize("script", ["", BLOCKED["any access"]], ids=["kept", "blocked"])
def test_whoever_may_not_listen_is_not_reloaded_for_ever(cast: Cast, script: str) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    loads: list[str] = []
    anna.page.on("framenavigated", lambda frame: loads.append(frame.url))
    anna.context.add_init_script(script)
    anna.context.route_web_socket("**/*", lambda route: turn_away(route) if len(loads) < MANY else None)
    anna.page.reload()
    anna.write("Gjennom den andre døra")
    ben.sees_note("Gjennom den andre døra")
    ben.write("Hørt")
    anna.sees_note("Hørt")
    assert len(loads) < MANY


def turn_away(route: WebSocketRoute) -> None:
    route.close(code=1008)
