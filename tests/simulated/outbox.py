"""The outbox of a simulated browser: every write waits here until the server has said that it is stored, or not."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from tests.ground import new_id
from tests.simulated.document import Element

Message = dict[str, Any]


class Outbox:
    """What somebody has written, and what has come of it."""

    def __init__(self) -> None:
        self.known: dict[str, Message] = {}
        self.outbox: dict[str, Message] = {}
        """What waits, oldest first."""
        self.on_way: set[str] = set()
        self.sent: Counter[str] = Counter()
        self.stored: set[str] = set()
        self.refused: dict[str, str] = {}
        self.heard: list[list[str]] = [[]]
        """The acknowledgements as they came, connection by connection."""

    async def say(self, message: Message, over_http: bool = False) -> bool:
        """Send a message. Whether it may have got there."""
        raise NotImplementedError

    def put(self, **message: Any) -> str:
        """Put a write into the outbox; its id."""
        write = new_id()
        self.outbox[write] = self.known[write] = {"write": write, **message}
        return write

    async def flush(self, arrange: Callable[[list[str]], Iterable[str]] = list, over_http: bool = False) -> None:
        """Send what waits and is not on its way."""
        for write in arrange([write for write in self.outbox if write not in self.on_way]):
            await self.send(write, over_http=over_http)

    async def send(self, write: str, over_http: bool = False) -> None:
        """Send a write, whether or not it has been sent before."""
        self.on_way.add(write)
        self.sent[write] += 1
        if not await self.say(self.known[write], over_http=over_http):
            self.on_way.discard(write)

    def hear_stored(self, write: str) -> None:
        assert write in self.known, "acknowledged what was not written here"
        self.heard[-1].append(write)
        self.stored.add(write)
        self.outbox.pop(write, None)

    def hear_refused(self, element: Element) -> None:
        write = element.said["data-write"]
        if "data-again" in element.said:
            self.on_way.discard(write)
        else:
            self.refused[write] = element.text
            self.outbox.pop(write, None)
