"""Notes that belong together are gathered, named, moved, split, merged and taken apart, and the others see it."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.cast import Cast
from tests.browser.participant import FREE, Participant
from tests.browser.people import LAPTOP
from tests.browser.rulers import can_be_hit, fits_the_width, fits_the_window, is_whole, lies_inside
from tests.browser.test_sizes import STILL, TABLE, windows

pytestmark = pytest.mark.browser

ROUND, GOALS = "Rundt bordet", "Felles hensikt og mål"
THREE = ("Vi kjenner hverandre", "Tillit tar tid", "Mot til å prøve")


def cluster(person: Participant, title: str) -> Locator:
    """A cluster, as somebody who hears the board knows it."""
    return person.page.locator("#board .cluster").filter(has=person.page.get_by_role("list", name=title, exact=True))


def holds(person: Participant, title: str, *texts: str) -> None:
    """A stored cluster with just these notes in it."""
    expect(cluster(person, title)).to_have_count(1)
    inside = cluster(person, title).locator(".note:not([hidden]) .note-text")
    expect(inside).to_have_count(len(texts))
    assert set(inside.all_inner_texts()) == set(texts)
    expect(cluster(person, title).get_by_role("button").first).to_contain_text(f"{len(texts)} lapp")


def choose(person: Participant, *texts: str) -> None:
    for text in texts:
        person.note(text).click(position=person.seen(text), modifiers=["ControlOrMeta"])


def gather(person: Participant, title: str, *texts: str) -> None:
    """Choose notes, press "Samle", and say what they have in common."""
    choose(person, *texts)
    person.button("Samle").click()
    expect(person.page.get_by_label("Tittel på samlingen")).to_be_focused()
    person.page.keyboard.type(title)
    person.page.keyboard.press("Enter")
    holds(person, title, *texts)


def lay_three(person: Participant) -> None:
    for text in THREE:
        person.write(text, ROUND)


def rename(person: Participant, title: str, into: str) -> None:
    cluster(person, title).locator(".cluster-open").click()
    person.page.get_by_label("Tittel på samlingen").fill(into)
    person.button("Lagre").click()


def drag_to(person: Participant, what: Locator, left: float, top: float) -> None:
    what.hover()
    person.page.mouse.down()
    person.page.mouse.move(left, top, steps=8)
    person.page.mouse.up()


def middle(what: Locator) -> tuple[float, float]:
    box = what.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_anna_gathers_three_notes_and_takes_it_back_with_one_key(cast: Cast) -> None:
    anna, ben, carl = cast.seat("Anna", **STILL), cast.seat("Ben", **STILL), cast.seat("Carl", **STILL)
    lay_three(anna)
    anna.button("Velg flere").click()
    anna.sees("Velg lapper: Klikk på dem, eller dra en ramme rundt dem. Med tastatur: Ctrl + mellomrom")
    for text in THREE:
        anna.note(text).click(position=anna.seen(text))
    anna.sees("3 lapper valgt")
    anna.axe()
    anna.button("Samle").click()
    anna.axe()
    anna.page.keyboard.type("Tillit")
    anna.page.keyboard.press("Enter")
    holds(ben, "Tillit", *THREE)
    ben.axe()
    ben.page.reload()
    holds(ben, "Tillit", *THREE)
    expect(carl.page.locator("#board .cluster")).to_have_count(0)
    expect(anna.page.get_by_role("region", name="Valgte lapper")).to_be_hidden()
    anna.press("Control+z")
    expect(ben.page.locator("#board .cluster")).to_have_count(0)
    for text in THREE:
        ben.sees_note(text, ROUND)


def test_a_cluster_is_renamed_moved_and_taken_apart_and_each_can_be_undone(cast: Cast) -> None:
    anna, ben = cast.seat("Anna", **STILL), cast.seat("Ben", **STILL)
    lay_three(anna)
    gather(anna, "Tillit", *THREE)
    holds(ben, "Tillit", *THREE)
    rename(ben, "Tillit", "Tillit først")
    holds(anna, "Tillit først", *THREE)
    cluster(ben, "Tillit først").locator(".cluster-open").click()
    ben.page.get_by_label("Flytt til").filter(visible=True).select_option(label=GOALS)
    ben.button("Lagre").click()
    expect(anna.zone(GOALS).locator(".cluster .note")).to_have_count(3)
    ben.press("Control+z")
    expect(anna.zone(ROUND).locator(".cluster .note")).to_have_count(3)
    cluster(ben, "Tillit først").locator(".cluster-open").click()
    ben.button("Løs opp").click()
    expect(anna.page.locator("#board .cluster")).to_have_count(0)
    for text in THREE:
        anna.sees_note(text, ROUND)
    ben.press("Control+z")
    holds(anna, "Tillit først", *THREE)
    holds(ben, "Tillit først", *THREE)


def test_notes_are_dragged_in_and_out_and_clusters_with_all_that_lies_in_them(cast: Cast) -> None:
    anna, ben = cast.seat("Anna", **STILL), cast.seat("Ben", **STILL)
    lay_three(anna)
    gather(anna, "Tillit", *THREE[:2])
    ben.sees_note(THREE[2], ROUND)
    drag_to(ben, ben.note(THREE[2]), *middle(cluster(ben, "Tillit")))
    holds(anna, "Tillit", *THREE)
    drag_to(anna, anna.note(THREE[0]), *anna.zone(GOALS).evaluate(FREE))
    holds(ben, "Tillit", *THREE[1:])
    ben.sees_note(THREE[0], GOALS)
    drag_to(ben, cluster(ben, "Tillit").locator(".cluster-open"), *middle(ben.zone("Våre egne spilleregler")))
    expect(anna.zone("Våre egne spilleregler").locator(".cluster .note")).to_have_count(2)
    expect(anna.page.get_by_label("Tittel på samlingen")).to_be_hidden()


def test_the_editor_puts_a_note_in_and_takes_it_out(cast: Cast) -> None:
    anna, ben = cast.seat("Anna", **STILL), cast.seat("Ben", **STILL)
    lay_three(anna)
    gather(anna, "Tillit", *THREE[:2])
    editor = ben.open(THREE[2])
    editor.get_by_label("Samling").select_option(label="Legg i: Tillit")
    ben.axe()
    editor.get_by_role("button", name="Lagre").click()
    holds(anna, "Tillit", *THREE)
    editor = anna.open(THREE[0])
    editor.get_by_label("Samling").select_option(label="Ta ut av samlingen")
    editor.get_by_role("button", name="Lagre").click()
    holds(ben, "Tillit", *THREE[1:])
    ben.sees_note(THREE[0], ROUND)


def test_a_cluster_is_split_and_two_are_merged(cast: Cast) -> None:
    anna, ben = cast.seat("Anna", **STILL), cast.seat("Ben", **STILL)
    lay_three(anna)
    anna.write("Kort vei", ROUND)
    gather(anna, "Tillit", *THREE)
    holds(ben, "Tillit", *THREE)
    choose(ben, THREE[0], THREE[1])
    ben.button("Del opp").click()
    ben.page.keyboard.type("Over tid")
    ben.page.keyboard.press("Enter")
    holds(anna, "Over tid", *THREE[:2])
    holds(anna, "Tillit", THREE[2])
    for title in ("Tillit", "Over tid"):
        cluster(anna, title).locator(".cluster-open").click(modifiers=["ControlOrMeta"])
    anna.sees("2 samlinger valgt")
    anna.button("Slå sammen").click()
    expect(anna.page.get_by_label("Tittel på samlingen")).to_have_value(re.compile(" / "))
    anna.page.keyboard.type("Alt sammen")
    anna.page.keyboard.press("Enter")
    holds(ben, "Alt sammen", *THREE)
    anna.press("Control+z")
    holds(ben, "Over tid", *THREE[:2])
    holds(ben, "Tillit", THREE[2])
    cluster(anna, "Tillit").locator(".cluster-open").click(modifiers=["ControlOrMeta"])
    choose(anna, "Kort vei")
    anna.sees("1 samling og 1 lapp valgt")
    anna.button("Legg i samlingen").click()
    holds(ben, "Tillit", THREE[2], "Kort vei")


def test_several_notes_are_moved_and_deleted_at_once(cast: Cast) -> None:
    anna, ben = cast.seat("Anna", **STILL), cast.seat("Ben", **STILL)
    lay_three(anna)
    choose(anna, *THREE[:2])
    anna.button("Flytt til …").click()
    anna.axe()
    anna.button(GOALS).click()
    for text in THREE[:2]:
        ben.sees_note(text, GOALS)
    anna.press("Control+z")
    for text in THREE[:2]:
        ben.sees_note(text, ROUND)
    choose(anna, *THREE)
    anna.page.get_by_role("region", name="Valgte lapper").get_by_role("button", name="Slett").click()
    for text in THREE:
        ben.sees_no_note(text)
    anna.sees("3 lapper er slettet.")
    anna.button("Angre").filter(visible=True).click()
    for text in THREE:
        ben.sees_note(text, ROUND)


def test_a_frame_drawn_around_notes_chooses_them(cast: Cast) -> None:
    anna = cast.seat("Anna", **STILL)
    lay_three(anna)
    box = anna.zone(ROUND).bounding_box()
    assert box is not None
    anna.page.keyboard.down("Shift")
    anna.page.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)
    anna.page.mouse.down()
    anna.page.mouse.move(box["x"] + 3, box["y"] + 60, steps=5)
    anna.page.mouse.up()
    anna.page.keyboard.up("Shift")
    anna.sees("3 lapper valgt")
    anna.press("Escape")
    expect(anna.page.locator("#choosing")).to_be_hidden()
    expect(anna.page.locator("#board [data-chosen]")).to_have_count(0)


def test_all_of_it_by_keyboard(cast: Cast) -> None:
    anna, ben = cast.seat("Anna", **STILL), cast.seat("Ben", **STILL)
    lay_three(anna)
    for text in THREE[:2]:
        anna.note(text).get_by_role("button").focus()
        anna.press("Control+Space")
    anna.sees("2 lapper valgt")
    expect(anna.editor).to_be_hidden()
    anna.button("Samle").focus()
    anna.press("Enter")
    anna.page.keyboard.type("Tillit")
    anna.press("Enter")
    title = cluster(anna, "Tillit").locator(".cluster-open")
    expect(title).to_be_focused()
    holds(ben, "Tillit", *THREE[:2])
    before = cluster(ben, "Tillit").get_attribute("data-x") or ""
    anna.press("ArrowRight", "ArrowRight")
    expect(cluster(ben, "Tillit")).not_to_have_attribute("data-x", before)
    anna.press("Enter")
    anna.page.keyboard.type("Tillit og tid")
    anna.press("Enter")
    holds(ben, "Tillit og tid", *THREE[:2])
    anna.press("Delete")
    expect(ben.page.locator("#board .cluster")).to_have_count(0)
    anna.press("Control+z")
    holds(ben, "Tillit og tid", *THREE[:2])


def test_anna_offline_and_ben_taking_the_cluster_apart_lose_nothing(cast: Cast) -> None:
    anna, ben = cast.seat("Anna", **STILL), cast.seat("Ben", **STILL)
    cast.forgive("ERR_INTERNET_DISCONNECTED", "WebSocket")
    lay_three(anna)
    gather(anna, "Tillit", *THREE[:2])
    holds(ben, "Tillit", *THREE[:2])
    anna.context.set_offline(True)
    drag_to(anna, anna.note(THREE[2]), *middle(cluster(anna, "Tillit")))
    expect(cluster(anna, "Tillit").locator(".note")).to_have_count(3)
    cluster(ben, "Tillit").locator(".cluster-open").click()
    ben.button("Løs opp").click()
    expect(ben.page.locator("#board .cluster")).to_have_count(0)
    anna.context.set_offline(False)
    for person in (anna, ben):
        expect(person.page.locator("#board .cluster")).to_have_count(0)
        for text in THREE:
            person.sees_note(text, ROUND)
        person.page.reload()
        for text in THREE:
            person.sees_note(text, ROUND)


def test_a_cluster_that_comes_back_takes_in_what_belongs_to_it(cast: Cast) -> None:
    """Where no socket gets through, where it does, and after a reload, the same lies in it."""
    anna = cast.seat("Anna", **STILL)
    ben = cast.seat("Ben", **STILL)
    cast.forgive("WebSocket")
    ben.page.route_web_socket("**/live?*", lambda socket: socket.close(code=1006))
    ben.page.reload()
    lay_three(anna)
    gather(anna, "Tillit", *THREE)
    holds(ben, "Tillit", *THREE)
    for _ in range(2):
        anna.press("Delete")
        expect(ben.page.locator("#board .cluster")).to_have_count(0)
        for text in THREE:
            ben.sees_note(text, ROUND)
        anna.press("Control+z")
        holds(anna, "Tillit", *THREE)
        holds(ben, "Tillit", *THREE)
        cluster(anna, "Tillit").locator(".cluster-open").focus()
    ben.page.reload()
    holds(ben, "Tillit", *THREE)


def test_clusters_in_every_window(cast: Cast) -> None:
    anna = cast.seat("Anna", **STILL)
    cast.fatma.lead()
    many = [f"Lapp nummer {number} om tillit" for number in range(1, 10)]
    for text in THREE:
        anna.write(text, GOALS)
    for text in many:
        anna.write(text, ROUND)
    gather(anna, "Tillit", *THREE)
    gather(anna, "Ni lapper som hører sammen fordi de handler om det samme", *many)
    for size in windows(anna.page):
        fits_the_width(anna.page)
        is_whole(anna.page, "#board .note-open, #board .cluster-open")
        can_be_hit(anna.page)
        anna.axe()
        if size in TABLE:
            fits_the_window(anna.page, ".sheet, .zone, .cluster, .note, #pad")
        cluster(anna, "Tillit").locator(".cluster-open").click()
        lies_inside(anna.page, "#title")
        can_be_hit(anna.page)
        anna.axe()
        anna.press("Escape")
        anna.button("Velg flere").click()
        lies_inside(anna.page, "#choosing")
        can_be_hit(anna.page)
        anna.button("Avbryt").filter(visible=True).click()
    anna.page.set_viewport_size(LAPTOP)
    expect(cast.fatma.tile(1)).to_contain_text("12 lapper")
    cast.fatma.axe()


def test_notes_are_gathered_with_a_finger(cast: Cast) -> None:
    anna = cast.seat("Anna", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    ben = cast.seat("Ben", **STILL)
    for text in THREE:
        anna.lay(text, ROUND)
        ben.sees_note(text, ROUND)
    anna.button("Velg flere").tap()
    for text in THREE[:2]:
        anna.note(text).tap()
    anna.button("Samle").tap()
    anna.page.get_by_label("Tittel på samlingen").fill("Tillit")
    anna.button("Lagre").filter(visible=True).tap()
    holds(ben, "Tillit", *THREE[:2])
    anna.axe()
