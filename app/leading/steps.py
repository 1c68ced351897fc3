"""What a facilitator does with steps: brings one group, or all, to one of the sheet's, and says who may."""

from fastapi import APIRouter, Request, Response

from app.board.messages import StepWrite, understood
from app.board.steps import StepMove, lead_step
from app.leading.forms import chosen, done
from app.pages.forms import form_of
from app.refusals import NotUnderstood
from app.storage.database import one_by_one
from app.who import Bells, Code, Db, Facilitating, Guiding
from app.workshop.workshops import Leading, lead_by

router = APIRouter(prefix="/workshops/{code}")

lead = one_by_one(lead_step)
let_lead = one_by_one(lead_by)


@router.post("/led-steps")
async def lead_groups(request: Request, code: Code, led: Guiding, db: Db, rooms: Bells) -> Response:
    """Bring the group with a number, or all groups where none is named, to a step of the sheet they are on."""
    form = await form_of(request)
    values = form.values
    message = understood({"act": "step", "sheet": values.get("sheet", ""), "step": values.get("step", "")})
    if not isinstance(message, StepWrite):
        raise NotUnderstood
    for group in await db.write(lead, StepMove(led.workshop.id, message, chosen(form, led))):
        rooms.ring(group)
    return done(request, code)


@router.post("/leading")
async def choose_leader(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Say who brings the groups from step to step: anyone in them, or facilitators alone."""
    form = await form_of(request)
    for group in await db.write(let_lead, Leading(led.workshop.id, form.values.get("steps_by", ""))):
        rooms.ring(group)
    return done(request, code)
