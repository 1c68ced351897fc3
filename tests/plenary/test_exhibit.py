"""What Fatma puts on the Screen: only what is revealed, and of a group that was asked only what it lets be shown."""

import re
from typing import Any

import httpx
import pytest

from tests.ground import FIRST, SILENT, SILENT_ZONE, ZONE, plain
from tests.house import Gathering, Person, new_id

MYTHS, VOTED = "myter", "effekter"


def put(gathering: Gathering, **said: Any) -> httpx.Response:
    return gathering.fatma.post(f"/workshops/{gathering.code}/exhibits", data=said)


def screen(gathering: Gathering) -> str:
    return gathering.otto.get(gathering.screen).text


def written(person: Person, text: str, sheet: str = FIRST, zone: str = ZONE, **more: Any) -> str:
    note = new_id()
    assert person.write(write=new_id(), id=note, sheet=sheet, zone=zone, text=text, **more).status_code == 200
    return note


def test_one_groups_sheet_or_two_are_shown_until_she_lets_it_follow_again(gathering: Gathering) -> None:
    written(gathering.anna, "fra gruppe 1")
    written(gathering.carl, "fra gruppe 2")
    assert "fra gruppe" not in screen(gathering)
    assert put(gathering, kind="boards", sheet=FIRST, group="1").status_code == 303
    assert "fra gruppe 1" in screen(gathering)
    assert "fra gruppe 2" not in screen(gathering)
    put(gathering, kind="boards", sheet=FIRST, group=["1", "2"])
    assert "fra gruppe 1" in screen(gathering)
    assert "fra gruppe 2" in screen(gathering)
    put(gathering)
    assert "fra gruppe" not in screen(gathering)


def test_every_screen_is_told_at_once_and_sees_what_is_written_meanwhile(gathering: Gathering) -> None:
    socket = gathering.dial(f"{gathering.screen}/live")
    socket.next()
    put(gathering, kind="gathered", sheet=FIRST)
    socket.until('data-shows="gathered"')
    written(gathering.anna, "kom nettopp")
    socket.until("kom nettopp")


def test_going_on_lets_the_screen_follow_again(gathering: Gathering) -> None:
    put(gathering, kind="gathered", sheet=FIRST)
    gathering.move(SILENT)
    assert 'data-shows="sheet"' in screen(gathering)


def test_all_groups_notes_are_gathered_by_field_and_cluster_with_where_they_came_from(gathering: Gathering) -> None:
    cluster = new_id()
    note = written(gathering.anna, "naboer")
    written(gathering.carl, "frivillige")
    made = gathering.anna.write(write=new_id(), id=cluster, sheet=FIRST, zone=ZONE, kind="cluster", text="Folk")
    assert made.status_code == 200
    gathering.anna.write(write=new_id(), id=note, cluster=cluster)
    put(gathering, kind="gathered", sheet=FIRST)
    page = screen(gathering)
    told = plain(page)
    assert re.search(r"Folk .*Gruppe 1 .*naboer.* frivillige .*Gruppe 2", told), told
    put(gathering, kind="gathered", sheet=FIRST, zone="felles-mal")
    assert "Her er det ingenting å vise ennå" in plain(screen(gathering))


def test_what_is_written_in_silence_is_nowhere_on_the_screen(gathering: Gathering) -> None:
    gathering.move(SILENT)
    gathering.step(gathering.anna, SILENT, 1)
    note = written(gathering.anna, "ennå skjult", SILENT, SILENT_ZONE)
    assert put(gathering, kind="note", note=note).status_code == 404
    for shown in ({"kind": "boards", "group": "1"}, {"kind": "gathered"}, {"kind": "votes"}):
        put(gathering, sheet=SILENT, **shown)
        assert "ennå skjult" not in screen(gathering), shown
    assert "ennå skjult" not in gathering.fatma.get(f"/workshops/{gathering.code}/plenary?sheet={SILENT}").text
    gathering.step(gathering.anna, SILENT, 2)
    put(gathering, kind="gathered", sheet=SILENT)
    assert "ennå skjult" in screen(gathering)


def test_one_note_is_shown_large_and_no_longer_once_it_is_taken_away(gathering: Gathering) -> None:
    note = written(gathering.anna, "Dette er det viktigste")
    page = gathering.fatma.get(f"/workshops/{gathering.code}/plenary?sheet={FIRST}").text
    assert f'name="note" value="{note}"' in page
    put(gathering, kind="note", note=note)
    assert "Dette er det viktigste" in screen(gathering)
    gathering.anna.write(write=new_id(), id=note, gone=True)
    assert "Dette er det viktigste" not in screen(gathering)
    assert put(gathering, kind="note", note=note).status_code == 404


def test_stands_are_added_up_over_the_groups(gathering: Gathering) -> None:
    gathering.move(MYTHS)
    for person, number in ((gathering.anna, 1), (gathering.ben, 1), (gathering.carl, 2)):
        gathering.step(person, MYTHS, 1)
        assert number
        said = {"write": new_id(), "sheet": MYTHS, "step": 1, "subject": "myte-1", "value": 1}
        assert person.browser.post(f"/workshops/{gathering.code}/answers", data=said).status_code in (200, 303)
    put(gathering, kind="gathered", sheet=MYTHS)
    assert "Delvis" not in plain(screen(gathering)), "not while somebody still answers"
    for person in (gathering.anna, gathering.carl):
        gathering.step(person, MYTHS, 2)
    assert re.search(r"Lever hos oss 0 Delvis 3 Nei 0", plain(screen(gathering)))


def test_votes_are_added_up_for_notes_that_say_the_same(gathering: Gathering) -> None:
    gathering.move(VOTED)
    people = (gathering.anna, gathering.carl)
    notes = [
        written(person, text, VOTED, "kommunen")
        for person, text in zip(people, ("Bedre liv", "bedre  LIV"), strict=True)
    ]
    other = written(gathering.anna, "Lavere utgifter", VOTED, "kommunen")
    for person in people:
        gathering.step(person, VOTED, 2)
    for person, note, dots in ((people[0], notes[0], 2), (people[1], notes[1], 1), (gathering.ben, other, 1)):
        said = {"write": new_id(), "sheet": VOTED, "step": 2, "subject": note, "value": dots}
        assert person.browser.post(f"/workshops/{gathering.code}/answers", data=said).status_code in (200, 303)
    for person in people:
        gathering.step(person, VOTED, 3)
    put(gathering, kind="votes", sheet=VOTED)
    told = plain(screen(gathering))
    assert re.search(
        r"3 stemmer: Bedre liv .*Gruppe 1 \(2\), Gruppe 2 \(1\).* 1 stemme: Lavere utgifter Gruppe 1", told
    ), told


def test_next_steps_of_all_groups_are_a_table(gathering: Gathering) -> None:
    gathering.move("gratulerer")
    written(gathering.anna, "Ringe NAV", "gratulerer", "neste-skritt", whom="Anna", due="1. mars")
    written(gathering.carl, "Møtes igjen", "gratulerer", "neste-skritt")
    put(gathering, kind="actions")
    assert re.search(r"Ringe NAV Anna 1\. mars Gruppe 1 Møtes igjen +Gruppe 2", plain(screen(gathering)))


def test_a_long_gathering_is_turned_page_by_page(gathering: Gathering) -> None:
    for nth in range(60):
        written(gathering.anna, f"lapp nummer {nth}.")
    seen: set[str] = set()
    put(gathering, kind="gathered", sheet=FIRST)
    [pages] = {int(many) for many in re.findall(r"side 1 av (\d)", plain(screen(gathering)))}
    for page in range(pages):
        put(gathering, kind="gathered", sheet=FIRST, page=str(page))
        seen |= set(re.findall(r"lapp nummer \d+\.", screen(gathering)))
    assert len(seen) == 60
    assert "Neste side" not in gathering.fatma.get(f"/workshops/{gathering.code}/plenary").text


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"kind": "boards", "sheet": FIRST, "group": "9"}, 404),
        ({"kind": "boards", "sheet": FIRST}, 422),
        ({"kind": "boards", "sheet": FIRST, "group": ["1", "1"]}, 422),
        ({"kind": "boards", "sheet": FIRST, "group": ["1", "2", "3"]}, 422),
        ({"kind": "boards", "sheet": SILENT, "group": "1"}, 409),
        ({"kind": "gathered", "sheet": "finnes-ikke"}, 404),
        ({"kind": "gathered", "sheet": FIRST, "zone": "finnes-ikke"}, 404),
        ({"kind": "gathered", "sheet": FIRST, "page": "-1"}, 422),
        ({"kind": "note", "note": "x"}, 404),
        ({"kind": "alt"}, 422),
    ],
)
def test_what_cannot_be_shown_is_refused(gathering: Gathering, said: dict[str, Any], status: int) -> None:
    assert put(gathering, **said).status_code == status
    assert 'data-shows="welcome"' in screen(gathering)


def test_a_note_of_another_workshop_is_not_shown(gathering: Gathering) -> None:
    with Gathering(gathering.house) as other:
        note = written(other.anna, "hos de andre")
        assert put(gathering, kind="note", note=note).status_code == 404
