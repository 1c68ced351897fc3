"""A load generator: many people at websockets in one process, on as little CPU as Python allows.

Each person writes once a second; every message carries when it was sent, so whoever receives it
knows how long it took. Frames from us carry the all-zero mask, which leaves the bytes as they are
(RFC 6455 asks for an unpredictable one of browsers; a benchmark need not pay for it).
"""

from __future__ import annotations

import asyncio
import base64
import os
import re
import time
import uuid
from array import array
from dataclasses import dataclass, field

STAMP = re.compile(rb"@(\d{10,20})@p(\d+)@")
ACK = re.compile(rb"ack-([0-9a-f-]{36})")
PING = 0x89
BEAT = b'\x81\x18<i id="beat" hidden></i>'
"""Not a delivery."""

NEW_EVERY = 10
"""Every tenth write is a new note, the others edit the writer's newest."""


def size_of(data: bytes) -> int:
    """How many bytes the first frame has; more than there are, where that is not known yet (RFC 6455, 5.2)."""
    if len(data) < 2:
        return 2
    long = {126: 4, 127: 10}.get(data[1], 2)
    return long + (int.from_bytes(data[2:long]) if long > 2 else data[1]) if len(data) >= long else long


@dataclass
class Tally:
    """What happened while it was measured. Times in nanoseconds."""

    latencies: array[int] = field(default_factory=lambda: array("q"))
    acknowledgements: array[int] = field(default_factory=lambda: array("q"))
    sent: int = 0
    received_bytes: int = 0
    received_messages: int = 0
    lost: int = 0
    counting: bool = False


class Person(asyncio.Protocol):
    """One person's socket."""

    def __init__(self, number: int, path: str, cookie: str, sheet: str, zone: str, tally: Tally) -> None:
        self.number, self.path, self.cookie, self.sheet, self.zone, self.tally = (
            number,
            path,
            cookie,
            sheet,
            zone,
            tally,
        )
        self.ready = asyncio.get_running_loop().create_future()
        self.begun = b""
        self.waiting: dict[bytes, int] = {}
        self.writes = 0
        self.new_every = NEW_EVERY
        self.note = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.WriteTransport = transport  # type: ignore[assignment]
        key = base64.b64encode(os.urandom(16)).decode()
        self.transport.write(
            f"GET {self.path} HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nCookie: {self.cookie}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        now = time.monotonic_ns()
        if not self.ready.done():
            self.ready.set_result(b" 101 " in data[:20])
            data = data.partition(b"\r\n\r\n")[2]
        data = self.begun + data
        while (size := size_of(data)) <= len(data):
            frame, data = data[:size], data[size:]
            if frame[0] == PING:
                # A pong, under the all-zero mask.
                self.transport.write(b"\x8a" + bytes((0x80 | frame[1],)) + b"\0\0\0\0" + frame[2:])
            elif frame != BEAT:
                self.hear(frame, now)
        self.begun = data

    def hear(self, data: bytes, now: int) -> None:
        tally = self.tally
        if tally.counting:
            tally.received_bytes += len(data)
            tally.received_messages += 1
            for sent, who in STAMP.findall(data):
                if int(who) != self.number:
                    tally.latencies.append(now - int(sent))
        for write in ACK.findall(data) if b"ack-" in data else ():
            sent_at = self.waiting.pop(write, now)
            if tally.counting:
                tally.acknowledgements.append(now - sent_at)

    def connection_lost(self, _problem: Exception | None) -> None:
        self.tally.lost += 1

    def write(self) -> None:
        write, now = str(uuid.uuid4()), time.monotonic_ns()
        place = ""
        if self.writes % self.new_every == 0:
            self.note = str(uuid.uuid4())
            place = f'"sheet":"{self.sheet}","zone":"{self.zone}","x":{self.writes % 100},"y":{self.number % 100},'
        self.writes += 1
        text = f"@{now}@p{self.number}@ Frivilligsentralen kan være et sted å møtes"
        message = f'{{"act":"note","write":"{write}","id":"{self.note}",{place}"text":"{text}"}}'.encode()
        self.waiting[write.encode()] = now
        self.transport.write(b"\x81\xfe" + len(message).to_bytes(2, "big") + b"\0\0\0\0" + message)
        if self.tally.counting:
            self.tally.sent += 1


async def connect(port: int, people: list[tuple[int, str, str]], sheet: str, zone: str, tally: Tally) -> list[Person]:
    """Open a socket for each (number, path, cookie), some at a time."""
    loop = asyncio.get_running_loop()
    made: list[Person] = []
    for at in range(0, len(people), 50):
        some = [Person(*one, sheet, zone, tally) for one in people[at : at + 50]]
        await asyncio.gather(*(loop.create_connection(lambda p=p: p, "127.0.0.1", port) for p in some))  # type: ignore[misc]
        if not all(await asyncio.gather(*(person.ready for person in some))):
            raise RuntimeError("a handshake was refused")
        made += some
    return made


async def write_for(people: list[Person], seconds: float) -> None:
    """Let everybody write once a second, spread evenly over it."""
    began = time.monotonic()
    order = sorted(people, key=lambda person: (person.number * 7919) % len(people))
    turn = 0
    while (elapsed := time.monotonic() - began) < seconds:
        due = int(elapsed * len(people))
        while turn < due:
            order[turn % len(people)].write()
            turn += 1
        await asyncio.sleep(0.002)
