"""What small changes cost a board: style and layout after each, beside those of the whole page.

    python bench/board.py [--notes 12] [--slow 4]

A change that costs as much as a large part of the page has a rule or a size that reaches too far. `--slow` is how many
times slower than this one the old laptop's processor is. Needs what `bin/setup` installs.
"""

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright
from sqlalchemy import Connection

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from app.board.notes import write_notes  # noqa: E402
from app.storage.migrating import migrate  # noqa: E402
from app.workshop.joining import Joined  # noqa: E402
from bench.sketch import table  # noqa: E402
from tests.browser.conftest import ARGUMENTS, executable  # noqa: E402
from tests.databases import Store  # noqa: E402
from tests.ground import writing  # noqa: E402
from tests.house import Gathering, House, Person, new_id  # noqa: E402

SHEET, ZONE = "partnere", "kommunen"
CHANGES = """runs => {
  const notes = document.querySelector("#board .note").parentElement;
  const text = notes.lastElementChild.querySelector(".note-text"), was = text.textContent;
  const settle = () => document.querySelector("#board .note").getBoundingClientRect();
  const changes = {
    "the whole page": at => { document.documentElement.style.fontSize = at % 2 ? "99%" : ""; },
    "a key on the pad": at => { document.querySelector("#pad textarea").value = "x".repeat(at); },
    "somebody writes": () => document.querySelector("#people > .person").toggleAttribute("data-writing"),
    "a note's words": at => { text.textContent = was + " mer".repeat(at % 2); },
    "a note comes": at => {
      const note = notes.lastElementChild.cloneNode(true);
      note.id = `copy-${at}`;
      notes.append(note);
    },
  };
  const cost = change => {
    settle();
    const start = performance.now();
    for (let at = 1; at <= runs; at++) { change(at); settle(); }
    return (performance.now() - start) / runs;
  };
  return Object.entries(changes).map(([name, change]) => [name, cost(change)]);
}"""
RUNS = 20


def lay(house: House, person: Person, count: int) -> None:
    """So many notes, by the product's own function."""
    who = Joined(person.id, 0, "", "")
    about = {"sheet": SHEET, "zone": ZONE}
    drafts = [
        writing(who, **about, id=new_id(), text=f"Frivilligsentralen {at}", x=at * 37 % 100, y=at * 61 % 100)
        for at in range(count)
    ]

    def all_at_once(connection: Connection) -> None:
        write_notes(connection, drafts)

    # In a thread, for where Playwright is, an event loop runs.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(house.do, all_at_once).result()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--notes", type=int, default=12)
    options.add_argument("--slow", type=float, default=4)
    chosen = options.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        store = Store(Path(folder))
        migrate(store.url)
        with House(store) as house, Gathering(house) as people:
            people.move(SHEET)
            lay(house, people.anna, chosen.notes)
            page = table(browser, house, people.ben, chosen.slow)
            page.goto(f"/workshops/{people.code}/board")
            page.locator("#board .note").nth(chosen.notes - 1).wait_for()
            costs = page.evaluate(CHANGES, RUNS)
        browser.close()
    whole = costs[0][1]
    print(f"{'':<18}{'ms':>8}{'of the page':>14}")
    for name, cost in costs:
        print(f"{name:<18}{cost:>8.2f}{cost / whole:>14.0%}")


if __name__ == "__main__":
    main()
