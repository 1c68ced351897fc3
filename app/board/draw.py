"""Drawing what changes often, once for all who are sent it: drawing a note costs as much as sending it."""

from typing import Any

from sqlalchemy import Row

from app.board.people import person_view
from app.board.views import note_view
from app.board.written import text_view
from app.kits.kit import Kit
from app.lately import Lately
from app.pages.drawing import fragment

DRAWN = Lately[str](5_000)
"""The notes drawn last, each as it is now.

An id may return after a deletion, and a version after a backup has been restored; their times do not.
"""


def draw_note(row: Row[Any], kit: Kit, readable: bool, prefix: str = "", into: str | None = None) -> str:
    """A note as a fragment. `prefix` keeps the ids of one that lies there twice apart; `into` is a zone not its own."""

    def draw() -> str:
        note = note_view(row, kit, readable=readable, into=f"zone-{into}-notes" if into else None)
        return fragment("_note.html", note=note, prefix=prefix)

    return DRAWN.made((row.id, readable, prefix, into), (row.version, row.created_at, row.changed_at), draw)


def draw_person(row: Row[Any], kit: Kit) -> str:
    return fragment("_person.html", person=person_view(row, kit))


def draw_text(row: Row[Any]) -> str:
    return fragment("_shared.html", key=row.zone, text=text_view(row))
