"""The page where who leads a workshop chooses what leaves the house: which groups and sheets, and in which format."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection, func, select

from app.kits.copies import kit_of
from app.language import REPORTED, _
from app.leading.making import chosen_language, place_in
from app.model import GROUP, NOTE
from app.pages.drawing import day, page
from app.pages.forms import Form, form_of
from app.storage.database import Database, one_by_one
from app.who import Code, Db, Facilitating, Leader, Making
from app.workshop.groups import groups_of
from app.workshop.workshops import FrontPage, on_the_front

router = APIRouter(prefix="/workshops/{code}/report")

keep = one_by_one(on_the_front)

FORMATS = (
    ("pdf", _("PDF"), _("Til arkivet, til utskrift og til å lese. Bilder av arkene, og alt som tekst.")),
    ("docx", _("Word"), _("Til å arbeide videre med: samme innhold som tekst og tabeller.")),
    ("xlsx", _("Regneark"), _("Til å sortere og telle: én rad for hver lapp.")),
    ("md", _("Ren tekst"), _("Til å lime inn hvor som helst, i Markdown.")),
)
"""Each format's ending, its name, and what it is good for."""

MANY = 600
"""From so many notes on, it takes long enough for people to be told how far it has come."""


@router.get("")
async def choose(led: Facilitating, db: Db, making: Making) -> HTMLResponse:
    making.get_ready()
    workshop = led.workshop
    values = {"place": workshop.place, "language": workshop.language or db.read(kit_of, workshop.kit_digest).language}
    return reporting_page(led, db, Form(values))


def reporting_page(led: Leader, db: Database, form: Form, status: int = 200) -> HTMLResponse:
    workshop = led.workshop
    kit = db.read(kit_of, workshop.kit_digest)
    notes = db.read(notes_in, workshop.id)
    return page(
        "report.html",
        status,
        workshop=workshop,
        kit=kit,
        groups=db.read(groups_of, workshop.id),
        notes=notes,
        is_large=notes >= MANY,
        formats=FORMATS,
        languages=REPORTED,
        delete_on_text=day(workshop.delete_on),
        values=form.values,
        errors=form.errors,
    )


@router.post("/front")
async def keep_front(request: Request, code: Code, led: Facilitating, db: Db) -> Response:
    """Where it was held, and the language of the report's own words."""
    form = await form_of(request)
    wish = FrontPage(led.workshop.id, place_in(form), form.take("language", chosen_language, ""))
    if form.errors:
        return reporting_page(led, db, form, 422)
    await db.write(keep, wish)
    return RedirectResponse(f"/workshops/{code}/report#front", 303)


def notes_in(connection: Connection, workshop_id: int) -> int:
    """How many notes lie on all its sheets, whoever may read them."""
    mine = select(GROUP.c.id).where(GROUP.c.workshop_id == workshop_id)
    lying = (NOTE.c.group_id.in_(mine)) & (NOTE.c.kind == "note") & NOTE.c.gone.is_(False)
    return connection.scalar(select(func.count()).select_from(NOTE).where(lying)) or 0
