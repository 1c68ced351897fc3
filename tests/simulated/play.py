"""A play: acts that any simulated browser can do at any time, and what must hold afterwards.

An act is a name and three numbers, which choose who does it and to what among what there is just then.
So every sequence of acts can be played, also one from which some have been left out.
"""

import asyncio
import random
from collections.abc import Sequence
from typing import Any

from tests.simulated.answering import Answering
from tests.simulated.browser import Browser
from tests.simulated.table import SHEETS

Act = tuple[str, int, int, int]

IN_A_RUSH = (
    *("write", "write", "edit", "move", "delete", "restore", "undo", "step", "again", "poll"),
    *("gather", "cluster", "card", "pick", "vote", "stand", "share", "row", "action"),
)
NONSENSE = ("tull", "-5", "9" * 30, "", "1e3", "%00")


class Play(Answering):
    """One workshop in which anything may happen next."""

    async def do(self, act: Act) -> None:
        """Let somebody do something; whoever then shows the newest version must show it rightly."""
        name, *numbers = act
        self.done += 1
        await getattr(self, f"do_{name}")(*numbers)
        self.look(self.browsers[numbers[0] % len(self.browsers)])

    async def play(self, acts: Sequence[Act]) -> None:
        """A whole play, and its end."""
        await self.begin()
        try:
            for act in acts:
                await self.do(act)
            await self.check()
        finally:
            await self.end()

    async def do_draft(self, who: int, n: int, m: int) -> None:
        """Half a note, on the pad of a sheet or in a note; sometimes it is rubbed out."""
        browser = self.writers[who % (len(self.writers) - 1)]
        sheet, note = list(SHEETS)[n % len(SHEETS)], (self.one(browser, m) or "") if m % 2 else ""
        words = self.words(browser, m) if n % 4 else ""
        key = (browser.member.id or 0, sheet, note)
        stored = await self.say(browser, n, act="draft", sheet=sheet, id=note, text=words)
        self.drafts[key] = {words} if stored else self.drafts.get(key, {""}) | {words}

    async def say(self, browser: Browser, n: int, **message: Any) -> bool:
        """Say something that is not acknowledged; whether it has certainly been heard."""
        over_http = n % 5 == 0 and not browser.is_open
        said = await browser.say(message, over_http=over_http)
        if not browser.is_open:
            return said
        # Messages of one socket are heard in order, so the answer to a later one tells of this.
        browser.put(act="undo", sheet="finnes-ikke")
        await browser.flush()
        await browser.rest()
        return not browser.outbox

    async def do_sign(self, who: int, n: int, _m: int) -> None:
        await self.writer(who).say({"act": "writing", "on": n % 2 == 0})

    async def do_step(self, who: int, n: int, m: int) -> None:
        """The group goes to another step; leaving a silent one turns its notes over."""
        browser = self.writer(who)
        sheet = browser.document.by_id["board"].said["data-sheet"]
        await browser.say({"act": "step", "sheet": sheet, "step": n % 6}, over_http=m % 3 == 0)

    async def do_lead(self, _who: int, n: int, _m: int) -> None:
        """Fatma brings everybody to a sheet, forward or back."""
        await self.fatma.client.post(f"/workshops/{self.code}/moves", data={"sheet": list(SHEETS)[n % len(SHEETS)]})

    async def do_close(self, _who: int, n: int, _m: int) -> None:
        """Fatma closes the workshop, or (oftener) opens it again."""
        await self.fatma.post("closing", closed="1" if n % 4 == 0 else "0")

    async def do_cut(self, who: int, _n: int, m: int) -> None:
        browser = self.browsers[who % len(self.browsers)]
        await (browser.leave() if m % 3 == 0 else browser.cut())

    async def do_come(self, who: int, n: int, m: int) -> None:
        """Come back, from one's own cursor, an older one, or nonsense; what waits is sent."""
        browser = self.browsers[who % len(self.browsers)]
        assert await browser.come(cursor(browser, n, m)), "nobody answers"
        await browser.flush()

    async def do_poll(self, who: int, n: int, m: int) -> None:
        browser = self.browsers[who % len(self.browsers)]
        if not browser.is_open:
            await browser.poll(cursor(browser, n, m))
            await browser.flush()

    async def do_load(self, who: int, n: int, _m: int) -> None:
        """Load the page again, or that of a sheet the group has been on; what waits is still there."""
        browser = self.browsers[who % len(self.browsers)]
        await browser.cut()
        stops = [each.said for each in browser.document.by_id["path"] if each.tag == "a"]
        sheets = [said["href"].rpartition("/")[2] for said in stops]
        await browser.open_page(sheets[n % len(sheets)] if sheets and n % 3 == 0 else "")
        await browser.come()
        await browser.flush()

    async def do_rush(self, _who: int, n: int, m: int) -> None:
        """Everybody at once, each something; and perhaps Fatma too."""
        chance = random.Random(n)
        who = range(len(self.writers))
        acts = [(chance.choice(IN_A_RUSH), each, chance.randrange(10_000), chance.randrange(10_000)) for each in who]
        if m % 3 == 0:
            acts.append((chance.choice(("lead", "close")), 0, m // 3, 0))
        await asyncio.gather(*(getattr(self, f"do_{name}")(*numbers) for name, *numbers in acts))

    async def do_calm(self, _who: int, _n: int, _m: int) -> None:
        await self.settle()


def cursor(browser: Browser, n: int, m: int) -> object:
    """A cursor to come back with: mostly one's own."""
    if n % 3:
        return browser.cursor
    return [0, m % (browser.cursor + 1), 10**6 + m, NONSENSE[m % len(NONSENSE)]][n // 3 % 4]


ACTS = {
    "write": 12,
    "write_elsewhere": 2,
    "edit": 10,
    "edit_together": 2,
    "edit_badly": 1,
    "move": 6,
    "delete": 4,
    "restore": 4,
    "meddle": 1,
    "gather": 4,
    "cluster": 5,
    "move_together": 2,
    "tag": 4,
    "card": 3,
    "bring": 3,
    "pick": 3,
    "action": 3,
    "new_action": 2,
    "line": 2,
    "row": 5,
    "share": 4,
    "vote": 5,
    "stand": 3,
    "done": 2,
    "hold_vote": 2,
    "undo": 8,
    "again": 4,
    "shuffle": 2,
    "draft": 3,
    "sign": 2,
    "step": 6,
    "lead": 4,
    "close": 2,
    "cut": 4,
    "come": 6,
    "poll": 3,
    "load": 2,
    "rush": 2,
    "calm": 1,
}
"""The acts, and how often each is chosen."""


def random_acts(seed: int, count: int) -> list[Act]:
    """So many acts, always the same for a seed."""
    chance = random.Random(seed)
    names = chance.choices(list(ACTS), weights=list(ACTS.values()), k=count)
    return [(name, chance.randrange(16), chance.randrange(10_000), chance.randrange(10_000)) for name in names]


def is_nameless(seed: int) -> bool:
    """Whether a seed's workshop is one in which nothing tells who wrote what."""
    return seed % 3 == 0
