"""A group is asked before its sheet is shown, and what it answers is kept to."""

import httpx

from tests.ground import FIRST, ZONE, plain
from tests.house import Gathering, Person, new_id
from tests.plenary.test_exhibit import put, screen, written


def ask(gathering: Gathering, group: str = "1", asks: str = "1", sheet: str = FIRST) -> httpx.Response:
    return gathering.fatma.post(
        f"/workshops/{gathering.code}/asks", data={"group": group, "sheet": sheet, "asks": asks}
    )


def say(person: Person, gathering: Gathering, on: str, sheet: str = FIRST) -> httpx.Response:
    return person.browser.post(f"/workshops/{gathering.code}/consents", data={"sheet": sheet, "on": on})


def page(gathering: Gathering) -> str:
    return plain(gathering.fatma.get(f"/workshops/{gathering.code}/plenary").text)


def test_the_group_sees_the_question_and_fatma_the_answer(gathering: Gathering) -> None:
    anna, fatma = gathering.listen(gathering.anna), gathering.dial(f"plenary/live?sheet={FIRST}", gathering.fatma)
    fatma.next()
    ask(gathering)
    assert "Kan vi vise ark 1 fra gruppa deres" in plain(anna.until("notice-asks"))
    assert "er spurt, har ikke svart ennå" in fatma.until("er spurt")
    assert "Kan vi vise" not in gathering.carl.browser.get(f"/workshops/{gathering.code}/board").text
    anna.say(act="consent", sheet=FIRST, on=True)
    assert "svarte: ja" in fatma.until("svarte: ja")
    assert "notice-asks" not in gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text


def test_who_was_asked_is_not_shown_until_they_have_said_yes(gathering: Gathering) -> None:
    note = written(gathering.anna, "vår egen tanke")
    written(gathering.carl, "de andres")
    put(gathering, kind="boards", sheet=FIRST, group="1")
    assert "vår egen tanke" in screen(gathering)
    ask(gathering)
    assert "vår egen tanke" not in screen(gathering), "not even what is up already"
    for shown in ({"kind": "boards", "sheet": FIRST, "group": "1"}, {"kind": "note", "note": note}):
        assert put(gathering, **shown).status_code == 409
    put(gathering, kind="gathered", sheet=FIRST)
    assert "vår egen tanke" not in screen(gathering)
    assert "de andres" in screen(gathering)
    assert say(gathering.ben, gathering, "false").status_code == 303
    assert "svarte: ikke nå" in page(gathering)
    assert ask(gathering, asks="0").status_code == 409, "a no cannot be taken back by who asked"
    assert "vår egen tanke" not in screen(gathering)
    ask(gathering)
    say(gathering.ben, gathering, "true")
    assert "vår egen tanke" in screen(gathering)


def test_a_question_can_be_taken_back_and_nobody_answers_what_was_not_asked(gathering: Gathering) -> None:
    ask(gathering)
    ask(gathering, asks="0")
    assert say(gathering.anna, gathering, "true").status_code == 404
    assert ask(gathering, group="7").status_code == 404
    assert ask(gathering, sheet="finnes-ikke").status_code == 404
    gathering.carl.browser.post(f"/workshops/{gathering.code}/consents", data={"sheet": FIRST, "on": "true"})
    assert "svarte" not in page(gathering)


def test_next_steps_of_a_group_that_was_asked_wait_too(gathering: Gathering) -> None:
    gathering.move("gratulerer")
    gathering.anna.write(
        write=new_id(), id=new_id(), sheet="gratulerer", zone="neste-skritt", text="Ringe NAV", whom="Anna"
    )
    ask(gathering, sheet="gratulerer")
    put(gathering, kind="actions")
    assert "Ringe NAV" not in screen(gathering)
    say(gathering.anna, gathering, "true", "gratulerer")
    assert "Ringe NAV" in screen(gathering)
    assert ZONE
