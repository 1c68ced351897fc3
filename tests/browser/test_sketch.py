"""A sketch: drawn by several, seen by all, taken back by whoever drew, and there in words too."""

from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.sketching import ACROSS, CIRCLE, SKETCH, at_the_sketch, draw, field, lines, stored, tool
from tests.browser.wire import Wire

SHAPE = """line => {
  const { width, height } = line.querySelector("path").getBBox();
  const { clientWidth, clientHeight } = line.parentElement;
  return (width / height) * (clientWidth / clientHeight);
}"""
"""How wide a line is for its height, as it is seen."""

IN_WORDS = "Beskriv tegningen med ord"


def test_anna_draws_ben_sees_it_and_carl_does_not(cast: Cast) -> None:
    anna, ben, carl = cast.seat("Anna"), cast.seat("Ben"), cast.seat("Carl")
    at_the_sketch(cast, anna, ben, carl)
    tool(anna, "Tegn")
    tool(anna, "Blå")
    draw(anna, CIRCLE)
    expect(stored(ben)).to_have_count(1)
    expect(stored(ben)).to_have_attribute("data-colour", "blue")
    expect(stored(ben).locator("path[d]")).to_have_count(1)
    expect(lines(carl)).to_have_count(0)
    shape = stored(ben).evaluate(SHAPE)
    ben.page.set_viewport_size({"width": 390, "height": 844})
    assert abs(stored(ben).evaluate(SHAPE) - shape) < 0.02
    anna.axe()
    ben.axe()


def test_each_takes_back_their_own_last_line_and_the_eraser_takes_whole_lines(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    at_the_sketch(cast, anna, ben)
    for person, points in ((anna, CIRCLE), (ben, ACROSS)):
        tool(person, "Tegn")
        draw(person, points)
    for person in (anna, ben):
        expect(stored(person)).to_have_count(2)
    anna.press("Control+z")
    expect(stored(ben)).to_have_count(1)
    draw(anna, [(500, 100), (500, 900)])
    expect(stored(ben)).to_have_count(2)
    tool(anna, "Viskelær")
    draw(anna, [(300, 300), (300, 700)])
    expect(stored(ben)).to_have_count(1)
    anna.press("Control+z")
    expect(stored(ben)).to_have_count(2)


def test_notes_on_a_sketch_are_moved_where_one_writes_and_drawn_over_where_one_draws(cast: Cast) -> None:
    anna = cast.seat("Anna")
    at_the_sketch(cast, anna)
    label = anna.page.locator(f'[data-zone="{SKETCH}"] .zone-label').inner_text()
    anna.write("Felles inngang", label)
    anna.open("Felles inngang")
    anna.press("Escape")
    tool(anna, "Tegn")
    expect(anna.pad).to_be_visible()
    place = anna.note("Felles inngang").get_attribute("data-x")
    box = anna.note("Felles inngang").bounding_box()
    assert box
    anna.page.mouse.move(box["x"] + 20, box["y"] + 20)
    anna.page.mouse.down()
    anna.page.mouse.move(box["x"] + 200, box["y"] + 120, steps=5)
    anna.page.mouse.up()
    expect(stored(anna)).to_have_count(1)
    expect(anna.note("Felles inngang")).to_have_attribute("data-x", place or "")
    anna.page.locator("[data-tools] [value=draw]").press("Escape")
    anna.open("Felles inngang")


def test_a_line_drawn_without_contact_survives_a_reload_and_is_stored_once(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    at_the_sketch(cast, anna, ben)
    wire = Wire(anna)
    anna.page.reload()
    tool(anna, "Tegn")
    wire.let_only_pages_through()
    cast.forgive("^failed: .*/notes", "Failed to load resource", "WebSocket")
    draw(anna, CIRCLE)
    expect(lines(anna)).to_have_count(1)
    anna.page.reload()
    expect(lines(anna)).to_have_count(1)
    expect(lines(ben)).to_have_count(0)
    anna.page.context.unroute_all()
    expect(stored(ben)).to_have_count(1, timeout=20_000)
    expect(stored(anna)).to_have_count(1)


def test_the_sketch_is_there_in_words_by_keyboard_alone(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    at_the_sketch(cast, anna, ben)
    summary = anna.page.locator("summary", has_text=IN_WORDS)
    expect(summary).to_have_accessible_name(IN_WORDS)
    tool(ben, "Tegn")
    draw(ben, ACROSS)
    expect(summary).to_have_accessible_name(f"{IN_WORDS} (mangler)")
    anna.axe()
    summary.focus()
    anna.press("Enter", "Tab")
    expect(field(anna, f"{SKETCH}-alt")).to_be_focused()
    anna.page.keyboard.type("Et bibliotek med to innganger")
    drawing = ben.page.get_by_role("img", name="Tegning")
    expect(drawing).to_have_accessible_description("Et bibliotek med to innganger")
    expect(summary).to_have_accessible_name(IN_WORDS)
    anna.axe()
    cast.fatma.go(f"/workshops/{cast.fatma.code}/groups/1/board")
    cast.fatma.sees("Et bibliotek med to innganger")
    cast.fatma.axe()


def test_a_finger_draws_on_a_narrow_screen(cast: Cast) -> None:
    anna = cast.seat("Anna", viewport={"width": 390, "height": 844}, has_touch=True)
    ben = cast.seat("Ben")
    at_the_sketch(cast, anna, ben)
    tool(anna, "Tegn")
    anna.page.locator(f"#zone-{SKETCH}-lines").scroll_into_view_if_needed()
    box = anna.page.locator(f"#zone-{SKETCH}-lines").bounding_box()
    assert box
    anna.page.touchscreen.tap(box["x"] + 60, box["y"] + 60)
    expect(stored(ben)).to_have_count(1)
