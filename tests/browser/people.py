"""Somebody with a browser, and Fatma, who facilitates: what they do, in the words of a workshop.

Each has a browser context of their own, and each act waits for what the person would see of it.
"""

import re
from typing import Any

from playwright.sync_api import Browser, Locator, ViewportSize, expect

from tests.browser.watch import Watch, look_with_axe

LAPTOP: ViewportSize = {"width": 1366, "height": 768}


class Visitor:
    """Somebody with a browser."""

    def __init__(self, browser: Browser, base: str, **how: Any) -> None:
        self.base = base
        self.context = browser.new_context(base_url=base, **({"locale": "nb-NO", "viewport": LAPTOP} | how))
        self.context.set_default_timeout(10_000)
        self.watch = Watch(self.context, base)
        self.page = self.context.new_page()

    def go(self, address: str) -> None:
        self.page.goto(address)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def axe(self) -> None:
        found = look_with_axe(self.page)
        assert not found, "\n".join(found)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text, exact=True).filter(visible=True).first).to_be_visible()


class Facilitator(Visitor):
    """Fatma."""

    code = ""
    own = ""
    screen = ""

    def make_workshop(self, title: str, groups: int = 2, *, nameless: bool = False, key: str = "") -> None:
        """Fill in the form, with the operator's key where one is asked for; keep what the next page tells."""
        self.go("/workshops/new")
        if key:
            self.page.get_by_label("Nøkkel").fill(key)
        self.page.get_by_label("Hva heter workshopen?").fill(title)
        self.page.get_by_label("Kommune eller virksomhet").fill("Elvebyen kommune")
        self.page.get_by_label("Antall grupper").fill(str(groups))
        self.page.get_by_label("Lappene viser ikke hvem som skrev dem").set_checked(nameless)
        self.button("Lag workshopen").click()
        self.code = self.page.locator(".created-code .big-code").inner_text()
        self.own = self.page.get_by_role("link", name="/facilitators/").get_attribute("href") or ""
        self.screen = self.page.get_by_role("link", name="/screens/").get_attribute("href") or ""

    def lead(self) -> None:
        """Go to the overview."""
        self.go(f"/workshops/{self.code}")

    def tile(self, group: int) -> Locator:
        return self.page.locator("#tiles > .tile").nth(group - 1)

    def is_at(self, number: int) -> None:
        expect(self.page.locator(".now-where")).to_contain_text(f"Ark {number} av")
        expect(self.page.locator("#asked")).to_be_hidden()

    def go_to(self, number: int) -> None:
        """Bring all groups to a sheet, wherever they are."""
        self.link("Flytt").click()
        self.page.locator(".moves-to").filter(
            has=self.page.locator(".moves-number", has_text=re.compile(rf"^{number}$"))
        ).click()
        self.button(f"Flytt til ark {number}").click()
        self.is_at(number)

    def close(self) -> None:
        self.go(f"/workshops/{self.code}/closing")
        self.button("Avslutt workshopen").click()
        self.sees("Workshopen er avsluttet")
