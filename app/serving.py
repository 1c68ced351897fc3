"""Serving: the database brought up to date, the port looked at, and uvicorn with our wire."""

import logging
import os
import socket
import sys

import uvicorn

from app import logs
from app.doorway import Doorway
from app.kits import copies
from app.migrating import migrate
from app.settings import Settings, why
from app.storage import url_of
from app.web import create_app
from app.wire import LiveProtocol


class CannotServe(Exception):
    """Why the service cannot start, in Norwegian, with what to do."""


def prepare(settings: Settings) -> str:
    """Make the data folder and bring the database up to date; returns its address. Raises CannotServe."""
    if settings.database_url:
        migrate(settings.database_url)
        return settings.database_url
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotServe(
            f"Mappen {settings.data} kan ikke lages ({why(problem)}). Velg en annen med --data."
        ) from None
    if not os.access(settings.data, os.W_OK):
        raise CannotServe(f"Mappen {settings.data} kan ikke skrives i. Velg en annen med --data.")
    url = url_of(settings.data)
    migrate(url)
    return url


def serve(settings: Settings) -> None:
    """Serve until told to stop."""
    with listen(settings) as listening:
        prepare(settings)
        copies.at_hand(settings.kits)
        logs.set_up(logging.getLevelNamesMapping()[settings.log.upper()])
        where = f"Oppgaveark er klar. Åpne {settings.public_address} i nettleseren."
        sys.stdout.write(f"\n{where}\nStopp med Ctrl + C.\n\n")
        sys.stdout.flush()
        uvicorn.Server(configuration(settings)).run(sockets=[listening])


def configuration(settings: Settings) -> uvicorn.Config:
    """uvicorn as we want it: our wire, no access log (addresses carry tokens), no compression of small frames."""
    return uvicorn.Config(
        # Outside everything else, so that answers about our own faults pass it too.
        Doorway(create_app(settings)),
        host=settings.host,
        port=settings.port,
        ws=LiveProtocol,
        ws_max_size=64 * 1024,
        ws_per_message_deflate=False,
        proxy_headers=bool(settings.proxy),
        forwarded_allow_ips=settings.proxy or None,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=3,
    )


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
            f"Velg en annen port, for eksempel: OPPGAVEARK_PORT={settings.port + 1} bin/start"
        ) from None
    listening.listen(4096)
    return listening
