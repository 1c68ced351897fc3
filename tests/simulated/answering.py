"""What people do where a step asks them: lay down what they wrote, vote, take a stand, say that they are done."""

from typing import Any

from app.kits.worksheet import Mode
from tests.simulated.arranging import Arranging
from tests.simulated.browser import Browser
from tests.simulated.table import KIT


class Answering(Arranging):
    """A table at which people answer."""

    async def tell(self, browser: Browser, n: int, **message: Any) -> None:
        """Send an act by one of the doors, or keep it for later."""
        browser.put(**message)
        if n % 7:
            await browser.flush(over_http=n % 5 == 0)

    async def do_share(self, who: int, n: int, m: int) -> None:
        """Lay down one's own notes, or everybody's."""
        browser = self.writer(who)
        sheet = self.sheet_of(browser) if m % 5 else KIT.sheets[n % len(KIT.sheets)].key
        await self.tell(browser, n, act="share", sheet=sheet, everybody=m % 2 == 0)

    def step_of(self, browser: Browser, mode: Mode, m: int) -> int:
        """The step that a browser shows, or one of a mode on that sheet, if there is any."""
        steps = KIT.sheets_by_key[self.sheet_of(browser)].steps
        found = [number for number, step in enumerate(steps) if step.mode is mode]
        return found[0] if found and m % 4 else int(browser.document.by_id["steps"].said["data-step"])

    async def do_vote(self, who: int, n: int, m: int) -> None:
        """Give a note some dots, or take them back: one's own way to as many as the step allows, or more."""
        browser = self.writer(who)
        if (note := self.one(browser, n)) is None:
            return
        where = {"sheet": self.sheet_of(browser), "step": self.step_of(browser, Mode.VOTE, m)}
        await self.tell(browser, m, act="answer", subject=note, value=n % 5 - 1, **where)

    async def do_stand(self, who: int, n: int, m: int) -> None:
        """Take a stand, another one, or none any longer; sometimes one that cannot be taken."""
        browser = self.writer(who)
        zones = [zone.key for zone in KIT.sheets_by_key["tiltak"].zones if zone.stands] + ["ideer"]
        where = {"sheet": self.sheet_of(browser), "step": self.step_of(browser, Mode.CHOOSE, m)}
        await self.tell(browser, n, act="answer", subject=zones[m // 3 % len(zones)], value=n % 6 - 1, **where)

    async def do_done(self, who: int, n: int, m: int) -> None:
        """Say that one has done what the step says, or has not after all."""
        browser = self.writer(who)
        step = int(browser.document.by_id["steps"].said["data-step"]) if m % 4 else n % 7
        await self.tell(browser, n, act="answer", sheet=self.sheet_of(browser), step=step, value=n % 3 - 1, subject="")

    async def do_hold_vote(self, who: int, n: int, m: int) -> None:
        """Go to the step in which one votes or takes a stand, and all answer."""
        browser = self.writer(who)
        modes = {Mode.VOTE, Mode.CHOOSE}
        steps = KIT.sheets_by_key[sheet := self.sheet_of(browser)].steps
        found = [number for number, step in enumerate(steps) if step.mode in modes]
        if found:
            await browser.say({"act": "step", "sheet": sheet, "step": found[n % len(found)]}, over_http=True)
            for each in range(len(self.writers)):
                await (self.do_stand if m % 3 == 0 and sheet == "tiltak" else self.do_vote)(each, n + each, m + each)
