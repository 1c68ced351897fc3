"""What every request passes, and what every answer carries."""

import json
import logging
import socket
from collections.abc import Iterator

import httpx
import pytest
from starlette.routing import Route

from app.logs import Structured
from app.pages.doorway import HEADERS, LARGEST
from tests.databases import Store
from tests.house import Gathering, House, Person, new_id

FORM = {"content-type": "application/x-www-form-urlencoded"}


async def fall(_request: object) -> None:
    raise RuntimeError("Det Anna skrev")


@pytest.fixture
def falling(house: House) -> House:
    """A house with a hole in the floor."""
    house.apps[0].router.routes.insert(0, Route("/hull", fall))
    return house


def test_ten_megabytes_are_refused_in_words(house: House) -> None:
    with house.browser() as otto:
        answer = otto.post("/", content=b"code=" + b"a" * 10_000_000, headers=FORM)
    assert answer.status_code == 413
    assert "for stort" in answer.text


def test_a_body_that_does_not_say_how_long_it_is_is_counted(house: House) -> None:
    def endless() -> Iterator[bytes]:
        yield b"code="
        for _ in range(30):
            yield b"a" * 4096

    with house.browser() as otto:
        answer = otto.post("/", content=endless(), headers=FORM)
        assert answer.status_code == 413
        assert "for stort" in answer.text
        assert otto.get("/").status_code == 200


def test_a_body_as_large_as_may_be_passes(house: House) -> None:
    with house.browser() as otto:
        assert otto.post("/", content=b"code=" + b"a" * (LARGEST - 5), headers=FORM).status_code == 404
        assert otto.post("/", content=b"code=" + b"a" * (LARGEST - 4), headers=FORM).status_code == 413


def test_a_length_that_is_no_number_is_refused(house: House) -> None:
    for length in (b"-1", b"1e9", b"en"):
        with socket.create_connection(("127.0.0.1", house.port), 5) as raw:
            raw.sendall(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: " + length + b"\r\n\r\n")
            assert raw.recv(100).split(b" ")[1] in (b"400", b"413")


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
    ],
)
def test_another_site_can_make_annas_browser_do_nothing(gathering: Gathering, headers: dict[str, str]) -> None:
    form = {"write": new_id(), "id": new_id(), "sheet": "hensikt", "zone": "felles-mal", "text": "ikke fra meg"}
    answer = gathering.anna.browser.post(f"/workshops/{gathering.code}/notes", data=form, headers=headers)
    assert answer.status_code == 403
    assert "annet nettsted" in answer.text
    moved = gathering.fatma.post(f"/workshops/{gathering.code}/moves", data={"sheet": "hvorfor"}, headers=headers)
    assert moved.status_code == 403
    assert "ikke fra meg" not in gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text


def test_our_own_pages_and_programs_may(gathering: Gathering) -> None:
    own = gathering.house.address
    for headers in ({"sec-fetch-site": "same-origin", "origin": own}, {"origin": own}, {"sec-fetch-site": "none"}, {}):
        answer = gathering.otto.post("/", data={"code": gathering.code}, headers=headers)
        assert answer.status_code == 303


def test_a_link_from_another_site_leads_in(gathering: Gathering) -> None:
    answer = gathering.otto.get(f"/{gathering.code}", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200


def answers_of_every_kind(house: House) -> Iterator[httpx.Response]:
    with house.browser() as browser:
        code = house.make_workshop(browser)
        anna = Person(house, code, "Anna", "kommune", 1)
        css = anna.page.split('href="/kits/')[1].split('"')[0]
        for path in ("/", "/workshops/new", "/finnes-ikke", "/finnes/ikke", "/healthz", f"/kits/{css}"):
            yield browser.get(path)
        for path in (f"/workshops/{code}", f"/workshops/{code}/report.pdf", f"/workshops/{code}/groups/en/board"):
            yield browser.get(path)
        yield browser.get(anna.page.split('rel="icon" href="')[1].split('"')[0])
        yield browser.get("/static/x/finnes-ikke.css")
        yield browser.delete("/")
        yield browser.post("/", content=b"x" * 70_000)
        yield browser.post("/", headers={"origin": "http://evil.example"})
        yield browser.post("/", files={"code": ("kode.txt", b"x")})
        yield anna.browser.get(f"/workshops/{code}/frames?since=0")
        anna.browser.close()
    with house.browser() as browser:
        yield browser.get("/hull")


def test_every_answer_of_every_kind_carries_the_policy(falling: House) -> None:
    seen = set()
    for answer in answers_of_every_kind(falling):
        seen.add(answer.status_code)
        for name, value in HEADERS.items():
            assert answer.headers.get(name) == value, (answer.url, name)
        assert "cache-control" in answer.headers
        assert "server" not in answer.headers
    assert seen == {200, 400, 403, 404, 405, 413, 422, 500}


def test_the_policy_lets_in_nothing_from_elsewhere_and_no_inline_code() -> None:
    policy = HEADERS["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert not [word for word in ("unsafe", "*", "http", "blob:") if word in policy]


def test_a_mistake_of_ours_is_told_without_its_text(falling: House, caplog: pytest.LogCaptureFixture) -> None:
    with falling.browser() as otto:
        answer = otto.get("/hull")
        assert answer.status_code == 500
        assert "Noe gikk galt hos oss" in answer.text
        assert "Anna" not in answer.text
    with falling.browser() as otto:
        assert otto.get("/").status_code == 200
    assert "Det Anna skrev" not in "".join(map(Structured().format, caplog.records))


def test_the_log_names_neither_people_nor_words_nor_secrets(
    gathering: Gathering, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        gathering.anna.write(
            write=new_id(), id=new_id(), sheet="hensikt", zone="felles-mal", text="Det ingen andre skal lese"
        )
        eva = gathering.join("Evaline", "kommune", 3)
        anna = gathering.listen(gathering.anna)
        anna.write(id=new_id(), sheet="hensikt", zone="felles-mal", text="Heller ikke dette")
        anna.until("ack-")
        gathering.otto.get(gathering.screen)
        gathering.otto.post("/rescue", data={"code": gathering.code, "rescue": "acef-acef-acef-acef"})
    lines = [Structured().format(record) for record in caplog.records if record.name.startswith(("app", "oppgaveark"))]
    assert any('"/workshops/{code}/notes"' in line for line in lines), "requests are logged by their route"
    secrets = [str(cookie.value) for browser in (eva.browser, gathering.fatma) for cookie in browser.cookies.jar]
    told = "\n".join(lines)
    for secret in [*secrets, "ingen andre", "Heller ikke", "Evaline", "acef-acef", gathering.screen.split("/")[2]]:
        assert secret not in told
    assert all(json.loads(line)["level"] for line in lines)


def test_every_request_is_logged_with_its_status(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "oppgaveark.requests"), House(store) as house, house.browser() as otto:
        house.apps[0].router.routes.insert(0, Route("/hull", fall))
        for path in ("/", "/AAA-AAA", "/hull"):
            otto.get(path)
    said = [(vars(each)["route"], vars(each)["status"]) for each in caplog.records if each.message == "request"]
    assert said == [("/", 200), ("/{code}", 404), ("-", 500)]


def test_the_page_is_not_kept_by_anybody_on_the_way(gathering: Gathering) -> None:
    for address in (f"/workshops/{gathering.code}/board", f"/{gathering.code}"):
        assert gathering.anna.browser.get(address).headers["cache-control"] == "no-store"
