"""A whole morning in fast time: four groups of three, two who lead all of it, one who leads a group, and a Screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.morning import NAMES, Morning
from tests.browser.people import Visitor
from tests.browser.rulers import can_be_hit, fits_the_width
from tests.house import House
from tests.report_pdf import Reading

pytestmark = pytest.mark.browser

FIRST = [names[0] for names in NAMES.values()]


@pytest.fixture
def morning(chromium: Browser, house: House) -> Iterator[Morning]:
    gathered = Morning(chromium, house)
    yield gathered
    gathered.leave()


def test_a_whole_morning(morning: Morning) -> None:
    morning.prepare()
    for part in (
        arriving,
        first_sheets,
        someone_is_late_someone_moves,
        one_group_is_held_back,
        fatma_is_gone_for_a_while,
        half_time,
        plenary_after_sheet_5,
        plenary_after_sheet_9,
        the_end,
    ):
        part(morning)
        morning.axe_everywhere()


def arriving(morning: Morning) -> None:
    morning.screen_shows("welcome", morning.fatma.code, "0 personer er her")
    morning.arrive()
    morning.screen_shows("welcome", "11 personer er her", "Anna, Ben, Bodil", "Eva, Emil")
    morning.fatma.lead()
    morning.fatma.axe()


def first_sheets(morning: Morning) -> None:
    """The workshop begins; on the first sheet each group writes, one calls for help, Guro goes to them."""
    morning.next("Velkommen")
    morning.screen_shows("opening", "Velkommen og felles innledning")
    morning.next("Neste: ark 1")
    for person in morning.people.values():
        person.is_at(1)
    for name in FIRST:
        morning.people[name].write(f"Vi i gruppa til {name}")
    morning.screen_shows("sheet", "Hensikt, mål og spilleregler")
    carl = morning.people["Carl"]
    carl.button("Vi trenger hjelp").click()
    expect(morning.fatma.tile(2)).to_contain_text("Trenger hjelp")
    morning.fatma.axe()
    guro = morning.guro
    guro.go(f"/workshops/{guro.code}/groups/2/board")
    guro.axe()
    guro.link("Styr gruppa").click()
    guro.button("De har fått hjelp").click()
    expect(morning.fatma.tile(2)).not_to_contain_text("Trenger hjelp")
    carl.axe()


def someone_is_late_someone_moves(morning: Morning) -> None:
    """Erik comes late and sees at once what his group has. Mons moves Bodil: her notes stay."""
    erik = morning.join("Erik", 4)
    erik.is_at(1)
    expect(erik.notes).to_have_count(1)
    bodil, mons = morning.people["Bodil"], morning.mons
    bodil.write("Fra Bodil")
    mons.lead()
    mons.link("Grupper").click()
    mons.page.locator("summary", has_text="Bodil").click()
    mons.axe()
    mons.page.locator(".person-acts", has_text="Bodil").get_by_label("Flytt til").select_option(label="Gruppe 3")
    mons.button("Flytt Bodil").click()
    expect(bodil.page.locator("#group-name, .group-name").first).to_contain_text("Gruppe 3")
    expect(bodil.note("Fra Bodil")).to_have_count(0)
    morning.people["Ben"].sees_note("Fra Bodil")


def one_group_is_held_back(morning: Morning) -> None:
    """Group 4 goes its own way for two sheets; then it is moved to where the others are."""
    fatma = morning.fatma
    fatma.tile(4).get_by_role("link", name="Mer om Gruppe 4").click()
    fatma.axe()
    fatma.button("La den gå i eget tempo").click()
    expect(fatma.tile(4)).to_contain_text("eget tempo")
    morning.next("Neste: ark 2")
    for person in morning.first_of(1, 2, 3):
        person.is_at(2)
    morning.people["Eva"].is_at(1)
    fatma.tile(4).get_by_role("link", name="Mer om Gruppe 4").click()
    fatma.page.get_by_label("Til", exact=True).select_option(label="Ark 2: Hvorfor samarbeide")
    fatma.button("Flytt gruppa").click()
    morning.people["Eva"].is_at(2)
    fatma.tile(4).get_by_role("link", name="Mer om Gruppe 4").click()
    fatma.button("La den følge de andre").click()
    expect(fatma.tile(4)).not_to_contain_text("eget tempo")


def fatma_is_gone_for_a_while(morning: Morning) -> None:
    """The groups go on, and she has the role again from another machine."""
    morning.fatma_vanishes()
    anna = morning.people["Anna"]
    anna.next_step()
    anna.write("Skrevet mens fasilitatoren var borte")
    morning.fatma_comes_back()
    expect(morning.fatma.page.locator(".now-where")).to_contain_text("Ark 2 av 10")
    morning.fatma.axe()


def half_time(morning: Morning) -> None:
    """They are late: she sees it, plans the rest anew with one click, and all have a break."""
    fatma = morning.fatma
    for number in (3, 4):
        morning.next(f"Neste: ark {number}")
    morning.pass_time(120)
    fatma.lead()
    expect(fatma.page.locator(".now-late")).to_contain_text("min bak planen")
    fatma.link("Hva nå?").click()
    fatma.axe()
    late = fatma.page.locator(".now-late").inner_text()
    fatma.page.locator(".late-option").first.get_by_role("button").click()
    expect(fatma.page.locator("#asked")).to_be_hidden()
    expect(fatma.page.locator(".now-late")).not_to_have_text(late)
    morning.next("Neste: Pause")
    morning.screen_shows("break", "Pause", "Vi fortsetter kl.")
    dina = morning.people["Dina"]
    expect(dina.page.locator("#notice")).to_contain_text("Vi fortsetter kl.")
    dina.axe()


def plenary_after_sheet_5(morning: Morning) -> None:
    """Sheet 5: all together, one group after another, one that is asked first, one note, and what is noted down."""
    fatma = morning.fatma
    morning.next("Neste: ark 5")
    for name in FIRST:
        morning.people[name].write(f"Partner for {name}", "Regionen")
    morning.plenary(5)
    fatma.axe()
    fatma.button("Vis alle gruppene samlet").click()
    morning.screen_shows("gathered", "Partner for Anna", "Partner for Eva", "Gruppe 4")
    has_room_at_every_size(fatma)
    has_room_at_every_size(morning.screen)
    morning.presenter(2).get_by_role("button", name="Spør først").click()
    expect(morning.shown()).not_to_contain_text("Partner for Carl")
    carl = morning.people["Carl"]
    expect(carl.page.locator("#notice")).to_contain_text("Kan vi vise ark 5")
    carl.axe()
    morning.presenter(1).get_by_role("button", name="Vis arket").click()
    morning.screen_shows("boards", "Gruppe 1", "Partner for Anna")
    carl.button("Ja, vis det").click()
    expect(morning.presenter(2)).to_contain_text("svarte: ja")
    fatma.button("Neste: Gruppe 2").click()
    morning.screen_shows("boards", "Partner for Carl")
    fatma.button("Vis begge").click()
    morning.screen_shows("boards", "Partner for Anna", "Partner for Carl")
    fatma.page.get_by_text("Vis én lapp eller samling stort").click()
    fatma.page.locator(".pickable-note", has_text="Partner for Dina").click()
    morning.screen_shows("note", "Partner for Dina", "Gruppe 3")
    fatma.page.get_by_label("Notat fra plenum").fill("Alle vil ha en felles oversikt")
    fatma.button("Noter").click()
    expect(fatma.page.locator("#plenary-noted")).to_contain_text("Alle vil ha en felles oversikt")
    expect(fatma.page.get_by_label("Notat fra plenum")).to_have_value("")
    fatma.axe()
    fatma.button("La den følge workshopen igjen").click()
    morning.screen_shows("sheet")


def has_room_at_every_size(somebody: Visitor) -> None:
    for width, height in ((1920, 1080), (390, 844), (320, 256), (1366, 768)):
        somebody.page.set_viewport_size({"width": width, "height": height})
        fits_the_width(somebody.page)
        can_be_hit(somebody.page)


def plenary_after_sheet_9(morning: Morning) -> None:
    """Sheet 9: what all answered about the myths, added up; then the next steps of all."""
    fatma = morning.fatma
    fatma.lead()
    fatma.go_to(9)
    for number in (1, 2):
        morning.first_of(number)[0].next_step()
        for name in NAMES[number][:2]:
            person = morning.people[name]
            person.is_at(9, 2)
            person.zone("MYTE 1:").get_by_role("radio", name="Delvis").check()
    for person in morning.first_of(1, 2):
        person.next_step()
    morning.plenary(9)
    fatma.button("Vis alle gruppene samlet").click()
    morning.screen_shows("gathered", "Delvis")
    delvis = morning.shown().locator(".stand-part", has_text="Delvis").first
    expect(delvis).to_contain_text("4")
    fatma.axe()
    fatma.lead()
    fatma.go_to(10)
    morning.people["Eva"].write("Ringe NAV i morgen", "Hva er neste skritt for dere?")
    morning.plenary(10)
    fatma.button("Vis neste skritt fra alle").click()
    morning.screen_shows("actions", "Ringe NAV i morgen", "Gruppe 4")


def the_end(morning: Morning) -> None:
    """The evaluation, thanks, and the report with everything in it."""
    fatma, anna = morning.fatma, morning.people["Anna"]
    fatma.lead()
    morning.next("Neste: Oppsummering")
    morning.screen_shows("closing", "Oppsummering i plenum", "Evalueringen er åpen")
    anna.page.get_by_role("link", name="Svar på evalueringen").first.click()
    anna.page.get_by_role("textbox").first.fill("Å høre de andre gruppene")
    anna.button("Send svaret").click()
    anna.sees("Takk for svaret")
    anna.axe()
    fatma.close()
    morning.screen_shows("thanks", "Takk for i dag", "Da slettes alt her")
    eva = morning.people["Eva"]
    expect(eva.page.locator("#board[data-writable]")).to_have_count(0)
    eva.axe()
    fatma.lead()
    fatma.axe()
    told = Reading(fatma.context.request.get(f"/workshops/{fatma.code}/report.pdf").body()).everything
    for text in (
        "Fra Bodil",
        "Skrevet mens fasilitatoren var borte",
        "Alle vil ha en felles oversikt",
        "Ringe NAV i morgen",
    ):
        assert text in told, text
