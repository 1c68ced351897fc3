"""The evaluation's page for participants, and the thanks afterwards."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.kits.copies import kit_of
from app.language import _
from app.pages.drawing import page
from app.pages.forms import form_of
from app.refusals import EmptyNote
from app.storage.database import one_by_one
from app.who import Code, Db, Me, Member
from app.workshop.evaluation import LONGEST, SCALE, Evaluating, evaluate, is_open, made_with, own_answers

router = APIRouter(prefix="/workshops/{code}/evaluation")

keep = one_by_one(evaluate)


def evaluation_page(
    me: Member, db: Db, values: dict[str, str], errors: dict[str, str] | None = None, status: int = 200
) -> HTMLResponse:
    kit = db.read(kit_of, me.workshop.kit_digest)
    return page(
        "evaluation.html",
        status,
        workshop=me.workshop,
        questions=kit.evaluation,
        is_open=is_open(me.workshop, kit),
        values=values,
        errors=errors or {},
        scale=SCALE,
        longest=LONGEST,
    )


@router.get("")
async def ask(me: Me, db: Db) -> HTMLResponse:
    """The questions, with what one has answered before; or that it is not open yet."""
    return evaluation_page(me, db, db.read(own_answers, me.viewer))


@router.post("")
async def answer(request: Request, code: Code, me: Me, db: Db) -> Response:
    """Keep what was answered, and say thanks."""
    values = (await form_of(request)).values
    try:
        await db.write(keep, Evaluating(me.workshop.id, made_with(me.viewer), values))
    except EmptyNote:
        first = db.read(kit_of, me.workshop.kit_digest).evaluation[0].key
        return evaluation_page(me, db, values, {first: _("Svar på minst ett av spørsmålene.")}, 422)
    return RedirectResponse(f"/workshops/{code}/evaluation/thanks", 303)


@router.get("/thanks")
async def thank(me: Me) -> HTMLResponse:
    return page("thanks.html", workshop=me.workshop)
