"""Sharing what all groups wrote with those who took part: a facilitator opens the results, and closes them again."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.pages.forms import form_of
from app.results.opening import Opening, open_results
from app.storage.database import one_by_one
from app.who import Bells, Code, Db, Facilitating

router = APIRouter(prefix="/workshops/{code}")

share = one_by_one(open_results)


@router.post("/results")
async def share_results(request: Request, code: Code, led: Facilitating, db: Db, rooms: Bells) -> Response:
    """Open the results (`open` is 1), or close them; all boards tell of it."""
    values = (await form_of(request)).values
    for group in await db.write(share, Opening(led.workshop.id, values.get("open") == "1")):
        rooms.ring(group)
    return RedirectResponse(f"/workshops/{code}/results", 303)
