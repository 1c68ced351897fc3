"""Rows in a browser: notes beside them by pad, editor and drag; what is half written survives a row that comes."""

from playwright.sync_api import Locator, expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.test_votes import lead_to

SHEET, NUMBER = "maling", 8
ROWS, WHAT, HOW = "De viktigste effektene", "Hva kan vi måle?", "Hvordan kan vi måle?"

MIDDLES = """elements => elements.map(element => {
  const { top, bottom } = element.getBoundingClientRect();
  return (top + bottom) / 2;
})"""


def band(person: Participant, zone: str, row: str) -> Locator:
    return person.zone(zone).locator(f'.band[data-label="{row}"]')


def choose_row(person: Participant, row: str) -> None:
    person.page.locator("#pad").get_by_label("Hører til").select_option(label=row)


def at_the_rows(cast: Cast) -> tuple[Participant, Participant]:
    """Anna and Ben with two rows that Anna wrote."""
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    lead_to(cast, SHEET)
    for person in (anna, ben):
        person.is_at(NUMBER)
    for row in ("Færre kjøp", "Mindre ensomhet"):
        anna.write(row, ROWS)
        expect(band(anna, WHAT, row)).to_be_visible()
        expect(band(ben, HOW, row)).to_be_visible()
    return anna, ben


def are_aligned(person: Participant) -> None:
    """Each band lies beside its row."""
    rows = person.zone(ROWS).locator(".note").evaluate_all(MIDDLES)
    for zone in (WHAT, HOW):
        bands = person.zone(zone).locator(".band").evaluate_all(MIDDLES)
        assert len(bands) == len(rows) > 0
        assert all(abs(one - other) < 8 for one, other in zip(rows, bands, strict=True)), (rows, bands)


def test_a_note_goes_to_its_row_by_pad_editor_and_drag(cast: Cast) -> None:
    anna, ben = at_the_rows(cast)
    anna.pad_zone.select_option(label=WHAT)
    choose_row(anna, "Mindre ensomhet")
    anna.pad.fill("Antall venner")
    anna.pad.press("Enter")
    for person in (anna, ben):
        expect(band(person, WHAT, "Mindre ensomhet").locator(".note:not([data-pending])")).to_have_count(1)
    editor = ben.open("Antall venner")
    expect(editor.get_by_label("Hører til")).to_have_value(
        band(ben, WHAT, "Mindre ensomhet").get_attribute("data-beside") or "-"
    )
    editor.get_by_label("Hører til").select_option(label="Færre kjøp")
    editor.get_by_role("button", name="Lagre").click()
    for person in (anna, ben):
        expect(band(person, WHAT, "Færre kjøp").locator(".note:not([data-pending])")).to_have_count(1)
    target = band(anna, HOW, "Mindre ensomhet").bounding_box()
    assert target is not None
    anna.note("Antall venner").hover()
    anna.page.mouse.down()
    anna.page.mouse.move(target["x"] + target["width"] / 2, target["y"] + target["height"] / 2, steps=8)
    anna.page.mouse.up()
    for person in (anna, ben):
        expect(band(person, HOW, "Mindre ensomhet").locator(".note:not([data-pending])")).to_have_count(1)
    anna.axe()


def test_bands_lie_beside_their_rows_at_every_size(cast: Cast) -> None:
    anna, _ = at_the_rows(cast)
    for size in ((1366, 768), (1920, 1080), (1024, 700)):
        anna.page.set_viewport_size({"width": size[0], "height": size[1]})
        are_aligned(anna)
    anna.write("Uten rad", WHAT)
    are_aligned(anna)


def test_a_row_that_is_taken_away_leaves_its_notes_and_they_return_with_it(cast: Cast) -> None:
    anna, ben = at_the_rows(cast)
    anna.pad_zone.select_option(label=WHAT)
    choose_row(anna, "Færre kjøp")
    anna.pad.fill("Antall")
    anna.pad.press("Enter")
    expect(band(ben, WHAT, "Færre kjøp").locator(".note")).to_have_count(1)
    anna.delete("Færre kjøp")
    for person in (anna, ben):
        expect(band(person, WHAT, "Færre kjøp")).to_have_count(0)
        person.sees_note("Antall", WHAT)
    anna.undo("Færre kjøp")
    expect(band(ben, WHAT, "Færre kjøp").locator(".note")).to_have_count(1)


def test_what_ben_is_writing_survives_that_anna_adds_a_row(cast: Cast) -> None:
    anna, ben = at_the_rows(cast)
    ben.pad_zone.select_option(label=HOW)
    choose_row(ben, "Mindre ensomhet")
    ben.pad.fill("Spør dem det")
    anna.write("Sparer tid", ROWS)
    expect(band(ben, HOW, "Sparer tid")).to_be_visible()
    expect(ben.pad).to_be_focused()
    ben.press(*" gjelder")
    ben.pad.press("Enter")
    expect(band(anna, HOW, "Mindre ensomhet").locator(".note")).to_contain_text("Spør dem det gjelder")
