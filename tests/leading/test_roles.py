"""Co-facilitators and group facilitators: what each may do, and what they may not."""

import re

import httpx
import pytest

from tests.ground import FIRST, SILENT, plain
from tests.house import Gathering
from tests.leading.test_facilitation import ACTS, addresses

OF_A_GROUP = {
    ("GET", ""),
    ("GET", "/groups/1"),
    ("GET", "/groups/1/board"),
    ("GET", "/groups/1/frames"),
    ("GET", f"/groups/1/sheets/{FIRST}"),
    ("GET", f"/groups/1/sheets/{FIRST}/fields"),
    ("GET", f"/groups/1/sheets/{FIRST}/cards"),
    ("GET", f"/groups/1/sheets/{FIRST}.pdf"),
    ("GET", f"/groups/1/sheets/{FIRST}.png"),
    ("GET", "/groups/1/sheets.pdf"),
    ("GET", "/paper"),
    ("GET", "/paper-notes"),
    ("GET", "/blank-sheets.pdf"),
    ("GET", "/blank-notes.pdf"),
    ("GET", "/invitations.pdf"),
    ("GET", "/poster.pdf"),
    ("GET", "/table-cards.pdf"),
    ("GET", "/messages"),
    ("GET", "/led-notes"),
    ("POST", "/moves"),
    ("POST", "/led-steps"),
    ("POST", "/groups/1"),
    ("POST", "/groups/1/holding"),
    ("POST", "/groups/1/helped"),
    ("POST", "/people/1"),
    ("POST", "/people/1/removal"),
    ("POST", "/messages"),
    ("POST", "/led-notes"),
    ("POST", "/calls"),
    ("POST", "/clocks"),
    ("POST", "/paper-notes"),
    ("POST", "/paper-notes/removals"),
}
"""What who leads one group may ask for; all else of a facilitator's does not exist for them."""


def appoint(gathering: Gathering, name: str, group: str = "") -> tuple[httpx.Client, str]:
    """Fatma gives somebody the role; their browser, which has taken it, and their rescue code."""
    at = f"/workshops/{gathering.code}/facilitators"
    assert gathering.fatma.post(at, data={"name": name, "group": group}).status_code == 303
    page = gathering.fatma.get(at).text
    [address] = re.findall(r'href="http://[^/]+(/workshops/[^"]+/facilitators/[^"]+)"', page)
    [code] = re.findall(r'class="big-code">([^<]+)<', page)
    gathering.fatma.post(f"{at}/noted")
    assert code not in gathering.fatma.get(at).text, "it is shown once"
    browser = gathering.open.enter_context(gathering.house.browser())
    assert browser.get(address).status_code == 303
    return browser, code


@pytest.fixture
def guro(gathering: Gathering) -> httpx.Client:
    """Who leads group 1 alone."""
    return appoint(gathering, "Guro", "1")[0]


def test_a_group_facilitator_begins_at_their_groups_sheet(gathering: Gathering, guro: httpx.Client) -> None:
    answer = guro.get(f"/workshops/{gathering.code}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/workshops/{gathering.code}/groups/1/board")
    page = guro.get(answer.headers["location"]).text
    assert "Styr gruppa" in page
    assert "Tilbake til oversikten" not in page


def test_a_group_facilitator_may_do_for_their_group_what_a_facilitator_may(
    gathering: Gathering, guro: httpx.Client
) -> None:
    anna = gathering.listen(gathering.anna)
    base = f"/workshops/{gathering.code}"
    script = {"hx-request": "true"}
    for path, said in (
        ("moves", {"item": SILENT}),
        ("led-steps", {"sheet": SILENT, "step": "1"}),
        ("messages", {"text": "Til gruppa"}),
        ("led-notes", {"text": "En lapp fra Guro"}),
        ("clocks", {"scope": "sheet", "act": "add", "minutes": "1"}),
        ("groups/1/holding", {"held": "1"}),
        (f"people/{gathering.ben.id}", {"name": "Benny"}),
        ("groups/1", {"name": "Guros gruppe"}),
    ):
        assert guro.post(f"{base}/{path}", data=said, headers=script).status_code == 200, path
    anna.until("Guros gruppe")
    board = gathering.anna.browser.get(f"{base}/board").text
    for part in ("Til gruppa", "En lapp fra Guro", "Benny", "Guros gruppe", 'data-step="1"'):
        assert part in board
    carl = gathering.carl.browser.get(f"{base}/board").text
    assert f'data-sheet="{FIRST}"' in carl, "the others stay"
    assert "Til gruppa" not in carl


def test_a_group_facilitator_reaches_nothing_else(gathering: Gathering, guro: httpx.Client) -> None:
    """Not other groups, not what concerns all, not by naming another group in a form."""
    base = f"/workshops/{gathering.code}"
    for method, path in addresses():
        if (method, path) in OF_A_GROUP or "/facilitators/0" in path:
            continue
        answer = guro.request(method, f"{base}{path}", data=ACTS.get(path, {}))
        assert answer.status_code == 404, (method, path)
    for method, path in OF_A_GROUP:
        other = path.replace("/groups/1", "/groups/2").replace("/people/1", f"/people/{gathering.carl.id}")
        data = ACTS.get(path, {}) | {"group": "2"}
        if method == "POST" or other != path:
            answer = guro.request(method, f"{base}{other}", data=data, headers={"hx-request": "true"})
            nothing = other.endswith("/removal") and answer.status_code == 200
            assert answer.status_code == 404 or nothing, (method, other)
    for socket in ("overview/live", "groups/2/live?since=0"):
        assert gathering.dial(socket, guro).closing() == 1008
    carl = gathering.carl.browser.get(f"{base}/board")
    assert (carl.status_code, f'data-sheet="{FIRST}"' in carl.text) == (200, True)
    assert gathering.fatma.get(base).status_code == 200


def test_a_co_facilitator_does_all_that_fatma_does(gathering: Gathering) -> None:
    mons, _ = appoint(gathering, "Mons")
    assert mons.post(f"/workshops/{gathering.code}/moves", data={"sheet": SILENT}).status_code == 303
    assert "Ark 2 av 10" in plain(gathering.fatma.get(f"/workshops/{gathering.code}").text)
    assert mons.get(f"/workshops/{gathering.code}/report.pdf").status_code == 200


def test_who_is_dismissed_is_hung_up_on_and_finds_nothing(gathering: Gathering) -> None:
    mons, code = appoint(gathering, "Mons")
    base = f"/workshops/{gathering.code}"
    overview, look = gathering.dial("overview/live", mons), gathering.dial("groups/1/live?since=0", mons)
    overview.next()
    look.next()
    page = gathering.fatma.get(f"{base}/facilitators").text
    [holder] = re.findall(r"/facilitators/(\d+)/dismissal", page)
    assert gathering.fatma.post(f"{base}/facilitators/{holder}/dismissal").status_code == 303
    assert look.closing() == 1008
    assert overview.closing() == 1008
    assert mons.get(base).status_code == 404
    answer = mons.post("/rescue", data={"code": gathering.code, "rescue": code})
    assert answer.status_code == 403


def test_a_rescue_code_gives_a_group_facilitator_their_group_on_another_machine(gathering: Gathering) -> None:
    _, code = appoint(gathering, "Guro", "2")
    answer = gathering.otto.post("/rescue", data={"code": gathering.code, "rescue": code})
    assert answer.status_code == 303
    answer = gathering.otto.get(answer.headers["location"])
    assert answer.headers["location"] == f"/workshops/{gathering.code}/groups/2/board"


def test_a_name_that_is_taken_is_said_and_what_was_typed_stays(gathering: Gathering) -> None:
    appoint(gathering, "Mons")
    answer = gathering.fatma.post(f"/workshops/{gathering.code}/facilitators", data={"name": "Mons", "group": "2"})
    assert answer.status_code == 409
    assert "En annen fasilitator heter det" in answer.text
    assert 'value="Mons"' in answer.text
    assert re.search(r'value="2" checked', answer.text)
