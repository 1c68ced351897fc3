"""What facilitators' forms have in common: the groups they name, the act's own id, and what is answered."""

import uuid
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.pages.answers import is_script
from app.pages.drawing import page
from app.pages.forms import Form, new_id
from app.refusals import NotFound, NotUnderstood
from app.who import Leader


def numbers_in(form: Form, name: str) -> frozenset[int]:
    """The numbers of the groups that a form names. Raises NotFound for what is no number of one."""
    return frozenset(number_of(typed) for typed in form.lists.get(name, ()) if typed)


def number_of(typed: str) -> int:
    if not typed.isdecimal() or not 0 < len(typed) <= 3:
        raise NotFound
    return int(typed)


def write_of(form: Form) -> str:
    """The id that a script gave the act, so that sending it twice does it once; without scripts a new one."""
    typed = form.values.get("write", "")
    try:
        return str(uuid.UUID(typed)) if typed else new_id()
    except ValueError:
        raise NotUnderstood from None


def chosen(form: Form, led: Leader) -> frozenset[int] | None:
    """The groups an act is for: those that are ticked where one may choose (`choosing`), or named; else all.

    Who leads one group acts for no other. Raises NotFound.
    """
    numbers = numbers_in(form, "group")
    if led.group is None:
        return numbers if numbers or "choosing" in form.values else None
    if numbers - {led.group.number}:
        raise NotFound
    return frozenset({led.group.number})


def asked(request: Request, name: str, **context: Any) -> HTMLResponse:
    """What is asked before an act: a fragment for the dialog, or without scripts a page around it."""
    return page(name, **context) if is_script(request) else page("ask.html", inner=name, **context)


def done(request: Request, code: str, path: str = "") -> Response:
    """Nothing for a script, which hears by its socket what came of it; else the way back to a page of the workshop."""
    return HTMLResponse("") if "hx-request" in request.headers else RedirectResponse(f"/workshops/{code}{path}", 303)
