"""What Fatma does, what the others see of it, and that nobody else can."""

import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi.routing import APIRoute

from app.archive import archives
from app.leading import (
    appointing,
    checking,
    closing,
    copying,
    evaluating,
    facilitation,
    moving,
    planning,
    records,
    reporting,
    seating,
    sharing,
    steps,
    telling,
    typing_in,
)
from app.paper import hangings, prints
from app.plenary import conducting
from app.report import reports
from tests.ground import FIRST, SILENT, THIRD, ZONE, plain
from tests.house import Gathering, new_id

ACTS = {
    "/moves": {"sheet": SILENT},
    "/moves/back": {"passage": "p"},
    "/groups": {"number": "4", "name": "Enda en gruppe"},
    "/groups/1": {"name": "Nytt navn"},
    "/groups/1/holding": {"held": "1"},
    "/groups/1/helped": {},
    "/people/1": {"name": "Nytt navn"},
    "/people/1/seat": {"group": "2"},
    "/people/1/anonymity": {},
    "/people/1/erasure": {"sure": "1"},
    "/people/1/removal": {},
    "/messages": {"text": "Hei"},
    "/led-notes": {"text": "En lapp"},
    "/calls": {"calling": "1"},
    "/clocks": {"scope": "sheet", "act": "start", "minutes": "5"},
    "/exhibits": {"kind": "gathered", "sheet": FIRST},
    "/asks": {"group": "1", "sheet": FIRST},
    "/plenary-notes": {"sheet": FIRST, "zone": ZONE, "text": "Et notat"},
    f"/plenary-notes/{'0' * 32}": {"text": "Et annet"},
    "/plan": {"starts": "10.00"},
    "/plan/late": {"kind": "later"},
    "/evaluations": {"opened": "1"},
    "/facilitators": {"name": "Mons"},
    "/facilitators/noted": {},
    "/facilitators/2/dismissal": {},
    "/led-steps": {"sheet": FIRST, "step": "1"},
    "/leading": {"steps_by": "facilitator"},
    "/paper-notes": {"group": "1", "place": f"{FIRST}/{ZONE}", "text": "En lapp\nEn til"},
    "/paper-notes/removals": {"group": "1", "write": "0" * 32},
    "/copies": {"title": "En til", "held_on": "2030-01-02", "delete_on": "2030-02-02", "write": "0" * 32},
    "/report/front": {"place": "Rådhuset", "language": "nn"},
    "/checklist": {"check": "rescue", "done": "1"},
    "/results": {"open": "1"},
    "/closing": {"closed": "1"},
    "/deletion": {"title": "Veier til samarbeid i Elvebyen"},
}
"""Every act of a facilitator, with a form that would do it."""

VALUES = {
    "number": "1",
    "sheet": FIRST,
    "item": SILENT,
    "ending": "pdf",
    "person": "1",
    "holder": "2",
    "token": "0" * 32,
    "note": "0" * 32,
    "form": "png",
}
ROUTERS = (
    facilitation,
    moving,
    telling,
    seating,
    planning,
    appointing,
    steps,
    closing,
    evaluating,
    conducting,
    copying,
    checking,
    records,
    sharing,
    reporting,
    typing_in,
    hangings,
    prints,
    reports,
    archives,
)
SOCKETS = ["overview/live", "plenary/live", "groups/1/live?since=0"]


def addresses() -> Iterator[tuple[str, str]]:
    """Every address that is for facilitators, with its method."""
    for part in ROUTERS:
        for route in part.router.routes:
            if isinstance(route, APIRoute):
                path = route.path.removeprefix("/workshops/{code}")
                yield from ((method, path.format(**VALUES)) for method in route.methods or ())
    yield "GET", "/made"


def overview(gathering: Gathering) -> str:
    return gathering.fatma.get(f"/workshops/{gathering.code}").text


def now(gathering: Gathering) -> str:
    return plain(overview(gathering).split('id="now"')[1].split("<nav")[0])


def test_fatma_sees_every_group_at_a_glance(gathering: Gathering) -> None:
    gathering.listen(gathering.anna)
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Et ønske")
    tiles = [plain(tile) for tile in overview(gathering).split('<li id="tile-')[1:]]
    assert len(tiles) == 3
    assert "1 av 2 her" in tiles[0]
    assert "1 lapp · skrev nettopp" in tiles[0]
    assert "Et ønske" not in tiles[0], "how many, not what"
    assert "0 av 1 her" in tiles[1]
    assert "Har ikke skrevet noe ennå" in tiles[1]
    assert "Ingen her ennå" in tiles[2]


def test_fatma_looks_at_a_group_without_being_noticed(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    while f'id="person-{gathering.anna.id}"' not in (heard := "".join(anna.heard)) or "data-here" not in heard:
        anna.next()
    anna.rest(0.1)
    anna.heard.clear()
    look = gathering.fatma.get(f"/workshops/{gathering.code}/groups/1/board")
    assert "De merker ikke at du ser" in look.text
    assert 'id="pad"' not in look.text
    gathering.dial("groups/1/live?since=0", gathering.fatma).next()
    assert anna.rest() == ""


def test_a_look_follows_what_the_group_does(gathering: Gathering) -> None:
    fatma = gathering.dial("groups/1/live?since=0", gathering.fatma)
    fatma.next()
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="mens Fatma ser på")
    fatma.until("mens Fatma ser på")
    polled = gathering.fatma.get(f"/workshops/{gathering.code}/groups/1/frames?since=1").text
    assert "mens Fatma ser på" in polled


def test_before_a_move_fatma_is_told_where_to_and_who_still_writes(gathering: Gathering) -> None:
    anna, overview = gathering.listen(gathering.anna), gathering.dial("overview/live", gathering.fatma)
    overview.next()
    anna.say(act="writing", on=True)
    anna.until("data-writing")
    assert "1 person er her · 1 skriver" in plain(overview.until("1 skriver"))
    asked = plain(gathering.fatma.get(f"/workshops/{gathering.code}/moves/{SILENT}").text)
    assert "Flytt alle 3 grupper til ark 2" in asked
    assert "Hvorfor skal vi i vår kommune samarbeide" in asked
    assert "1 person skriver fortsatt" in asked
    assert gathering.fatma.get(f"/workshops/{gathering.code}/moves/finnes-ikke").status_code == 404


def test_a_move_reaches_every_screen_and_can_be_taken_back(gathering: Gathering) -> None:
    anna, carl = gathering.listen(gathering.anna), gathering.listen(gathering.carl)
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="ligger igjen")
    anna.until("ligger igjen")
    assert gathering.move(SILENT).status_code == 303
    for socket in (anna, carl):
        assert "ligger igjen" not in socket.until(f'class="board" data-sheet="{SILENT}"')
    assert "Ark 2 av 10" in now(gathering)
    gathering.move(FIRST)
    assert "ligger igjen" in anna.until(f'class="board" data-sheet="{FIRST}"')


def test_a_move_that_is_sent_twice_is_one(gathering: Gathering) -> None:
    gathering.move(SILENT)
    anna = gathering.listen(gathering.anna)
    anna.rest(0.1)
    anna.heard.clear()
    assert gathering.move(SILENT).status_code == 303
    assert 'id="board"' not in anna.rest()
    assert "Ark 2 av 10" in now(gathering)


def test_fatma_cannot_move_beyond_the_kit(gathering: Gathering) -> None:
    assert gathering.move("finnes-ikke").status_code == 404
    assert gathering.fatma.post(f"/workshops/{gathering.code}/moves").status_code == 404
    assert "Ark 1 av 10" in now(gathering)


def test_fatma_looks_back_at_a_sheet_that_a_group_has_been_on(gathering: Gathering) -> None:
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="fra første ark")
    gathering.move(SILENT)
    groups = f"/workshops/{gathering.code}/groups/1/sheets"
    assert "fra første ark" in gathering.fatma.get(f"{groups}/{FIRST}").text
    assert gathering.fatma.get(f"{groups}/{THIRD}").status_code == 404


def test_closing_makes_every_board_for_reading_only_until_it_is_reopened(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    closing = f"/workshops/{gathering.code}/closing"
    assert gathering.fatma.post(closing, data={"closed": "1"}).status_code == 303
    assert "data-writable" not in anna.until('id="board"')
    anna.write(id=new_id(), sheet=FIRST, zone=ZONE, text="for sent")
    assert "Workshopen er avsluttet" in anna.until("refusal")
    assert gathering.move(SILENT).status_code == 409
    assert "Alle kan lese lappene" in gathering.fatma.get(closing).text
    gathering.fatma.post(closing, data={"closed": "0"})
    assert "data-writable" in anna.until('id="board"')
    anna.write(id=new_id(), sheet=FIRST, zone=ZONE, text="ikke for sent")
    anna.until("ack-")


def test_deleting_asks_for_the_title_and_keeps_what_was_typed(gathering: Gathering) -> None:
    deletion = f"/workshops/{gathering.code}/deletion"
    for typed in ("", "Veier til noe annet"):
        refused = gathering.fatma.post(deletion, data={"title": typed})
        assert refused.status_code == 422
        assert "Navnet stemmer ikke" in refused.text
        assert f'value="{typed}"' in refused.text
    assert gathering.anna.browser.get(f"/workshops/{gathering.code}/board").status_code == 200
    done = gathering.fatma.post(deletion, data={"title": " veier til samarbeid i ELVEBYEN "})
    assert (done.status_code, "Alt er slettet" in done.text) == (200, True)
    for browser in (gathering.fatma, gathering.anna.browser):
        assert browser.get(f"/workshops/{gathering.code}/board").status_code == 404
    assert gathering.house.ask(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM note").scalar()) == 0


def test_fatmas_own_address_gives_the_role_on_another_machine_and_hides_itself(gathering: Gathering) -> None:
    made = gathering.fatma.get(f"/workshops/{gathering.code}/made").text
    address = re.findall(r'href="http://[^/]+(/workshops/[^"]+/facilitators/[^"]+)"', made)[0]
    answer = gathering.otto.get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/workshops/{gathering.code}")
    assert gathering.otto.get(answer.headers["location"]).status_code == 200
    assert gathering.fatma.get(f"/workshops/{gathering.code}").status_code == 200


@pytest.fixture
def others(gathering: Gathering) -> Iterator[dict[str, httpx.Client]]:
    """Those who may not: a participant, an outsider, and a facilitator of another workshop."""
    with Gathering(gathering.house) as other:
        yield {"Anna": gathering.anna.browser, "Otto": gathering.otto, "en annens fasilitator": other.fatma}


def test_no_facilitators_address_exists_for_anybody_else(gathering: Gathering, others: dict[str, httpx.Client]) -> None:
    before = overview(gathering).partition("server-time")[0]
    assert {path for method, path in addresses() if method == "POST"} == set(ACTS), "every act is tried"
    for who, browser in others.items():
        for method, path in addresses():
            answer = browser.request(method, f"/workshops/{gathering.code}{path}", data=ACTS.get(path, {}))
            assert answer.status_code == 404, (who, method, path)
            assert "Elvebyen" not in answer.text
        for path in SOCKETS:
            assert gathering.dial(path, browser).closing() == 1008, (who, path)
    assert overview(gathering).partition("server-time")[0] == before


def test_fatma_can_do_all_of_it(gathering: Gathering) -> None:
    assert len(list(addresses())) > 12, "there are addresses to try"
    for method, path in addresses():
        if method == "GET" and "facilitators" not in path:
            answer = gathering.fatma.get(f"/workshops/{gathering.code}{path}")
            assert answer.status_code == 200, path


def test_a_group_that_is_not_there_is_not_found(gathering: Gathering) -> None:
    for number in ("4", "0", "-1", "9" * 30):
        assert gathering.fatma.get(f"/workshops/{gathering.code}/groups/{number}/board").status_code == 404
        assert gathering.dial(f"groups/{number}/live", gathering.fatma).closing() == 1008
    assert gathering.fatma.get(f"/workshops/{gathering.code}/groups/en/board").status_code == 422
