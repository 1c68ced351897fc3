"""Rooms: who listens to a group, and that each is brought what is new however they listen."""

import re
import socket
import time

import httpx
import pytest

from app.live.listening import MOST_REPLIES, Listener
from app.live.wire import FULL, is_full
from tests.databases import ON_SQLITE, Store
from tests.ground import FIRST, SILENT, THIRD, ZONE
from tests.house import PATIENCE, Gathering, House, Person, new_id
from tests.sockets import Socket


def written(person: Person, text: str | None, **values: object) -> str:
    """A note, through the other door; its id."""
    note = {"id": new_id(), "sheet": FIRST, "zone": ZONE, "text": text, "write": new_id()} | values
    answer = person.write(**{name: value for name, value in note.items() if value is not None})
    assert answer.status_code == 200, answer.text
    return str(note["id"])


def cursor(html: str) -> int:
    return int(re.findall(r'id="cursor" data-version="(\d+)"', html)[-1])


def test_whoever_reads_slowly_is_passed_over_and_gets_one_newer_frame(store: Store) -> None:
    with House(store, sending=4096) as house, Gathering(house) as gathering:
        ben = gathering.listen(gathering.ben)
        slow = narrow(gathering, "live?since=0", gathering.anna.browser)
        slow.next()
        texts = [f"{number:03} {'x' * 496}" for number in range(150)]
        for text in texts:
            written(gathering.ben, text)
            ben.until(text)
        slow.until(texts[-1])
        frames = slow.heard[1:]
        assert len(frames) < 150, "she was passed over"
        assert all(text in "".join(frames) for text in texts), "and yet has missed nothing"
        assert sum(text in frames[-1] for text in texts) > 1, "for the last frame made up for it"


def narrow(gathering: Gathering, path: str, browser: httpx.Client) -> Socket:
    """A socket whose machine takes in one frame, and has room for little more."""
    dialled = socket.socket()
    dialled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    dialled.connect(("127.0.0.1", gathering.house.port))
    return gathering.dial(path, browser, max_queue=1, sock=dialled, close_timeout=0.1)


@ON_SQLITE
def test_whoever_takes_nothing_in_is_hung_up_on_and_comes_back_to_all_of_it(store: Store) -> None:
    with House(store, sending=4096) as house, Gathering(house) as gathering:
        rooms = house.apps[0].state.rooms
        rooms.deadline = 0.5
        ben = gathering.listen(gathering.ben)
        stuck = narrow(gathering, "live?since=0", gathering.anna.browser)
        held = cursor(stuck.next())
        listeners = rooms.listeners[next(iter(rooms.listeners))]
        [hers] = [one for one in listeners if one.viewer.participant_id == gathering.anna.id]
        texts: list[str] = []
        unsent, until = 0, time.monotonic() + PATIENCE * 3
        while hers in listeners:
            assert time.monotonic() < until, "she was never hung up on"
            texts.append(f"{len(texts):03} {'x' * 490}")
            written(gathering.ben, texts[-1])
            ben.until(texts[-1])
            unsent = max(unsent, hers.transport.get_write_buffer_size())
        assert FULL < unsent < FULL + 10_000, "one frame more than it takes to be full"
        assert (rooms.stuck, hers.transport.get_write_buffer_size()) == ({}, 0), "and it is forgotten"
        with gathering.anna.listen(held) as back:
            back.until(texts[-1])
        assert all(text in "".join(back.heard) for text in texts)


@ON_SQLITE
def test_whoever_reads_no_replies_is_not_heard_either(store: Store) -> None:
    with House(store, sending=4096) as house, Gathering(house) as gathering:
        ben = gathering.listen(gathering.ben)
        stuck = narrow(gathering, "live?since=0", gathering.anna.browser)
        stuck.next()
        rooms = house.apps[0].state.rooms
        [hers] = [
            one for room in rooms.listeners.values() for one in room if one.viewer.participant_id == gathering.anna.id
        ]
        # To her, every frame is a whole board.
        hers.cursor = 10**14
        until = time.monotonic() + PATIENCE
        while not is_full(hers):
            assert time.monotonic() < until
            written(gathering.ben, "x" * 500)
            hers.cursor = 10**14
        for number in range(200):
            stuck.say(act="fly", number=number)
        written(gathering.ben, "Ben merker ingenting")
        ben.until("Ben merker ingenting")
        assert len(hers.replies) <= MOST_REPLIES


@ON_SQLITE
def test_a_room_that_cannot_be_read_takes_no_other_down_and_is_looked_at_again(
    gathering: Gathering, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    anna, carl = gathering.listen(gathering.anna), gathering.listen(gathering.carl)
    [rooms] = [app.state.rooms for app in gathering.house.apps]
    [his] = [group for group, room in rooms.listeners.items() if person_in(room) == gathering.carl.id]
    bring = rooms.bring

    async def fail_for_carl(rung: set[int]) -> None:
        if his in rung:
            raise OSError
        await bring(rung)

    monkeypatch.setattr(rooms, "bring", fail_for_carl)
    write = carl.write(id=new_id(), sheet=FIRST, zone=ZONE, text="kommer likevel")
    for number in range(5):
        anna.write(id=new_id(), sheet=FIRST, zone=ZONE, text=f"Anna {number}")
        anna.until(f"Anna {number}")
    monkeypatch.undo()
    assert "kommer likevel" in carl.until(f"ack-{write}")
    assert {record.message for record in caplog.records} == {"a round failed", "a room failed"}


def person_in(room: set[Listener]) -> int | None:
    return next(iter(room)).viewer.participant_id


def test_whoever_asks_for_a_sheet_that_is_not_there_is_sent_away_alone(gathering: Gathering) -> None:
    ben = gathering.listen(gathering.ben)
    for sheet in ("finnes-ikke", THIRD):
        lost = gathering.dial(f"live?since=0&sheet={sheet}", gathering.anna.browser)
        assert lost.closing() == 1008
    written(gathering.anna, "Ben hører fortsatt")
    ben.until("Ben hører fortsatt")


def test_whoever_comes_back_is_brought_all_that_happened_meanwhile(gathering: Gathering) -> None:
    changed, moved, gone = (written(gathering.anna, text) for text in ("endres", "flyttes", "fjernes"))
    with gathering.ben.listen() as ben:
        held = cursor(ben.until("fjernes"))
    written(gathering.anna, "endret", id=changed)
    written(gathering.anna, None, id=moved, zone="felles-mal")
    written(gathering.anna, None, id=gone, zone=None, gone="1")
    written(gathering.anna, "ny")
    with gathering.ben.listen(held) as ben:
        frame = ben.until("ny")
    assert "endret" in frame
    assert re.search(rf'id="note-{moved}" data-in="zone-felles-mal-notes"', frame)
    assert re.search(rf'id="note-{gone}" data-gone', frame)
    assert 'id="board"' not in frame


def test_a_move_brings_everybody_the_new_sheet_and_nobody_who_looks_back(gathering: Gathering) -> None:
    anna, carl = gathering.listen(gathering.anna), gathering.listen(gathering.carl)
    back = gathering.dial(f"live?since=0&sheet={FIRST}", gathering.ben.browser)
    back.next()
    gathering.move(SILENT)
    for each in (anna, carl):
        assert f'data-sheet="{SILENT}"' in each.until('id="board"')
    assert 'id="board"' not in "".join(back.rest()[1:].split('id="cursor"')[1:])


def test_a_move_to_the_sheet_that_others_look_at_brings_it_to_those_who_follow(gathering: Gathering) -> None:
    gathering.move(SILENT)
    tabs = [gathering.dial(f"live?since=0&sheet={FIRST}", gathering.ben.browser) for _ in range(8)]
    anna = gathering.listen(gathering.anna)
    note = written(gathering.anna, "på arket de kom fra")
    for tab in tabs:
        tab.until(note)
    gathering.move(FIRST)
    assert f'data-sheet="{FIRST}"' in anna.until('id="board"')


def test_deleting_sends_everybody_away_for_good(gathering: Gathering) -> None:
    sockets = [
        gathering.listen(gathering.anna),
        gathering.listen(gathering.carl),
        gathering.dial("groups/1/live?since=0", gathering.fatma),
        gathering.dial("overview/live", gathering.fatma),
        gathering.dial(f"{gathering.screen}/live"),
    ]
    for each in sockets[2:]:
        each.next()
    gone = gathering.fatma.post(
        f"/workshops/{gathering.code}/deletion", data={"title": "veier til samarbeid i elvebyen"}
    )
    assert gone.status_code == 200
    assert [each.closing() for each in sockets] == [1008] * 5


def test_two_tabs_of_one_person_both_hear_and_one_that_closes_says_no_goodbye(gathering: Gathering) -> None:
    first, ben = gathering.listen(gathering.anna), gathering.listen(gathering.ben)
    with gathering.anna.listen() as second:
        second.next()
        written(gathering.ben, "til begge")
        first.until("til begge")
        second.until("til begge")
        second.say(act="writing", on=True)
        ben.until("data-writing")
    first.write(id=new_id(), sheet=FIRST, zone=ZONE, text="fortsatt her")
    first.until("ack-")
    assert "data-writing" in people(gathering, gathering.anna)


def people(gathering: Gathering, person: Person) -> str:
    page = gathering.fatma.get(f"/workshops/{gathering.code}/groups/1/board").text
    return str(re.findall(rf'<li id="person-{person.id}"[^>]*>', page)[0])


def test_nobody_is_kept_who_has_left(gathering: Gathering) -> None:
    everywhere = [app.state.rooms for app in gathering.house.apps]
    with gathering.anna.listen() as anna, gathering.carl.listen() as carl:
        anna.next()
        carl.next()
        assert sum(len(rooms.listeners) for rooms in everywhere) == 2
        assert set().union(*(rooms.people() for rooms in everywhere)) == {gathering.anna.id, gathering.carl.id}
    until = time.monotonic() + PATIENCE
    while any(rooms.listeners for rooms in everywhere) and time.monotonic() < until:
        time.sleep(0.005)
    assert {(len(rooms.listeners), len(rooms.stuck), len(rooms.people())) for rooms in everywhere} == {(0, 0, 0)}
