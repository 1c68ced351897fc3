"""What lies beside the sheet one works on: another sheet of the same group, and the cards to print."""

import pytest

from tests.ground import FIRST, SILENT, THIRD, ZONE, new_id, plain
from tests.house import Gathering, Person

CARDS = "moteplasser"
PICKS, PICK_ZONE, PICK_FROM = "samarbeidet", "entreprenor", "partnere"


def written(person: Person, sheet: str = FIRST, zone: str = ZONE, **values: str) -> str:
    note = new_id()
    answer = person.write(write=new_id(), id=note, sheet=sheet, zone=zone, **{"text": "Vi vil det samme"} | values)
    assert answer.status_code == 200, answer.text
    return note


def fields(person: Person, sheet: str = FIRST) -> str:
    return person.browser.get(f"/workshops/{person.code}/sheets/{sheet}/fields").text


def test_anna_and_ben_see_what_their_group_wrote_on_an_earlier_sheet(gathering: Gathering) -> None:
    note = written(gathering.anna, text="Husk ungdommen")
    gathering.move(THIRD)
    for person in (gathering.anna, gathering.ben):
        shown = fields(person)
        assert "Husk ungdommen" in shown
        assert f'id="back-{FIRST}-note-{note}"' in shown
        assert "Ta med" in shown


def test_carl_sees_only_his_own_groups_sheet_and_otto_nothing(gathering: Gathering) -> None:
    written(gathering.anna, text="Husk ungdommen")
    gathering.move(THIRD)
    assert "Husk ungdommen" not in fields(gathering.carl)
    for path in (f"sheets/{FIRST}/fields", f"sheets/{FIRST}/cards", f"groups/1/sheets/{FIRST}/fields"):
        answer = gathering.otto.get(f"/workshops/{gathering.code}/{path}")
        assert answer.status_code == 404
        assert "Husk ungdommen" not in answer.text


def test_fatma_sees_any_groups_and_participants_do_not_come_that_way(gathering: Gathering) -> None:
    written(gathering.anna, text="Husk ungdommen")
    gathering.move(THIRD)
    way = f"/workshops/{gathering.code}/groups/1/sheets/{FIRST}/fields"
    assert "Husk ungdommen" in gathering.fatma.get(way).text
    assert gathering.carl.browser.get(way).status_code == 404


def test_a_sheet_the_group_has_not_been_on_is_not_found(gathering: Gathering) -> None:
    for sheet in (THIRD, "finnes-ikke"):
        answer = gathering.anna.browser.get(f"/workshops/{gathering.code}/sheets/{sheet}/fields")
        assert answer.status_code == 404


def test_what_ben_hides_is_blank_beside_too(gathering: Gathering) -> None:
    gathering.move(SILENT)
    gathering.step(gathering.ben, SILENT, 1)
    written(gathering.ben, SILENT, "svar", text="Hemmelig tanke")
    assert "Hemmelig tanke" not in fields(gathering.anna, SILENT)


def test_everybody_can_print_the_cards(gathering: Gathering) -> None:
    way = f"/workshops/{gathering.code}/sheets/{CARDS}/cards"
    page = gathering.anna.browser.get(way)
    assert page.status_code == 200
    for words in ("Kort til ark 4", "Plass i bydelens lokaler", "Bydel Nordre Aker og Moving Mamas · Oslo", "side 11"):
        assert words in plain(page.text)
    assert gathering.fatma.get(way.replace("/sheets/", "/groups/1/sheets/")).status_code == 200
    assert gathering.anna.browser.get(way.replace(CARDS, "finnes-ikke")).status_code == 404


@pytest.mark.parametrize("card", ["kontorplass", "bli-kjent-forst"])
def test_a_card_is_laid_without_a_word_and_ben_is_sent_its_title(gathering: Gathering, card: str) -> None:
    gathering.move(CARDS)
    ben, carl = gathering.listen(gathering.ben), gathering.listen(gathering.carl)
    note = written(gathering.anna, CARDS, "eksempler", text="", card=card)
    assert f'data-card="{card}"' in ben.until(f"note-{note}")
    assert note not in carl.rest()


def test_a_card_of_another_sheet_is_refused(gathering: Gathering) -> None:
    gathering.move(CARDS)
    answer = gathering.anna.write(write=new_id(), id=new_id(), sheet=CARDS, zone="ideer", text="", card="pilotavtale")
    assert answer.status_code == 404


def test_an_earlier_sheet_is_kept_new_for_those_who_look_back_to_it(gathering: Gathering) -> None:
    gathering.move(PICK_FROM)
    name = written(gathering.anna, PICK_FROM, "kommunen", text="Moving Mamas")
    gathering.move(PICKS)
    ben, carl = gathering.listen(gathering.ben), gathering.listen(gathering.carl)
    assert gathering.anna.write(write=new_id(), id=name, text="Moving Mamas AS").status_code == 200
    assert f'id="back-{PICK_FROM}-note-{name}"' in ben.until("Moving Mamas AS")
    assert "Moving Mamas" not in carl.rest()


def test_one_thing_is_picked_and_the_one_before_makes_way(gathering: Gathering) -> None:
    gathering.move(PICK_FROM)
    first = written(gathering.anna, PICK_FROM, "kommunen", text="Moving Mamas")
    second = written(gathering.ben, PICK_FROM, "regionen", text="BUA")
    gathering.move(PICKS)
    ben = gathering.listen(gathering.ben)
    chosen = written(gathering.anna, PICKS, PICK_ZONE, text="Moving Mamas", origin=first)
    assert "fra ark 5" in ben.until(f"note-{chosen}")
    other = written(gathering.ben, PICKS, PICK_ZONE, text="BUA", origin=second)
    assert f'id="note-{chosen}" data-gone' in ben.until(f"note-{other}")


def test_carl_cannot_bring_a_note_of_annas_group(gathering: Gathering) -> None:
    note = written(gathering.anna)
    gathering.move(THIRD)
    answer = gathering.carl.write(
        write=new_id(), id=new_id(), sheet=THIRD, zone="fra-kommunen", text="Vi vil det samme", origin=note
    )
    assert answer.status_code == 404


def test_who_and_when_are_half_written_in_places_of_their_own(gathering: Gathering) -> None:
    for field, text in (("", "Ringe eiendom"), ("whom", "Anna"), ("due", "i januar")):
        sent = {"sheet": FIRST, "id": "", "field": field, "text": text}
        gathering.anna.browser.post(f"/workshops/{gathering.code}/drafts", data=sent, headers={"hx-request": "true"})
    page = gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text
    for words in ("Ringe eiendom", "/whom", "i januar"):
        assert words in page
    assert "i januar" not in gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text
