"""A field that several write in at once, without losing a word."""

from playwright.sync_api import Page, expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.sketching import ACROSS, FIELD, at_the_sketch, draw, field, go_to, stored, tool
from tests.browser.wire import Wire

CARET = "field => [field.selectionStart, field.selectionEnd]"


def caret(page: Page, at: int) -> None:
    page.locator(f'[data-shared="{FIELD}"]').evaluate(f"field => (field.focus(), field.setSelectionRange({at}, {at}))")


def test_anna_and_ben_write_in_the_same_word_and_keep_their_place(cast: Cast) -> None:
    anna, ben, carl = cast.seat("Anna"), cast.seat("Ben"), cast.seat("Carl")
    at_the_sketch(cast, anna, ben, carl)
    field(anna).click()
    anna.page.keyboard.type("skole")
    expect(field(ben)).to_have_value("skole")
    caret(anna.page, 5)
    caret(ben.page, 0)
    for letter_of_anna, letter_of_ben in zip("fritid", "barne-", strict=True):
        anna.page.keyboard.type(letter_of_anna)
        ben.page.keyboard.type(letter_of_ben)
    for person in (anna, ben):
        expect(field(person)).to_have_value("barne-skolefritid")
    assert field(anna).evaluate(CARET) == [17, 17]
    assert field(ben).evaluate(CARET) == [6, 6]
    expect(field(carl)).to_have_value("")
    anna.axe()


def test_ctrl_z_takes_back_ones_own_letters_and_nobody_elses(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    at_the_sketch(cast, anna, ben)
    field(anna).click()
    anna.page.keyboard.type("Annas")
    expect(field(ben)).to_have_value("Annas")
    caret(ben.page, 5)
    ben.page.keyboard.type(" og Bens")
    expect(field(anna)).to_have_value("Annas og Bens")
    anna.press("Control+z")
    expect(field(ben)).to_have_value(" og Bens")
    anna.press("Control+Shift+z")
    expect(field(ben)).to_have_value("Annas og Bens")


def test_what_is_written_without_contact_survives_a_reload_and_joins_the_others(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    at_the_sketch(cast, anna, ben)
    field(ben).click()
    ben.page.keyboard.type("Helse")
    expect(field(anna)).to_have_value("Helse")
    wire = Wire(anna)
    anna.page.reload()
    wire.let_only_pages_through()
    cast.forgive("^failed: .*/texts", "Failed to load resource", "WebSocket")
    expect(field(anna)).to_have_value("Helse")
    caret(anna.page, 5)
    anna.page.keyboard.type(" og skole")
    caret(ben.page, 0)
    ben.page.keyboard.type("Mest: ")
    anna.page.reload()
    expect(field(anna)).to_have_value("Mest: Helse og skole")
    expect(field(ben)).to_have_value("Mest: Helse")
    anna.page.context.unroute_all()
    expect(field(ben)).to_have_value("Mest: Helse og skole", timeout=20_000)


def test_two_write_together_where_no_websocket_gets_through(cast: Cast) -> None:
    cast.forgive("htmx:ws")
    anna, ben = cast.bring(Participant), cast.bring(Participant)
    for person in (anna, ben):
        person.context.route_web_socket("**/*", lambda route: route.close(code=1006))
    cast.sit_down(anna, "Anna")
    cast.sit_down(ben, "Ben")
    at_the_sketch(cast, anna, ben)
    field(anna).click()
    anna.page.keyboard.type("skole")
    expect(field(ben)).to_have_value("skole")
    caret(ben.page, 0)
    ben.page.keyboard.type("barne")
    tool(ben, "Tegn")
    draw(ben, ACROSS)
    expect(field(anna)).to_have_value("barneskole")
    expect(stored(anna)).to_have_count(1)


def test_when_the_sheet_is_moved_what_was_written_is_kept_and_the_next_keys_touch_no_note(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    go_to(cast, "effekter")
    anna.is_at(7)
    ben.write("Færre kjøp", "Hvilke effekter vil kommunen være opptatt av?")
    anna.sees_note("Færre kjøp")
    lay = anna.note("Færre kjøp").get_attribute("style")
    at_the_sketch(cast, anna, ben)
    field(anna).click()
    anna.page.keyboard.type("Midt i en setn")
    go_to(cast, "effekter")
    anna.is_at(7)
    expect(anna.page.locator("#board")).to_be_focused()
    anna.page.keyboard.type("ing ")
    anna.press("ArrowDown", "Enter", "Delete")
    ben.sees_note("Færre kjøp")
    assert anna.note("Færre kjøp").get_attribute("style") == lay
    expect(anna.editor).to_be_hidden()
    at_the_sketch(cast, anna, ben)
    expect(field(anna)).to_have_value("Midt i en setn")
    expect(field(ben)).to_have_value("Midt i en setn")


def test_what_has_no_room_stands_beside_the_field(cast: Cast) -> None:
    cast.forgive("status of 422")
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    at_the_sketch(cast, anna, ben)
    field(anna).fill("a" * 4998)
    expect(field(ben)).to_have_value("a" * 4998)
    for person in (anna, ben):
        person.page.evaluate("document.querySelector('[data-shared]').removeAttribute('maxlength')")
    caret(ben.page, 4998)
    ben.page.keyboard.insert_text("bbbbb")
    expect(ben.page.locator(".together-left:visible")).to_have_text("Dette fikk ikke plass: bbbbb")
    expect(ben.status).to_contain_text("Feltet har plass til 5000 tegn.")
    expect(field(ben)).to_have_value("a" * 4998)
    ben.axe()


def test_where_one_only_reads_the_text_is_there(cast: Cast) -> None:
    anna = cast.seat("Anna")
    at_the_sketch(cast, anna)
    field(anna).click()
    anna.page.keyboard.type("Oppvekst")
    cast.fatma.go(f"/workshops/{cast.fatma.code}/groups/1/board")
    cast.fatma.sees("Oppvekst")
    go_to(cast, "effekter")
    anna.is_at(7)
    anna.look_at(6)
    anna.sees("Oppvekst")
    expect(field(anna)).to_have_count(0)
