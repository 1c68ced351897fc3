"""The addresses people are given, and the QR codes of them."""

import re
from functools import lru_cache

import segno
from markupsafe import Markup
from starlette.requests import HTTPConnection

from app.settings import Settings


def base(connection: HTTPConnection) -> str:
    """Where this installation is reached: as the operator says, else as the browser did."""
    settings: Settings = connection.app.state.settings
    return settings.address or re.sub("^ws", "http", str(connection.base_url).rstrip("/"))


def join_url(connection: HTTPConnection, code: str) -> str:
    return f"{base(connection)}/{code}"


def screen_url(connection: HTTPConnection, token: str) -> str:
    return f"{base(connection)}/screens/{token}"


def without_scheme(url: str) -> str:
    """As a person would type it."""
    return url.partition("://")[2]


@lru_cache(maxsize=512)
def qr(text: str) -> Markup:
    """A QR code as an SVG element; segno writes only numbers and its own attributes."""
    svg = segno.make(text, error="m").svg_inline(scale=8, border=2, omitsize=True, svgclass=None, lineclass=None)
    return Markup(svg)  # noqa: S704
