"""Pictures of everything a group has made, at the end of the morning."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from app.board import frames
from app.board.steps import reached
from app.board.views import BoardView
from app.pages.drawing import page
from app.visibility import Viewer
from app.who import Db, Me

router = APIRouter(prefix="/workshops/{code}")


def made(connection: Connection, viewer: Viewer, group_id: int) -> list[BoardView]:
    """The sheets that a group has been on, in order, as the viewer may see them."""
    now = frames.whole(connection, viewer, group_id)
    known = set(reached(connection, group_id))
    return [frames.whole(connection, viewer, group_id, each.key) for each in now.kit.sheets if each.key in known]


@router.get("/pictures")
async def pictures(me: Me, db: Db) -> HTMLResponse:
    """All sheets of one's group in small, each a way to the sheet."""
    views = db.read(made, me.viewer, me.group.id)
    return page("pictures.html", views=views, group=me.group, workshop=me.workshop)
