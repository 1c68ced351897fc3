"""Voting and taking stands in a browser: with mouse and keyboard, without contact, over a reload and in two tabs."""

from playwright.sync_api import Locator, expect

from tests.browser.cast import Cast
from tests.browser.keys import Keys
from tests.browser.participant import Participant

SHEET, NUMBER, VOTE = "effekter", 7, 3
CITY = "Hvilke effekter vil kommunen være opptatt av?"
CITIZEN = "Hvilke effekter vil innbyggeren være opptatt av?"
MYTHS = "myter"


def lead_to(cast: Cast, sheet: str) -> None:
    """Fatma brings all groups to a sheet, from her own browser."""
    code = cast.fatma.code
    answer = cast.fatma.context.request.post(f"{cast.base}/workshops/{code}/moves", form={"sheet": sheet})
    assert answer.ok


def step_to(person: Participant, code: str, sheet: str, step: int) -> None:
    answer = person.context.request.post(
        f"{person.base}/workshops/{code}/steps",
        form={"sheet": sheet, "step": str(step - 1)},
        headers={"HX-Request": "true"},
    )
    assert answer.ok
    person.is_at(NUMBER if sheet == SHEET else 9, step)


def more(person: Participant, text: str) -> Locator:
    return person.note(text).locator(".vote-more")


def less(person: Participant, text: str) -> Locator:
    return person.note(text).locator(".vote-less")


def has_given(person: Participant, text: str, dots: int) -> None:
    expect(person.note(text).locator(".note-vote")).to_have_attribute("data-own", str(dots))


def at_the_vote(cast: Cast) -> tuple[Participant, Participant]:
    """Anna and Ben with three notes, about to vote."""
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    lead_to(cast, SHEET)
    anna.is_at(NUMBER)
    step_to(anna, cast.fatma.code, SHEET, 2)
    anna.write("Færre kjøp", CITY)
    anna.write("Sparer tid", CITY)
    anna.write("Mindre ensomhet", CITIZEN)
    step_to(anna, cast.fatma.code, SHEET, VOTE)
    ben.is_at(NUMBER, VOTE)
    return anna, ben


def test_dots_are_ones_own_until_the_group_goes_on(cast: Cast) -> None:
    anna, ben = at_the_vote(cast)
    more(anna, "Færre kjøp").click()
    more(anna, "Færre kjøp").click()
    has_given(anna, "Færre kjøp", 2)
    expect(anna.zone(CITY).locator(".zone-votes")).to_have_text("Du har ingen stemmer igjen her")
    expect(anna.zone(CITIZEN).locator(".zone-votes")).to_have_text("Du har 2 stemmer igjen her")
    more(anna, "Sparer tid").click(force=True)
    has_given(anna, "Sparer tid", 0)
    ben.sees("1 har stemt.")
    has_given(ben, "Færre kjøp", 0)
    anna.axe()
    more(ben, "Sparer tid").click()
    ben.sees("2 har stemt.")
    anna.next_step()
    for person in (anna, ben):
        expect(person.note("Færre kjøp").locator(".note-votes")).to_contain_text("2")
        expect(person.note("Sparer tid").locator(".note-votes")).to_contain_text("1")
        expect(more(person, "Sparer tid")).to_be_hidden()
    ben.button("Se hva som fikk flest stemmer").click()
    expect(ben.page.locator("#results-list")).to_contain_text("Færre kjøp")
    ben.axe()
    step_to(anna, cast.fatma.code, SHEET, VOTE)
    has_given(anna, "Færre kjøp", 2)
    expect(anna.note("Færre kjøp").locator(".note-votes")).to_have_count(0)


def test_ben_votes_with_the_keyboard_and_can_still_open_a_note(cast: Cast) -> None:
    _, ben = at_the_vote(cast)
    keys = Keys(ben.page)
    keys.use(more(ben, "Sparer tid"))
    has_given(ben, "Sparer tid", 1)
    keys.use(less(ben, "Sparer tid"))
    has_given(ben, "Sparer tid", 0)
    expect(more(ben, "Sparer tid")).to_be_focused()
    ben.edit("Færre kjøp", "Langt færre kjøp")


def test_dots_given_without_contact_are_kept_over_a_reload_and_sent(cast: Cast) -> None:
    anna, ben = at_the_vote(cast)
    cast.forgive("ERR_INTERNET_DISCONNECTED", "WebSocket")
    anna.context.set_offline(True)
    anna.sees("Ingen kontakt. Det du skriver, tas vare på.")
    more(anna, "Færre kjøp").click()
    has_given(anna, "Færre kjøp", 1)
    anna.context.set_offline(False)
    anna.page.reload()
    has_given(anna, "Færre kjøp", 1)
    ben.sees("1 har stemt.")
    tab = cast.another_tab(anna)
    has_given(tab, "Færre kjøp", 1)
    less(tab, "Færre kjøp").click()
    has_given(anna, "Færre kjøp", 0)
    ben.sees("Ingen har stemt ennå.")


def test_stands_are_nobodys_and_become_bars_when_the_group_goes_on(cast: Cast) -> None:
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    lead_to(cast, MYTHS)
    anna.is_at(9)
    step_to(anna, cast.fatma.code, MYTHS, 2)
    ben.is_at(9, 2)
    asked = anna.page.locator(".stands-ask")
    for at in range(asked.count()):
        asked.nth(at).get_by_role("radio", name="Delvis").check()
    ben.sees("1 har svart på alle.")
    keys = Keys(ben.page)
    first = ben.page.locator(".stands-ask").first.get_by_role("radio")
    keys.reach(first.first)
    keys.press("Space", "ArrowRight", "ArrowRight")
    expect(first.nth(2)).to_be_checked()
    expect(first.nth(2)).to_be_focused()
    ben.axe()
    anna.page.reload()
    expect(asked.first.get_by_role("radio", name="Delvis")).to_be_checked()
    anna.next_step()
    for person in (anna, ben):
        counts = person.page.locator(".stands").first.locator(".stand-count")
        expect(counts).to_have_text(["0", "1", "1"])
    anna.axe()
    anna.page.locator(".zone-fact").first.click()
    expect(anna.page.locator(".fact:popover-open")).to_be_visible()


def test_dots_count_where_no_websocket_gets_through(cast: Cast) -> None:
    cast.forgive("WebSocket")
    anna, ben = cast.seat("Anna"), cast.seat("Ben")
    lead_to(cast, SHEET)
    anna.is_at(NUMBER)
    anna.write("Færre kjøp", CITY)
    step_to(anna, cast.fatma.code, SHEET, VOTE)
    ben.context.route_web_socket("**/*", lambda route: route.close(code=1006))
    ben.page.reload()
    more(ben, "Færre kjøp").click()
    has_given(ben, "Færre kjøp", 1)
    anna.sees("1 har stemt.")
    ben.sees("1 har stemt.")
    has_given(ben, "Færre kjøp", 1)
    anna.next_step()
    expect(ben.note("Færre kjøp").locator(".note-votes")).to_contain_text("1")


def test_a_dot_that_comes_too_late_is_told_of_and_taken_off(cast: Cast) -> None:
    anna, ben = at_the_vote(cast)
    cast.forgive("ERR_INTERNET_DISCONNECTED", "WebSocket", "409")
    anna.context.set_offline(True)
    anna.sees("Ingen kontakt. Det du skriver, tas vare på.")
    more(anna, "Færre kjøp").click()
    expect(anna.status).to_contain_text("1 endring venter.")
    ben.next_step()
    ben.is_at(NUMBER, VOTE + 1)
    anna.context.set_offline(False)
    expect(anna.status).to_contain_text("Gruppa har gått videre, så svaret kom ikke med.")
    expect(anna.note("Færre kjøp").locator(".note-votes")).to_have_count(0)
