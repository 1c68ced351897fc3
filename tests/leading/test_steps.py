"""Who moves the groups from step to step: anyone in them, or Fatma alone; and Fatma moving one group, or all."""

import httpx
import pytest

from tests.ground import FIRST, SILENT, SILENT_STEP, SILENT_ZONE, plain
from tests.house import Gathering, new_id


def lead(gathering: Gathering, *others: httpx.Client, **said: str) -> httpx.Response:
    browser = next(iter(others), gathering.fatma)
    return browser.post(f"/workshops/{gathering.code}/led-steps", data=said)


def choose(gathering: Gathering, steps_by: str, browser: httpx.Client | None = None) -> httpx.Response:
    return (browser or gathering.fatma).post(f"/workshops/{gathering.code}/leading", data={"steps_by": steps_by})


def acts(page: str) -> str:
    return plain(page.split('class="step-acts"')[1].split("</div>", maxsplit=1)[0])


def test_fatma_moves_one_group(gathering: Gathering) -> None:
    anna, carl = gathering.listen(gathering.anna), gathering.listen(gathering.carl)
    carl.rest(0.1)
    carl.heard.clear()
    assert lead(gathering, sheet=FIRST, step="1", group="1").status_code == 303
    anna.until('id="steps" class="steps" role="list" data-step="1"')
    assert 'id="steps"' not in carl.rest()


def test_fatma_moves_all_groups_and_what_was_written_in_silence_turns_over(gathering: Gathering) -> None:
    gathering.move(SILENT)
    lead(gathering, sheet=SILENT, step=str(SILENT_STEP))
    ben, carl = gathering.listen(gathering.ben), gathering.listen(gathering.carl)
    gathering.anna.write(write=new_id(), id=new_id(), sheet=SILENT, zone=SILENT_ZONE, text="Hemmelig tanke")
    assert "Hemmelig tanke" not in ben.until("data-blank")
    lead(gathering, sheet=SILENT, step=str(SILENT_STEP + 1))
    ben.until("Hemmelig tanke")
    carl.until(f'data-step="{SILENT_STEP + 1}"')


def test_the_same_step_twice_is_once_and_back_is_a_step_too(gathering: Gathering) -> None:
    lead(gathering, sheet=FIRST, step="2")
    anna = gathering.listen(gathering.anna)
    anna.rest(0.1)
    anna.heard.clear()
    lead(gathering, sheet=FIRST, step="2")
    assert 'id="steps"' not in anna.rest()
    lead(gathering, sheet=FIRST, step="0")
    anna.until('data-step="0"')


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"sheet": FIRST, "step": "3"}, 404),
        ({"sheet": FIRST, "step": "-1"}, 404),
        ({"sheet": SILENT, "step": "1"}, 409),
        ({"sheet": "finnes-ikke", "step": "0"}, 409),
        ({"sheet": FIRST, "step": "to"}, 422),
        ({"sheet": FIRST}, 422),
        ({"sheet": FIRST, "step": "1", "group": "4"}, 404),
        ({"sheet": FIRST, "step": "1", "group": "en"}, 404),
        ({"sheet": FIRST, "step": "1", "group": "9" * 30}, 404),
    ],
)
def test_a_step_or_group_that_is_not_there_moves_nobody(
    gathering: Gathering, said: dict[str, str], status: int
) -> None:
    assert lead(gathering, **said).status_code == status
    assert 'data-step="0"' in gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text


def test_nobody_else_moves_groups_or_says_who_may(gathering: Gathering) -> None:
    with Gathering(gathering.house) as other:
        for browser in (gathering.anna.browser, gathering.otto, other.fatma):
            assert lead(gathering, browser, sheet=FIRST, step="1").status_code == 404
            assert choose(gathering, "facilitator", browser).status_code == 404
    page = gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text
    assert 'data-step="0"' in page
    assert "Neste trinn" in acts(page)


def test_a_closed_workshop_stays_at_its_step(gathering: Gathering) -> None:
    gathering.fatma.post(f"/workshops/{gathering.code}/closing", data={"closed": "1"})
    assert lead(gathering, sheet=FIRST, step="1").status_code == 409


def test_where_fatma_alone_moves_them_groups_are_told_and_refused(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    assert choose(gathering, "facilitator").status_code == 303
    assert "Fasilitatoren flytter dere videre." in acts(anna.until('id="board"'))
    for_anna = gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text
    assert "Neste trinn" not in for_anna
    refused = gathering.step(gathering.anna, FIRST, 1)
    assert (refused.status_code, "Fasilitatoren flytter" in refused.text) == (403, True)
    lead(gathering, sheet=FIRST, step="1", group="1")
    anna.until('data-step="1"')
    choose(gathering, "anyone")
    assert "Neste trinn" in acts(anna.until('id="board"'))
    assert gathering.step(gathering.anna, FIRST, 2).status_code == 200


def test_only_those_two_may_be_chosen(gathering: Gathering) -> None:
    assert choose(gathering, "ingen").status_code == 422
    assert "Neste trinn" in gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text


def test_it_is_chosen_when_the_workshop_is_made(gathering: Gathering) -> None:
    with gathering.house.browser() as other:
        gathering.house.make_workshop(other, steps_by="facilitator")
        code = gathering.house.make_workshop(other, steps_by="facilitator")
        assert "Gruppene kan ikke flytte seg selv." in plain(other.get(f"/workshops/{code}/moves").text)
        form = {"title": "T", "municipality": "E", "held_on": "2030-01-01", "delete_on": "2030-01-31", "groups": "1"}
        wrong = other.post("/workshops/new", data=form | {"write": new_id(), "steps_by": "ingen"})
        assert (wrong.status_code, "Velg hvem som flytter" in wrong.text) == (422, True)


def test_fatma_sees_how_many_groups_are_at_each_step(gathering: Gathering) -> None:
    overview = gathering.dial("overview/live", gathering.fatma)
    overview.next()
    gathering.step(gathering.anna, FIRST, 1)
    told = plain(overview.until('id="now"').split('class="lead-steps"')[1].split("</ol>")[0])
    assert "2 grupper" in told
    assert "1 gruppe" in told
    lead(gathering, sheet=FIRST, step="1")
    assert "alle er her" in plain(overview.until("alle er her"))
