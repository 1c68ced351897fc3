"""How refusals and faults become answers: a page for people, a fragment for htmx and scripts."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from app.language import _
from app.pages.drawing import fragment, page
from app.pages.guesses import count
from app.refusals import Guessing, NotFound, NotUnderstood, Refused, UnknownCode, headers, passes, status_and_text

log = logging.getLogger(__name__)


def answer_all(app: FastAPI) -> None:
    """Let every refusal and fault of an application be answered here."""
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(RequestValidationError, unfit)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(Exception, fault)


async def refused(request: Request, problem: Exception) -> Response:
    if isinstance(problem, UnknownCode):
        try:
            count(request)
        except Guessing as guessing:
            problem = guessing
    status, text = status_and_text(problem)
    answer = told(request, status, text, back="/" if isinstance(problem, NotFound) else None, again=passes(problem))
    answer.headers.update(headers(problem))
    return answer


async def unfit(request: Request, _problem: Exception) -> Response:
    """An address or form that does not follow the protocol."""
    return told(request, *status_and_text(NotUnderstood()))


async def of_http(request: Request, problem: Exception) -> Response:
    """What the framework itself says no to: an unknown address, a method that is not for it."""
    status = problem.status_code if isinstance(problem, HTTPException) else HTTPStatus.BAD_REQUEST
    if status == HTTPStatus.NOT_FOUND:
        return told(request, *status_and_text(NotFound()), back="/")
    return told(request, status, _("Adressen finnes, men kan ikke brukes slik."), back="/")


async def fault(request: Request, problem: Exception) -> Response:
    """A mistake of ours. What people wrote never goes into the log, so neither does the exception's text."""
    log.error("fault: %s", type(problem).__name__)
    return told(request, 500, _("Noe gikk galt hos oss. Det du har lagret, er trygt. Prøv igjen om litt."))


def told(request: Request, status: int, text: str, back: str | None = None, *, again: bool = False) -> Response:
    if is_script(request):
        return HTMLResponse(fragment("_refusal.html", text=text, again=again), status)
    heading = _("Det gikk ikke")
    if status == HTTPStatus.NOT_FOUND:
        heading = _("Her er det ingenting")
    action = {"action_href": back, "action_label": _("Til forsiden")} if back else {}
    return page("message.html", status, heading=heading, text=text, **action)


def is_script(request: Request) -> bool:
    """Whether htmx or a script asks, and not a person's browser for a page."""
    return "hx-request" in request.headers or "text/html" not in request.headers.get("accept", "")
