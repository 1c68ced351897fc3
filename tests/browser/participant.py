"""A participant at the table: everything that can be done with a sheet and its notes."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.people import Visitor

FREE = """zone => {
  const { x, y, width, height } = zone.getBoundingClientRect();
  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
  const others = [...document.querySelectorAll("#board .note")].map(note => middle(note.getBoundingClientRect()));
  const isFree = ([left, top]) => document.elementFromPoint(left, top)?.closest(".zone, .note") === zone;
  const room = ([left, top]) => Math.min(...others.map(([a, b]) => Math.hypot(a - left, b - top)));
  const shares = [...Array(12).keys()].map(at => (at + 0.5) / 12);
  const points = shares.flatMap(down => shares.map(along => [x + width * along, y + height * down]));
  return points.filter(isFree).sort((a, b) => room(b) - room(a))[0];
}"""
"""A point of a zone where nothing lies, far from the notes."""

SEEN = """async note => {
  await Promise.all(note.getAnimations({ subtree: true }).map(one => one.finished.catch(() => {})));
  const { left, top, width, height } = note.getBoundingClientRect();
  for (const down of [0.5, 0.2, 0.8])
    for (const along of [0.5, 0.2, 0.8])
      if (note.contains(document.elementFromPoint(left + along * width, top + down * height)))
        return { x: along * width, y: down * height };
  throw Error("nothing of the note can be seen");
}"""
"""A point of a note that nothing covers."""


class Participant(Visitor):
    """Somebody at the table."""

    reentry_code = ""

    @property
    def pad(self) -> Locator:
        return self.page.get_by_role("textbox", name="Skriv en lapp")

    @property
    def editor(self) -> Locator:
        return self.page.get_by_role("form", name="Endre lappen")

    @property
    def notes(self) -> Locator:
        return self.page.locator("#board .note")

    @property
    def blanks(self) -> Locator:
        return self.page.locator("#board .note[data-blank]")

    @property
    def pending(self) -> Locator:
        return self.page.locator("#board .note[data-pending]")

    @property
    def status(self) -> Locator:
        return self.page.locator("#status")

    def note(self, text: str) -> Locator:
        """The note with a text."""
        return self.page.locator("#board .note").filter(has=self.text(text))

    def text(self, text: str) -> Locator:
        words = r"\s+".join(map(re.escape, text.split()))
        return self.page.locator(".note-text", has_text=re.compile(rf"^\s*{words}\s*$"))

    def person(self, name: str) -> Locator:
        """Somebody at the table, as everybody sees them."""
        return self.page.locator("#people > .person").filter(has_text=name)

    def zone(self, label: str) -> Locator:
        return self.page.locator("#board .zone").filter(has=self.page.get_by_role("heading", name=label, exact=True))

    def leaves_with_server(self, text: str) -> None:
        """Write half a note, and wait until the server has it."""
        self.pad.fill(text)
        written = json.dumps(text)[1:-1]
        for _ in range(100):
            if written in self.context.request.get(self.page.url).text():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("the server never had the draft")

    def join(self, code: str, name: str, group: int, perspective: int = 1) -> None:
        """Type the code on the front page, and say who one is."""
        self.go("/")
        self.page.get_by_label("Har du en kode?").fill(code)
        self.button("Bli med").click()
        self.page.locator(f"#group-{group}").check()
        self.say_who(name, perspective)

    def say_who(self, name: str, perspective: int = 1) -> None:
        """What everybody must say on the page of joining, and then on to the sheet."""
        self.page.get_by_label("Hva skal vi kalle deg?").fill(name)
        self.page.locator(f"#perspective-{perspective}").check()
        self.button("Bli med").click()
        self.reentry_code = self.page.locator("#welcome .big-code").inner_text()
        self.button("Gå til arket").click()
        expect(self.pad).to_be_visible()

    def write(self, text: str, zone: str | None = None) -> None:
        """Write a note, and see that it is stored."""
        self.lay(text, zone)
        self.sees_note(text, zone)

    def lay(self, text: str, zone: str | None = None) -> None:
        """Write a note and wait for nothing."""
        if zone is not None and self.pad_zone.count():
            self.pad_zone.select_option(label=zone)
        self.pad.fill(text)
        self.pad.press("Enter")
        self.mean_it()

    @property
    def guest_asks(self) -> Locator:
        return self.page.locator("#guest")

    def mean_it(self) -> None:
        """Where one is asked whether to be a guest, say yes."""
        if self.guest_asks.is_visible():
            self.guest_asks.get_by_role("button").first.click()

    @property
    def pad_zone(self) -> Locator:
        return self.page.get_by_role("combobox", name="Felt").filter(visible=True)

    def sees_note(self, text: str, zone: str | None = None) -> None:
        """A stored note, in a zone if one is named."""
        where = self.page.locator("#board") if zone is None else self.zone(zone)
        stored = where.locator(".note:not([data-pending])").filter(has=self.text(text))
        expect(stored).to_have_count(1)

    def sees_no_note(self, text: str) -> None:
        expect(self.note(text).filter(visible=True)).to_have_count(0)

    def seen(self, text: str) -> Any:
        """A place on a note where nothing lies over it."""
        self.note(text).scroll_into_view_if_needed()
        return self.note(text).evaluate(SEEN)

    def open(self, text: str) -> Locator:
        """Take a note, where it can be seen; the editor."""
        self.note(text).click(position=self.seen(text))
        expect(self.editor).to_be_visible()
        return self.editor

    def edit(self, text: str, into: str) -> None:
        editor = self.open(text)
        editor.get_by_label("Endre lappen").fill(into)
        editor.get_by_role("button", name="Lagre").click()
        self.sees_note(into)

    def move_to(self, text: str, zone: str) -> None:
        """Move a note with "Flytt til"."""
        editor = self.open(text)
        editor.get_by_label("Flytt til").select_option(label=zone)
        editor.get_by_role("button", name="Lagre").click()
        self.mean_it()
        self.sees_note(text, zone)

    def drag(self, text: str, zone: str) -> None:
        """Take hold of a note and lay it in a zone."""
        self.note(text).hover(position=self.seen(text))
        self.page.mouse.down()
        left, top = self.zone(zone).evaluate(FREE)
        self.page.mouse.move(left, top, steps=8)
        self.page.mouse.up()
        self.sees_note(text, zone)

    def delete(self, text: str) -> None:
        self.open(text).get_by_role("button", name="Slett").click()
        self.sees_no_note(text)

    def undo(self, text: str) -> None:
        self.button("Angre").click()
        self.sees_note(text)

    def next_step(self) -> None:
        self.button("Neste trinn").click()

    def lay_down(self) -> None:
        """Show what one has written in silence."""
        self.button("Legg fram mine lapper").click()
        expect(self.button("Legg fram mine lapper")).to_be_hidden()

    def lay_down_all(self) -> None:
        self.button("Legg fram alle lappene").click()
        expect(self.button("Legg fram alle lappene")).to_be_hidden()

    def look_at(self, number: int) -> None:
        """Look at an earlier sheet by oneself, and only look."""
        self.page.get_by_role("link", name=re.compile(rf"^Ark {number}\b")).click()
        expect(self.page.locator("#board")).to_have_attribute("data-number", str(number))
        expect(self.pad).to_be_hidden()

    def look_no_more(self) -> None:
        self.page.get_by_role("link", name="Tilbake til gruppas ark").click()

    def is_at(self, number: int, step: int = 1) -> None:
        """On a sheet, at a step, both counted from 1."""
        expect(self.page.locator("#board")).to_have_attribute("data-number", str(number))
        expect(self.page.locator("#steps [aria-current=step] .step-number")).to_contain_text(f"Trinn {step}")
