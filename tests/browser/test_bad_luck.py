"""Bad luck and bad input in a real browser: people are told, in Norwegian, and lose nothing."""

import pytest
from playwright.sync_api import expect

from app.board import notes
from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.people import Visitor
from tests.browser.sketching import ACROSS, CIRCLE, at_the_sketch, draw, lines, stored, tool

pytestmark = pytest.mark.browser

NOT_FOUND, TAKEN, UNFIT = "status of 404", "status of 409", "status of 422"


def test_a_wrong_code_is_explained_beside_what_was_typed(cast: Cast) -> None:
    otto = cast.bring(Visitor)
    cast.forgive(NOT_FOUND)
    otto.go("/")
    field = otto.page.get_by_label("Har du en kode?")
    field.fill("AAA-AAA")
    otto.button("Bli med").click()
    otto.sees("Koden finnes ikke. Se på skjermen eller spør fasilitatoren.")
    expect(field).to_have_value("AAA-AAA")
    otto.axe()
    for path in ("/AAA-AAA", "/workshops/AAA-AAA/board", "/workshops/AAA-AAA", "/screens/nothing", "/a/b/c"):
        otto.go(path)
        expect(otto.page.get_by_role("link", name="Til forsiden")).to_be_visible()
        otto.axe()


def test_a_form_with_mistakes_says_so_and_keeps_the_rest(cast: Cast) -> None:
    fatma = cast.fatma
    cast.forgive(UNFIT)
    fatma.go("/workshops/new")
    fatma.page.locator("main form").evaluate("form => form.noValidate = true")
    fatma.page.get_by_label("Hva heter workshopen?").fill("Veier")
    fatma.page.get_by_label("Antall grupper").fill("26")
    fatma.button("Lag workshopen").click()
    expect(fatma.page.get_by_role("heading", name="Noe må rettes før vi kan gå videre")).to_be_visible()
    expect(fatma.page.get_by_label("Hva heter workshopen?")).to_have_value("Veier")
    fatma.axe()


def test_a_taken_name_is_asked_for_again(cast: Cast) -> None:
    cast.seat("Anna")
    other = cast.bring(Participant)
    cast.forgive(TAKEN)
    other.go(f"/{cast.fatma.code}?group=1")
    other.page.get_by_label("Hva skal vi kalle deg?").fill("anna")
    other.page.locator("#perspective-2").check()
    other.button("Bli med").click()
    other.sees("Noen i gruppa heter det allerede. Legg til en bokstav, for eksempel «Kari N».")
    expect(other.page.locator("#perspective-2")).to_be_checked()
    other.axe()
    other.say_who("Anna B", 2)
    expect(other.person("Anna B")).to_have_attribute("data-here", "")


def test_a_closed_workshop_takes_nobody_in_and_opens_again(cast: Cast) -> None:
    anna = cast.seat("Anna")
    anna.write("Før slutten")
    anna.pad.fill("Halvskrevet")
    cast.fatma.close()
    anna.sees("Workshopen er avsluttet. Lappene kan leses, men ikke endres.")
    expect(anna.pad).to_be_hidden()
    anna.axe()
    late = cast.bring(Participant)
    cast.forgive(TAKEN)
    late.go(f"/{cast.fatma.code}")
    late.page.get_by_label("Hva skal vi kalle deg?").fill("Sein")
    late.page.locator("#perspective-1").check()
    late.button("Bli med").click()
    late.sees("Workshopen er avsluttet. Lappene kan leses, men ikke endres.")
    late.axe()
    cast.fatma.button("Åpne igjen").click()
    expect(anna.pad).to_have_value("Halvskrevet")
    anna.pad.press("Enter")
    anna.sees_note("Halvskrevet")


def test_a_refused_note_keeps_its_text_and_can_be_mended(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.page.locator("#pad-text").evaluate("field => field.removeAttribute('maxlength')")
    too_long = "ord " * 130
    anna.lay(too_long)
    refused = anna.page.locator("#board .note[data-refused]")
    expect(refused).to_have_count(1)
    expect(anna.status).to_contain_text("Teksten er for lang. En lapp har plass til 500 tegn.")
    anna.page.reload()
    expect(refused).to_contain_text("ord ord")
    anna.axe()
    anna.open(too_long)
    anna.editor.get_by_label("Endre lappen").fill("Kortere")
    anna.editor.get_by_role("button", name="Lagre").click()
    ben.sees_note("Kortere")
    anna.sees_note("Kortere")
    expect(refused).to_have_count(0)
    expect(anna.status).to_be_empty()


def test_a_full_sheet_says_so_and_keeps_what_was_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "MOST", 1)
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Den siste")
    anna.lay("En for mye")
    refused = anna.page.locator("#board .note[data-refused]")
    expect(anna.status).to_contain_text("Arket er fullt")
    expect(refused).to_contain_text("En for mye")
    anna.axe()
    ben.edit("Den siste", "Endret likevel")
    anna.sees_note("Endret likevel")
    anna.page.reload()
    expect(refused).to_contain_text("En for mye")
    anna.open("En for mye")
    anna.editor.get_by_role("button", name="Slett").click()
    expect(refused).to_have_count(0)
    at_the_sketch(cast, anna)
    tool(anna, "Tegn")
    draw(anna, ACROSS)
    expect(stored(anna)).to_have_count(1)
    draw(anna, CIRCLE)
    expect(anna.status).to_contain_text("Arket er fullt")
    expect(lines(anna)).to_have_count(1)
    anna.axe()


def test_what_is_written_on_a_note_that_somebody_deletes_meanwhile_brings_it_back(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("En lapp")
    editor = ben.open("En lapp")
    editor.get_by_label("Endre lappen").fill("En lapp med mer på")
    anna.delete("En lapp")
    ben.sees_no_note("En lapp")
    ben.axe()
    editor.get_by_role("button", name="Lagre").click()
    anna.sees_note("En lapp med mer på")
    ben.sees_note("En lapp med mer på")


def test_a_note_that_is_open_when_the_sheet_is_moved_is_saved_on_its_own_sheet(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("En lapp", "Rundt bordet")
    editor = ben.open("En lapp")
    editor.get_by_label("Endre lappen").fill("Ferdig skrevet")
    editor.get_by_label("Flytt til").select_option(label="Felles hensikt og mål")
    cast.fatma.lead()
    cast.fatma.go_to(2)
    ben.is_at(2)
    ben.axe()
    editor.get_by_role("button", name="Lagre").click()
    expect(editor).to_be_hidden()
    anna.write("På neste ark")
    ben.sees_note("På neste ark")
    cast.fatma.go_to(1)
    ben.sees_note("Ferdig skrevet", "Felles hensikt og mål")
    anna.sees_note("Ferdig skrevet", "Felles hensikt og mål")


def test_a_late_note_goes_to_its_own_sheet(cast: Cast) -> None:
    """Sheets 5 and 7 have a field with the same key; whoever was writing on the one finishes there."""
    ben = cast.seat("Ben")
    cast.fatma.lead()
    for number in range(2, 6):
        cast.fatma.go_to(number)
    ben.is_at(5)
    ben.pad_zone.select_option(label="Kommunen")
    ben.pad.fill("En partner")
    for number in (6, 7):
        cast.fatma.go_to(number)
    ben.is_at(7)
    ben.axe()
    ben.pad.press("Enter")
    expect(ben.pad).to_have_value("")
    expect(ben.pad_zone).to_have_value("den-sosiale-entreprenoren")
    ben.write("En gevinst", "Hvilke effekter vil kommunen være opptatt av?")
    expect(ben.notes).to_have_count(1)
    cast.fatma.go_to(5)
    ben.sees_note("En partner", "Kommunen")
