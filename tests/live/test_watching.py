"""Overviews and Screens: a glance at a whole workshop, kept up to date."""

import re
import time
from typing import Any

from app.live.watching import PACE
from app.live.wire import FULL
from tests.databases import ON_SQLITE, Store
from tests.ground import FIRST, SILENT, ZONE
from tests.house import PATIENCE, Gathering, House, Person, new_id


def written(person: Person, text: str) -> None:
    answer = person.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text=text)
    assert answer.status_code == 200


def test_fatma_sees_what_happens_in_every_group(gathering: Gathering) -> None:
    fatma = gathering.dial("overview/live", gathering.fatma)
    whole = fatma.next()
    assert len(re.findall(r'<li id="tile-\d+"', whole)) == 3
    written(gathering.anna, "fra gruppe 1")
    fatma.until("1 lapp ")
    written(gathering.carl, "fra gruppe 2")
    frame = fatma.until("1 lapp ")
    assert "Gruppe 1" not in frame, "only what differs is sent"
    assert "fra gruppe" not in "".join(fatma.heard), "how many notes, not what they say"
    assert 'id="now"' not in frame


def test_fatma_is_sent_nothing_while_nothing_happens(gathering: Gathering) -> None:
    fatma = gathering.dial("overview/live", gathering.fatma)
    fatma.next()
    fatma.heard.clear()
    with Gathering(gathering.house) as other:
        written(other.anna, "i en annen workshop")
        assert fatma.rest(1.2) == ""


def test_two_who_watch_the_same_see_the_same(gathering: Gathering) -> None:
    first = gathering.dial("overview/live", gathering.fatma)
    first.next()
    written(gathering.anna, "for begge")
    first.until("1 lapp ")
    second = gathering.dial("overview/live", gathering.fatma)
    assert "1 lapp " in second.next()
    gathering.move(SILENT)
    for socket in (first, second):
        socket.until("Ark 2 av 10")


def test_a_deleted_workshop_stops_nobody_elses_overview(gathering: Gathering) -> None:
    with Gathering(gathering.house) as other:
        gathering.dial("overview/live", gathering.fatma).next()
        fatma = other.dial("overview/live", other.fatma)
        fatma.next()
        gathering.fatma.post(f"/workshops/{gathering.code}/deletion", data={"title": "Veier til samarbeid i Elvebyen"})
        written(other.anna, "det går videre her")
        fatma.until("1 lapp ")


def test_the_address_to_join_on_stays_on_the_overview(gathering: Gathering) -> None:
    address = gathering.house.address.partition("://")[2]
    assert f"{address}/{gathering.code}" in gathering.dial("overview/live", gathering.fatma).next()
    assert f"{address}/{gathering.code}" in gathering.fatma.get(f"/workshops/{gathering.code}/overview/frames").text


def test_what_is_dear_to_draw_is_drawn_seldom_but_at_once_for_whoever_comes(gathering: Gathering) -> None:
    for app in gathering.house.apps:
        app.state.watchers.share, app.state.watchers.longest = 1e-9, 1e9
    first = gathering.dial("overview/live", gathering.fatma)
    first.next()
    first.heard.clear()
    written(gathering.anna, "skrevet imens")
    assert "1 lapp " in gathering.dial("overview/live", gathering.fatma).next()
    assert first.rest(3 * PACE) == ""


@ON_SQLITE
def test_whoever_takes_nothing_in_is_forgotten_and_the_others_are_shown_everything(store: Store) -> None:
    with House(store) as house, Gathering(house) as gathering:
        watchers = house.apps[0].state.watchers
        watchers.deadline = 0.5
        gathering.dial("overview/live", gathering.fatma).next()
        [stuck] = watchers.watchers
        fatma = gathering.dial("overview/live", gathering.fatma)
        fatma.next()
        # As if the network had taken in none of what was sent.
        unread = stuck.transport
        stuck.transport = Unread(unread)
        until = time.monotonic() + PATIENCE
        while stuck in watchers.watchers:
            assert time.monotonic() < until
            time.sleep(0.01)
        assert stuck.transport.aborted
        stuck.transport = unread
        written(gathering.anna, "for den som ser")
        fatma.until("1 lapp ")


class Unread:
    """A transport whose other end takes in nothing."""

    def __init__(self, behind: Any) -> None:
        self.behind, self.aborted = behind, False

    def get_write_buffer_size(self) -> int:
        return FULL + 1

    def is_closing(self) -> bool:
        return self.aborted

    def abort(self) -> None:
        self.aborted = True
        self.behind.get_protocol().loop.call_soon_threadsafe(self.behind.abort)


def test_nobody_is_kept_who_watches_no_longer(gathering: Gathering) -> None:
    with gathering.house.dial(f"/workshops/{gathering.code}/overview/live", gathering.fatma) as fatma:
        fatma.next()
        fatma.connection.send(b"\x00")
        assert fatma.closing() == 1003, "it is only listened to"
    assert all(not app.state.watchers.watchers for app in gathering.house.apps)
