"""The checklist's page."""

import re

import httpx

from tests.ground import plain
from tests.house import Gathering
from tests.leading.test_roles import appoint


def tick(gathering: Gathering, browser: httpx.Client, check: str, done: str = "1", **how: str) -> httpx.Response:
    data = {"check": check, "done": done}
    return browser.post(f"/workshops/{gathering.code}/checklist", data=data, headers=how)


def listed(gathering: Gathering, browser: httpx.Client) -> str:
    return browser.get(f"/workshops/{gathering.code}/checklist").text


def test_what_fatma_ticks_off_is_ticked_off_for_all_who_lead(gathering: Gathering) -> None:
    mons, _ = appoint(gathering, "Mons")
    answer = tick(gathering, gathering.fatma, "rescue")
    assert answer.headers["location"] == f"/workshops/{gathering.code}/checklist#check-rescue"
    assert tick(gathering, mons, "plan", **{"hx-request": "true"}).status_code == 204
    for browser in (gathering.fatma, mons):
        page = listed(gathering, browser)
        pressed = re.findall(r'name="check" value="([^"]+)">\s*<input[^>]*value="0"', page)
        assert pressed == ["rescue", "plan"]
        assert re.search(r"\b2 av \d+ er gjort", plain(page))
    tick(gathering, mons, "rescue", "0")
    assert "1 av" in plain(listed(gathering, gathering.fatma))


def test_nonsense_ticks_nothing_off(gathering: Gathering) -> None:
    for check in ("", "finnes-ikke", "<b>"):
        assert tick(gathering, gathering.fatma, check).status_code == 404
    assert "0 av" in plain(listed(gathering, gathering.fatma))


def test_each_link_on_it_leads_somewhere(gathering: Gathering) -> None:
    for path in re.findall(r'class="check-link" href="([^"]+)"', listed(gathering, gathering.fatma)):
        assert gathering.fatma.get(path).status_code == 200, path
