"""What the plenary's page is made of: what the Screen shows, who may present next, and what has been noted down."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import Connection, Row, select

from app.kits.copies import kit_of
from app.model import BOARD, WORKSHOP
from app.pages.drawing import fragment
from app.plenary.display import noted
from app.plenary.exhibit import Exhibit, exhibit_of
from app.plenary.gathering import Section, gather
from app.plenary.screen import showing
from app.timing.agenda import agenda_of, sheets_in_order
from app.visibility import Viewer, asked_of
from app.workshop.groups import groups_of


@dataclass(slots=True, frozen=True)
class Presenter:
    """A group that may present a sheet: whether it has been on it, how many notes it shows, what it was asked."""

    group: Row[Any]
    has_been: bool
    notes: int
    asked: str
    is_shown: bool


def plenary(connection: Connection, viewer: Viewer, chosen: str, address: str) -> dict[str, Any]:
    """Everything on the page, about a chosen sheet, or the one the workshop is on."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == viewer.workshop_id)).one()
    kit = kit_of(connection, workshop.kit_digest)
    sheet = kit.sheets_by_key.get(chosen) or kit.sheets_by_key[workshop.sheet]
    sections, up = gather(connection, viewer, workshop, sheet), exhibit_of(workshop)
    presenters = presenters_of(connection, viewer, sheet.key, sections, up)
    on_screen = showing(connection, workshop.id, address, {sheet.key: sections})
    return {
        "workshop": workshop,
        "kit": kit,
        "chosen": sheet,
        "path": [kit.sheets_by_key[key] for key in sheets_in_order(agenda_of(workshop, kit))],
        "sections": sections,
        "voted": any(shown.note.votes for section in sections for shown in section.notes),
        "presenters": presenters,
        "up": up,
        "up_sheet": kit.sheets_by_key.get(up.sheet),
        "next_up": next_up(presenters, up) if up.sheet == sheet.key else None,
        "noted": noted(connection, viewer, workshop, Exhibit(sheet=sheet.key)),
        "on_screen": {name: on_screen.get(name, least) for name, least in (("page", 0), ("pages", 1))},
        "preview": Markup(fragment("plenary/_screen.html", **on_screen)),  # noqa: S704
        "base": f"/workshops/{workshop.code}",
    }


def presenters_of(
    connection: Connection, viewer: Viewer, sheet: str, sections: list[Section], up: Exhibit
) -> list[Presenter]:
    groups = groups_of(connection, viewer.workshop_id)
    on_it = select(BOARD.c.group_id).where(BOARD.c.sheet == sheet, BOARD.c.group_id.in_([group.id for group in groups]))
    been = set(connection.scalars(on_it))
    counts: Counter[int] = Counter()
    for shown in (each for section in sections for each in section.notes):
        counts[shown.group.id] += len(shown.note.members) if shown.note.kind == "cluster" else 1
    return [
        Presenter(
            group=group,
            has_been=group.id in been,
            notes=counts[group.id],
            asked=asked_of(group).get(sheet, ""),
            is_shown=(up.kind, up.sheet) == ("boards", sheet) and group.number in up.groups,
        )
        for group in groups
    ]


def next_up(presenters: list[Presenter], up: Exhibit) -> Presenter | None:
    """Who presents after the one that is shown: the next that may."""
    if up.kind != "boards" or len(up.groups) != 1:
        return None
    after = (each for each in presenters if each.group.number > up.groups[0])
    return next((each for each in after if each.has_been and each.asked in ("", "yes")), None)


def news(
    connection: Connection, viewer: Viewer, _groups: Container[int], *, chosen: str, address: str
) -> dict[str, str]:
    """The parts of the page that change, by element id."""
    given = plenary(connection, viewer, chosen, address)
    return {f"plenary-{part}": fragment(f"plenary/_{part}.html", **given) for part in ("now", "groups", "noted")}
