"""One's own notes, to read, print and keep: until the workshop is deleted, also after it has been closed."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.pages.drawing import page
from app.report.reports import file_name
from app.rights.files import Texts, as_file, as_json
from app.rights.gathering import record_of
from app.rights.record import Record
from app.who import Db, Me, Member

router = APIRouter(prefix="/workshops/{code}")


def own(db: Db, me: Member) -> Record:
    return db.read(record_of, me.viewer, me.workshop, me.row)


@router.get("/own-notes")
async def show(me: Me, db: Db) -> HTMLResponse:
    """What they wrote, sheet by sheet; what they have not laid down too."""
    return page("own_notes.html", workshop=me.workshop, record=own(db, me))


@router.get("/own-notes.txt")
async def text(me: Me, db: Db) -> Response:
    return as_file(Texts(own(db, me)).notes(), "text/plain", f"egne-lapper-{file_name(me.workshop.title)}.txt")


@router.get("/own-notes.json")
async def data(me: Me, db: Db) -> Response:
    """Everything that is kept about them."""
    return as_file(as_json(own(db, me)), "application/json", f"om-meg-{file_name(me.workshop.title)}.json")
