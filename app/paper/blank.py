"""Blank sheets: those of a workshop or a kit on paper, to write on by hand when nothing else works.

`templates/paper/blank.typ` sets them. They hold what the kit says and nothing that anybody has written.
"""

from collections.abc import Set as AbstractSet
from datetime import datetime
from gettext import NullTranslations

from sqlalchemy import Connection, select

from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.language import catalogue
from app.model import WORKSHOP
from app.pages.drawing import day
from app.paper.blank_pages import BlankPages
from app.paper.parts import Blank, Paper
from app.printing.press import in_letters, local, press
from app.refusals import NotFound
from app.timing.agenda import agenda_of, from_kit, sheets_in_order


def of_workshop(
    connection: Connection, workshop_id: int, paper: Paper = "a4", only: AbstractSet[str] = frozenset()
) -> Blank:
    """The sheets that are in a workshop's plan, in its order, with its minutes; or `only` some. Raises NotFound."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == workshop_id)).one_or_none()
    if workshop is None:
        raise NotFound
    kit = kit_of(connection, workshop.kit_digest)
    agenda = agenda_of(workshop, kit)
    sheets = tuple(sheet for sheet in sheets_in_order(agenda) if not only or sheet in only)
    if not sheets:
        raise NotFound
    return Blank(
        title=workshop.title,
        kit=kit,
        sheets=sheets,
        minutes={item.key: item.steps for item in agenda},
        about=(workshop.municipality, day(workshop.held_on, kit.language)),
        anonymous=workshop.anonymous,
        paper=paper,
    )


def of_kit(kit: Kit, paper: Paper = "a4") -> Blank:
    """All the sheets of a kit's own plan."""
    agenda = from_kit(kit)
    return Blank(kit.title, kit, sheets_in_order(agenda), {item.key: item.steps for item in agenda}, paper=paper)


def typeset_blank(blank: Blank, produced: datetime | None = None, language: NullTranslations | None = None) -> bytes:
    """Blank sheets as a PDF; `produced` is the time it bears, or now."""
    words, at = language or catalogue(blank.kit.language), local(produced)
    return in_letters(lambda lettering: press("paper/blank", BlankPages(blank, lettering, words).given(), at))
