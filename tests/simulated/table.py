"""The workshop of a play: who takes part, what they have written, and what must hold when all is quiet."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection, text

from app.storage.engine import engine
from tests.databases import Store
from tests.ground import ROOT, SCHOOL
from tests.simulated.browser import Browser, until
from tests.simulated.checks import (
    compare_drafts,
    compare_log,
    compare_receipts,
    compare_screen,
    nobody_is_named,
    nothing_hidden_for_good,
    nothing_leaked,
)
from tests.simulated.people import facilitate, gather

Answer = TypeVar("Answer")

GROUPS = (1, 2, 1, 3, 2, 1, 2)
"""The groups of the people; the last of the eight browsers is a second tab of the first one's."""

KIT = SCHOOL
KITS = ROOT / "tests" / "kits"
"""The kit that uses everything, and where it lies."""

SHEETS = {sheet.key: tuple(zone.key for zone in sheet.zones) for sheet in KIT.sheets}

WORDS = ("kaffe", "<b>fet</b> & «sitat»", "to\nlinjer", "en litt lengre tekst om møteplasser", "🌻 ø", "x" * 120)


class Served(Protocol):
    """A served installation: a `House` in a thread, or a `Server` in processes of its own."""

    addresses: list[str]
    store: Store

    def ask(self, question: Callable[[Connection], Answer], /) -> Answer: ...


class Table:
    """One workshop, its people, and what they have written. Where it is `nameless`, nothing tells who that was."""

    def __init__(self, served: Served, *, nameless: bool = False) -> None:
        self.served, self.nameless, self.serial, self.done = served, nameless, 0, 0
        self.notes: dict[int, list[str]] = {1: [], 2: [], 3: []}
        self.written_by: dict[str, Browser] = {}
        self.drafts: dict[tuple[int, str, str], set[str]] = {}

    async def begin(self) -> None:
        """Everybody comes."""
        self.fatma = await facilitate(self.served.addresses, kit=KIT.key)
        self.code = self.fatma.code
        if self.nameless:
            self.forget_names()
        members = await gather(self.served.addresses, self.code, GROUPS, list(KIT.perspectives_by_key))
        self.writers = [Browser(member) for member in [*members, members[0]]]
        self.looking = [Browser(self.fatma, f"groups/{number}/") for number in (1, 2, 3)]
        for browser in self.browsers:
            await browser.open_page()
            await browser.come()

    def forget_names(self) -> None:
        with engine(self.served.store.url).execution_options(writes=True).begin() as connection:
            connection.execute(text("UPDATE workshop SET anonymous = true WHERE code = :code"), {"code": self.code})

    @property
    def browsers(self) -> list[Browser]:
        return [*self.writers, *self.looking]

    async def end(self) -> None:
        """Everybody goes home."""
        for browser in self.browsers:
            await browser.cut()
        for client in {id(browser.member): browser.member.client for browser in self.browsers}.values():
            await client.aclose()

    def look(self, browser: Browser) -> bool:
        """Whether a browser shows the newest version; if so, it must be what its viewer may see."""
        if browser.listening is not None and browser.listening.done():
            browser.listening.result()
        return self.served.ask(lambda connection: compare_screen(connection, browser, self.group_of(browser), KIT))

    def group_of(self, browser: Browser) -> int:
        return browser.member.group or self.looking.index(browser) + 1

    async def settle(self) -> None:
        """Everybody comes back, and sends and hears what there is."""
        for browser in self.browsers:
            if not browser.is_open:
                assert await browser.come(), "nobody answers"
            await browser.flush()
        for browser in self.browsers:
            await browser.rest()
            assert not browser.outbox, "the connection broke by itself"
        for browser in self.browsers:
            await until(lambda browser=browser: self.look(browser), "a screen stays behind")  # type: ignore[misc]

    async def check(self) -> None:
        """Everything that must hold when all is quiet."""
        await self.settle()
        await compare_drafts(self)
        self.served.ask(self.check_database)

    def check_database(self, connection: Connection) -> None:
        compare_log(connection, self.code, KIT, self.writers, nameless=self.nameless)
        if self.nameless:
            nobody_is_named(connection, self)
        compare_receipts(connection, self.code)
        nothing_leaked(connection, self)
        nothing_hidden_for_good(connection, self.code, KIT)

    def writer(self, who: int) -> Browser:
        return self.writers[who % len(self.writers)]

    def words(self, browser: Browser, n: int) -> str:
        """A text that is recognised wherever it turns up."""
        self.serial += 1
        token = f"t{self.serial}t"
        self.written_by[token] = browser
        return f"{token} {WORDS[n % len(WORDS)]}"
