"""Serving a room without internet: the right address, a door on it and on the machine itself, and plain words."""

import re
import socket
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
import segno

from app import venue
from app.serving import CannotServe, listening, on_command_line
from app.settings import Settings, from_environment
from tests.databases import ON_SQLITE, Store
from tests.ground import new_id
from tests.report_pdf import Reading
from tests.server import PATIENCE, Server

AWAY = next(iter(venue.addresses()), "")
"""This machine's address for others."""

ON_A_NETWORK = pytest.mark.skipif(not AWAY, reason="this machine has no address but its own, so there is no room")
KEY = "lang-nøkkel"


@pytest.fixture
def room(store: Store) -> Iterator[Server]:
    """An installation that serves a room, as `bin/start --room` would."""
    server = Server(store, room=AWAY)
    server.environment |= {"OPPGAVEARK_KEY": KEY, "OPPGAVEARK_ADDRESS": "https://ark.lillevik.example"}
    with server:
        yield server


def browser(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=PATIENCE, trust_env=False)


def test_the_address_on_the_way_out_comes_first_and_what_leads_inwards_not_at_all() -> None:
    found = [("lo", "127.0.0.1"), ("docker0", "172.17.0.1"), ("enx1", "10.0.0.7"), ("wlan0", "192.168.1.20")]
    assert venue.ranked(found, "192.168.1.20") == ["192.168.1.20", "10.0.0.7"]
    assert venue.ranked([*found, ("tun0", "10.8.0.2")], "10.8.0.2") == ["10.0.0.7", "192.168.1.20"]
    assert venue.ranked([("eth0", "169.254.3.4"), ("wlan0", "10.42.0.1")], None) == ["10.42.0.1", "169.254.3.4"]
    assert venue.ranked([], "192.168.1.20") == ["192.168.1.20"]
    assert venue.ranked([("lo", "127.0.0.1")], "127.0.0.1") == []


def test_without_a_network_it_says_what_to_do() -> None:
    assert venue.best(["10.0.0.7", "192.168.1.20"]) == "10.0.0.7"
    with pytest.raises(CannotServe, match="Nettet trenger ikke ha internett"):
        venue.best([])


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("tull", "skal være en adresse som 192.168.1.20, ikke «tull»"),
        ("fe80::1", "skal være en adresse"),
        ("203.0.113.77", "Maskinen har ikke adressen 203.0.113.77"),
        ("127.0.0.1", "ingen adresse de andre i rommet kan bruke"),
        ("0.0.0.0", "ingen adresse de andre i rommet kan bruke"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(asked: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match=re.escape(why)):
        venue.opened(Settings(data=tmp_path), asked)


@ON_A_NETWORK
def test_in_a_room_nothing_but_its_own_address_counts(tmp_path: Path) -> None:
    behind = Settings(data=tmp_path, port=8300, address="https://ark.example", proxy="10.0.0.1", key=KEY)
    opened = venue.opened(behind, AWAY)
    assert opened == venue.opened(behind, None)
    assert (opened.host, opened.public_address, opened.proxy) == (AWAY, f"http://{AWAY}:8300", "")
    assert opened.key == KEY
    assert from_environment(on_command_line(opened)).public_address == opened.public_address


@ON_A_NETWORK
def test_without_a_key_there_is_a_new_one_each_time(tmp_path: Path) -> None:
    keys = {venue.opened(Settings(data=tmp_path), AWAY).key for _ in range(4)}
    assert len(keys) == 4
    assert all(re.fullmatch(r"\w{4}-\w{4}", key) for key in keys)


@ON_A_NETWORK
def test_the_door_is_open_there_and_on_the_machine_itself(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with listening(venue.opened(Settings(data=tmp_path, port=port), AWAY)) as sockets:
        assert [one.getsockname() for one in sockets] == [(AWAY, port), ("127.0.0.1", port)]
    with socket.create_server(("127.0.0.1", port)), pytest.raises(CannotServe, match="bin/start --room"):  # noqa: SIM117
        with listening(venue.opened(Settings(data=tmp_path, port=port), AWAY)):
            pass


def test_the_terminal_says_where_how_and_what_it_means(tmp_path: Path) -> None:
    there = Settings(data=tmp_path, host="192.168.1.20", address="http://192.168.1.20:8000", key="acef-ghkr", room=True)
    said = venue.greeting(there, colours=True)
    for words in (
        "http://192.168.1.20:8000",
        "http://127.0.0.1:8000",
        "acef-ghkr",
        "Ingenting er kryptert",
        "brannmur",
    ):
        assert words in said
    assert modules(said) == modules_of("http://192.168.1.20:8000")
    assert "█" not in venue.greeting(there, encoding="latin-1")
    assert "\033" not in venue.greeting(there)
    assert all(len(line) <= 118 for line in venue.greeting(there).splitlines())


def modules(said: str) -> list[list[bool]]:
    """The QR code in a text as a camera sees it, row by row: True where it is dark."""
    lines = [line[line.index("m") + 1 : line.rindex("\033")] for line in said.splitlines() if "\033" in line]
    halves = {" ": (True, True), "▀": (False, True), "▄": (True, False), "█": (False, False)}
    return [[halves[letter][half] for letter in line] for line in lines for half in (0, 1)]


def modules_of(text: str) -> list[list[bool]]:
    drawn = [[bool(module) for module in row] for row in segno.make(text, error="m", micro=False).matrix_iter(border=2)]
    # The rows are odd in number, so the last half line stands for nothing.
    return [*drawn, [True] * len(drawn[0])]


def test_what_is_not_as_usual_is_said() -> None:
    assert list(venue.cautions("192.168.1.20", [])) == []
    [several] = venue.cautions("192.168.1.20", ["10.0.0.7", "10.0.1.7"])
    assert "10.0.0.7, 10.0.1.7" in several
    assert several.endswith("bin/start --room --address 10.0.0.7")
    assert "Ingen ruter" in "".join(venue.cautions("169.254.3.4", []))
    assert "hele internett" in "".join(venue.cautions("8.8.8.8", []))


@ON_A_NETWORK
@ON_SQLITE
def test_a_room_shows_and_takes_its_own_address_and_no_other(room: Server) -> None:
    with browser(room.address) as fatma, browser(room.address) as anna:
        made = make_workshop(fatma)
        code = str(re.findall(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b", made)[0])
        assert f"{room.address}/{code}" in made
        assert "ark.lillevik.example" not in made
        invitation = Reading(fatma.get(f"/workshops/{code}/invitations.pdf").content)
        assert f"{room.address.removeprefix('http://')}/{code}" in "".join(invitation.everything.split())
        assert invitation.kinds("Figure")[0].alternative == f"QR-kode til {room.address}/{code}?group=1"
        joined = join(anna, code, {"origin": room.address})
        cookies = fatma.cookies.jar, anna.cookies.jar
        assert all(not cookie.secure for jar in cookies for cookie in jar)
        assert "HttpOnly" in joined.headers["set-cookie"]
        for origin in ("http://ond.example", room.address.replace("http:", "http://ond.example:"), "null"):
            assert join(anna, code, {"origin": origin}).status_code == 403


@ON_A_NETWORK
@ON_SQLITE
def test_on_the_machine_itself_the_room_s_address_is_shown_too(room: Server) -> None:
    with browser(f"http://127.0.0.1:{room.port}") as fatma:
        assert f"{room.address}/screens/" in make_workshop(fatma)


def make_workshop(fatma: httpx.Client) -> str:
    """Fatma makes a workshop in the room; what she is shown."""
    today = date.today()
    form = {"title": "I lokalet", "municipality": "Elvebyen kommune", "groups": "2", "key": KEY, "write": new_id()}
    form |= {"held_on": str(today), "delete_on": str(today + timedelta(days=30))}
    answer = fatma.post("/workshops/new", data=form, headers={"origin": str(fatma.base_url).rstrip("/")})
    assert answer.status_code == 303, answer.text
    return fatma.get(answer.headers["location"]).text


def join(anna: httpx.Client, code: str, headers: dict[str, str]) -> httpx.Response:
    return anna.post(f"/{code}", data={"name": "Anna", "perspective": "kommune", "write": new_id()}, headers=headers)
