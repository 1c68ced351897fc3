"""On a sheet of names, those that name the same are pointed out and can be gathered."""

import pytest
from playwright.sync_api import Locator, expect

from tests.board.names import ALIKE, DIFFERENT
from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.sketching import go_to

pytestmark = pytest.mark.browser

JUDGE = """async pairs => {
  const board = document.querySelector('script[src*="/built/board.js"]').src;
  const { isAlike } = await import(board.replace("built/board", "js/alike"));
  return pairs.map(([one, other]) => isAlike(one, other) && isAlike(other, one));
}"""


def asked(person: Participant) -> Locator:
    return person.page.get_by_role("region", name="Er dette det samme?")


def at_the_names(cast: Cast, *people: Participant) -> None:
    go_to(cast, "partnere")
    for person in people:
        person.is_at(5)


def test_what_is_alike_and_what_is_not(cast: Cast) -> None:
    anna = cast.seat("Anna")
    assert anna.page.evaluate(JUDGE, ALIKE) == [True] * len(ALIKE)
    assert anna.page.evaluate(JUDGE, DIFFERENT) == [False] * len(DIFFERENT)


def test_a_name_that_two_have_written_is_pointed_out_and_gathered_by_keyboard(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    at_the_names(cast, anna, ben)
    anna.write("Forandringsfabrikken", "Kommunen")
    expect(asked(anna)).to_be_hidden()
    ben.write("Forandringsfabrikken (Oslo)", "Regionen")
    for person in (anna, ben):
        expect(asked(person)).to_contain_text("«Forandringsfabrikken» og «Forandringsfabrikken (Oslo)»")
    anna.axe()
    asked(anna).get_by_role("button", name="Samle").focus()
    anna.press("Enter")
    expect(anna.page.get_by_label("Tittel på samlingen")).to_have_value("Forandringsfabrikken")
    anna.press("Enter")
    expect(ben.page.locator("#board .cluster .note")).to_have_count(2)
    expect(ben.page.locator("#board .cluster-open")).to_contain_text("Forandringsfabrikken")
    for person in (anna, ben):
        expect(asked(person)).to_be_hidden()
    ben.write("Forandringsfabriken", "Hele landet")
    asked(ben).get_by_role("button", name="Samle").click()
    expect(anna.page.locator("#board .cluster .note")).to_have_count(3)
    expect(asked(anna)).to_be_hidden()


def test_who_says_that_they_are_different_is_not_asked_again(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    at_the_names(cast, anna, ben)
    anna.write("Kirkens Bymisjon", "Kommunen")
    anna.write("Kirkens Bymisjon Drammen", "Kommunen")
    asked(anna).get_by_role("button", name="Nei, ulike").click()
    expect(asked(anna)).to_be_hidden()
    expect(anna.pad).to_be_focused()
    anna.page.reload()
    expect(anna.notes).to_have_count(2)
    expect(asked(anna)).to_be_hidden()
    expect(asked(ben)).to_be_visible()


def test_on_other_sheets_nobody_asks(cast: Cast) -> None:
    anna = cast.seat("Anna")
    go_to(cast, "moteplasser")
    anna.is_at(4)
    anna.write("Åpen kveld")
    anna.write("åpen kveld")
    expect(anna.notes).to_have_count(2)
    expect(asked(anna)).to_be_hidden()
