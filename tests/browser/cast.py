"""Everybody of a test, brought in when first named, and looked after until the end.

Fatma facilitates; Anna, Ben and Bodil sit in group 1, Carl, Cecilie and Chris in group 2.
"""

import re
from contextlib import ExitStack
from copy import copy
from types import TracebackType
from typing import Any, Self, TypeVar

from playwright.sync_api import Browser

from tests.browser.participant import Participant
from tests.browser.people import Facilitator, Visitor

Somebody = TypeVar("Somebody", bound=Visitor)

GROUPS = {"Anna": 1, "Ben": 1, "Bodil": 1, "Carl": 2, "Cecilie": 2, "Chris": 2}
PERSPECTIVES = {"Anna": 1, "Ben": 2, "Bodil": 1, "Carl": 1, "Cecilie": 2, "Chris": 2}
TITLE = "Veier til samarbeid i Elvebyen"


class Cast:
    """The people of one workshop. When it is over, nobody's browser may have had troubles."""

    def __init__(self, browser: Browser, base: str, **how: Any) -> None:
        self.browser, self.base, self.how = browser, base, how
        self.everybody: list[Visitor] = []
        self.forgiven: list[str] = []
        self.open = ExitStack()
        self.fatma = self.bring(Facilitator)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        troubles = self.troubles
        self.open.close()
        assert problem is not None or not troubles, "\n".join(troubles)

    def bring(self, kind: type[Somebody], **how: Any) -> Somebody:
        """Somebody new, with a browser of their own."""
        somebody = kind(self.browser, self.base, **(self.how | how))
        self.open.callback(somebody.context.close)
        self.everybody.append(somebody)
        return somebody

    def make_workshop(self, title: str = TITLE, *, nameless: bool = False) -> str:
        self.fatma.make_workshop(title, nameless=nameless)
        return self.fatma.code

    def seat(self, name: str, **how: Any) -> Participant:
        """One of the cast, joined, at the table of their group."""
        person = self.bring(Participant, **how)
        self.sit_down(person, name)
        return person

    def sit_down(self, person: Participant, name: str) -> None:
        person.go(f"/{self.fatma.code or self.make_workshop()}?group={GROUPS[name]}")
        person.say_who(name, PERSPECTIVES[name])

    def another_tab(self, person: Participant) -> Participant:
        """The same person once more, in a second tab of the same browser."""
        tab = copy(person)
        tab.page = person.context.new_page()
        tab.go(f"/workshops/{self.fatma.code}/board")
        return tab

    def forgive(self, *patterns: str) -> None:
        """Count on troubles that the test itself brings about."""
        self.forgiven.extend(patterns)

    @property
    def troubles(self) -> list[str]:
        seen = [trouble for somebody in self.everybody for trouble in somebody.watch.troubles]
        return [trouble for trouble in seen if not any(re.search(pattern, trouble) for pattern in self.forgiven)]
