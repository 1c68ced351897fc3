"""Four windows: a laptop, a large screen, a telephone, and a laptop at 400 %. All is there in each, and whole."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from app.demo import FOLDER
from app.kits.folder import load
from tests.browser.cast import Cast
from tests.browser.people import LAPTOP, Visitor
from tests.browser.rulers import bears_spacing, can_be_hit, fits_the_width, fits_the_window, is_whole, lies_inside

pytestmark = pytest.mark.browser

SIZES = {"laptop": (1366, 768), "large": (1920, 1080), "telephone": (390, 844), "400 %": (320, 256)}
TABLE = ("laptop", "large")
LONGEST = ("Vi må snakke om hvordan tjenestene henger sammen når " * 10)[:499].strip() + "."
WORDY = "Samhandlingsreformoppfølgingskoordinatorstillingsbeskrivelsesutkastet"
STILL = {"reduced_motion": "reduce"}


def windows(page: Page) -> Iterator[str]:
    """Each size in turn, with the window made so large."""
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        yield size


def test_every_sheet_in_every_window(cast: Cast) -> None:
    anna = cast.seat("Anna", **STILL)
    cast.fatma.lead()
    anna.write(WORDY)
    count = cast.fatma.page.locator("#path li").count()
    for number in range(1, count + 1):
        if number > 1:
            cast.fatma.go_to(number)
        anna.is_at(number)
        anna.write(LONGEST)
        for size in windows(anna.page):
            fits_the_width(anna.page)
            is_whole(anna.page)
            can_be_hit(anna.page)
            if size in TABLE:
                fits_the_window(anna.page, ".sheet, .zone, .printed, .note, #pad, .pad button, .top, .guide")
            anna.axe()
            bears_spacing(anna.page)
        anna.page.set_viewport_size(LAPTOP)


def test_what_to_do_now_is_read_and_pressed_without_scrolling_at_every_step(cast: Cast) -> None:
    anna = cast.seat("Anna", **STILL)
    cast.fatma.lead()
    for number, sheet in enumerate(load(FOLDER).sheets, 1):
        if number > 1:
            cast.fatma.go_to(number)
        for nth in range(1, len(sheet.steps) + 1):
            if nth > 1:
                anna.button("Neste trinn").click()
            anna.is_at(number, nth)
            for size in TABLE:
                width, height = SIZES[size]
                anna.page.set_viewport_size({"width": width, "height": height})
                is_whole(anna.page, ".steps, .guide")
                lies_inside(anna.page, ".step-acts :is(button, p), .hand, .tip, #pad")


def test_every_other_page_in_every_window(cast: Cast) -> None:
    code = cast.make_workshop()
    cast.forgive("status of 404")
    visitor = cast.bring(Visitor, **STILL)
    visitor.go(cast.fatma.own)
    for path in (
        "/",
        "/rescue",
        "/workshops/new",
        "/workshops/import",
        f"/{code}?group=2",
        f"/workshops/{code}",
        f"/workshops/{code}/reentry",
        f"/workshops/{code}/groups/1/board",
        f"/workshops/{code}/paper",
        f"/workshops/{code}/paper-notes",
        f"/workshops/{code}/closing",
        cast.fatma.screen,
        "/AAA-AAA",
    ):
        visitor.go(path)
        fits_every_window(visitor)
    anna = cast.seat("Anna", **STILL)
    anna.go(f"/workshops/{code}/pictures")
    fits_every_window(anna)


def fits_every_window(somebody: Visitor) -> None:
    for _ in windows(somebody.page):
        fits_the_width(somebody.page)
        can_be_hit(somebody.page)
        somebody.axe()
        bears_spacing(somebody.page)


def test_what_lies_over_the_sheet_in_every_window(cast: Cast) -> None:
    anna = cast.seat("Anna", **STILL)
    anna.write(LONGEST)
    for _ in windows(anna.page):
        anna.open(LONGEST)
        fits_the_width(anna.page)
        lies_inside(anna.page, "#editor")
        can_be_hit(anna.page)
        anna.axe()
        anna.editor.get_by_role("button", name="Slett").click()
        expect(anna.button("Angre")).to_be_in_viewport(ratio=1)
        anna.axe()
        anna.undo(LONGEST)
        anna.page.keyboard.press("F2")
        expect(anna.button("Lukk")).to_be_visible()
        fits_the_width(anna.page)
        anna.axe()
        anna.button("Lukk").click()


def test_all_of_it_with_a_finger_and_without_dragging(cast: Cast) -> None:
    anna = cast.seat("Anna", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    ben = cast.seat("Ben")
    anna.write("Fra telefonen", "Rundt bordet")
    ben.sees_note("Fra telefonen", "Rundt bordet")
    anna.note("Fra telefonen").tap()
    anna.editor.get_by_label("Endre lappen").fill("Fra telefonen min")
    anna.editor.get_by_label("Flytt til").select_option(label="Felles hensikt og mål")
    anna.axe()
    anna.editor.get_by_role("button", name="Lagre").tap()
    ben.sees_note("Fra telefonen min", "Felles hensikt og mål")
    anna.note("Fra telefonen min").tap()
    anna.editor.get_by_role("button", name="Slett").tap()
    ben.sees_no_note("Fra telefonen min")
    anna.button("Angre").tap()
    ben.sees_note("Fra telefonen min")
    anna.button("Neste trinn").tap()
    ben.is_at(1, 2)
    anna.is_at(1, 2)
    anna.axe()
