"""Callers who do not come to the point, and the others who do."""

import socket
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from app.live.callers import LONGEST_HEAD, CallerProtocol
from tests.databases import Store
from tests.house import PATIENCE, Gathering, House


def call(house: House) -> socket.socket:
    return socket.create_connection(("127.0.0.1", house.port), timeout=PATIENCE)


def rest(caller: socket.socket) -> bytes:
    """All that is said until the server hangs up."""
    said = b""
    try:
        while part := caller.recv(65536):
            said += part
    except ConnectionResetError:
        pass
    return said


@pytest.mark.parametrize(
    "begun", [b"", b"GET / HTTP/1.1\r\nhost: x\r\nslow", b"POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nco"]
)
def test_whoever_does_not_finish_asking_is_hung_up_on(
    house: House, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CallerProtocol, "deadline", 0.2)
    with closing(call(house)) as caller:
        caller.sendall(begun)
        assert b" 200 " not in rest(caller)
    monkeypatch.undo()
    with house.browser() as otto:
        assert otto.get("/").status_code == 200


def test_a_file_has_longer_time_than_anything_else(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CallerProtocol, "deadline", 0.2)
    begun = b"POST /workshops/import HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=x\r\n"
    with closing(call(house)) as caller:
        caller.sendall(begun + b"content-length: 7\r\n\r\n--")
        time.sleep(0.6)
        caller.sendall(b"x--\r\n")
        assert caller.recv(65536).startswith(b"HTTP/1.1 422")


def test_a_letter_at_a_time_does_not_keep_a_caller_on_the_line(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CallerProtocol, "deadline", 0.3)
    hung_up = threading.Event()
    with closing(call(house)) as caller:
        caller.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n")
        until = time.monotonic() + PATIENCE
        try:
            while time.monotonic() < until:
                caller.sendall(b"a")
                time.sleep(0.02)
        except OSError:
            hung_up.set()
    assert hung_up.is_set()


def test_headers_without_end_are_too_long(house: House) -> None:
    with closing(call(house)) as caller:
        caller.sendall(b"GET / HTTP/1.1\r\n")
        try:
            for number in range(10 * LONGEST_HEAD // 1000):
                caller.sendall(b"x-%06d: %s\r\n" % (number, b"y" * 990))
        except OSError:
            pass
        said = rest(caller)
    assert said.startswith(b"HTTP/1.1 431") or said == b""


def test_whoever_does_not_take_in_the_answer_is_hung_up_on(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CallerProtocol, "deadline", 1)
    with House(Store(data), sending=4096) as house, closing(socket.socket()) as caller:
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        caller.settimeout(PATIENCE)
        caller.connect(("127.0.0.1", house.port))
        # Many answers, none of which is read.
        caller.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n" * 100)
        [protocol] = connections(house)
        until = time.monotonic() + PATIENCE
        while connections(house) and time.monotonic() < until:
            time.sleep(0.01)
        assert connections(house) == []
        assert protocol.transport.get_write_buffer_size() == 0, "and what was not read is forgotten"


def connections(house: House) -> list[CallerProtocol]:
    """Who is on the line, once somebody has been."""
    until = time.monotonic() + PATIENCE
    [worker] = house.workers
    while not worker.server.server_state.total_requests and time.monotonic() < until:
        time.sleep(0.005)
    return [each for each in worker.server.server_state.connections if isinstance(each, CallerProtocol)]


def test_a_second_request_on_the_same_line_has_its_own_time(house: House) -> None:
    with closing(call(house)) as caller:
        for _ in range(3):
            caller.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
            said = b""
            # Head and body may come one after the other.
            while not said.endswith(b"\r\n\r\nok"):
                part = caller.recv(65536)
                assert part, said
                said += part
            assert said.startswith(b"HTTP/1.1 200")


def test_a_socket_is_not_taken_for_a_slow_caller(gathering: Gathering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CallerProtocol, "deadline", 2)
    anna = gathering.listen(gathering.anna)
    time.sleep(2.2)
    anna.say(act="writing", on=True)
    anna.until("data-writing")
