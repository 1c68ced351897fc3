"""Serving: the database brought up to date, the port looked at, and uvicorn with our wire, once or several times."""

import contextlib
import logging
import os
import resource
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from app import logs
from app.kits import copies
from app.live.callers import CallerProtocol
from app.live.wire import LiveProtocol
from app.pages.doorway import Doorway
from app.settings import Settings, from_environment, why
from app.storage.engine import only_one, url_of
from app.storage.migrating import migrate
from app.web import create_app

MOST_FILES = 65_536

WAITING = 4096
"""Callers who may wait to be taken: after a restart, everybody comes at once."""


class CannotServe(Exception):
    """Why the service cannot start, in Norwegian, with what to do."""


def prepare(settings: Settings) -> str:
    """Make the data folder and bring the database up to date; returns its address. Raises CannotServe."""
    if not settings.database_url:
        make_folder(settings.data)
    url = settings.database_url or url_of(settings.data)
    migrate(url)
    return url


def make_folder(data: Path) -> None:
    """Make the data folder, where it is not there. Raises CannotServe."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotServe(f"Mappen {data} kan ikke lages ({why(problem)}). Velg en annen med --data.") from None
    if not os.access(data, os.W_OK):
        raise CannotServe(f"Mappen {data} kan ikke skrives i. Velg en annen med --data.")


def serve(settings: Settings, greeting: str = "") -> None:
    """Serve until told to stop, after a greeting or the usual one."""
    with listening(settings) as sockets, alone(settings):
        prepare(settings)
        allow_many()
        copies.at_hand(settings.kits)
        set_up_logs(settings)
        greeting = greeting or f"Oppgaveark er klar. Åpne {settings.public_address} i nettleseren."
        sys.stdout.write(f"\n{greeting}\nStopp med Ctrl + C.\n\n")
        sys.stdout.flush()
        if settings.workers == 1:
            uvicorn.Server(configuration(settings)).run(sockets=sockets)
        else:
            os.environ |= on_command_line(settings)
            several = configuration(settings, "app.serving:one_of_several", factory=True, workers=settings.workers)
            Multiprocess(several, sockets=sockets).run()


def on_command_line(settings: Settings) -> dict[str, str]:
    """What the command line may have said otherwise than the environment, which is all that other processes see."""
    said = {
        "DATA": str(settings.data),
        "HOST": settings.host,
        "ADDRESS": settings.address,
        "KEY": settings.key,
        "PROXY": settings.proxy,
    }
    return {f"OPPGAVEARK_{name}": value for name, value in said.items()}


def allow_many() -> None:
    """Let as many sockets be open as the system lets us; what a shell or systemd gives is often 1024."""
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and (most == resource.RLIM_INFINITY or soft < most):
        wanted = MOST_FILES if most == resource.RLIM_INFINITY else min(most, MOST_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), most))


def one_of_several() -> ASGIApp:
    """What each of several worker processes serves; it is told everything by the environment."""
    settings = from_environment()
    set_up_logs(settings)
    return Doorway(create_app(settings))


def set_up_logs(settings: Settings) -> None:
    logs.set_up(logging.getLevelNamesMapping()[settings.log.upper()])


@contextlib.contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Refuse to serve an SQLite file that another process serves or restores: each keeps its own bells. CannotServe."""
    if settings.database_url:
        yield
        return
    make_folder(settings.data)
    with only_one(settings.data) as alone:
        if not alone:
            raise CannotServe(
                f"Databasen i {settings.data} er i bruk. Kanskje er Oppgaveark alt startet? "
                "Flere prosesser om samme database krever PostgreSQL, se docs/drift.md."
            )
        yield


def configuration(settings: Settings, app: ASGIApp | str | None = None, **more: Any) -> uvicorn.Config:
    """uvicorn as we want it: our wire, no access log (addresses carry tokens), no compression of small frames."""
    return uvicorn.Config(
        # The doorway is outside everything else, so that answers about our own faults pass it too.
        app or Doorway(create_app(settings)),
        host=settings.host,
        port=settings.port,
        http=CallerProtocol,
        ws=LiveProtocol,
        backlog=WAITING,
        ws_max_size=64 * 1024,
        ws_per_message_deflate=False,
        proxy_headers=bool(settings.proxy),
        forwarded_allow_ips=settings.proxy or None,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=3,
        **more,
    )


@contextlib.contextmanager
def listening(settings: Settings) -> Iterator[list[socket.socket]]:
    """The sockets to serve on: in a room also the one that bookmarks from before the room lead to. CannotServe."""
    hosts = [settings.host, "127.0.0.1"] if settings.room else [settings.host]
    with contextlib.ExitStack() as until_the_end:
        yield [until_the_end.enter_context(listen(replace(settings, host=host))) for host in hosts]


def listen(settings: Settings) -> socket.socket:
    """The socket to serve on. Raises CannotServe where the port is taken or not ours to take."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError:
        listening.close()
        raise CannotServe(
            f"Port {settings.port} er opptatt eller ikke tillatt på {settings.host}. "
            "Kanskje er Oppgaveark alt startet? "
            f"Velg en annen port, for eksempel: OPPGAVEARK_PORT={settings.port + 1} "
            f"bin/start{' --room' if settings.room else ''}"
        ) from None
    listening.listen(WAITING)
    return listening
