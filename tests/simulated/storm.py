"""A storm: many who write without a pause, over both doors, whatever happens to the server."""

import asyncio
import random
from itertools import count
from typing import Any

from tests.ground import PRINTED, new_id
from tests.simulated.browser import Browser, until
from tests.simulated.checks import compare_log, compare_screen
from tests.simulated.log import in_order
from tests.simulated.people import facilitate, gather
from tests.simulated.table import Served

GROUPS = (1, 2, 3)
EACH = 8
SHEET, ZONES = "hensikt", ("rundt-bordet", "felles-mal", "egne-spilleregler")
ON_THE_WAY = 3
"""How much each writer has on the way at most."""


class Storm:
    """Writers in three groups: two of three through sockets, the others over HTTP, as where none get through."""

    def __init__(self, served: Served, chance: random.Random) -> None:
        self.served, self.chance, self.over = served, chance, False
        self.serial = count()
        self.notes: dict[int | None, list[str]] = {group: [] for group in GROUPS}

    async def begin(self) -> None:
        self.fatma = await facilitate(self.served.addresses)
        members = await gather(self.served.addresses, self.fatma.code, GROUPS * EACH)
        self.browsers = [Browser(member) for member in members]
        self.without_socket = self.browsers[::3]
        for browser in self.browsers:
            await browser.open_page()
        self.writing = [asyncio.create_task(self.write_on(browser)) for browser in self.browsers]

    async def write_on(self, browser: Browser) -> None:
        """Write until the storm is over; come back whenever the connection is lost."""
        over_http = browser in self.without_socket
        while not self.over:
            if len(browser.outbox) < ON_THE_WAY:
                browser.put(act="note", **self.something(browser))
            reached = await (self.flush_over_http(browser) if over_http else self.flush(browser))
            await asyncio.sleep(self.chance.random() * (0.03 if reached else 0.1))

    async def flush(self, browser: Browser) -> bool:
        """Send what waits; whether there was a connection."""
        if not browser.is_open and not await browser.come():
            return False
        await browser.flush()
        return browser.is_open

    async def flush_over_http(self, browser: Browser) -> bool:
        """Send the oldest that waits, and now and then ask what is new; whether there was an answer."""
        before = len(browser.outbox)
        await browser.flush(lambda waiting: waiting[:1], over_http=True)
        if self.chance.random() < 0.1:
            await browser.poll()
        return len(browser.outbox) < before

    def something(self, browser: Browser) -> dict[str, Any]:
        """A new note, or a change of one of the group's."""
        chance, notes, text = self.chance, self.notes[browser.member.group], f"t{next(self.serial)}t på vei"
        if len(notes) < 5 or chance.random() < 0.2:
            notes.append(new_id())
            return {"id": notes[-1], "sheet": SHEET, "zone": chance.choice(ZONES), "text": text}
        change: dict[str, Any] = chance.choice(
            [{"text": text}, {"zone": chance.choice(ZONES), "x": 1, "y": 2}, {"gone": True}, {"gone": False}]
        )
        return {"id": chance.choice(notes), "sheet": SHEET, "zone": ZONES[0], "text": text} | change

    def count_stored(self) -> int:
        return sum(len(browser.stored) for browser in self.browsers)

    async def go_on(self, writes: int) -> None:
        """Let so many more writes be acknowledged."""
        goal = self.count_stored() + writes
        await until(lambda: self.count_stored() >= goal or self.troubled(), "nothing is acknowledged any more")

    def troubled(self) -> bool:
        """Raises what a writer has come to grief of."""
        for each in self.writing:
            if each.done():
                each.result()
        return False

    def doors_in_use(self) -> set[str]:
        """By which doors there are writes that have been sent and not acknowledged."""
        busy = [browser for browser in self.browsers if browser.on_way & browser.outbox.keys()]
        return {"http" if browser in self.without_socket else "socket" for browser in busy}

    async def repeat(self) -> None:
        """Send once more what was acknowledged before, until it is answered: it is acknowledged again."""
        browser = self.chance.choice([browser for browser in self.browsers if browser.stored])
        write = self.chance.choice(sorted(browser.stored))
        other_tab = Browser(browser.member)
        other_tab.known[write] = browser.known[write]
        while write not in other_tab.stored:
            await other_tab.send(write, over_http=True)
            assert not other_tab.refused, "what is stored is refused"

    def check(self) -> None:
        """Whether everything acknowledged is there, once, and in order."""
        code = self.fatma.code
        in_order(
            self.served.ask(lambda connection: compare_log(connection, code, PRINTED, self.browsers)), self.browsers
        )

    async def end(self) -> None:
        """Let the writers finish: everything is acknowledged, and every screen shows what is stored."""
        self.over = True
        await asyncio.gather(*self.writing)
        for browser in self.browsers:
            while browser.outbox:
                assert await browser.come(), "nobody answers"
                await browser.flush()
                await browser.rest()
            await browser.poll()
        assert not any(browser.refused for browser in self.browsers), "something was refused"
        self.check()
        for browser in self.browsers:
            await until(lambda browser=browser: self.is_current(browser), "a screen stays behind")  # type: ignore[misc]
            await browser.leave()

    def is_current(self, browser: Browser) -> bool:
        return self.served.ask(
            lambda connection: compare_screen(connection, browser, browser.member.group or 0, PRINTED)
        )

    async def go_home(self) -> None:
        """Close what is open, however it ended."""
        for each in self.writing:
            each.cancel()
        await asyncio.gather(*self.writing, return_exceptions=True)
        for browser in self.browsers:
            await browser.cut()
            await browser.member.client.aclose()
        await self.fatma.client.aclose()
