"""A connection that is open and dead, and a machine that slept: people are told, and catch up by themselves."""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Page, Request, Route, WebSocketRoute, expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.tunnel import Tunnel
from tests.browser.watch import NO_CONTACT
from tests.house import House

pytestmark = pytest.mark.browser

AWAY = "Ingen kontakt. Det du skriver, tas vare på."
PATIENCE = 60_000
"""Milliseconds until a page has surely come back by itself."""


@pytest.fixture
def tunnel(house: House) -> Iterator[Tunnel]:
    with Tunnel(house.port) as dug:
        yield dug


@pytest.fixture
def far(chromium: Browser, tunnel: Tunnel) -> Iterator[Cast]:
    """People whose way to the server leads through a tunnel."""
    with Cast(chromium, tunnel.address) as gathered:
        yield gathered


def test_a_connection_that_is_open_and_dead_is_noticed_and_replaced(
    far: Cast, tunnel: Tunnel, chromium: Browser, house: House
) -> None:
    far.forgive(NO_CONTACT, "ERR_TIMED_OUT", "AbortError|TimeoutError|signal")
    anna = far.seat("Anna")
    screen = far.bring(Participant)
    screen.go(far.fatma.screen)
    anna.write("Før stillheten")
    with Cast(chromium, house.address) as near:
        near.fatma.code = far.fatma.code
        ben = near.seat("Ben")
        ben.sees_note("Før stillheten")
        tunnel.forget()
        anna.lay("Skrevet i stillheten")
        expect(anna.status).to_contain_text(AWAY)
        expect(anna.status).to_contain_text("1 lapp venter.")
        expect(screen.status).to_have_text("Ingen kontakt. Siden prøver igjen av seg selv.")
        expect(anna.pending).to_have_count(1)
        anna.axe()
        ben.write("Imens")
        ben.edit("Før stillheten", "Endret imens")
        tunnel.mend()
        expect(anna.note("Imens")).to_have_count(1, timeout=PATIENCE)
        anna.sees_note("Endret imens")
        anna.sees_note("Skrevet i stillheten")
        ben.sees_note("Skrevet i stillheten")
        expect(anna.status).to_be_empty(timeout=PATIENCE)
        expect(screen.status).to_be_empty(timeout=PATIENCE)
        anna.write("Her igjen")
        ben.sees_note("Her igjen")


COUNT = """() => document.addEventListener("htmx:ws:before:message:incoming", ({ detail }) => {
  const { dataset } = document.body;
  if (detail.message.data.startsWith('<i id="beat"')) dataset.beats = `x${dataset.beats ?? ""}`;
})"""


def test_where_nothing_happens_the_beat_keeps_a_page_at_ease(cast: Cast) -> None:
    """Nobody writes for longer than a dead connection would be borne."""
    anna, screen = cast.seat("Anna"), cast.bring(Participant)
    screen.go(cast.fatma.screen)
    cast.fatma.lead()
    for person in (anna, screen, cast.fatma):
        person.page.evaluate(COUNT)
    for person in (anna, screen, cast.fatma):
        expect(person.page.locator("body")).to_have_attribute("data-beats", re.compile("xxxx"), timeout=PATIENCE)
    expect(anna.status).to_be_empty()


def sleep(page: Page) -> None:
    page.context.new_cdp_session(page).send("Page.setWebLifecycleState", {"state": "frozen"})


def wake(page: Page) -> None:
    page.context.new_cdp_session(page).send("Page.setWebLifecycleState", {"state": "active"})


def test_whoever_wakes_sees_all_that_happened_meanwhile(cast: Cast) -> None:
    cast.forgive(NO_CONTACT)
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    for text in ("Endres", "Flyttes", "Slettes", "Blir"):
        anna.write(text, "Rundt bordet")
    anna.pad.fill("Halvskrevet")
    ben.sees_note("Blir")
    anna.page.evaluate("window.not_reloaded = true")
    sleep(anna.page)
    ben.write("Ny", "Rundt bordet")
    ben.edit("Endres", "Endret")
    ben.move_to("Flyttes", "Felles hensikt og mål")
    ben.delete("Slettes")
    wake(anna.page)
    anna.sees_note("Ny", "Rundt bordet")
    anna.sees_note("Endret")
    anna.sees_note("Flyttes", "Felles hensikt og mål")
    anna.sees_no_note("Slettes")
    anna.sees_no_note("Endres")
    anna.sees_note("Blir")
    assert anna.page.evaluate("window.not_reloaded")
    expect(anna.pad).to_have_value("Halvskrevet")
    anna.axe()
    anna.pad.press("Enter")
    ben.sees_note("Halvskrevet")


def test_whoever_slept_long_hears_everything_before_they_are_heard(cast: Cast) -> None:
    """A laptop that slept: its clock has gone on, its timers have not."""
    cast.forgive(NO_CONTACT, "htmx:ws", "signal")
    anna = cast.bring(Participant)
    anna.context.clock.install()
    anna.context.route_web_socket("**/*", no_socket)
    cast.sit_down(anna, "Anna")
    ben = cast.seat("Ben")
    anna.write("En lapp")
    ben.edit("En lapp", "Endret imens")
    anna.sees_note("Endret imens")
    asked: list[Route] = []
    written: list[Request] = []
    anna.context.route("**/frames*", lambda route: asked.append(route))  # noqa: PLW0108
    anna.page.on("request", lambda request: written.append(request) if request.url.endswith("/notes") else None)
    ben.edit("Endret imens", "Endret igjen")
    anna.context.clock.fast_forward("30:00")
    anna.lay("Skrevet ved oppvåkning")
    expect(anna.pending).to_have_count(1)
    with anna.page.expect_request("**/frames*", timeout=PATIENCE):
        pass
    assert written == []
    anna.context.unroute("**/frames*")
    for route in asked:
        with suppress(Error):
            route.fallback()
    anna.sees_note("Endret igjen")
    ben.sees_note("Skrevet ved oppvåkning")
    anna.sees_note("Skrevet ved oppvåkning")


def no_socket(route: WebSocketRoute) -> None:
    route.close(code=1006)
