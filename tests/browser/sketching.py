"""What people do with a sketch and with the fields they write in together."""

import math

from playwright.sync_api import Locator

from tests.browser.cast import Cast
from tests.browser.participant import Participant

Points = list[tuple[float, float]]

SHEET, NUMBER = "samarbeidet", 6
SKETCH, FIELD = "samarbeidet", "sektor"
CIRCLE: Points = [(500 + 250 * math.cos(turn / 20), 500 + 250 * math.sin(turn / 20)) for turn in range(126)]
ACROSS: Points = [(250, 500), (750, 500)]


def go_to(cast: Cast, sheet: str) -> None:
    """Fatma brings all groups to a sheet."""
    cast.fatma.context.request.post(f"/workshops/{cast.fatma.code}/moves", form={"sheet": sheet})


def at_the_sketch(cast: Cast, *people: Participant) -> None:
    """All groups are brought to the sheet where one sketches."""
    go_to(cast, SHEET)
    for person in people:
        person.is_at(NUMBER)


def tool(person: Participant, name: str) -> None:
    person.page.get_by_role("radio", name=name, exact=True).check(force=True)


def draw(person: Participant, points: Points) -> None:
    """A line with the mouse, in per mille of the sketch."""
    area = person.page.locator(f"#zone-{SKETCH}-lines")
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box
    at = [(box["x"] + x * box["width"] / 1000, box["y"] + y * box["height"] / 1000) for x, y in points]
    person.page.mouse.move(*at[0])
    person.page.mouse.down()
    for point in at[1:]:
        person.page.mouse.move(*point)
    person.page.mouse.up()


def lines(person: Participant) -> Locator:
    return person.page.locator("#board .line:not([hidden])")


def stored(person: Participant) -> Locator:
    return person.page.locator('#board .line:not([hidden], [data-version="0"])')


def field(person: Participant, key: str = FIELD) -> Locator:
    return person.page.locator(f'#board [data-shared="{key}"]')
