"""Four windows: a laptop, a large screen, a telephone, and a laptop at 400 %. All is there in each, and whole."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.people import Visitor
from tests.browser.rulers import bears_spacing, can_be_hit, fits_the_width, fits_the_window, is_whole, lies_inside

pytestmark = pytest.mark.browser

SIZES = {"laptop": (1366, 768), "large": (1920, 1080), "telephone": (390, 844), "400 %": (320, 256)}
TABLE = ("laptop", "large")
LONGEST = ("Vi må snakke om hvordan tjenestene henger sammen når " * 10)[:499].strip() + "."
WORDY = "Samhandlingsreformoppfølgingskoordinatorstillingsbeskrivelsesutkastet"


def window(size: str) -> dict[str, Any]:
    width, height = SIZES[size]
    return {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"}


def test_every_sheet_in_every_window(cast: Cast) -> None:
    code = cast.make_workshop()
    people = {size: cast.bring(Participant, **window(size)) for size in SIZES}
    for size, person in people.items():
        person.join(code, f"Anna {size}", 1)
    cast.fatma.lead()
    writer = people["laptop"]
    writer.write(WORDY)
    count = cast.fatma.page.locator("#path li").count()
    for number in range(1, count + 1):
        if number > 1:
            cast.fatma.move_on(number)
        writer.is_at(number)
        writer.write(LONGEST)
        for size, person in people.items():
            person.is_at(number)
            person.sees_note(LONGEST)
            holds(person, size)


def holds(person: Participant, size: str) -> None:
    page = person.page
    fits_the_width(page)
    is_whole(page)
    can_be_hit(page)
    if size in TABLE:
        fits_the_window(page, ".sheet, .zone, .printed, .note, #pad, .pad button, .top, .guide")
    person.axe()
    bears_spacing(page)


@pytest.mark.parametrize("size", SIZES)
def test_every_other_page_in_every_window(size: str, cast: Cast) -> None:
    code = cast.make_workshop()
    cast.forgive("status of 404")
    visitor = cast.bring(Visitor, **window(size))
    visitor.go(cast.fatma.own)
    for path in (
        "/",
        "/rescue",
        "/workshops/new",
        f"/{code}?group=2",
        f"/workshops/{code}",
        f"/workshops/{code}/reentry",
        f"/workshops/{code}/groups/1/board",
        f"/workshops/{code}/invitation",
        f"/workshops/{code}/closing",
        cast.fatma.screen,
        "/AAA-AAA",
    ):
        visitor.go(path)
        fits_the_width(visitor.page)
        can_be_hit(visitor.page)
        visitor.axe()
        bears_spacing(visitor.page)


@pytest.mark.parametrize("size", SIZES)
def test_what_lies_over_the_sheet_in_every_window(size: str, cast: Cast) -> None:
    anna = cast.seat("Anna", **window(size))
    anna.write(LONGEST)
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
    expect(anna.pad).to_be_visible()


def test_all_of_it_with_a_finger_and_without_dragging(cast: Cast) -> None:
    anna = cast.seat("Anna", **window("telephone"), has_touch=True, is_mobile=True)
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
