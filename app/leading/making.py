"""Making a workshop: the form, what it says, and the secrets that are shown once on the page after it."""

import json
import secrets
from datetime import date, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.cookies import facilitator_cookie, hold, remember
from app.kits.kit import Kit
from app.language import REPORTED, _
from app.pages.drawing import day, page
from app.pages.forms import Form, Wrong, form_of, new_id
from app.settings import Settings
from app.storage.database import one_by_one
from app.timing.clock_time import minutes_in, of_day
from app.who import Code, Db, Facilitating, Kits, Setup
from app.workshop.addresses import base, join_url, qr, screen_url
from app.workshop.keys import kept
from app.workshop.workshops import MOST_GROUPS, STARTS_AT, STEPS_BY, Made, NewWorkshop, create

router = APIRouter()

KEEP = timedelta(days=30)
"""How long after the day of the workshop its notes are kept, unless the facilitator says otherwise."""

LONGEST_KEPT = timedelta(days=365)

make = one_by_one(create)


@router.get("/workshops/new")
async def new(kits: Kits, setup: Setup) -> HTMLResponse:
    today = date.today()
    values = {"held_on": str(today), "delete_on": str(today + KEEP), "starts": of_day(STARTS_AT)}
    return creating_page(Form(values | {"groups": "3", "write": new_id()}), kits, setup)


def creating_page(form: Form, kits: dict[str, Kit], setup: Settings, status: int = 200) -> HTMLResponse:
    return page(
        "create.html",
        status,
        values=form.values,
        errors=form.errors,
        kits=list(kits.values()),
        keep_days=KEEP.days,
        needs_key=bool(setup.key),
        languages=REPORTED,
    )


@router.post("/workshops/new")
async def make_workshop(request: Request, db: Db, kits: Kits, setup: Setup) -> Response:
    """Make a workshop. Its secrets are shown on the next page."""
    form = await form_of(request)
    plan = new_workshop_in(form, kits, setup)
    if form.errors:
        return creating_page(form, kits, setup, 422)
    return hand_over(request, await db.write(make, plan), plan.delete_on)


def hand_over(request: Request, made: Made, delete_on: date) -> Response:
    """To the page that shows a new workshop's secrets, from a cookie that only that page is sent."""
    response = RedirectResponse(f"/workshops/{made.code}/made", 303)
    remember(response, request, facilitator_cookie(made.code), made.secrets.token, delete_on)
    shown = json.dumps([made.secrets.token, made.secrets.rescue_code])
    hold(response, request, "laget", shown, f"/workshops/{made.code}/made", seconds=3600)
    return response


def new_workshop_in(form: Form, kits: dict[str, Kit], setup: Settings) -> NewWorkshop:
    """What the form says; what is wrong with it stands in `form.errors`."""
    first = next(iter(kits.values()))
    kit = form.take("kit", lambda key: chosen_kit(key, kits), first) if form.values.get("kit") else first
    title = title_in(form)
    municipality = form.text("municipality", _("Skriv hvem som er ansvarlig, for eksempel «Elvebyen kommune»."))
    held_on, delete_on, starts_at = when_in(form)
    number = form.number("groups", 1, MOST_GROUPS, _("Skriv et tall fra 1 til 25."))
    nobody: tuple[str, ...] = ()
    names = form.take("group_names", lambda typed: group_names(typed, number), nobody)
    check_key(form, setup)
    return NewWorkshop(
        kit,
        title,
        municipality,
        held_on,
        delete_on,
        names,
        made_with=kept(form.id()),
        steps_by=form.take("steps_by", chosen_leader, STEPS_BY[0]) if form.values.get("steps_by") else STEPS_BY[0],
        anonymous=form.values.get("anonymous") == "1",
        starts_at=starts_at,
        place=place_in(form),
        language=form.take("language", chosen_language, "") if form.values.get("language") else "",
    )


def title_in(form: Form) -> str:
    return form.text("title", _("Gi workshopen et navn, for eksempel «Veier til samarbeid i Elvebyen»."))


def place_in(form: Form) -> str:
    """Where it is held, which need not be said. As long as a title at most."""
    return form.text("place", "") if form.values.get("place", "").strip() else ""


def chosen_language(key: str) -> str:
    if key not in REPORTED:
        raise Wrong(_("Velg et av språkene som rapporten kan ha."))
    return key


def when_in(form: Form) -> tuple[date, date, int]:
    """The day a workshop is held, the day it is deleted, and when it begins (minutes after midnight)."""
    held_on = form.date("held_on", _("Skriv datoen workshopen holdes, for eksempel 21.11.2026."))
    delete_on = form.date("delete_on", _("Skriv datoen alt skal slettes, for eksempel 21.12.2026."))
    today = date.today()
    if held_on and delete_on and (wrong := wrong_deletion(held_on, delete_on)):
        form.errors["delete_on"] = wrong
    return held_on or today, delete_on or today, form.take("starts", start_time, STARTS_AT)


def wrong_deletion(held_on: date, delete_on: date) -> str | None:
    """What is wrong with the day a workshop is to be deleted, if anything is."""
    earliest = max(held_on, date.today())
    if delete_on <= earliest:
        return _("Datoen for sletting må komme etter workshopen.")
    if delete_on > earliest + LONGEST_KEPT:
        return _("Velg en dato for sletting innen et år etter workshopen.")
    return None


def start_time(typed: str) -> int:
    """Minutes after midnight; where nothing is typed, when workshops usually begin."""
    minutes = minutes_in(typed) if typed else STARTS_AT
    if minutes is None:
        raise Wrong(_("Skriv klokkeslettet workshopen begynner, for eksempel 09.00."))
    return minutes


def check_key(form: Form, setup: Settings) -> None:
    """Where others can reach the installation, only who has the operator's key makes workshops."""
    if setup.key and not secrets.compare_digest(form.values.get("key", "").encode(), setup.key.encode()):
        form.errors["key"] = _("Nøkkelen stemmer ikke. Spør den som drifter tjenesten hos dere.")


def chosen_leader(key: str) -> str:
    if key not in STEPS_BY:
        raise Wrong(_("Velg hvem som flytter gruppene til neste trinn."))
    return key


def chosen_kit(key: str, kits: dict[str, Kit]) -> Kit:
    if key not in kits:
        raise Wrong(_("Opplegget finnes ikke lenger. Velg et annet."))
    return kits[key]


def group_names(typed: str, number: int) -> tuple[str, ...]:
    """One name a line, and «Gruppe 3» for those without."""
    names = [name.strip() for name in typed.splitlines() if name.strip()]
    if len(names) > number:
        raise Wrong(_("Det er flere navn enn grupper. Ta bort noen, eller lag flere grupper."))
    if any(len(name) > 60 for name in names):
        raise Wrong(_("Et gruppenavn kan ha 60 tegn."))
    names += [_("Gruppe {number}").format(number=n) for n in range(len(names) + 1, number + 1)]
    if len({name.casefold() for name in names}) < len(names):
        raise Wrong(_("To grupper kan ikke hete det samme."))
    return tuple(names)


@router.get("/workshops/{code}/made")
async def made(request: Request, code: Code, led: Facilitating) -> Response:
    """Everything a facilitator needs, with the secrets while the browser that made it still has them."""
    try:
        token, rescue_code = json.loads(request.cookies.get("laget", ""))
    except (ValueError, TypeError):
        return RedirectResponse(f"/workshops/{code}", 303)
    join = join_url(request, code)
    return page(
        "created.html",
        workshop=led.workshop,
        facilitator_url=f"{base(request)}/workshops/{code}/facilitators/{token}",
        join_url=join,
        screen_url=screen_url(request, led.workshop.screen_token),
        rescue_code=rescue_code,
        qr=qr(join),
        delete_on_text=day(led.workshop.delete_on),
    )
