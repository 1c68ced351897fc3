"""A room without internet: on the laptop's own address, where browsers keep back what they call insecure."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from app import venue
from tests.browser.cast import GROUPS, TITLE, Cast
from tests.browser.participant import Participant
from tests.browser.people import Visitor
from tests.browser.sketching import at_the_sketch, field
from tests.databases import ON_SQLITE, Store
from tests.report_pdf import Reading
from tests.server import Server

AWAY = next(iter(venue.addresses()), "")
KEY = "lang-nøkkel"
KEPT_BACK = "[isSecureContext, 'randomUUID' in crypto, 'clipboard' in navigator, 'serviceWorker' in navigator]"

pytestmark = [
    pytest.mark.skipif(not AWAY, reason="this machine has no address but its own, so there is no room"),
    pytest.mark.browser,
]


@pytest.fixture
def room(store: Store) -> Iterator[Server]:
    server = Server(store, room=AWAY)
    server.environment["OPPGAVEARK_KEY"] = KEY
    with server:
        yield server


@ON_SQLITE
def test_a_workshop_in_a_room_without_internet(room: Server, chromium: Browser) -> None:
    with Cast(chromium, room.address) as cast:
        # Over http it has no effect, which Chromium says of every page.
        cast.forgive("Cross-Origin-Opener-Policy header has been ignored")
        fatma = cast.fatma
        fatma.make_workshop(TITLE, key=KEY)
        fatma.go(f"/workshops/{fatma.code}/paper")
        fatma.axe()
        slips = Reading(fatma.page.request.get(f"{fatma.page.url.removesuffix('/paper')}/invitations.pdf").body())
        assert f"{AWAY}:{room.port}/{fatma.code}" in "".join(slips.everything.split())
        assert slips.kinds("Figure")[0].alternative == f"QR-kode til {room.address}/{fatma.code}?group=1"
        screen = cast.bring(Visitor)
        screen.go(fatma.screen)
        screen.sees(fatma.code)
        anna, ben = (cast.seat(name) for name in ("Anna", "Ben"))
        assert GROUPS["Anna"] == GROUPS["Ben"]
        assert anna.page.evaluate(KEPT_BACK) == [False] * 4
        assert not [cookie for cookie in anna.context.cookies() if cookie["secure"] or not cookie["httpOnly"]]
        write_and_move(anna, ben)
        write_together(cast, anna, ben)
        fatma.lead()
        expect(fatma.tile(1)).to_contain_text("2 av 2 her")


def write_and_move(anna: Participant, ben: Participant) -> None:
    """What Anna does with notes is seen by Ben at once, by a socket to the room's address."""
    expect(anna.page.locator("body[data-live]")).to_be_visible()
    anna.write("Uten nett i lokalet")
    ben.sees_note("Uten nett i lokalet")
    ben.open("Uten nett i lokalet").get_by_role("button", name="Slett").click()
    anna.sees_no_note("Uten nett i lokalet")
    ben.button("Angre").first.click()
    anna.sees_note("Uten nett i lokalet")


def write_together(cast: Cast, anna: Participant, ben: Participant) -> None:
    at_the_sketch(cast, anna, ben)
    field(anna).click()
    anna.page.keyboard.type("skole")
    expect(field(ben)).to_have_value(re.compile("^skole$"))
