"""What every request passes: limits on its body, refusal of other sites' requests, and the headers of every answer.

Written as plain ASGI, because it also stands in the way of large bodies that have no length.
"""

import logging
import time
from collections.abc import MutableMapping
from typing import Any

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.pages import uploads
from app.pages.answers import told
from app.refusals import FromElsewhere, Refused, TooLarge, status_and_text

log = logging.getLogger("oppgaveark.requests")

LARGEST = 64 * 1024
SAFE = {"GET", "HEAD", "OPTIONS"}

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Doorway:
    """The outermost layer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # PostgreSQL cannot even be asked about a text with such a character.
        scope["path"] = scope.get("path", "").replace("\0", "\N{REPLACEMENT CHARACTER}")
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.monotonic(), 0

        async def counted() -> Message:
            return await limited(receive, scope)

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                add_headers(message)
            await send(message)

        refusal = refuse(scope)
        try:
            if refusal is None:
                await self.app(scope, counted, answer)
            else:
                await told(Request(scope), *status_and_text(refusal))(scope, receive, answer)
        finally:
            note(scope, status, time.monotonic() - began)


def refuse(scope: Scope) -> Refused | None:
    """What is wrong with a request before anything reads it."""
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > largest(scope):
        return TooLarge()
    if scope["method"] not in SAFE and not from_here(headers):
        return FromElsewhere()
    return None


def largest(scope: Scope) -> int:
    """How many bytes a request's body may have."""
    return uploads.LARGEST if uploads.takes_file(scope) else LARGEST


def from_here(headers: Headers) -> bool:
    """Whether a request was made by our own pages or by no page at all (browsers always say)."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


async def limited(receive: Receive, scope: Scope) -> Message:
    """The next part of a body, counted: a body without a length is limited too."""
    message = await receive()
    scope["received"] = scope.get("received", 0) + len(message.get("body", b""))
    if scope["received"] > largest(scope):
        raise TooLarge
    return message


def add_headers(message: MutableMapping[str, Any]) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("cache-control", "no-store")


def note(scope: Scope, status: int, seconds: float) -> None:
    """Log the route and not the address: addresses carry tokens, and what people write is never logged."""
    route = getattr(scope.get("route"), "path", "-")
    log.info(
        "request", extra={"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000)}
    )
