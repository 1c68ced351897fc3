"""The wire: frames as browsers read them, and the way past uvicorn's own machinery."""

import asyncio
from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

import pytest
from websockets.frames import Frame, Opcode

from app.live.wire import FULL, NO_MORE, close, encode, is_full, write
from tests.house import Gathering


class Pipe(asyncio.WriteTransport):
    """A transport whose other end is the test."""

    def __init__(self, unsent: int = 0, *, closing: bool = False) -> None:
        super().__init__()
        self.written, self.unsent, self.closing = b"", unsent, closing

    def write(self, data: Any) -> None:
        self.written += data

    def close(self) -> None:
        self.closing = True

    def is_closing(self) -> bool:
        return self.closing

    def get_write_buffer_size(self) -> int:
        return self.unsent


def listener(unsent: int = 0, *, closing: bool = False) -> Any:
    return SimpleNamespace(transport=Pipe(unsent, closing=closing))


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65535, 65536, 200_000])
def test_a_frame_is_what_the_standard_says(length: int) -> None:
    text = ("æ" * length)[: length // 2 + length % 2]
    for each in ("x" * length, text):
        assert encode(each) == Frame(Opcode.TEXT, each.encode()).serialize(mask=False)


def test_all_listeners_are_written_the_same_bytes_but_who_is_leaving() -> None:
    anna, ben, carl = listener(), listener(), listener(closing=True)
    write([anna, ben, carl], b"hei")
    assert [who.transport.written for who in (anna, ben, carl)] == [b"hei", b"hei", b""]


def test_goodbye_says_not_to_come_back() -> None:
    anna = listener()
    close([anna], NO_MORE)
    assert anna.transport.written == Frame(Opcode.CLOSE, (1008).to_bytes(2, "big")).serialize(mask=False)
    assert anna.transport.is_closing()


def test_who_reads_too_slowly_is_full() -> None:
    assert [is_full(listener(unsent)) for unsent in (0, FULL, FULL + 1)] == [False, False, True]


def test_the_version_of_uvicorn_that_the_wire_knows_is_the_one_that_runs() -> None:
    assert version("uvicorn").rsplit(".", 1)[0] == "0.54", "read websockets_sansio_impl.py anew before you change this"


def test_every_socket_hands_over_its_transport(gathering: Gathering) -> None:
    gathering.listen(gathering.anna)
    [[anna]] = gathering.house.apps[0].state.rooms.listeners.values()
    assert (anna.transport.get_write_buffer_size(), anna.transport.is_closing()) == (0, False)


def test_frames_written_past_uvicorn_and_its_own_do_not_mix(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    for size in (1, 200, 70_000 // 500):
        for _ in range(size % 7 + 1):
            anna.connection.ping().wait(5)
        anna.write(
            id=f"00000000-0000-4000-8000-{size:012}", sheet="hensikt", zone="felles-mal", text="x" * min(size, 500)
        )
        anna.until("ack-")
