"""What a first visit to the board costs, what moves while it is drawn, and what a second visit asks for."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant

pytestmark = pytest.mark.browser

MOST = 150 * 1024
SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


@dataclass
class Traffic:
    """What comes over the wire to a page: encoded bytes by address, bodies and headers; and what comes from a cache."""

    bytes: dict[str, int] = field(default_factory=dict)
    cached: set[str] = field(default_factory=set)

    def listen(self, context: BrowserContext, page: Page) -> None:
        addresses: dict[str, str] = {}

        def asked(event: dict[str, Any]) -> None:
            addresses[event["requestId"]] = event["request"]["url"]

        def from_cache(event: dict[str, Any]) -> None:
            self.cached.add(event["requestId"])

        def arrived(event: dict[str, Any]) -> None:
            if event["response"].get("fromDiskCache"):
                self.cached.add(event["requestId"])

        def done(event: dict[str, Any]) -> None:
            if event["requestId"] not in self.cached:
                self.bytes[addresses[event["requestId"]]] = event["encodedDataLength"]

        wire = context.new_cdp_session(page)
        wire.on("Network.requestWillBeSent", asked)
        wire.on("Network.requestServedFromCache", from_cache)
        wire.on("Network.responseReceived", arrived)
        wire.on("Network.loadingFinished", done)
        wire.send("Network.enable")

    @property
    def static(self) -> list[str]:
        """What was asked for again although it can be kept for ever."""
        return [address for address in self.bytes if urlsplit(address).path.startswith(("/static/", "/kits/"))]


def test_a_first_visit_to_the_board_is_light_and_still(cast: Cast) -> None:
    anna = cast.seat("Anna")
    for number in range(6):
        anna.write(f"Lapp nummer {number}")
    stranger = cast.bring(Participant)
    stranger.context.add_cookies([{**cookie} for cookie in anna.context.cookies()])  # type: ignore[typeddict-item]
    stranger.context.add_init_script(f"({SHIFTS})()")
    first = Traffic()
    first.listen(stranger.context, stranger.page)
    stranger.go(f"/workshops/{cast.fatma.code}/board")
    settle(stranger)
    assert sum(first.bytes.values()) <= MOST
    assert any(address.endswith(".woff2") for address in first.bytes)
    assert stranger.page.evaluate("window.shifted") < 0.01
    stranger.axe()
    second = Traffic()
    second.listen(stranger.context, stranger.page)
    stranger.go(f"/workshops/{cast.fatma.code}/board")
    settle(stranger)
    assert second.static == []
    assert stranger.page.evaluate("window.shifted") < 0.01


def settle(person: Participant) -> None:
    """Wait until the page is drawn with its fonts, and connected."""
    expect(person.page.locator("body[data-live]")).to_be_visible()
    expect(person.notes).to_have_count(6)
    person.page.evaluate("document.fonts.ready.then(() => true)")
    person.page.wait_for_load_state("networkidle")
