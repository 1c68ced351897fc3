"""Drawing what changes often, once for all who are sent it: drawing a note costs as much as sending it."""

from typing import Any

from sqlalchemy import Row

from app.board.people import person_view
from app.board.views import note_view
from app.board.written import text_view
from app.kits.kit import Kit
from app.pages.drawing import fragment

MOST_DRAWN = 5_000

DRAWN: dict[tuple[Any, ...], str] = {}
"""The notes drawn last.

An id may return after a deletion, and a version after a backup has been restored; their times do not.
"""


def draw_note(row: Row[Any], kit: Kit, readable: bool, prefix: str = "", into: str | None = None) -> str:
    """A note as a fragment. `prefix` keeps the ids of one that lies there twice apart; `into` is a zone not its own."""
    key = (row.id, row.version, row.created_at, row.changed_at, readable, prefix, into)
    html = DRAWN.get(key)
    if html is None:
        if len(DRAWN) > MOST_DRAWN:
            DRAWN.clear()
        note = note_view(row, kit, readable=readable, into=f"zone-{into}-notes" if into else None)
        html = DRAWN[key] = fragment("_note.html", note=note, prefix=prefix)
    return html


def draw_person(row: Row[Any], kit: Kit) -> str:
    return fragment("_person.html", person=person_view(row, kit))


def draw_text(row: Row[Any]) -> str:
    return fragment("_shared.html", key=row.zone, text=text_view(row))
