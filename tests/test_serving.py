"""Serving: the port, the folder, and uvicorn as we want it."""

import os
import resource
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app.serving import MOST_FILES, CannotServe, allow_many, configuration, listen, prepare
from app.settings import Settings
from tests.databases import ON_POSTGRES, Store
from tests.house import PATIENCE, House
from tests.server import ROOT, Server


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


@ON_POSTGRES
def test_a_database_elsewhere_needs_no_folder(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "trengs-ikke"
    assert prepare(Settings(data=folder, database_url=store.database_url)) == store.database_url
    assert not folder.exists()


@ON_POSTGRES
def test_a_worker_that_dies_is_replaced_and_the_others_go_on(store: Store) -> None:
    with Server(store) as server, httpx.Client(base_url=server.address, timeout=PATIENCE, verify=False) as otto:
        first = set(server.worker_ids())
        for worker in first:
            os.kill(worker, signal.SIGKILL)
            server.wait_for(server.answers, "nobody answers")
            server.wait_for(lambda: len(server.worker_ids()) == store.workers, "it was not replaced")
        assert not first & set(server.worker_ids())
        assert otto.get("/healthz").status_code == 200


def test_several_workers_on_sqlite_are_refused_with_the_reason(data: Path) -> None:
    command = [sys.executable, "-m", "app", "--data", str(data), "serve"]
    told = subprocess.run(
        command, env=os.environ | {"OPPGAVEARK_WORKERS": "2"}, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert "SQLite, som bare kan ha én prosess" in told.stderr


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
