"""A workshop as it is run, sheet by sheet, whatever the kit: what people do, and what the others then see."""

import tomllib
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from app.board.laying import is_laying
from app.board.sides import suggested
from app.kits.folder import load
from app.kits.kit import Kit, Worksheet, ZoneKind
from tests.browser.cast import GROUPS, PERSPECTIVES, Cast
from tests.browser.participant import Participant
from tests.browser.people import Visitor
from tests.report_pdf import Reading
from tests.server import Server

NOTES = """notes => Object.fromEntries(notes.map(note => [
  note.id.slice(5),
  [note.querySelector(".note-text").textContent, note.parentElement.dataset.zoneList, +note.dataset.x, +note.dataset.y],
]))"""


@dataclass(frozen=True)
class Lap:
    """A note to be written: its zone's label, and its text."""

    zone: str
    text: str


class Run:
    """One workshop with two groups, led by Fatma."""

    def __init__(self, cast: Cast, server: Server, folder: Path) -> None:
        self.cast, self.server = cast, server
        self.kit: Kit = load(folder)
        self.script = tomllib.loads((folder / "demo.toml").read_text("utf-8"))["notes"]

    def gather(self) -> None:
        """Fatma makes the workshop; two groups of three arrive, Cecilie by the QR code of her group."""
        fatma = self.cast.fatma
        code = self.cast.make_workshop()
        fatma.axe()
        self.screen = self.cast.bring(Visitor)
        self.screen.go(fatma.screen)
        self.screen.sees(code)
        self.screen.axe()
        self.people = {name: self.arrive_by_code(name) for name in GROUPS if name != "Cecilie"}
        self.people["Cecilie"] = self.arrive_by_qr("Cecilie")
        self.tables = [[self.people[name] for name in GROUPS if GROUPS[name] == number] for number in (1, 2)]
        self.screen.sees("6 personer er her")

    def arrive_by_code(self, name: str) -> Participant:
        person = self.cast.bring(Participant)
        person.join(self.cast.fatma.code, name, GROUPS[name], PERSPECTIVES[name])
        return person

    def arrive_by_qr(self, name: str) -> Participant:
        """Scan the code on the slip of one's group: what it says is the address that leads straight to it."""
        fatma, group = self.cast.fatma, GROUPS[name]
        fatma.go(f"/workshops/{fatma.code}/paper")
        fatma.axe()
        slips = Reading(fatma.page.request.get(f"{fatma.page.url.removesuffix('/paper')}/invitations.pdf").body())
        address = f"{self.server.address}/{fatma.code}?group={group}"
        assert slips.kinds("Figure")[group - 1].alternative == f"QR-kode til {address}"
        person = self.cast.bring(Participant)
        person.go(address)
        expect(person.page.locator(f"#group-{group}")).to_be_checked()
        person.axe()
        person.say_who(name, PERSPECTIVES[name])
        return person

    def lay(self, number: int) -> Worksheet:
        """Fatma lays a sheet before everybody, who then see it."""
        sheet, fatma = self.kit.sheets[number - 1], self.cast.fatma
        if number > 1:
            fatma.go_to(number)
            expect(self.screen.page.get_by_role("heading", name=sheet.question)).to_be_visible()
        else:
            fatma.lead()
        for person in self.people.values():
            person.is_at(number)
            expect(person.page.get_by_role("heading", name=sheet.question, exact=True).first).to_be_visible()
        return sheet

    def work_through(self, sheet: Worksheet) -> None:
        """Every step in each group; notes are written in the silent step, or the first."""
        silent = next((at for at, step in enumerate(sheet.steps) if step.silent), None)
        for group, table in enumerate(self.tables, start=1):
            laps = self.laps(group, sheet)
            for at in range(len(sheet.steps)):
                self.step(table, sheet, at)
                if is_laying(sheet, at):
                    self.lay_down(table, laps)
                if at == silent:
                    self.write_in_silence(table, laps)
                elif at == 0 and silent is None:
                    self.write(table, laps)
            for person in table:
                for lap in laps:
                    person.sees_note(lap.text, lap.zone)

    def laps(self, group: int, sheet: Worksheet) -> list[Lap]:
        """What the group's people will write on the sheet."""
        return [
            Lap(sheet.zones_by_key[note["zone"]].label, note["text"])
            for note in self.script
            if (note["group"], note["sheet"]) == (group, sheet.key)
        ]

    def step(self, table: list[Participant], sheet: Worksheet, at: int) -> None:
        """The first at the table brings the group to a step, and all see it."""
        number = self.kit.number(sheet.key)
        if at:
            table[0].next_step()
        for person in table:
            person.is_at(number, at + 1)
            person.sees(sheet.steps[at].text)
            zone = suggested(sheet, at, person.page.locator("body").get_attribute("data-own") or "")
            if zone is not None and len(sheet.zones) > 1:
                expect(person.pad_zone).to_have_value(zone)

    def write(self, table: list[Participant], laps: list[Lap]) -> None:
        for person, lap in zip(cycle(table), laps, strict=False):
            person.write(lap.text, lap.zone)

    def write_in_silence(self, table: list[Participant], laps: list[Lap]) -> None:
        """All write; each reads their own, and of the others' only that they are there."""
        self.write(table, laps)
        for place, person in enumerate(table):
            own = [lap.text for lap in laps[place :: len(table)]]
            expect(person.notes).to_have_count(len(laps))
            expect(person.blanks).to_have_count(len(laps) - len(own))
            held = person.page.content()
            assert {lap.text for lap in laps if lap.text in held} == set(own)
        table[1].axe()
        self.look_on(table, laps)

    def lay_down(self, table: list[Participant], laps: list[Lap]) -> None:
        """One after another lays down their own, the last one what is left; the others see it turn over."""
        writers = min(len(table), len(laps))
        for place, person in enumerate(table[:writers]):
            left = [lap for at, lap in enumerate(laps) if at % len(table) > place]
            if place < writers - 1:
                person.lay_down()
            else:
                person.lay_down_all()
            for other in table:
                expect(other.blanks).to_have_count(
                    len([lap for lap in left if lap not in laps[table.index(other) :: len(table)]])
                )

    def look_on(self, table: list[Participant], laps: list[Lap]) -> None:
        """Fatma looks at the board, unnoticed, and sees how many have written, not what."""
        fatma = self.cast.fatma
        group = self.tables.index(table) + 1
        expect(fatma.tile(group)).to_contain_text(f"{len(laps)} lapp")
        fatma.go(f"/workshops/{fatma.code}/groups/{group}/board")
        expect(fatma.page.locator("#board .note[data-blank]")).to_have_count(len(laps))
        assert not [lap for lap in laps if lap.text in fatma.page.content()]
        fatma.axe()
        fatma.lead()

    def agree(self, sheet: Worksheet) -> None:
        """Every screen shows what the database holds: text, zone and place of every note."""
        for number, table in enumerate(self.tables, start=1):
            for person in table:
                self.catch_up(person, number)
            stored = self.server.lying(number, sheet.key) | self.gathered(number, sheet)
            for person in table:
                shown = person.notes.evaluate_all(NOTES)
                assert shown == stored, f"{shown}\n{stored}"

    def gathered(self, group: int, sheet: Worksheet) -> dict[str, Any]:
        """The actions of the other sheets, in the field where they are gathered."""
        zone = next((zone.key for zone in sheet.zones if zone.gather), None)
        return {
            note: [text, zone, x, y]
            for other in self.kit.sheets
            if zone is not None and other is not sheet
            for note, (text, at, x, y) in self.server.lying(group, other.key).items()
            if other.zones_by_key[at].kind is ZoneKind.ACTIONS
        }

    def catch_up(self, person: Participant, group: int) -> None:
        """Wait until a person has everything there is; signs of life may come while we look."""
        expect(person.pending).to_have_count(0)
        for patience in (1000, 1000, 1000, 5000):
            [(version,)] = self.server.asked('SELECT version FROM "group" WHERE number = ?', group)
            with suppress(AssertionError):
                expect(person.page.locator("#cursor")).to_have_attribute("data-version", str(version), timeout=patience)
                return
        raise AssertionError("a screen stays behind")
