"""What each of the ten sheets is for: Anna and Ben do it, sheet by sheet, and it stands in the report."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.sketching import CIRCLE, draw, field, stored, tool
from tests.browser.test_beside import go_on, panel, take
from tests.browser.test_clusters import gather
from tests.browser.test_rows import HOW, WHAT, band, choose_row
from tests.browser.test_sides import ENTERPRISES
from tests.browser.test_votes import CITIZEN, CITY, more
from tests.report_pdf import Element, Reading

pytestmark = pytest.mark.browser


def agree_on_rules(anna: Participant, ben: Participant) -> None:
    anna.write("Leder i barnehage", "Rundt bordet")
    ben.write("Driver et kjøkken", "Rundt bordet")
    ben.write("Telefonene i lomma", "Våre egne spilleregler")
    anna.press("F2")
    expect(anna.page.locator("dialog.standing")).to_contain_text("Telefonene i lomma")
    anna.press("Escape")


def think_in_silence(anna: Participant, ben: Participant) -> None:
    anna.next_step()
    ben.is_at(2, 2)
    anna.write("Barna lærer av hverandre")
    ben.write("Vi når dem dere ikke når")
    expect(anna.blanks).to_have_count(1)
    anna.next_step()
    anna.sees_note("Vi når dem dere ikke når")
    gather(anna, "Sammen når vi flere", "Barna lærer av hverandre", "Vi når dem dere ikke når")


def meet_from_both_sides(anna: Participant, ben: Participant) -> None:
    ben.write("Sentralbordet", ENTERPRISES)
    anna.write("Jeg vet ikke hvem de er", ENTERPRISES)
    expect(ben.note("Jeg vet ikke hvem de er").locator(".note-guest")).to_be_visible()


def find_places_to_meet(anna: Participant, ben: Participant) -> None:
    anna.button("Se tilbake på ark 3").click()
    take(anna, "Ta med", "Sentralbordet")
    panel(anna).get_by_role("button", name="Lukk").click()
    ben.button("Kort").click()
    card = panel(ben).locator(".card").filter(has_text="Plass i bydelens lokaler")
    card.locator("summary").click()
    card.get_by_role("button", name="Legg på arket").click()
    ben.editor.get_by_label("Endre lappen").fill("vi har en tom brannstasjon")
    ben.editor.get_by_role("button", name="Lagre").click()
    panel(ben).get_by_role("button", name="Lukk").click()
    anna.pad_zone.select_option(label="Første steg")
    anna.page.locator("#pad").get_by_label("Hvem").fill("Anna")
    anna.write("Spørre eiendom", "Første steg")


def name_partners(anna: Participant, ben: Participant) -> None:
    anna.write("Ungt Kjøkken", "Kommunen")
    ben.write("Forandringsfabrikken", "Hele landet")
    anna.write("Forandringsfabrikken (Oslo)", "Hele landet")
    ben.page.get_by_role("region", name="Er dette det samme?").get_by_role("button", name="Samle").click()
    ben.press("Enter")
    anna.move_to("Ungt Kjøkken", "Regionen")


def imagine(anna: Participant, ben: Participant) -> None:
    anna.button("Velg fra ark 5").click()
    take(anna, "Velg", "Ungt Kjøkken")
    field(ben).fill("Fritid og barnevern")
    tool(anna, "Tegn")
    draw(anna, CIRCLE)
    expect(stored(ben)).to_have_count(1)
    ben.page.get_by_text("Beskriv tegningen med ord").click()
    field(ben, "samarbeidet-alt").fill("Alle sitter rundt ett bord")
    expect(field(anna)).to_have_value("Fritid og barnevern")
    expect(ben.status).to_be_empty()


def weigh_gains(anna: Participant, ben: Participant) -> None:
    anna.next_step()
    anna.write("Færre kjøp", CITY)
    ben.write("Mindre ensomhet", CITIZEN)
    editor = anna.open("Færre kjøp")
    editor.get_by_text("Spare tid").click()
    editor.get_by_role("button", name="Lagre").click()
    anna.next_step()
    for person in (anna, ben):
        person.is_at(7, 3)
        more(person, "Færre kjøp").click()
    more(ben, "Mindre ensomhet").click()
    anna.sees("2 har stemt.")
    anna.next_step()
    expect(ben.note("Færre kjøp").locator(".note-votes")).to_contain_text("2")


def measure(anna: Participant, ben: Participant) -> None:
    expect(band(anna, WHAT, "Færre kjøp")).to_be_visible()
    anna.pad_zone.select_option(label=WHAT)
    choose_row(anna, "Færre kjøp")
    anna.write("Antall vedtak", WHAT)
    ben.pad_zone.select_option(label=HOW)
    choose_row(ben, "Mindre ensomhet")
    ben.write("Spør dem", HOW)


def take_stands(anna: Participant, ben: Participant) -> None:
    anna.next_step()
    for person, stand in ((anna, "Delvis"), (ben, "Nei")):
        person.is_at(9, 2)
        asked = person.page.locator(".stands-ask")
        for at in range(asked.count()):
            asked.nth(at).get_by_role("radio", name=stand).check()
    anna.sees("2 har svart på alle.")
    anna.next_step()
    ben.write("«De vil bare tjene penger»", "Er det andre myter som lever hos dere?")


def go_home_with_a_plan(anna: Participant, ben: Participant) -> None:
    anna.write("Vi kjenner dem nå", "Ble dere bedre kjent med utfordringer og muligheter i kommunen?")
    editor = ben.open("Spørre eiendom")
    editor.get_by_label("Når").fill("før jul")
    editor.get_by_role("button", name="Lagre").click()
    expect(anna.note("Spørre eiendom")).to_contain_text("før jul")


SHEETS = {
    "hensikt": agree_on_rules,
    "hvorfor": think_in_silence,
    "motepunkter": meet_from_both_sides,
    "moteplasser": find_places_to_meet,
    "partnere": name_partners,
    "samarbeidet": imagine,
    "effekter": weigh_gains,
    "maling": measure,
    "myter": take_stands,
    "gratulerer": go_home_with_a_plan,
}

TOLD = {
    1: ("Telefonene i lomma", "Driver et kjøkken"),
    2: ("Sammen når vi flere", "Barna lærer av hverandre"),
    3: ("Jeg vet ikke hvem de er", "gjest"),
    4: ("Sentralbordet", "fra ark 3", "Plass i bydelens lokaler", "vi har en tom brannstasjon"),
    5: ("Ungt Kjøkken", "Forandringsfabrikken (Oslo)"),
    6: ("fra ark 5", "Fritid og barnevern", "Skissen i ord: Alle sitter rundt ett bord"),
    7: ("Færre kjøp", "Spare tid", "2 stemmer", "1 stemme"),
    8: ("De viktigste effektene (fra ark 7)", "Antall vedtak", "Spør dem"),
    9: ("Delvis 1", "Nei 1", "2 svar", "«De vil bare tjene penger»"),
    10: (
        "Vi kjenner dem nå",
        "Det står i tabellen først i rapporten.",
    ),
}
"""What the report says of each sheet."""


def test_two_people_do_what_each_sheet_is_for_and_find_it_in_the_report(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    for number, (sheet, act) in enumerate(SHEETS.items(), start=1):
        if number > 1:
            go_on(cast, number, sheet)
        act(anna, ben)
        for person in (anna, ben):
            expect(person.page.locator("#board [data-pending]")).to_have_count(0)
        anna.axe()
    answer = cast.fatma.context.request.get(f"/workshops/{cast.fatma.code}/report.pdf")
    steps, sheets = told(Reading(answer.body()))
    assert "Spørre eiendom" in steps
    assert "Anna" in steps
    assert "før jul" in steps
    missing = {n: [words for words in TOLD[n] if plain(words) not in plain(sheets[n])] for n in TOLD}
    assert not any(missing.values()), missing


def told(report: Reading) -> tuple[str, dict[int, str]]:
    """What a report says before its first group, and of each sheet of that."""
    [document] = report.kinds("Document")
    sheets, in_groups = {0: ""}, False
    for part in document.parts:
        if isinstance(part, Element):
            in_groups = in_groups or (part.kind == "H1" and part.text.startswith("Gruppe"))
            at = len(sheets) - (part.kind != "H2" or not in_groups)
            sheets[at] = sheets.get(at, "") + part.text
    return sheets.pop(0), sheets


def plain(text: str) -> str:
    return "".join(text.split())
