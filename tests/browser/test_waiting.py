"""What cannot be stored just now waits, over a reload and a crash, and is stored once and in order."""

import sqlite3
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, expect
from sqlalchemy import Connection, event, select

from app.model import CHANGE
from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.watch import NO_CONTACT
from tests.browser.wire import Wire
from tests.house import House

pytestmark = pytest.mark.browser


def test_what_is_done_without_contact_survives_a_reload_and_is_stored_once_and_in_order(
    cast: Cast, house: House
) -> None:
    cast.forgive(NO_CONTACT, "htmx:ws")
    anna = cast.bring(Participant)
    wire = Wire(anna)
    cast.sit_down(anna, "Anna")
    ben = cast.seat("Ben")
    for text in ("Endres", "Flyttes", "Slettes"):
        anna.write(text, "Rundt bordet")
    wire.let_only_pages_through()
    anna.lay("Ny én", "Rundt bordet")
    save(anna, "Endres", "Endret")
    anna.lay("Ny to", "Rundt bordet")
    editor = anna.open("Flyttes")
    editor.get_by_label("Flytt til").select_option(label="Felles hensikt og mål")
    editor.get_by_role("button", name="Lagre").click()
    anna.delete("Slettes")
    save(anna, "Ny én", "Ny én, endret")
    anna.pad.fill("Halvskrevet")
    expect(anna.status).to_have_text("5 lapper venter.")
    anna.axe()
    anna.page.reload()
    expect(anna.pending).to_have_count(5)
    expect(anna.note("Flyttes")).to_be_visible()
    anna.sees_no_note("Slettes")
    expect(anna.pad).to_have_value("Halvskrevet")
    expect(anna.status).to_have_text("5 lapper venter.")
    assert len(house.ask(told)) == 3
    wire.mend()
    expect(anna.status).to_have_text("Alt er lagret.", timeout=30_000)
    for person in (anna, ben):
        person.sees_note("Endret", "Rundt bordet")
        person.sees_note("Flyttes", "Felles hensikt og mål")
        person.sees_no_note("Slettes")
        person.sees_note("Ny én, endret")
        person.sees_note("Ny to")
    texts = [state["text"] for state in house.ask(told)[3:]]
    assert texts == ["Ny én", "Endret", "Ny to", "Flyttes", "Slettes", "Ny én, endret"]


def save(person: Participant, text: str, into: str) -> None:
    """Change a note and wait for nothing."""
    editor = person.open(text)
    editor.get_by_label("Endre lappen").fill(into)
    editor.get_by_role("button", name="Lagre").click()


def told(connection: Connection) -> list[Any]:
    """What the log holds, in order."""
    return list(connection.scalars(select(CHANGE.c.state).order_by(CHANGE.c.version)))


def test_what_was_deleted_meanwhile_comes_back_with_what_was_written_on_it_without_contact(cast: Cast) -> None:
    cast.forgive(NO_CONTACT, "htmx:ws")
    anna, ben = cast.bring(Participant), cast.seat("Ben")
    wire = Wire(anna)
    cast.sit_down(anna, "Anna")
    ben.write("En lapp")
    anna.sees_note("En lapp")
    wire.cut()
    save(anna, "En lapp", "En lapp med mer på")
    ben.delete("En lapp")
    wire.mend()
    for person in (anna, ben):
        person.sees_note("En lapp med mer på")


def test_a_tab_that_crashes_loses_nothing(cast: Cast) -> None:
    cast.forgive(NO_CONTACT, "htmx:ws")
    anna = cast.bring(Participant)
    wire = Wire(anna)
    cast.sit_down(anna, "Anna")
    ben = cast.seat("Ben")
    anna.write("På arket")
    wire.let_only_pages_through()
    anna.lay("Venter ennå")
    anna.open("På arket").get_by_label("Endre lappen").fill("På arket, halvt endret")
    anna.pad.fill("Halvskrevet")
    crash(anna)
    again = cast.another_tab(anna)
    expect(again.note("Venter ennå")).to_have_attribute("data-pending", "")
    expect(again.pad).to_have_value("Halvskrevet")
    expect(again.note("På arket")).to_have_attribute("data-draft", "")
    again.axe()
    expect(again.open("På arket").get_by_label("Endre lappen")).to_have_value("På arket, halvt endret")
    again.axe()
    again.button("Avbryt").click()
    expect(again.page.locator("#board [data-draft]")).to_have_count(0)
    wire.mend()
    again.sees_note("Venter ennå")
    ben.sees_note("Venter ennå")


def crash(person: Participant) -> None:
    """As when the memory is gone: no script of the page learns of it."""
    with person.page.expect_event("crash"), suppress(Error):
        person.page.goto("chrome://crash")


class FullDisk:
    """The house's disk: whatever would be written is refused while it is full."""

    def __init__(self, house: House) -> None:
        self.engine = house.database.engine

    def fill(self) -> None:
        event.listen(self.engine, "begin", refuse_writes)

    def clear(self) -> None:
        event.remove(self.engine, "begin", refuse_writes)


def refuse_writes(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        raise sqlite3.OperationalError("database or disk is full")


@pytest.mark.parametrize("door", ["socket", "http"])
def test_while_nothing_can_be_stored_everybody_who_writes_is_told_and_it_is_stored_once_afterwards(
    cast: Cast, house: House, door: str, caplog: pytest.LogCaptureFixture
) -> None:
    cast.forgive("status of 503", "htmx:ws")
    anna, ben, carl = cast.bring(Participant), cast.bring(Participant), cast.seat("Carl")
    for person, name in ((anna, "Anna"), (ben, "Ben")):
        if door == "http":
            person.context.route_web_socket("**/*", lambda route: route.close(code=1006))
        cast.sit_down(person, name)
    anna.write("Før")
    ben.sees_note("Før")
    disk = FullDisk(house)
    disk.fill()
    anna.lay("Annas lapp")
    save(ben, "Før", "Bens endring")
    for person in (anna, ben):
        expect(person.status).to_have_text(
            "Vi får ikke lagret nå. Det du skriver, tas vare på og sendes igjen. Si fra til fasilitatoren. "
            "1 lapp venter."
        )
        expect(person.pending).to_have_count(1)
    anna.lay("Enda en")
    expect(anna.status).to_contain_text("2 lapper venter.")
    anna.pad.fill("Halvskrevet")
    expect(carl.status).to_be_empty()
    anna.axe()
    disk.clear()
    for person in (anna, ben):
        expect(person.status).to_be_empty(timeout=30_000)
        for text in ("Annas lapp", "Enda en", "Bens endring"):
            person.sees_note(text)
    assert sorted(state["text"] for state in house.ask(told)) == ["Annas lapp", "Bens endring", "Enda en", "Før"]
    caplog.clear()
