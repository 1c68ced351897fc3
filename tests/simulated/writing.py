"""What people do with notes in a play."""

import random
from typing import Any

from tests.ground import new_id
from tests.simulated.browser import Browser
from tests.simulated.table import SHEETS, Table


class Writing(Table):
    """A table at which people write."""

    async def write(self, browser: Browser, n: int, **values: Any) -> None:
        """Send a write by one of the doors, or keep it for later."""
        browser.put(act="note", **values)
        if n % 7:
            await browser.flush(over_http=n % 5 == 0)

    async def new_note(self, browser: Browser, sheet: str, n: int, m: int) -> None:
        zone, note = SHEETS[sheet][m % len(SHEETS[sheet])], new_id()
        self.notes[self.group_of(browser)].append(note)
        place = {"x": n % 101, "y": m % 101} if m % 2 else {}
        await self.write(browser, n, id=note, sheet=sheet, zone=zone, text=self.words(browser, m), **place)

    async def do_write(self, who: int, n: int, m: int) -> None:
        """A new note on the sheet that the writer sees."""
        browser = self.writer(who)
        await self.new_note(browser, browser.document.by_id["board"].said["data-sheet"], n, m)

    async def do_write_elsewhere(self, who: int, n: int, m: int) -> None:
        """A new note on any sheet, whether or not the group has come to it."""
        await self.new_note(self.writer(who), list(SHEETS)[m % len(SHEETS)], n, m // 3)

    def one(self, browser: Browser, n: int) -> str | None:
        """A note that the browser shows."""
        ids = browser.note_ids()
        return ids[n % len(ids)] if ids else None

    async def do_edit(self, who: int, n: int, m: int) -> None:
        """Another text on a note, having seen its newest, an older one, or saying nothing about it."""
        browser = self.writer(who)
        if (note := self.one(browser, n)) is None:
            return
        version = browser.version_of(note)
        seen: dict[str, int] = [{}, {"seen": version}, {"seen": m % (version + 1)}][m % 3]
        await self.write(browser, n, id=note, text=self.words(browser, m), **seen)

    async def do_edit_together(self, who: int, n: int, m: int) -> None:
        """Everybody in a group writes on the same note, having seen the same version of it."""
        first = self.writer(who)
        if (note := self.one(first, n)) is None:
            return
        version = first.version_of(note)
        for browser in self.writers:
            if browser.member.group == first.member.group:
                await self.write(browser, m, id=note, text=self.words(browser, m), seen=version)

    async def do_edit_badly(self, who: int, n: int, m: int) -> None:
        """Something that must be refused."""
        browser = self.writer(who)
        bad: dict[str, Any] = [{"text": "   "}, {"text": "x" * 501}, {"zone": "finnes-ikke"}, {"text": "\x07"}][m % 4]
        note = self.one(browser, n) or new_id()
        await self.write(browser, n, id=note, **bad)

    async def do_move(self, who: int, n: int, m: int) -> None:
        browser = self.writer(who)
        if (note := self.one(browser, n)) is None:
            return
        zones = SHEETS[browser.document.by_id["board"].said["data-sheet"]]
        zone = {"zone": zones[m % len(zones)]} if m % 3 else {}
        await self.write(browser, m, id=note, x=n % 101, y=m % 101, **zone)

    async def do_delete(self, who: int, n: int, m: int) -> None:
        browser = self.writer(who)
        if (note := self.one(browser, n)) is not None:
            await self.write(browser, m, id=note, gone=True)

    async def do_restore(self, who: int, n: int, m: int) -> None:
        """Bring back any note of the group's, or delete it once more."""
        browser = self.writer(who)
        notes = self.notes[self.group_of(browser)]
        if notes:
            await self.write(browser, m, id=notes[n % len(notes)], gone=m % 5 == 0)

    async def do_meddle(self, who: int, n: int, m: int) -> None:
        """Write on another group's note."""
        browser = self.writer(who)
        notes = self.notes[self.group_of(browser) % 3 + 1]
        if notes:
            await self.write(browser, m, id=notes[n % len(notes)], text="t0t skal ikke stå noe sted")

    async def do_undo(self, who: int, n: int, m: int) -> None:
        browser = self.writer(who)
        sheet = browser.document.by_id["board"].said["data-sheet"]
        browser.put(act="undo", sheet=sheet if m % 4 else list(SHEETS)[n % len(SHEETS)])
        await browser.flush(over_http=n % 5 == 0)

    async def do_again(self, who: int, n: int, m: int) -> None:
        """Send something again that was sent before, however long ago."""
        browser = self.writer(who)
        if browser.known:
            await browser.send(list(browser.known)[n % len(browser.known)], over_http=m % 3 == 0)

    async def do_shuffle(self, who: int, n: int, m: int) -> None:
        """Send what waits, in any order."""
        chance = random.Random(n)
        await self.writer(who).flush(lambda waiting: chance.sample(waiting, len(waiting)), over_http=m % 4 == 0)
