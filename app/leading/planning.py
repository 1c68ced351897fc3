"""The time plan for who leads: changed before and under way, with each sheet's script, printed as a run sheet."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

from app.kits.copies import kit_of
from app.language import _
from app.leading.cockpit import Overview, overview
from app.leading.forms import asked, done
from app.model import now
from app.pages.drawing import page
from app.pages.forms import Form, form_of
from app.refusals import NotUnderstood
from app.storage.database import one_by_one
from app.timing import planning
from app.timing.agenda import Agenda, Item, agenda_of, checked, new_key
from app.timing.clock_time import clock, minutes_in, of_day
from app.timing.planning import Planning, Replanning
from app.timing.progress import options
from app.visibility import Viewer
from app.who import Bells, Code, Db, Facilitating, Leader

router = APIRouter(prefix="/workshops/{code}/plan")

keep = one_by_one(planning.plan)
plan_anew = one_by_one(planning.replan)

USUAL = {"break": 10, "plenary": 10}
"""What may be added, and how many minutes it has until somebody says otherwise."""


def without_tiles(connection: Connection, viewer: Viewer) -> Overview:
    return overview(connection, viewer, ())


@router.get("")
async def show(led: Facilitating, db: Db) -> HTMLResponse:
    """The time plan, to change."""
    return plan_page(led, db)


def plan_page(
    led: Leader,
    db: Db,
    agenda: Agenda | None = None,
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> HTMLResponse:
    """The page, perhaps with what was typed and what is wrong with it."""
    whole = db.read(without_tiles, led.viewer)
    stages = db.read(planning.stages_of, led.workshop, agenda or whole.agenda, now())
    starts, began = of_day(led.workshop.starts_at), whole.progress.began
    more = {"began": clock(began) if began and clock(began) != starts else "", "errors": errors or {}}
    context = whole.context | {"stages": stages, "values": {"starts": starts} | (values or {})} | more
    return page("plan.html", 422 if errors else 200, **context)


@router.get("/sheet")
async def run_sheet(led: Facilitating, db: Db) -> HTMLResponse:
    """To print: when everything begins, and what to say and to watch for on each sheet."""
    return page("run_sheet.html", **db.read(without_tiles, led.viewer).context)


@router.get("/late")
async def ask_late(request: Request, led: Facilitating, db: Db) -> HTMLResponse:
    """What may be done about being late."""
    whole = db.read(without_tiles, led.viewer)
    return asked(request, "_late.html", **whole.context, options=options(whole.progress, whole.kit))


@router.post("/late")
async def replan(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Plan the rest anew by one of the options (`kind`, and the sheet that is `skipped`)."""
    values = (await form_of(request)).values
    wish = Replanning(led.workshop.id, values.get("kind", ""), values.get("skipped", ""))
    for group in await db.write(plan_anew, wish):
        rooms.ring(group)
    return done(request, code)


@router.post("")
async def change(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Keep the time plan as typed, perhaps with an item more (`add-break`), less (`drop`), or moved (`up`, `down`)."""
    form = await form_of(request)
    agenda, errors = agenda_in(form, led, db)
    starts_at = minutes_in(form.values.get("starts", ""))
    if starts_at is None:
        errors["starts"] = _("Skriv klokkeslettet workshopen begynner, for eksempel 09.00.")
    if errors or starts_at is None:
        return plan_page(led, db, agenda, form.values, errors)
    for group in await db.write(keep, Planning(led.workshop.id, agenda, starts_at)):
        rooms.ring(group)
    return RedirectResponse(f"/workshops/{code}/plan{touched(form, agenda)}", 303)


def touched(form: Form, agenda: Agenda) -> str:
    """Where on the page the item is that was moved or added."""
    added = agenda[-1].key if any(f"add-{kind}" in form.values for kind in USUAL) else ""
    key = form.values.get("up") or form.values.get("down") or added
    return f"#item-{key}" if key in {item.key for item in agenda} else ""


def agenda_in(form: Form, led: Leader, db: Db) -> tuple[Agenda, dict[str, str]]:
    """The agenda that the form says, and what is wrong with it."""
    kit = db.read(kit_of, led.workshop.kit_digest)
    before = agenda_of(led.workshop, kit)
    errors: dict[str, str] = {}
    keys = form.lists.get("key", [])
    out = frozenset(set(keys) - set(form.lists.get("in", [])))
    if set(kit.sheets_by_key) <= out:
        errors["agenda"] = _("Minst ett ark må være med.")
    try:
        agenda = planning.typed(before, keys, form.values, out)
        if not errors:
            checked(rearranged(agenda, form), kit)
    except NotUnderstood:
        wrong = [
            name
            for name, value in form.values.items()
            if name.startswith(("minutes-", "step-")) and not is_minutes(value)
        ]
        errors[wrong[0] if wrong else "agenda"] = _("Skriv minuttene som hele tall fra 0 til 480.")
        return planning.in_order(before, keys), errors
    return rearranged(agenda, form), errors


def is_minutes(typed: str) -> bool:
    return typed.strip().isdecimal() and int(typed) <= 480


def rearranged(agenda: Agenda, form: Form) -> Agenda:
    """The agenda after what was pressed."""
    items, values = list(agenda), form.values
    keys = [item.key for item in items]
    if values.get("drop") in keys and not items[keys.index(values["drop"])].sheet:
        del items[keys.index(values["drop"])]
    for name, step in (("up", -1), ("down", 1)):
        if values.get(name) in keys:
            at = keys.index(values[name])
            items.insert(max(0, at + step), items.pop(at))
    labels = {"break": _("Pause"), "plenary": _("Plenum")}
    added = [kind for kind in USUAL if f"add-{kind}" in values]
    items += [Item(new_key(agenda, kind), kind, USUAL[kind], labels[kind]) for kind in added]
    return tuple(items)
