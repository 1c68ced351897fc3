"""Pace: one person cannot take the others' time, and what they sent too fast is not lost."""

import threading
import time

import pytest

from app.pace import MOST_KEPT, Pace
from app.refusals import Hasty, Refused
from tests.databases import ON_SQLITE
from tests.ground import FIRST, ZONE
from tests.house import PATIENCE, Gathering, House, Person, new_id
from tests.sockets import Socket

HASTY = "Du sender mer enn vi rekker å ta imot"


class Clock:
    time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


def taken(pace: Pace, who: str, times: int) -> int:
    """How many of so many messages go through at once."""
    through = 0
    for _ in range(times):
        try:
            pace.keep(who)
        except Refused:
            continue
        through += 1
    return through


def test_a_bucket_holds_so_many_and_fills_again(clock: Clock) -> None:
    pace = Pace(5, 2, clock=clock)
    assert taken(pace, "anna", 100) == 5
    clock.time += 1
    assert taken(pace, "anna", 100) == 2
    clock.time += 1000
    assert taken(pace, "anna", 100) == 5


def test_anna_does_not_take_from_ben(clock: Clock) -> None:
    pace = Pace(5, 2, clock=clock)
    taken(pace, "anna", 100)
    assert taken(pace, "ben", 100) == 5


def test_it_is_said_how_long_to_wait(clock: Clock) -> None:
    pace = Pace(1, 0.1, clock=clock)
    pace.keep("anna")
    with pytest.raises(Hasty) as refused:
        pace.keep("anna")
    clock.time += refused.value.wait
    pace.keep("anna")


def test_looking_takes_nothing(clock: Clock) -> None:
    pace = Pace(1, 1, clock=clock)
    for _ in range(10):
        pace.look("anna")
    pace.keep("anna")
    with pytest.raises(Hasty):
        pace.look("anna")


def test_a_clock_cannot_give_more_than_a_bucket_holds(clock: Clock) -> None:
    pace = Pace(3, 1, clock=clock)
    pace.keep("anna")
    clock.time += 10**9
    assert pace.left("anna") == 3


def test_no_more_is_kept_than_so_many(clock: Clock) -> None:
    pace = Pace(2, 1, clock=clock)
    pace.keep("den som venter")
    pace.keep("den som venter")
    for number in range(3 * MOST_KEPT):
        clock.time += 0.0001
        pace.keep(number)
    assert len(pace.buckets) <= MOST_KEPT


def slow_down(house: House, most: int, each_second: float) -> None:
    """Let everybody's pace be slow, so that a test need not send thousands."""
    house.apps[0].state.pace = Pace(most, each_second)


def write_all(anna: Socket, notes: dict[str, str]) -> None:
    for write, note in notes.items():
        anna.write(write=write, id=note, sheet=FIRST, zone=ZONE, text=f"Lapp {note}")


@ON_SQLITE
def test_who_sends_too_fast_is_told_and_loses_nothing_by_sending_again(gathering: Gathering) -> None:
    slow_down(gathering.house, 20, 8)
    anna, ben = gathering.listen(gathering.anna), gathering.listen(gathering.ben)
    waiting = {new_id(): new_id() for _ in range(60)}
    notes, until, told = set(waiting.values()), time.monotonic() + 6 * PATIENCE, ""
    while waiting:
        assert time.monotonic() < until
        write_all(anna, waiting)
        anna.rest(0.5)
        said = "".join(anna.heard)
        told += said
        anna.heard.clear()
        waiting = {write: note for write, note in waiting.items() if f'id="ack-{write}"' not in said}
    assert HASTY in told
    assert "data-again" in told
    ben.write(id=new_id(), sheet=FIRST, zone=ZONE, text="Ben ble ikke holdt igjen")
    ben.until("ack-")
    assert all(f"note-{note}" in "".join(ben.heard) for note in notes)


@ON_SQLITE
def test_over_http_it_is_said_when_to_send_again(gathering: Gathering) -> None:
    slow_down(gathering.house, 1, 0.01)
    values = {"sheet": FIRST, "zone": ZONE, "text": "Lapp"}
    assert gathering.anna.write(write=new_id(), id=new_id(), **values).status_code == 200
    refused = gathering.anna.write(write=(write := new_id()), id=new_id(), **values)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 100
    assert HASTY in refused.text
    assert f'data-write="{write}" data-again' in refused.text
    assert gathering.ben.write(write=new_id(), id=new_id(), **values).status_code == 200


@ON_SQLITE
def test_signs_steps_and_drafts_count_too(gathering: Gathering) -> None:
    for noun, values in (
        ("signs", {"on": "1"}),
        ("steps", {"sheet": FIRST, "step": "0"}),
        ("drafts", {"sheet": FIRST, "text": "halvt"}),
    ):
        slow_down(gathering.house, 1, 0.01)
        answers = [
            gathering.anna.browser.post(
                f"/workshops/{gathering.code}/{noun}", data=values, headers={"hx-request": "true"}
            )
            for _ in range(2)
        ]
        assert [answer.status_code for answer in answers] == [200, 429]


@ON_SQLITE
def test_a_browser_that_was_offline_for_long_gets_rid_of_all_it_has_kept_at_once(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    notes = {new_id(): new_id() for _ in range(200)}
    write_all(anna, notes)
    missing = set(notes)
    while missing:
        said = anna.next()
        assert "refusal" not in said
        missing -= {write for write in missing if f'id="ack-{write}"' in said}


@ON_SQLITE
def test_thousands_from_one_person_wait_on_their_side_and_the_others_go_on(gathering: Gathering) -> None:
    slow_down(gathering.house, 50, 10)
    carl, ben = gathering.listen(gathering.carl), gathering.listen(gathering.ben)
    sent, stop = [0], threading.Event()
    flood = threading.Thread(target=send_without_end, args=(gathering.anna, sent, stop), daemon=True)
    flood.start()
    try:
        until = time.monotonic() + PATIENCE
        while sent[0] < 3000 and time.monotonic() < until:
            time.sleep(0.01)
        [hers] = [
            listener
            for room in gathering.house.apps[0].state.rooms.listeners.values()
            for listener in room
            if listener.viewer.participant_id == gathering.anna.id
        ]
        unread = hers.transport.get_protocol().queue
        for number in range(10):
            for each in (carl, ben):
                each.write(id=new_id(), sheet=FIRST, zone=ZONE, text=f"Det går videre {number}")
                each.until("ack-")
            # What has been taken from the network and not yet been heard is at most one reading of it.
            assert unread.qsize() * len(NONSENSE) <= 512 * 1024
            assert len(hers.replies) <= 200
    finally:
        stop.set()
        flood.join(PATIENCE)


NONSENSE = "x" * 200


def send_without_end(person: Person, sent: list[int], stop: threading.Event) -> None:
    with person.listen(close_timeout=0.1) as socket:
        while not stop.is_set():
            socket.connection.send(NONSENSE)
            sent[0] += 1
