"""The socket's door against people and programs that mean no good: answered or closed, and nobody else notices."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.frames import Opcode

from app.storage.keeping import problems
from tests.databases import Store
from tests.ground import FIRST, ZONE
from tests.house import Gathering, House, cookies_of, new_id
from tests.raw import Caller, closing, frame, handshake, no_growth, nothing_wrong, opened, text

HERS, HIS = new_id(), new_id()
LARGEST = 64 * 1024


@pytest.fixture(scope="module")
def crowd(one_lasting_store: Store) -> Iterator[Gathering]:
    """One gathering for all of these tests: whatever is sent to it, the next must still find it well."""
    with House(one_lasting_store) as house, Gathering(house) as gathering:
        yield gathering


@contextmanager
def undisturbed(gathering: Gathering) -> Iterator[None]:
    """Whatever happens within this, nothing goes wrong, and Ben writes and Carl, in another group, hears nothing."""
    with nothing_wrong(), gathering.ben.listen() as ben, gathering.carl.listen() as carl:
        ben.next()
        carl.next()
        yield
        write = ben.write(id=HIS, sheet=FIRST, zone=ZONE, text="Ben skriver som før")
        ben.until(f"ack-{write}")
        carl.say(act="fly")
        carl.until("refusal")
        assert "Ben skriver som før" not in "".join(carl.heard)
    assert gathering.house.ask(lambda connection: list(problems(connection))) == []


def note(**values: object) -> bytes:
    """A write of always the same note, so that the board does not grow."""
    whole = {"act": "note", "write": new_id(), "id": HERS, "sheet": FIRST, "zone": ZONE, "text": "x"} | values
    return text(json.dumps(whole).encode())


CLOSED = {
    "binary": (frame(Opcode.BINARY, b"\x00\x01"), 1003),
    "no UTF-8": (text(b"\xff\xfe"), 1007),
    "no UTF-8 over two fragments": (
        frame(Opcode.TEXT, "æ".encode()[:1], fin=False) + frame(Opcode.CONT, b"x"),
        1007,
    ),
    "one byte too large": (text(b"x" * (LARGEST + 1)), 1009),
    "too large in fragments": (
        frame(Opcode.TEXT, b"x" * 40_000, fin=False) + frame(Opcode.CONT, b"x" * 40_000),
        1009,
    ),
    "a length that lies": (b"\x81\xff" + (2**62).to_bytes(8, "big") + b"\0\0\0\0", 1009),
    "a length without end": (b"\x81\xff" + b"\xff" * 8 + b"\0\0\0\0", 1009),
    "unmasked": (frame(Opcode.TEXT, b"{}", mask=False), 1002),
    "reserved bits": (b"\xf1\x80\0\0\0\0", 1002),
    "an unknown opcode": (b"\x83\x80\0\0\0\0", 1002),
    "the end before the beginning": (frame(Opcode.CONT, b"x"), 1002),
    "a beginning in a beginning": (frame(Opcode.TEXT, b"x", fin=False) + text(b"x"), 1002),
    "a long ping": (b"\x89\xfe\x00\xff\0\0\0\0" + b"x" * 255, 1002),
    "a ping in pieces": (b"\x09\x80\0\0\0\0", 1002),
    "half a goodbye": (frame(Opcode.CLOSE, b"\x00"), 1002),
    "a goodbye with a forbidden code": (frame(Opcode.CLOSE, (5).to_bytes(2, "big")), 1002),
    "a goodbye that is no UTF-8": (frame(Opcode.CLOSE, (1000).to_bytes(2, "big") + b"\xff"), 1007),
}


@pytest.mark.parametrize(("sent", "code"), CLOSED.values(), ids=CLOSED.keys())
def test_what_is_no_message_is_closed_with_the_code_that_says_why(crowd: Gathering, sent: bytes, code: int) -> None:
    with undisturbed(crowd), opened(crowd.anna) as anna:
        anna.send(sent)
        # Who answers the goodbye is hung up on at once.
        said = anna.until(bytes((0x88,)))
        anna.send(frame(Opcode.CLOSE, b""))
        assert closing(said + anna.rest()) == code


DEEP = b"[" * 30_000 + b"]" * 30_000
REFUSED = {
    "nothing": text(b""),
    "just small enough": text(b"x" * LARGEST),
    "just small enough, in fragments": frame(Opcode.TEXT, b"x" * (LARGEST - 1), fin=False) + frame(Opcode.CONT, b"x"),
    "in fragments of nothing": frame(Opcode.TEXT, b"", fin=False) * 1
    + frame(Opcode.CONT, b"", fin=False) * 5_000
    + frame(Opcode.CONT, b"{}"),
    "deep": text(DEEP),
    "deep where an id should be": text(b'{"act":"note","write":' + DEEP + b"}"),
    "deep where nobody looks": text(b'{"act":"draft","sheet":"a","text":"","x":' + DEEP + b"}"),
    "a lone surrogate": text(b'{"act":"draft","sheet":"\\ud800","text":"\\udfff"}'),
    "a lone surrogate as a write": text(b'{"act":"fly","write":"\\ud800"}'),
    "NUL in every field": note(sheet="\0", zone="\0", text="\0"),
    "NUL as a sheet": text(b'{"act":"draft","sheet":"\\u0000","text":"x"}'),
    "an unknown act": text(b'{"act":"fly"}'),
    "an act that is a list": text(b'{"act":["note"]}'),
    "no act": text(b'{"write":"x"}'),
    "a number as text": note(text=5),
    "a list as text": note(text=["x"]),
    "an object as an id": note(id={}),
    "a write that is long": text(b'{"act":"fly","write":"' + b"<" * 60_000 + b'"}'),
    "a place far away": note(x=10**30),
    "a place that is half": note(x=0.5),
    "a place that is no number": text(b'{"act":"note","x":NaN}'),
    "a place without end": text(b'{"act":"note","x":1e400}'),
    "a version before all": note(seen=-(2**63)),
    "a version after all": note(seen=2**63),
    "a step far away": text(b'{"act":"step","sheet":"hensikt","step":99999999999999999999999999}'),
    "a step at the edge": text(b'{"act":"step","sheet":"hensikt","step":9223372036854775807}'),
    "a step before all": text(b'{"act":"step","sheet":"hensikt","step":-9223372036854775808}'),
    "an undo of nothing": text(b'{"act":"undo","write":"%s","sheet":"motepunkter"}' % new_id().encode()),
    "a change of nothing": text(
        b'{"act":"note","write":"%s","id":"%s","gone":true}' % (new_id().encode(), new_id().encode())
    ),
    "a sheet of another kit": note(id=new_id(), sheet="finnes-ikke"),
    "a zone of another sheet": note(zone="finnes-ikke"),
    "two messages in one": text(b"{}{}"),
    "a byte order mark": text(b"\xef\xbb\xbf{}"),
}


@pytest.mark.parametrize("sent", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_meant_is_refused_and_the_socket_goes_on(crowd: Gathering, sent: bytes) -> None:
    with undisturbed(crowd), opened(crowd.anna) as anna:
        anna.send(sent)
        said = anna.until(b'id="refusal')
        assert len(said) < 2_000
        anna.send(note(write=(write := new_id())))
        anna.until(f"ack-{write}".encode())


HANDSHAKES = {
    "a key that is none": handshake("/", line=b"GET /x/live HTTP/1.1").replace(b"dGhl", b"x"),
    "too many headers": handshake("/AAA-AAA", *(b"X-%d: 1" % number for number in range(200))),
    "a long header": handshake("/AAA-AAA", b"X-a: " + b"y" * 10_000),
    "a long address": handshake("/workshops/" + "a" * 9_000 + "/live"),
    "a long question": handshake("/workshops/AKX-49R/live?since=" + "9" * 9_000),
    "an address that is no ASCII": handshake("", line="GET /workshops/æ/live HTTP/1.1".encode()),
    "an old version": handshake("/AAA-AAA").replace(b"Version: 13", b"Version: 8"),
    "two versions": handshake("/AAA-AAA", b"Sec-WebSocket-Version: 99"),
    "another method": handshake("", line=b"POST /workshops/AKX-49R/live HTTP/1.1"),
    "with a body": handshake("/workshops/AKX-49R/live", b"Content-Length: 5"),
    "in chunks": handshake("/workshops/AKX-49R/live", b"Transfer-Encoding: chunked"),
    "a strange protocol": handshake("/workshops/AKX-49R/live", b"Sec-WebSocket-Protocol: \xff,,"),
    "an address without a socket": handshake("/AKX-49R"),
    "an address that is nowhere": handshake("/ingenting/her/live"),
    "a group that is no number": handshake("/workshops/AKX-49R/groups/x/live"),
    "no request at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200,
    "nothing but lines": b"\r\n" * 500 + b"x\r\n\r\n",
}


@pytest.mark.parametrize("sent", HANDSHAKES.values(), ids=HANDSHAKES.keys())
def test_a_handshake_that_is_none_is_answered_and_hung_up_on(crowd: Gathering, sent: bytes) -> None:
    with undisturbed(crowd), Caller(crowd.house) as caller:
        caller.send(sent)
        said = caller.rest()
        assert said.startswith(b"HTTP/1.1 4")


STRANGERS = {
    "bytes that are no letters": "/workshops/%ff%fe/live",
    "NUL": "/workshops/%00/live",
    "NUL as a Screen": "/screens/%00/live",
    "a Screen that is none": "/screens/%ff/live",
    "somebody else's": "/workshops/AKX-49R/live",
    "a group without end": "/workshops/AKX-49R/groups/" + "9" * 40 + "/live",
    "a sheet without end": "/workshops/AKX-49R/live?sheet=" + "x" * 5_000,
}


@pytest.mark.parametrize("path", STRANGERS.values(), ids=STRANGERS.keys())
@pytest.mark.parametrize("cookie", [b"", b"deltaker-AKX-49R=\xff\xfe; \0=1", b"=" * 4_000])
def test_a_stranger_is_told_not_to_come_back(crowd: Gathering, path: str, cookie: bytes) -> None:
    with undisturbed(crowd), Caller(crowd.house) as caller:
        caller.send(handshake(path, cookie=cookie))
        said = caller.until(b"\r\n\r\n")
        if said.startswith(b"HTTP/1.1 101"):
            caller.send(frame(Opcode.CLOSE, b""))
            assert closing(said + caller.rest()) == 1008
        else:
            assert said.startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("path", ["groups/{0}/live", "live?sheet={0}", "live?since={0}"])
@pytest.mark.parametrize("value", ["9" * 40, "-1", "%00", "%ff", "%F0%9F%98%80", "x" * 5_000])
def test_a_strange_number_or_sheet_closes_or_leads_to_the_board(crowd: Gathering, path: str, value: str) -> None:
    """Of those who belong here: Fatma looks at groups, Anna listens."""
    who = crowd.fatma if path.startswith("groups") else crowd.anna.browser
    with undisturbed(crowd), Caller(crowd.house) as caller:
        address = f"/workshops/{crowd.code}/{path.format(value)}"
        caller.send(handshake(address, cookie=cookies_of(who).encode()))
        caller.until(b"\r\n\r\n")
        caller.send(frame(Opcode.CLOSE, b""))
        caller.rest()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(st.binary(max_size=300), max_size=5))
def test_random_bytes_harm_nobody(crowd: Gathering, parts: list[bytes]) -> None:
    with nothing_wrong(), opened(crowd.anna) as anna:
        for part in parts:
            anna.send(part)
        anna.send(frame(Opcode.CLOSE, b""))
        anna.end()
        anna.rest()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=2_000))
def test_random_bytes_from_a_caller_are_answered_or_hung_up_on(crowd: Gathering, data: bytes) -> None:
    with nothing_wrong(), Caller(crowd.house) as caller:
        caller.send(data)
        caller.end()
        said = caller.rest()
        assert said == b"" or said.startswith(b"HTTP/1.1 ")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.sampled_from([FIRST, ZONE]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
IDS = st.uuids().map(str)
ACTS = st.sampled_from(["note", "undo", "draft", "step", "writing", "fly"])
FIELDS = st.sampled_from(["write", "id", "sheet", "zone", "text", "x", "y", "gone", "seen", "step", "on", "act"])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(act=ACTS, wrong=st.dictionaries(FIELDS, VALUES | IDS, max_size=6))
def test_messages_that_are_almost_right_are_answered(crowd: Gathering, act: str, wrong: dict[str, object]) -> None:
    almost = {"act": act, "write": new_id(), "id": new_id(), "sheet": FIRST, "zone": ZONE, "text": "x", "step": 0}
    with nothing_wrong(), opened(crowd.anna) as anna:
        anna.send(text(json.dumps(almost | wrong).encode()))
        anna.send(note(write=(write := new_id())))
        anna.until(f"ack-{write}".encode())


def test_nonsense_of_every_kind_leaves_nothing_behind(crowd: Gathering) -> None:
    def round_of_all() -> None:
        with opened(crowd.anna) as anna:
            for sent in REFUSED.values():
                anna.send(sent)
                anna.send(note(write=(write := new_id())))
                anna.until(f"ack-{write}".encode())
        for sent, _ in CLOSED.values():
            with opened(crowd.anna) as anna:
                anna.send(sent)
                anna.send(frame(Opcode.CLOSE, b""))
                anna.rest()

    round_of_all()
    gc.collect()
    with nothing_wrong(), no_growth(2_000_000):
        for _ in range(2):
            round_of_all()
        gc.collect()
    for app in crowd.house.apps:
        assert (app.state.rooms.stuck, len(app.state.pace.buckets) < 10) == ({}, True)


def test_a_flood_of_pings_from_somebody_who_reads_nothing_is_hung_up_on(store: Store) -> None:
    ping = frame(Opcode.PING, b"x" * 125)
    with (
        House(store, sending=4096) as house,
        Gathering(house) as gathering,
        undisturbed(gathering),
        opened(gathering.anna) as anna,
        pytest.raises((ConnectionError, TimeoutError)),
    ):
        anna.socket.sendall(ping * 1_000_000)
