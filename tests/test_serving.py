"""Serving: the port, the folder, and uvicorn as we want it."""

import resource
import socket
from pathlib import Path

import pytest

from app.serving import MOST_FILES, CannotServe, allow_many, configuration, listen, prepare
from app.settings import Settings
from tests.databases import Store
from tests.house import House


def test_a_port_that_is_taken_is_said_and_another_suggested(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe, match=f"OPPGAVEARK_PORT={port + 1}"):
            listen(Settings(data=tmp_path, port=port))


def test_a_port_can_be_taken_again_at_once(tmp_path: Path) -> None:
    with listen(Settings(data=tmp_path, port=0)) as first:
        port = first.getsockname()[1]
    with listen(Settings(data=tmp_path, port=port)) as again:
        assert again.getsockname()[1] == port


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("")
    with pytest.raises(CannotServe, match="Velg en annen med --data"):
        prepare(Settings(data=file))


def test_a_database_elsewhere_needs_no_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'annet.db'}"
    assert prepare(Settings(data=tmp_path / "trengs-ikke", database_url=url)) == url
    assert [path.name for path in tmp_path.iterdir()] == ["annet.db"]


def test_as_many_sockets_may_be_open_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(before[0], 512), before[1]))
        allow_many()
        soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert soft == (min(most, MOST_FILES) if most != resource.RLIM_INFINITY else MOST_FILES)
        allow_many()
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (soft, most)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_addresses_are_not_logged_and_frames_not_compressed(data: Path) -> None:
    made = configuration(Settings(data=data))
    assert (made.access_log, made.ws_per_message_deflate, made.server_header) == (False, False, False)
    assert made.ws_max_size == 64 * 1024


@pytest.mark.parametrize(("proxy", "scheme"), [("127.0.0.1", "https"), ("192.0.2.7", "http"), ("", "http")])
def test_only_the_named_proxy_is_believed_about_https(store: Store, proxy: str, scheme: str) -> None:
    with House(store, proxy=proxy) as house, house.browser() as fatma:
        fatma.headers["x-forwarded-proto"] = "https"
        code = house.make_workshop(fatma)
        with house.browser() as anna:
            anna.headers["x-forwarded-proto"] = "https"
            form = {"name": "Anna", "perspective": "kommune", "write": "0b3b1a52-6d2e-4c51-8d3a-1f3c5f0a1b2c"}
            cookies = anna.post(f"/{code}", data=form).headers.get_list("set-cookie")
    assert all(("Secure" in cookie) == (scheme == "https") for cookie in cookies)
