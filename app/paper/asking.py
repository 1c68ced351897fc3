"""How something printed is asked for: on which paper, of which groups; and how it is answered, as a named file."""

from collections.abc import Collection
from typing import Annotated, Any

from fastapi import Query, Response
from sqlalchemy import Connection, Row
from starlette.background import BackgroundTask

from app.paper.parts import Paper
from app.printing.press import forget
from app.refusals import NotFound
from app.report.reports import file_name
from app.visibility import Viewer, may_see_group
from app.workshop.groups import groups_of

KINDS = {"pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml"}

Size = Annotated[Paper, Query(alias="paper")]
Numbers = Annotated[tuple[int, ...], Query(alias="group", max_length=25)]
Keys = Annotated[tuple[str, ...], Query(alias="sheet", max_length=100)]


def groups_for(connection: Connection, viewer: Viewer, numbers: Collection[int] = ()) -> list[Row[Any]]:
    """The groups with these numbers, or all, of those that the viewer may see. Raises NotFound."""
    found = [group for group in groups_of(connection, viewer.workshop_id) if may_see_group(viewer, group)]
    if set(numbers) - {group.number for group in found}:
        raise NotFound
    return [group for group in found if not numbers or group.number in numbers]


def in_a_file(content: bytes, kind: str, *named: str) -> Response:
    """A PDF to look at and print, or a picture to keep. It is named so that it is known again."""
    way = "inline" if kind == "pdf" else "attachment"
    return Response(
        content,
        media_type=KINDS[kind],
        background=BackgroundTask(forget),
        headers={"Content-Disposition": f'{way}; filename="{file_name(" ".join(named))}.{kind}"'},
    )
