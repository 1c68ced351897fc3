"""The cookies a browser is given: who it is in which workshop, and secrets until they have been shown once."""

from datetime import date

from fastapi import Response
from starlette.requests import HTTPConnection

ONCE = 600
"""How long (s) a browser may hold a secret that is only to be shown."""


def participant_cookie(code: str) -> str:
    return f"deltaker-{code}"


def secret_cookie(code: str) -> str:
    """Where a browser holds what its answers and nameless notes are marked with (`marks.py`)."""
    return f"merke-{code}"


def facilitator_cookie(code: str) -> str:
    return f"fasilitator-{code}"


def remember(response: Response, connection: HTTPConnection, name: str, token: str, until: date) -> None:
    """Let a browser hold a token until the workshop is deleted."""
    hold(response, connection, name, token, "/", max(1, (until - date.today()).days) * 86400)


def hold(
    response: Response, connection: HTTPConnection, name: str, secret: str, path: str, seconds: int = ONCE
) -> None:
    """Let a browser hold a secret for a while, for the addresses below a path; no script can read it."""
    response.set_cookie(
        name,
        secret,
        max_age=seconds,
        path=path,
        secure=connection.url.scheme in ("https", "wss"),
        httponly=True,
        samesite="lax",
    )
