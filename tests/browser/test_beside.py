"""Beside the sheet: cards to lay on it, an earlier sheet to bring from and to pick from, and who does what, when."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.people import LAPTOP
from tests.browser.rulers import can_be_hit, fits_the_width

pytestmark = pytest.mark.browser

WHY = "vi har en tom brannstasjon"


def go_on(cast: Cast, number: int, sheet: str) -> None:
    """Fatma lays a later sheet before everybody, past those between."""
    address = f"{cast.base}/workshops/{cast.fatma.code}/moves"
    cast.fatma.page.request.post(address, form={"sheet": sheet}, headers={"origin": cast.base})
    for person in cast.everybody:
        if isinstance(person, Participant):
            person.is_at(number)


def panel(person: Participant) -> Locator:
    return person.page.locator(".side").filter(visible=True)


def take(person: Participant, what: str, text: str) -> None:
    """Take a note in the panel, with what its button says."""
    panel(person).get_by_role("button", name=re.compile(rf"^{what}\b.*{text}$")).click()


def test_anna_lays_a_card_on_the_sheet_and_writes_why(cast: Cast) -> None:
    anna, ben, carl = cast.seat("Anna"), cast.seat("Ben"), cast.seat("Carl")
    go_on(cast, 4, "moteplasser")
    anna.button("Kort").click()
    card = panel(anna).locator(".card").filter(has_text="Plass i bydelens lokaler")
    card.locator("summary").click()
    anna.axe()
    card.get_by_role("button", name="Legg på arket").click()
    expect(anna.editor).to_contain_text("Kan passe hos oss fordi …")
    expect(anna.editor).to_contain_text("Moving Mamas trengte lokaler")
    anna.axe()
    anna.press("Escape")
    laid = ben.zone("Eksempler som kan passe hos oss, og hvorfor").locator(".note[data-card]")
    expect(laid).to_contain_text("Plass i bydelens lokaler")
    laid.click()
    expect(ben.editor).to_contain_text("Moving Mamas trengte lokaler")
    ben.editor.get_by_label("Endre lappen").fill(WHY)
    ben.editor.get_by_role("button", name="Lagre").click()
    anna.sees_note(WHY)
    expect(carl.page.locator(".note[data-card]")).to_have_count(0)


def test_anna_drags_a_card_to_another_field(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    go_on(cast, 4, "moteplasser")
    anna.button("Kort").click()
    card = panel(anna).locator(".card").filter(has_text="Ansatte som mentorer")
    card.drag_to(anna.zone("Ideer til nye møteplasser"))
    expect(anna.editor).to_be_visible()
    expect(ben.zone("Ideer til nye møteplasser").locator(".note[data-card]")).to_contain_text("Ansatte som mentorer")


def test_anna_looks_back_live_and_brings_a_note_along(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    go_on(cast, 3, "motepunkter")
    anna.write("Servicetorget")
    go_on(cast, 4, "moteplasser")
    anna.button("Se tilbake på ark 3").click()
    back = panel(anna)
    expect(back.locator(".note")).to_have_count(1)
    anna.axe()
    for size in ((390, 844), (320, 256)):
        anna.page.set_viewport_size({"width": size[0], "height": size[1]})
        fits_the_width(anna.page)
        can_be_hit(anna.page)
    anna.page.set_viewport_size(LAPTOP)
    take(anna, "Ta med", "Servicetorget")
    anna.sees_note("Servicetorget", "Ideer til nye møteplasser")
    expect(ben.note("Servicetorget")).to_contain_text("fra ark 3")
    # The note on the earlier sheet is another: what happens to it is seen beside the sheet.
    ben.look_at(3)
    expect(ben.note("Servicetorget")).to_have_count(1)
    back.get_by_role("button", name="Lukk").click()
    expect(anna.button("Se tilbake på ark 3")).to_be_focused()


def test_the_group_picks_one_and_then_another(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    go_on(cast, 5, "partnere")
    anna.write("Moving Mamas")
    ben.write("BUA")
    go_on(cast, 6, "samarbeidet")
    zone = "Sosial entreprenør:"
    anna.button("Velg fra ark 5").click()
    take(anna, "Velg", "Moving Mamas")
    expect(panel(anna)).to_have_count(0)
    ben.sees_note("Moving Mamas", zone)
    ben.button("Velg fra ark 5").click()
    take(ben, "Velg", "BUA")
    for person in (anna, ben):
        person.sees_note("BUA", zone)
        person.sees_no_note("Moving Mamas")
    ben.button("Angre det siste").click()
    anna.sees_note("Moving Mamas", zone)
    anna.sees_no_note("BUA")
    anna.write("En vi ikke kjenner ennå", zone)
    ben.sees_no_note("Moving Mamas")


def test_who_and_when_of_an_action_survive_a_reload_and_are_completed_at_the_end(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    go_on(cast, 4, "moteplasser")
    anna.pad_zone.select_option(label="Første steg")
    anna.pad.fill("Spørre eiendom")
    whom = anna.page.locator("#pad").get_by_label("Hvem")
    whom.fill("Anna")
    anna.page.reload()
    anna.pad_zone.select_option(label="Første steg")
    expect(whom).to_have_value("Anna")
    expect(anna.pad).to_have_value("Spørre eiendom")
    anna.pad.press("Enter")
    expect(whom).to_have_value("")
    ben.sees_note("Spørre eiendom", "Første steg")
    expect(ben.note("Spørre eiendom")).to_contain_text("Anna")
    go_on(cast, 10, "gratulerer")
    gathered = ben.note("Spørre eiendom")
    expect(gathered).to_contain_text("fra ark 4")
    editor = ben.open("Spørre eiendom")
    editor.get_by_label("Når").fill("før jul")
    ben.axe()
    editor.get_by_role("button", name="Lagre").click()
    expect(anna.note("Spørre eiendom")).to_contain_text("før jul")
    expect(anna.note("Spørre eiendom")).to_contain_text("Anna")
    anna.axe()


def test_what_the_group_agreed_on_is_at_hand_on_every_sheet(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    anna.write("Telefonene i lomma", "Våre egne spilleregler")
    go_on(cast, 2, "hvorfor")
    ben.press("F2")
    rules = ben.page.locator("dialog.standing")
    expect(rules).to_contain_text("Dette bordet fanger IKKE.")
    expect(rules).to_contain_text("Telefonene i lomma")
    ben.axe()
