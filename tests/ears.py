"""Somebody who asks for everything there is of a workshop, by every way, and keeps each byte that they are sent."""

import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import httpx
from sqlalchemy import Connection, select

from app.live.watching import PACE
from app.model import CHANGE, NOTE
from app.report.formats import FORMATS
from tests.house import Gathering
from tests.report_files import READERS
from tests.sockets import Socket


class Eavesdropper:
    """Somebody with a browser and open sockets; `words` is a pattern of what is looked for, `asks` where."""

    def __init__(
        self,
        gathering: Gathering,
        browser: httpx.Client,
        lives: list[str],
        words: str,
        asks: Callable[[Gathering], list[str]] | None = None,
    ) -> None:
        self.gathering, self.browser, self.lives, self.words = gathering, browser, lives, words
        self.asks = asks or paths
        self.sockets: list[Socket] = []
        self.listen_anew()

    def listen_anew(self) -> None:
        self.sockets += [self.gathering.dial(live, self.browser) for live in self.lives]

    def text_of(self, path: str) -> str:
        answer = self.browser.get(path)
        served = answer.headers.get("content-type")
        ending = next((ending for ending, kind in FORMATS.items() if kind.media_type == served), "")
        return READERS[ending](answer.content) if ending else answer.text

    def told(self) -> str:
        """Everything that was sent, from the beginning until now."""
        answers = [self.text_of(path) for path in self.asks(self.gathering)]
        with ThreadPoolExecutor(len(self.sockets)) as ears:
            return "".join([*answers, *ears.map(lambda each: each.rest(0.02), self.sockets)])

    def knows(self) -> set[str]:
        """What of the words was in anything that was sent."""
        return set(re.findall(self.words, self.told()))


def known(ears: dict[str, Eavesdropper]) -> dict[str, set[str]]:
    """What each knows by now, with sockets that have been open all the while and new ones."""
    for ear in ears.values():
        ear.listen_anew()
    ears["fatma"].sockets[0].rest(2 * PACE)
    return {name: ear.knows() for name, ear in ears.items()}


def note_ids(connection: Connection) -> list[str]:
    """All notes there are, and ever were."""
    ids = set(connection.scalars(select(NOTE.c.id))) | set(connection.scalars(select(CHANGE.c.note_id)))
    return sorted(each for each in ids if each)


def paths(gathering: Gathering) -> list[str]:
    """Every address that answers with something of a workshop."""
    sheets = [sheet.key for sheet in gathering.kit.sheets]
    boards = ["board", "frames?since=0", "frames?since=1"]
    boards += [path for sheet in sheets for path in (f"sheets/{sheet}", f"frames?sheet={sheet}")]
    boards += [f"sheets/{sheet}/{part}" for sheet in sheets for part in ("fields", "cards")]
    own = [f"sheets/{sheet}/wastebasket" for sheet in sheets] + ["reentry", "pictures"]
    own += ["evaluation", "evaluation/thanks", "results", "results?group=2", "results.pdf"]
    own += ["own-notes", "own-notes.txt", "own-notes.json"]
    own += [f"notes/{note}/history" for note in (*gathering.house.ask(note_ids), "0" * 32)]
    led = [
        "",
        "overview/frames",
        "paper",
        "invitations.pdf",
        "table-cards.pdf",
        "closing",
        "moves",
        f"moves/{sheets[-1]}",
        "made",
        "report",
        "archive.json",
        "archive.json?history=1",
        *(f"report.{ending}?names=1" for ending in FORMATS),
        "report/progress?ending=md&names=1",
    ]
    led += ["plan", "plan/sheet", "plan/late", "messages", "led-notes", "people", "facilitators", "evaluations"]
    led += [path for sheet in sheets[:3] for path in (f"plenary?sheet={sheet}", f"plenary/frames?sheet={sheet}")]
    led += ["copies", "checklist", "paper-notes"]
    led += [f"groups/{n}{file}" for n in (1, 2) for file in ("", "/sheets.pdf", f"/sheets/{sheets[0]}.pdf")]
    led += [f"groups/1/sheets/{sheets[0]}.{form}" for form in ("png", "svg")]
    people = (gathering.anna.id, gathering.carl.id)
    led += [f"people/{person}/record{kind}" for person in people for kind in ("", ".txt", ".json")]
    looks = [f"groups/{n}/{path}" for n in (1, 2) for path in boards]
    reading = [f"reading/{text.key}" for text in gathering.kit.reading]
    screen = [gathering.screen, f"{gathering.screen}/frames", f"/{gathering.code}", "/"]
    inside = boards + own + led + looks + reading
    return [f"/workshops/{gathering.code}/{path}".rstrip("/") for path in inside] + screen


def unheard(asked: Iterable[str], routes: Iterable[tuple[str, re.Pattern[str]]]) -> set[str]:
    """The addresses of the application that nobody of all asked for."""
    plain = [path.partition("?")[0] for path in asked]
    return {name for name, pattern in routes if not any(pattern.match(path) for path in plain)}
