"""The beat: whoever is told nothing else is told that, so that silence means a dead connection."""

import asyncio

import pytest
from sqlalchemy import select
from websockets.sync.client import ClientConnection

from app.live import beat
from app.live.beat import go_round
from app.live.listening import Listener
from app.live.wire import BEAT, FULL
from app.model import GROUP
from app.visibility import Role, Viewer
from tests.ground import FIRST, ZONE
from tests.house import Gathering, new_id

NEWEST = select(GROUP.c.version).where(GROUP.c.number == 1)


class Line:
    """A transport that keeps what is written to it."""

    def __init__(self, unsent: int = 0) -> None:
        self.unsent, self.written = unsent, b""

    def is_closing(self) -> bool:
        return False

    def get_write_buffer_size(self) -> int:
        return self.unsent

    def write(self, told: bytes) -> None:
        self.written += told


def heard_beats(connection: ClientConnection, count: int) -> None:
    while count:
        count -= connection.recv(timeout=10) == BEAT


def test_anna_fatma_and_the_screen_are_told_that_there_is_nothing_to_tell(gathering: Gathering) -> None:
    sockets = [
        gathering.listen(gathering.anna),
        gathering.dial("groups/1/live", gathering.fatma),
        gathering.dial("overview/live", gathering.fatma),
        gathering.dial(f"{gathering.screen}/live"),
    ]
    for socket in sockets:
        heard_beats(socket.connection, 2)


def test_whoever_enters_is_sent_a_frame_even_where_nothing_is_new(gathering: Gathering) -> None:
    gathering.listen(gathering.anna)
    version = int(gathering.house.ask(lambda connection: connection.scalars(NEWEST).one()))
    with gathering.anna.listen(version) as again:
        assert 'id="cursor" data-version=' in again.next()


def test_a_beat_is_for_the_quiet_only(gathering: Gathering, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was sent a frame since the last round, or has yet to read much, is left out."""
    rooms, watchers = gathering.house.apps[0].state.rooms, gathering.house.apps[0].state.watchers
    monkeypatch.setattr(beat, "PERIOD", 3600)
    quiet, busy, stuck = Line(), Line(), Line(unsent=FULL + 1)
    listeners = [Listener(line, Viewer(Role.SCREEN, 1), -1, cursor=7) for line in (quiet, busy, stuck)]  # type: ignore[arg-type]
    rooms.listeners[-1] = set(listeners)
    held = dict.fromkeys(listeners, 7) | {listeners[1]: 6}
    now = asyncio.run(go_round(rooms, watchers, held))
    rooms.listeners.pop(-1)
    assert BEAT.encode() in quiet.written
    assert busy.written == stuck.written == b""
    assert now == dict.fromkeys(listeners, 7)


def test_a_beat_is_no_news(gathering: Gathering) -> None:
    ben = gathering.listen(gathering.ben)
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Noe nytt")
    ben.until("Noe nytt")
    assert BEAT not in ben.heard[1:]
