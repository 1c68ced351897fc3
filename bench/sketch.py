"""What a full drawing costs: a sheet with so many lines, beside the same sheet empty, for server, browser and report.

    python bench/sketch.py [--lines 0 1000 2500] [--slow 4]

`--slow` is how many times slower than this one the old laptop's processor is. Needs what `bin/setup` installs.
"""

import argparse
import gzip
import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import Connection

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from app.board.notes import write_notes  # noqa: E402
from app.storage.migrating import migrate  # noqa: E402
from app.workshop.joining import Joined  # noqa: E402
from tests.browser.conftest import ARGUMENTS, executable  # noqa: E402
from tests.databases import Store  # noqa: E402
from tests.ground import writing  # noqa: E402
from tests.house import Gathering, House, Person, new_id  # noqa: E402

SHEET = ZONE = "samarbeidet"
RUNS = 5
READY = """count => new Promise(done => {
  const look = () => document.querySelectorAll("#board .line").length >= count
    ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  look();
})"""
"""Milliseconds from the beginning of the navigation until so many lines are drawn."""

SLOWEST = """() => { window.tasks = [];
  new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(each => each.duration)))
    .observe({ type: "longtask" }); }"""


def stroke(chance: random.Random) -> list[int]:
    """A line as a hand draws it and the browser simplifies it: 8 to 40 points."""
    x, y, turn = chance.uniform(50, 950), chance.uniform(50, 950), chance.uniform(0, 6)
    points: list[int] = []
    for _ in range(chance.randint(8, 40)):
        points += [round(x), round(y), 500]
        turn += chance.uniform(-0.6, 0.6)
        x = min(1000, max(0, x + 18 * math.cos(turn)))
        y = min(1000, max(0, y + 18 * math.sin(turn)))
    return points


def draw(house: House, person: Person, count: int) -> None:
    """So many lines, by the product's own function."""
    chance = random.Random(4)
    who = Joined(person.id, 0, "", "")
    colours = cycle(("ink", "blue", "red"))

    def some(connection: Connection) -> None:
        about = {"sheet": SHEET, "zone": ZONE, "text": "", "kind": "line"}
        shapes = [{"id": new_id(), "colour": next(colours), "points": stroke(chance)} for _ in range(count)]
        write_notes(connection, [writing(who, **about, **shape) for shape in shapes])

    # In a thread, for where Playwright is, an event loop runs.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(house.do, some).result()


def median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(RUNS))


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def table(browser: Browser, house: House, person: Person, slow: float) -> Page:
    """A browser of a person who sits at the table, as slow as an old laptop."""
    context = browser.new_context(base_url=house.address, viewport={"width": 1366, "height": 768})
    context.add_cookies(
        [{"name": each.name, "value": each.value or "", "url": house.address} for each in person.browser.cookies.jar]
    )
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    return page


def measure(house: House, browser: Browser, count: int, slow: float) -> dict[str, float]:
    with Gathering(house) as people:
        people.move(SHEET)
        draw(house, people.anna, count)
        board = f"/workshops/{people.code}/board"
        answer = people.ben.browser.get(board)
        found = {
            "page, ms": 1000 * median(lambda: seconds(lambda: people.ben.browser.get(board))),
            "page, kB": len(answer.content) / 1000,
            "page, kB sent": len(gzip.compress(answer.content, 6)) / 1000,
        }
        page = table(browser, house, people.ben, slow)
        page.goto(board)

        def opened() -> float:
            page.goto(board, wait_until="commit")
            return float(page.evaluate(READY, count))

        found["until drawn, ms"] = median(opened)
        drawn = count

        def heard() -> float:
            nonlocal drawn
            drawn += 1
            points = str(stroke(random.Random(drawn)))
            start = time.perf_counter()
            people.anna.write(
                id=new_id(), write=new_id(), sheet=SHEET, zone=ZONE, text="", kind="line", colour="ink", points=points
            ).raise_for_status()
            page.evaluate(READY, drawn)
            return 1000 * (time.perf_counter() - start)

        found["another's line, ms"] = median(heard)
        found["longest task, ms"] = drawing(page)
        found["report, ms"] = 1000 * median(lambda: seconds(lambda: report(people)))
        page.context.close()
        return found


def drawing(page: Page) -> float:
    """The longest the page is busy at a stretch while a circle is drawn."""
    page.evaluate(SLOWEST)
    page.get_by_role("radio", name="Tegn", exact=True).check(force=True)
    box = page.locator(f"#zone-{ZONE}-lines").bounding_box()
    assert box
    for number in range(80):
        at = 0.5 + 0.3 * math.cos(number / 13), 0.4 + 0.2 * math.sin(number / 13)
        page.mouse.move(box["x"] + at[0] * box["width"], box["y"] + at[1] * box["height"])
        if not number:
            page.mouse.down()
    page.mouse.up()
    page.wait_for_timeout(500)
    return float(page.evaluate("Math.max(0, ...window.tasks)"))


def report(people: Gathering) -> None:
    people.fatma.get(f"/workshops/{people.code}/report.pdf").raise_for_status()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lines", type=int, nargs="+", default=[0, 1000, 2500])
    options.add_argument("--slow", type=float, default=4)
    chosen = options.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        store = Store(Path(folder))
        migrate(store.url)
        with House(store) as house:
            columns = {count: measure(house, browser, count, chosen.slow) for count in chosen.lines}
        browser.close()
    print(f"{'lines':<22}" + "".join(f"{count:>10}" for count in columns))
    for row in next(iter(columns.values())):
        print(f"{row:<22}" + "".join(f"{column[row]:>10,.0f}" for column in columns.values()))


if __name__ == "__main__":
    main()
