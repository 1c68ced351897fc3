"""Drawing: pages and fragments from `templates/`, with the addresses of static files. Autoescape is never off."""

import hashlib
import tomllib
from datetime import date
from functools import cache
from typing import Any

from babel.dates import format_date
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from app.language import catalogue
from app.settings import HERE, Operator

STATIC = HERE / "static"
VERSION = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]["version"]


@cache
def digest() -> str:
    """The digest of all static files: it stands in their addresses, so that browsers may keep them for ever."""
    files = sorted(path for path in STATIC.rglob("*") if path.is_file())
    summed = hashlib.sha256()
    for path in files:
        summed.update(str(path.relative_to(STATIC)).encode() + path.read_bytes())
    return summed.hexdigest()[:12]


def asset(path: str) -> str:
    """The address of a static file. What it imports by a relative address has the same digest before it."""
    return f"/static/{digest()}/{path}"


@cache
def environment(language: str) -> Environment:
    """The templates in one language."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    catalogued = catalogue(language)
    made.install_gettext_callables(catalogued.gettext, catalogued.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(asset=asset, language=language, version=VERSION, operator=Operator())
    made.filters["day"] = day
    return made


@cache
def template(name: str, language: str) -> Template:
    return environment(language).get_template(name)


def fragment(name: str, language: str = "nb", **context: Any) -> str:
    """A fragment's HTML."""
    return template(name, language).render(context)


def page(name: str, status: int = 200, language: str = "nb", **context: Any) -> HTMLResponse:
    """A whole page."""
    return HTMLResponse(template(name, language).render(context), status)


def speak_for(operator: Operator, language: str = "nb") -> None:
    """Let every page name the operator."""
    environment(language).globals["operator"] = operator


def day(date: date, language: str = "nb") -> str:
    """A date as it is written out in a language: 21. november 2026."""
    return format_date(date, "long", locale="en_GB" if language == "en" else language)
