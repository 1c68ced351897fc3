"""A simulated browser at a board: what it shows comes from the page and its frames; what it writes waits in an outbox.

It does what `static/js` does in a real one, as `docs/protocol.md` tells, and what real ones do in bad
luck: send twice, in another order, over both doors, and come back with an old cursor or none.
"""

import asyncio
import contextlib
import json
import re
import time
from collections.abc import Callable, Sequence

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from tests.simulated.document import Document, Element, Reader
from tests.simulated.outbox import Message, Outbox
from tests.simulated.people import Member

PATIENCE = 60
NOUNS = {
    "note": "notes",
    "undo": "undos",
    "share": "shares",
    "answer": "answers",
    "text": "texts",
    "draft": "drafts",
    "step": "steps",
    "writing": "signs",
}
AGAIN = (429, 503)
"""What over HTTP says that the same may be tried again."""

TOKEN = re.compile(r"\bt\d+t\b")
NOTE = re.compile(r"note-[0-9a-f-]{36}")


class Browser(Outbox):
    """Somebody's browser. `path` is the board's address below the workshop's: a participant's own, or a group's."""

    def __init__(self, member: Member, path: str = "") -> None:
        super().__init__()
        self.member, self.path, self.sheet = member, path, ""
        self.document = Document(Element("", {}))
        self.tokens: set[str] = set()
        self.socket: ClientConnection | None = None
        self.listening: asyncio.Task[None] | None = None

    @property
    def is_open(self) -> bool:
        return self.socket is not None

    @property
    def cursor(self) -> int:
        element = self.document.get("cursor")
        return int(element.said["data-version"]) if element is not None else 0

    def address(self, what: str, since: object) -> str:
        fixed = f"&sheet={self.sheet}" if self.sheet else ""
        return f"/workshops/{self.member.code}/{self.path}{what}?since={since}{fixed}"

    async def open_page(self, sheet: str = "") -> None:
        """Load the page of the group's board, or of one sheet that it has been on."""
        self.sheet = sheet
        where = f"sheets/{sheet}" if sheet else "board"
        answer = await self.member.client.get(f"/workshops/{self.member.code}/{self.path}{where}")
        assert answer.status_code == 200, answer.text
        self.document = Document.read(answer.text)
        self.listen_for_tokens(answer.text)

    async def come(self, since: object = None) -> bool:
        """Connect, from the cursor it holds or another; what waits is sent. False where nobody answers."""
        await self.cut()
        address = next(self.member.addresses).replace("http", "ws")
        address += self.address("live", self.cursor if since is None else since)
        how = {"cookie": self.member.cookie}
        try:
            self.socket = await connect(
                address, additional_headers=how, compression=None, ping_interval=None, open_timeout=PATIENCE, proxy=None
            )
        except (OSError, EOFError, InvalidHandshake, InvalidMessage):
            return False
        self.on_way.clear()
        self.heard.append([])
        self.listening = asyncio.create_task(self.listen(self.socket))
        return True

    async def listen(self, socket: ClientConnection) -> None:
        try:
            async for frame in socket:
                self.take(str(frame))
        except ConnectionClosed:
            pass
        finally:
            if self.socket is socket:
                self.socket = None
        assert socket.close_code != 1008, "sent away"

    async def cut(self) -> None:
        """Lose the connection without a word."""
        if self.socket is not None:
            self.socket.transport.abort()
        await self.end()

    async def leave(self) -> None:
        """Say goodbye, as when a page is closed."""
        if self.socket is not None:
            await self.socket.close()
        await self.end()

    async def end(self) -> None:
        if self.listening is not None:
            await self.listening
            self.listening = None

    async def poll(self, since: object = None) -> bool:
        """Ask for a frame over HTTP. False where nobody answers."""
        address = self.address("frames", self.cursor if since is None else since)
        try:
            answer = await self.member.client.get(address, headers={"hx-request": "true"})
        except httpx.TransportError:
            return False
        assert answer.status_code == 200, answer.text
        self.take(answer.text)
        return True

    async def say(self, message: Message, over_http: bool = False) -> bool:
        """Send a message through the socket, or the other door where there is none. Whether it may have got there."""
        if self.socket is None or over_http:
            return await self.post(message)
        with contextlib.suppress(ConnectionClosed):
            await self.socket.send(json.dumps(message))
        return True

    async def post(self, message: Message) -> bool:
        values = {name: in_form(value) for name, value in message.items() if name != "act"}
        try:
            answer = await self.member.client.post(
                f"/workshops/{self.member.code}/{NOUNS[message['act']]}", data=values, headers={"hx-request": "true"}
            )
        except httpx.TransportError:
            return False
        assert answer.status_code in (200, 404, 409, 422, *AGAIN), answer.text
        self.take(answer.text)
        return answer.status_code not in AGAIN

    def take(self, html: str) -> None:
        """Put a frame's elements where they belong; take up what it says of one's own writes."""
        self.listen_for_tokens(html)
        board = []
        for element in Reader.read(html).elements:
            if "data-stored" in element.said:
                self.hear_stored(element.id.removeprefix("ack-"))
            elif "data-refused" in element.said:
                self.hear_refused(element)
            elif element.id != "refusal":
                board.append(element)
        self.document.put_all(board)

    def listen_for_tokens(self, html: str) -> None:
        self.tokens.update(TOKEN.findall(html))

    def note_ids(self) -> Sequence[str]:
        """The notes on the screen, in no order that means anything."""
        return sorted(name.removeprefix("note-") for name in self.document.by_id if NOTE.fullmatch(name))

    def version_of(self, note_id: str) -> int:
        return int(self.document.by_id[f"note-{note_id}"].said["data-version"])

    async def rest(self) -> None:
        """Wait until everything written has been answered. Raises where it is not."""
        await until(lambda: not self.outbox or not self.is_open, "what was written is not answered")


def in_form(value: object) -> str:
    """A value as a form says it."""
    if isinstance(value, list):
        return json.dumps(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


async def until(holds: Callable[[], bool], otherwise: str) -> None:
    """Wait until something holds; what is said `otherwise` is raised."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, otherwise
        await asyncio.sleep(0.003)
