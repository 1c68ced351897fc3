"""All addresses against people and programs that mean no good: every answer is one of ours, and none is a fault."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.openapi.utils import get_openapi
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.pace import Pace
from app.settings import Settings
from app.storage.keeping import problems
from app.web import create_app
from tests.databases import Store
from tests.ground import FIRST, ZONE
from tests.house import PATIENCE, Gathering, House, cookies_of, new_id
from tests.raw import Caller, nothing_wrong

FIELDS = (
    *("write", "id", "sheet", "zone", "text", "x", "y", "gone", "seen", "step", "on", "code", "name", "perspective"),
    *("group", "title", "municipality", "held_on", "delete_on", "groups", "group_names", "kit", "key", "closed"),
    "rescue",
)


def described() -> dict[str, Any]:
    """The application's own description, which it does not publish, with the forms that its addresses take."""
    found = get_openapi(title="Oppgaveark", version="0", routes=create_app(Settings(data=Path("ingen"))).routes)
    form = {"type": "object", "properties": {name: {"type": "string"} for name in FIELDS}}
    for methods in found["paths"].values():
        if "post" in methods:
            body = {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}}
            methods["post"]["requestBody"] = body
    return found


schema = schemathesis.openapi.from_dict(described())


@pytest.fixture(scope="module")
def crowd(one_lasting_store: Store) -> Iterator[Gathering]:
    """One gathering for all of these tests, in which nobody is told to slow down."""
    with House(one_lasting_store) as house, Gathering(house) as gathering:
        for app in house.apps:
            app.state.pace = app.state.guesses = Pace(10**9, 10**9)
        yield gathering
        assert gathering.otto.get("/healthz").status_code == 200
        assert house.ask(lambda connection: list(problems(connection))) == []


def fill_in(gathering: Gathering, case: schemathesis.Case[Any]) -> None:
    """Let what is asked for be there."""
    there = {"code": gathering.code, "number": "1", "sheet": FIRST, "person": str(gathering.carl.id)}
    case.path_parameters = {name: there.get(name, value) for name, value in (case.path_parameters or {}).items()}


def callers(gathering: Gathering) -> list[str]:
    """The cookies of each who calls. With several workers, where all of it takes longer, one who may do everything."""
    cookies = [cookies_of(who) for who in (gathering.otto, gathering.anna.browser, gathering.fatma)]
    return cookies if gathering.house.store.workers == 1 else ["; ".join(filter(None, cookies))]


@schema.parametrize()
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_address_answers_with_a_fault(crowd: Gathering, case: schemathesis.Case[Any]) -> None:
    worker = cycle(crowd.house.addresses)
    with nothing_wrong():
        for there in (False, True):
            if there:
                fill_in(crowd, case)
            for cookies in callers(crowd):
                answer = case.call(base_url=next(worker), headers={"cookie": cookies}, timeout=PATIENCE)
                assert answer.status_code < 500


@pytest.mark.parametrize("noun", ["people/{}", "people/{}/seat", "people/{}/removal", "facilitators/{}/dismissal"])
def test_ids_that_no_row_can_have_are_refused(crowd: Gathering, noun: str) -> None:
    for number in (2**31, 2**63, 10**4_000):
        path = f"/workshops/{crowd.code}/{noun.format(number)}"
        answer = crowd.fatma.post(path, data={"name": "Anna", "group": "1"}, headers={"hx-request": "true"})
        assert 400 <= answer.status_code < 500


STRANGE = (
    *("//", "/..", "/%2e%2e/etc/passwd", "/static/../app/web.py", "/static/x/%2e%2e%2fapp", "/%", "/%zz", "*"),
    "/" + "a" * 9_000,
)
STRANGE_PATHS = st.text(max_size=60).map(lambda text: "/" + text) | st.sampled_from(STRANGE)
METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "get"])
TYPES = st.sampled_from(
    [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-16",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/json",
        "text/plain",
        "",
        "/",
    ]
)
NAMES = st.sampled_from(
    (
        *("accept", "cookie", "origin", "host", "range", "content-encoding", "accept-encoding", "if-modified-since"),
        *("hx-request", "x-forwarded-for", "expect", "te", "sec-fetch-site", "content-length"),
    )
)
HEADERS = st.lists(st.tuples(NAMES, st.binary(max_size=60) | st.just(b"x" * 4_000)), max_size=5)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=STRANGE_PATHS, method=METHODS, kind=TYPES, headers=HEADERS, body=st.binary(max_size=500))
def test_strange_requests_are_answered_or_hung_up_on(
    crowd: Gathering, path: str, method: str, kind: str, headers: list[tuple[str, bytes]], body: bytes
) -> None:
    lines = [f"{method} {path} HTTP/1.1".encode(), b"host: x", b"connection: close"]
    lines += [f"content-type: {kind}".encode(), f"content-length: {len(body)}".encode()]
    lines += [name.encode() + b": " + value for name, value in headers]
    with nothing_wrong(), Caller(crowd.house) as caller:
        caller.send(b"\r\n".join([*lines, b"", body]))
        caller.end()
        assert status(caller.rest()) < 500


def status(said: bytes) -> int:
    """The status of an answer; 0 where there was none."""
    return int(said.split(b" ", 2)[1]) if said.startswith(b"HTTP/1.1 ") else 0


WRITES = ("notes", "undos", "drafts", "steps", "signs", "reentry", "moves", "closing")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    noun=st.sampled_from(WRITES),
    form=st.dictionaries(st.sampled_from(FIELDS), st.binary(max_size=30) | st.sampled_from([b"\0", b"\xed\xa0\x80"])),
)
def test_forms_of_any_bytes_are_answered(crowd: Gathering, noun: str, form: dict[str, bytes]) -> None:
    almost = {"write": new_id().encode(), "id": new_id().encode(), "sheet": FIRST.encode(), "zone": ZONE.encode()}
    with nothing_wrong():
        for who in (crowd.otto, crowd.anna.browser, crowd.fatma):
            sent = "&".join(f"{name}={quoted(value)}" for name, value in (almost | form).items())
            answer = who.post(
                f"/workshops/{crowd.code}/{noun}",
                content=sent.encode(),
                headers={"content-type": "application/x-www-form-urlencoded", "hx-request": "true"},
            )
            assert answer.status_code < 500


def quoted(value: bytes) -> str:
    return "".join(f"%{byte:02x}" for byte in value)


CHUNK = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
LARGE = {
    "a body that is too large": (b"content-length: 70000\r\n\r\n" + b"x" * 70_000, {413}),
    "a body that says it is too large": (b"content-length: 99999999999999999999\r\n\r\n", {0, 400, 413}),
    "a body in chunks without end": (
        b"content-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n" + CHUNK * 5,
        {413},
    ),
    "a length that is none": (b"content-length: -1\r\n\r\n", {400}),
    "two lengths": (b"content-length: 1\r\ncontent-length: 2\r\n\r\nx", {400}),
    "a length and chunks": (b"content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", {0, 400, 422}),
    "a thousand fields": (
        b"content-type: application/x-www-form-urlencoded\r\ncontent-length: 4000\r\n\r\n" + b"a=b&" * 1_000,
        {400, 422},
    ),
    "a hundred parts": (
        b"content-type: multipart/form-data; boundary=x\r\ncontent-length: 6000\r\n\r\n"
        + (b"--x\r\ncontent-disposition: form-data; name=a; filename=b\r\n\r\nc\r\n" * 100)[:6000],
        {400, 422},
    ),
}


@pytest.mark.parametrize(("rest", "expected"), LARGE.values(), ids=LARGE.keys())
def test_bodies_that_are_none_or_too_large_are_refused(crowd: Gathering, rest: bytes, expected: set[int]) -> None:
    begun = f"POST /workshops/{crowd.code}/notes HTTP/1.1\r\nhost: x\r\nhx-request: true\r\nconnection: close\r\n"
    cookie = f"cookie: {cookies_of(crowd.anna.browser)}\r\n"
    with nothing_wrong(), Caller(crowd.house) as caller:
        caller.send((begun + cookie).encode() + rest)
        caller.end()
        assert status(caller.rest()) in expected
