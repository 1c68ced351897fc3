"""Every page in every role at four sizes, from the demo, in one go: bin/pictures [FOLDER] [--only NAME].

The pictures that the documents show are named in DOCUMENTS and go to docs/pictures/ as well.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, WebSocketRoute, sync_playwright

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from app.demo import FOLDER, Demo, lay_out  # noqa: E402
from app.kits.folder import load  # noqa: E402
from app.kits.worksheet import Mode, Worksheet  # noqa: E402
from app.storage.engine import engine, url_of  # noqa: E402
from app.storage.migrating import migrate  # noqa: E402

SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "390": (390, 844), "400": (320, 256)}
DOCUMENTS = {
    "board-05-1366": "ark",
    "overview-1366": "oversikt",
    "screen-1366": "storskjerm",
    "created-1366": "klar",
    "join-1366": "bli-med",
    "move-1366": "flytt",
    "silent-1366": "stillhet",
    "closing-1366": "avslutt",
    "paper-1366": "utskrift",
    "board-02-390": "telefon",
    "plan-1366": "tidsplan",
    "checklist-1366": "sjekkliste",
    "plenary-1366": "plenum",
    "screen-gathered-1366": "samlet",
    "results-1366": "resultat",
}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-gpu",
    "--disable-dev-shm-usage",
]


@dataclass
class Studio:
    """A served demo, and where its pictures go."""

    base: str
    demo: Demo
    browser: Browser
    folder: Path
    only: str

    @property
    def code(self) -> str:
        return self.demo.made.code

    def context(self, size: str) -> BrowserContext:
        width, height = SIZES[size]
        return self.browser.new_context(
            viewport={"width": width, "height": height}, locale="nb-NO", reduced_motion="reduce"
        )

    def take(self, page: Page, name: str) -> None:
        """One picture, taken when fonts and sockets have settled."""
        if self.only not in name:
            return
        page.wait_for_load_state("networkidle")
        for tried in range(5):
            try:
                page.screenshot(path=self.folder / f"{name}.png")
                break
            except Error:
                # A machine with much to do sometimes fails to capture; a second try does not.
                if tried == 4:
                    raise

    def as_facilitator(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.goto(f"{self.base}/workshops/{self.code}/facilitators/{self.demo.made.secrets.token}")
        return page

    def as_participant(self, context: BrowserContext, name: str) -> Page:
        page = context.new_page()
        page.goto(f"{self.base}/workshops/{self.code}/reentry")
        # A re-entry gives a new code, so each is used once and the browser is kept.
        page.fill("#code", self.demo.people[name].reentry_code)
        page.click("main button")
        page.click("dialog[open] button")
        return page


def front_pages(studio: Studio, size: str) -> None:
    with closing(studio.context(size)) as context:
        page = context.new_page()
        for name, path in {
            "front": "/",
            "create": "/workshops/new",
            "import": "/workshops/import",
            "join": f"/{studio.code}",
            "rescue": "/rescue",
            "reentry": f"/workshops/{studio.code}/reentry",
            "missing": "/workshops/AAA-AAA/board",
            "screen": f"/screens/{studio.demo.screen_token}",
        }.items():
            page.goto(studio.base + path)
            studio.take(page, f"{name}-{size}")
        page.goto(f"{studio.base}/workshops/new")
        page.fill("#groups", "40")
        page.locator("main form").evaluate("form => form.noValidate = true")
        page.click("main form button")
        studio.take(page, f"create-mistakes-{size}")
        page.fill("#title", "Veier til samarbeid")
        page.fill("#municipality", "Elvebyen kommune")
        page.fill("#groups", "3")
        page.click("main form button")
        studio.take(page, f"created-{size}")


def facilitator_pages(studio: Studio, size: str) -> None:
    with closing(studio.context(size)) as context:
        page = studio.as_facilitator(context)
        move(studio, page, "partnere")
        page.reload()
        studio.take(page, f"overview-{size}")
        page.locator(".now-next").click()
        page.locator("#asked[open] button").first.wait_for()
        studio.take(page, f"move-{size}")
        for name in ("paper", "paper-notes", "closing", "plan", "checklist", "copies", "facilitators", "evaluations"):
            page.goto(f"{studio.base}/workshops/{studio.code}/{name}")
            studio.take(page, f"{name}-{size}")
        nadia = studio.demo.people["Nadia"].participant_id
        paths = {"groups/1/board": "look", "plan/sheet": "run-sheet", "plan/late": "late"}
        for path, name in (paths | {"results": "results", f"people/{nadia}/record": "record"}).items():
            page.goto(f"{studio.base}/workshops/{studio.code}/{path}")
            studio.take(page, f"{name}-{size}")


EXHIBITS = {
    "sheet": {"kind": "boards", "sheet": "partnere", "group": "1"},
    "gathered": {"kind": "gathered", "sheet": "partnere"},
    "stands": {"kind": "gathered", "sheet": "myter"},
    "votes": {"kind": "votes", "sheet": "effekter"},
    "actions": {"kind": "actions"},
}
ITEMS = {"welcome": "opening-1", "break": "break-6", "closing": "closing-14"}


def plenary_pages(studio: Studio, size: str) -> None:
    """The plenary, and the Screen at items of the agenda and with what may be put on it."""
    with closing(studio.context(size)) as context:
        page = studio.as_facilitator(context)
        screen = context.new_page()
        for name, item in ITEMS.items():
            post(studio, page, "moves", item=item)
            screen.goto(f"{studio.base}/screens/{studio.demo.screen_token}")
            studio.take(screen, f"screen-{name}-{size}")
        for name, exhibit in EXHIBITS.items():
            post(studio, page, "exhibits", **exhibit)
            screen.reload()
            studio.take(screen, f"screen-{name}-{size}")
            if name == "gathered":
                page.goto(f"{studio.base}/workshops/{studio.code}/plenary?sheet=partnere")
                studio.take(page, f"plenary-{size}")
        post(studio, page, "moves", sheet="partnere")
        # It was opened at the closing.
        post(studio, page, "evaluations", opened="0")


def boards(studio: Studio, people: dict[str, Page], fatma: Page) -> None:
    """Every sheet in turn, as the group sees it when it is on it."""
    for number, sheet in enumerate(load(FOLDER).sheets, start=1):
        move(studio, fatma, sheet.key)
        for size, page in people.items():
            page.reload()
            studio.take(page, f"board-{number:02}-{size}")
        for step, mode in shown_steps(sheet).items():
            lead(studio, fatma, sheet.key, step)
            for size, page in people.items():
                page.reload()
                studio.take(page, f"board-{number:02}-{mode}-{size}")
        if any(step.silent for step in sheet.steps):
            be_silent(studio, people, fatma, sheet)
        lead(studio, fatma, sheet.key, len(sheet.steps) - 1)
    for size, page in people.items():
        page.keyboard.press("F2")
        studio.take(page, f"standing-{size}")
        page.keyboard.press("Escape")
        page.locator(".note-open").first.click()
        studio.take(page, f"editor-{size}")


def shown_steps(sheet: Worksheet) -> dict[int, Mode]:
    """The steps of a sheet, beside the last, that look different from it."""
    different = {Mode.READ, Mode.VOTE, Mode.CHOOSE}
    return {number: step.mode for number, step in enumerate(sheet.steps[:-1]) if step.mode in different}


class Line:
    """Somebody's network, that can be cut, or let pages through and store nothing."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.is_whole = context, True
        self.sockets: list[WebSocketRoute] = []
        context.route_web_socket("**/*", self.dial)

    def dial(self, route: WebSocketRoute) -> None:
        if self.is_whole:
            self.sockets.append(route)
            route.connect_to_server()
        else:
            route.close(code=1006)

    def cut(self, *, all_of_it: bool) -> None:
        self.is_whole = False
        for socket_route in self.sockets:
            socket_route.close(code=1006)
        if all_of_it:
            self.context.set_offline(True)
        else:
            self.context.route("**/notes", refuse)

    def mend(self) -> None:
        self.is_whole = True
        self.context.set_offline(False)
        self.context.unroute("**/notes", refuse)


def refuse(route: Route) -> None:
    """Answer as on a full disk."""
    write = parse_qs(route.request.post_data or "")["write"][0]
    refusal = f'<i id="refusal-{write}" data-in="acks" data-refused data-write="{write}" data-again></i>'
    route.fulfill(status=503, body=refusal, content_type="text/html")


def what_has_been(studio: Studio, size: str, page: Page) -> None:
    """History and wastebasket."""
    note = page.locator("#board .note:not([data-pending]) .note-open").last
    for number in range(2):
        note.press("ArrowUp" if number else "ArrowLeft")
        page.wait_for_timeout(600)
    note.press("Enter")
    page.click("[data-history]")
    page.locator("#past[open]").wait_for()
    studio.take(page, f"history-{size}")
    page.keyboard.press("Escape")
    page.click("#editor [name=gone]")
    page.locator("#undo").wait_for()
    studio.take(page, f"deleted-{size}")
    page.click("[data-wastebasket]")
    page.locator("#past[open]").wait_for()
    studio.take(page, f"wastebasket-{size}")
    page.locator("#past [data-restore]").first.click()


def two_texts(studio: Studio, size: str, page: Page, other: Page) -> None:
    """Somebody else was first."""
    note = page.locator("#board .note:not([data-pending])").first
    name = (note.get_attribute("id") or "").removeprefix("note-")
    note.locator(".note-open").press("Enter")
    page.fill("#editor textarea", "Innbyggerne først, og at de merker forskjell allerede i høst")
    form: dict[str, str | float | bool] = {"write": str(uuid4()), "id": name, "text": "Innbyggerne først, alltid"}
    headers = {"hx-request": "true", "origin": studio.base}
    other.request.post(f"{studio.base}/workshops/{studio.code}/notes", form=form, headers=headers)
    page.locator("#editor button:not([type])").first.click()
    page.locator("#other:not([hidden])").wait_for()
    studio.take(page, f"conflict-{size}")
    page.click('[data-choice="other"]')


def troubles(studio: Studio, size: str, page: Page, line: Line) -> None:
    """A half rewritten note, no contact, all stored again, nothing stored, refused."""
    status = page.locator("#status")
    page.locator("#board .note .note-open").nth(1).press("Enter")
    page.fill("#editor textarea", "Halvveis i en endring")
    page.reload()
    page.locator("#board .note[data-draft]").first.wait_for()
    line.cut(all_of_it=True)
    for text in ("Møteplass på biblioteket", "Spørre ungdomsrådet", "En felles søknad"):
        page.fill("#pad textarea", text)
        page.keyboard.press("Enter")
    page.fill("#pad textarea", "Denne skrives akkurat nå")
    status.filter(has_text="3 lapper venter").wait_for()
    studio.take(page, f"no-contact-{size}")
    line.mend()
    status.filter(has_text="Alt er lagret").wait_for()
    page.screenshot(path=studio.folder / f"all-stored-{size}.png")
    line.cut(all_of_it=False)
    page.fill("#pad textarea", "Denne får vi ikke lagret ennå")
    page.keyboard.press("Enter")
    status.filter(has_text="Vi får ikke lagret").wait_for()
    studio.take(page, f"not-stored-{size}")
    line.mend()
    status.filter(has_text="Alt er lagret").wait_for()
    page.locator("#pad textarea").evaluate("field => field.removeAttribute('maxlength')")
    page.fill("#pad textarea", "Altfor langt " * 50)
    page.keyboard.press("Enter")
    page.locator("#board .note[data-refused]").wait_for()
    studio.take(page, f"refused-{size}")


def post(studio: Studio, fatma: Page, path: str, **form: str | float | bool) -> None:
    """An act of a facilitator's."""
    address = f"{studio.base}/workshops/{studio.code}/{path}"
    fatma.request.post(address, form=form, headers={"origin": studio.base})


def move(studio: Studio, fatma: Page, sheet: str) -> None:
    post(studio, fatma, "moves", sheet=sheet)


def lead(studio: Studio, fatma: Page, sheet: str, step: int) -> None:
    post(studio, fatma, "led-steps", sheet=sheet, step=step)


THOUGHTS = (
    "Vi får prøve noe nytt uten å ansette først",
    "Fordi vi ikke rekker fram til alle",
    "Ungdommene stoler på dem",
    "Det er lov å feile",
)


def be_silent(studio: Studio, people: dict[str, Page], fatma: Page, sheet: Worksheet) -> None:
    """Everybody writes in silence; then everybody's picture."""
    lead(studio, fatma, sheet.key, next(number for number, step in enumerate(sheet.steps) if step.silent))
    for page, thought in zip(people.values(), THOUGHTS, strict=True):
        page.locator('.step[aria-current="step"][data-mode="write"]').wait_for()
        page.fill("#pad textarea", thought)
        page.keyboard.press("Enter")
        page.locator(".note", has_text=thought).wait_for()
    for size, page in people.items():
        studio.take(page, f"silent-{size}")


@contextmanager
def closing(context: BrowserContext) -> Iterator[BrowserContext]:
    try:
        yield context
    finally:
        context.close()


@contextmanager
def served(data: Path) -> Iterator[str]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "--data", data, "serve"],
        cwd=HERE,
        env=os.environ | {"OPPGAVEARK_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(1200):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def take_all(studio: Studio) -> None:
    turns: list[Callable[[Studio, str], None]] = [front_pages, facilitator_pages, plenary_pages]
    for size in SIZES:
        for turn in turns:
            turn(studio, size)
    names = iter(["Ingrid", "Tariq", "Solveig", "Jonas"])
    contexts = {size: studio.context(size) for size in SIZES}
    fatma_at = studio.context("1366")
    lines = {size: Line(context) for size, context in contexts.items()}
    people = {size: studio.as_participant(context, next(names)) for size, context in contexts.items()}
    fatma = studio.as_facilitator(fatma_at)
    boards(studio, people, fatma)
    move(studio, fatma, load(FOLDER).sheets[1].key)
    for at, (size, page) in enumerate(people.items()):
        page.reload()
        what_has_been(studio, size, page)
        two_texts(studio, size, page, list(people.values())[at - 1])
        troubles(studio, size, page, lines[size])
    for context in (*contexts.values(), fatma_at):
        context.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, nargs="?", default=HERE / "pictures")
    options.add_argument("--only", default="", help="only pictures whose name holds this")
    chosen = options.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("OPPGAVEARK_CHROMIUM") or None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder)
        migrate(url_of(data))
        with engine(url_of(data)).connect().execution_options(writes=True) as connection, connection.begin():
            demo = lay_out(connection)
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        with served(data) as base:
            take_all(Studio(base, demo, browser, chosen.folder, chosen.only))
        browser.close()
    for name, shown in DOCUMENTS.items():
        picture = chosen.folder / f"{name}.png"
        if picture.exists():
            shutil.copy(picture, HERE / "docs" / "pictures" / f"{shown}.png")


if __name__ == "__main__":
    main()
