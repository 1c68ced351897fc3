"""The results as a page and as a PDF: for those who took part while they are open, and always for who leads the whole.

Others find nothing; a participant is told that they are not open.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from app.inside import Inside
from app.language import _
from app.pages.drawing import page
from app.refusals import NotFound
from app.report.producing import Order
from app.report.reports import file_name, in_a_file, unless_gone
from app.results.contents import shared
from app.results.drawing import drawn
from app.results.shelf import PAGES, PDFS, Shelf
from app.visibility import Role, Viewer, may_see_results
from app.who import Db, Making

router = APIRouter(prefix="/workshops/{code}")


async def shelf(request: Request) -> Shelf:
    return request.app.state.shelf  # type: ignore[no-any-return]


Ready = Annotated[Shelf, Depends(shelf)]


def not_open(code: str, viewer: Viewer) -> HTMLResponse:
    """What a participant is told; for who leads one group there is no such page either. Raises NotFound."""
    if viewer.role is not Role.PARTICIPANT:
        raise NotFound
    return page(
        "message.html",
        403,
        heading=_("Resultatet er ikke åpent for deltakerne"),
        text=_(
            "Den som leder workshopen, bestemmer når alle kan lese det gruppene skrev. Gruppas egne ark kan du lese."
        ),
        action_href=f"/workshops/{code}/board",
        action_label=_("Til arket"),
    )


@router.get("/results")
async def show(who: Inside, db: Db, ready: Ready, group: int | None = None) -> Response:
    """What all groups wrote, or the group with a number."""
    workshop, viewer = who.workshop, who.viewer
    if not may_see_results(viewer, workshop):
        return not_open(workshop.code, viewer)
    alike = (viewer.role, viewer.leads_all, group)
    made = await ready.taken(db, PAGES, workshop.id, alike, lambda: db.read_aside(drawn, workshop.id, *alike))
    return HTMLResponse(made)


@router.get("/results.pdf")
async def show_pdf(
    request: Request, who: Inside, db: Db, ready: Ready, making: Making, group: int | None = None
) -> Response:
    """The same as a PDF, set as the report is."""
    workshop, viewer = who.workshop, who.viewer
    if not may_see_results(viewer, workshop):
        return not_open(workshop.code, viewer)
    order = Order(workshop.id, "pdf", shared(group))
    pdf = await unless_gone(request, ready.taken(db, PDFS, workshop.id, group, lambda: making.file(order)))
    return in_a_file(pdf, f"resultat-{file_name(workshop.title)}.pdf")
