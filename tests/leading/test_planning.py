"""The time plan over HTTP: read, changed, planned anew, printed."""

import re
from datetime import date
from typing import Any

import httpx

from app.model import PASSAGE
from app.timing.clock_time import at_day
from tests.ground import FIRST, SILENT, plain
from tests.house import Gathering


def form_on(page: str) -> dict[str, str | list[str]]:
    """What the plan's form would send as it stands."""
    said: dict[str, str | list[str]] = {"key": re.findall(r'name="key" value="([^"]+)"', page)}
    said["in"] = re.findall(r'name="in" value="([^"]+)" checked', page)
    said |= dict(re.findall(r'name="((?:minutes|step|label)-[^"]+)" value="([^"]*)"', page))
    said["starts"] = re.findall(r'name="starts"[^>]* value="([^"]*)"|value="([^"]*)"[^>]* name="starts"', page)[0][0]
    return said


def plan(gathering: Gathering) -> str:
    return gathering.fatma.get(f"/workshops/{gathering.code}/plan").text


def keep(gathering: Gathering, **changed: Any) -> httpx.Response:
    return gathering.fatma.post(f"/workshops/{gathering.code}/plan", data=form_on(plan(gathering)) | changed)


def test_it_is_the_kits_until_somebody_changes_it(gathering: Gathering) -> None:
    page = plain(plan(gathering))
    assert "Slutter kl. 12.30" in page
    assert keep(gathering).status_code == 303
    assert "Slutter kl. 12.30" in plain(plan(gathering))


def test_minutes_start_and_what_is_left_out_are_kept_and_the_end_follows(gathering: Gathering) -> None:
    everything = form_on(plan(gathering))["in"]
    assert isinstance(everything, list)
    chosen = [key for key in everything if key != "myter"]
    assert keep(gathering, **{"starts": "10.15", "minutes-hvorfor": "28", "in": chosen}).status_code == 303
    page = plan(gathering)
    assert "Slutter kl. 13.37" in plain(page)
    assert form_on(page)["in"] == chosen
    board = gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text
    assert board.count('class="path-sheet"') == 9, "what is left out is not on the participants' path"


def test_a_break_is_added_moved_and_dropped(gathering: Gathering) -> None:
    keep(gathering, **{"add-break": "1"})
    keys = form_on(plan(gathering))["key"]
    added = keys[-1]
    assert added.startswith("break-")
    keep(gathering, up=added)
    assert form_on(plan(gathering))["key"][-2] == added
    keep(gathering, drop=added)
    assert added not in form_on(plan(gathering))["key"]
    keep(gathering, drop=FIRST)
    assert FIRST in form_on(plan(gathering))["key"], "a sheet is left out, not dropped"


def test_what_cannot_be_is_said_plainly_and_what_was_typed_stays(gathering: Gathering) -> None:
    refused: list[tuple[dict[str, Any], str]] = [
        ({"starts": "25.00"}, "Skriv klokkeslettet"),
        ({"minutes-hvorfor": "mange"}, "Skriv minuttene"),
        ({"step-hvorfor-1": "lenge"}, "Skriv minuttene"),
        ({"in": []}, "Minst ett ark"),
    ]
    for changed, says in refused:
        answer = keep(gathering, **changed)
        assert answer.status_code == 422, changed
        assert says in plain(answer.text)
        for value in changed.values():
            assert not value or f'value="{value}"' in answer.text
    assert "Slutter kl. 12.30" in plain(plan(gathering))


def test_under_way_the_page_says_when_it_began_if_that_is_another_time(gathering: Gathering) -> None:
    assert "Begynte kl." not in plain(plan(gathering))
    gathering.move(FIRST)
    seven_past = PASSAGE.update().values(at=at_day(date.today(), 9 * 60 + 7))
    gathering.house.do(lambda connection: connection.execute(seven_past))
    assert "Begynte kl. 09.07" in plain(plan(gathering))
    keep(gathering, starts="09.07")
    assert "Begynte kl." not in plain(plan(gathering))


def test_without_scripts_the_page_comes_back_at_what_was_moved_or_added(gathering: Gathering) -> None:
    for changed in ({"up": SILENT}, {"add-plenary": "1"}, {"down": "finnes-ikke"}):
        page, _, part = keep(gathering, **changed).headers["location"].partition("#")
        assert page == f"/workshops/{gathering.code}/plan"
        assert not part or f'id="{part}"' in plan(gathering)
        assert bool(part) == ("down" not in changed)


def test_who_is_late_is_told_and_plans_the_rest_anew_with_one_click(gathering: Gathering) -> None:
    gathering.move(FIRST)
    gathering.move(SILENT)
    late = 31 * 60_000
    back = PASSAGE.update().where(PASSAGE.c.item == FIRST).values(at=PASSAGE.c.at - late)
    gathering.house.do(lambda connection: connection.execute(back))
    page = plain(gathering.fatma.get(f"/workshops/{gathering.code}").text)
    assert re.search(r"\d+ min bak planen · slutter \d\d\.\d\d Hva nå\?", page), page
    asked = plain(gathering.fatma.get(f"/workshops/{gathering.code}/plan/late").text)
    assert "Kort ned disse" in asked
    assert re.search(r"Ark 3 ?: fra 24 til \d+ min", asked), asked
    assert "Hopp over ark" in asked
    for _ in range(2):
        answer = gathering.fatma.post(f"/workshops/{gathering.code}/plan/late", data={"kind": "shorten"})
        assert answer.status_code == 303
    assert "Hva nå?" not in gathering.fatma.get(f"/workshops/{gathering.code}").text, "in time, or almost"
    assert "Opprinnelig 24 min" in plain(plan(gathering)), "what is still to come tells it too"
    assert "opprinnelig" in plain(plan(gathering)), "what it was before is shown"


def test_the_run_sheet_has_times_questions_and_what_to_say(gathering: Gathering) -> None:
    page = plain(gathering.fatma.get(f"/workshops/{gathering.code}/plan/sheet").text)
    for sheet in gathering.kit.sheets:
        assert sheet.question in page
        for line in (*sheet.say, *sheet.watch):
            assert line in page
    assert gathering.code in page
