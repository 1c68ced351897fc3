"""Drawing the results: a page for those who took part, and for who leads with what opens and closes it."""

from sqlalchemy import Connection, select

from app.model import WORKSHOP
from app.pages.drawing import template
from app.report.contents import gather, groups_in
from app.report.parts import EVERYTHING, Chapter
from app.results.contents import shared, unconsented
from app.results.pages import Leaves
from app.visibility import Role, Viewer


def drawn(connection: Connection, workshop_id: int, role: Role, leads_all: bool, only: int | None) -> str:
    """The whole page, of all groups or the `only` one with a number. Raises NotFound."""
    workshop = connection.execute(select(WORKSHOP).where(WORKSHOP.c.id == workshop_id)).one()
    leaves = Leaves(gather(connection, workshop_id, shared(only)))
    return template("results/page.html", leaves.language).render(
        report=leaves.given(),
        back_href=f"/workshops/{workshop.code}{'/board' if role is Role.PARTICIPANT else ''}",
        kit_css=f"/kits/{workshop.kit_digest}.css",
        groups=contents(connection, workshop_id, leaves),
        only=only,
        leads_all=leads_all,
        workshop=workshop,
        unconsented=unconsented(connection, workshop) if leads_all else (),
    )


def contents(connection: Connection, workshop_id: int, leaves: Leaves) -> list[tuple[int, str]]:
    """All groups that there is something to read of, each with its number and what it is called."""
    groups = groups_in(connection, Viewer(Role.REPORT, workshop_id), EVERYTHING)
    return [(row.number, leaves.words.group(Chapter(row.number, row.name, {}, (), ()))) for row in groups]
