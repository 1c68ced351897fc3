"""What a viewer may see, from the database's rows and rules written here, apart from the application's own."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, text

from app.kits.kit import Kit
from app.kits.worksheet import Mode, Worksheet
from app.kits.zone import ZoneKind
from tests.simulated.log import as_read
from tests.simulated.people import Member


@dataclass(frozen=True)
class Shown:
    """What a board shows at a version; of a note what is told of it. People are (here, writing).

    `stands` are "asked" or the totals by statement, `answers` one's own by step and subject.
    """

    version: int
    sheet: str
    step: int
    writable: bool | None
    notes: dict[str, dict[str, Any]]
    people: dict[int, tuple[str, bool, bool]]
    stands: dict[str, Any] | None
    answers: dict[str, dict[str, int]] | None


GROUP = """SELECT g.id, g.version, g.sheet, w.closed_at FROM "group" g JOIN workshop w ON w.id = g.workshop_id
  WHERE w.code = :code AND g.number = :number"""
STEP = "SELECT step FROM board WHERE group_id = :group AND sheet = :sheet"
NOTES = "SELECT * FROM note WHERE group_id = :group AND NOT gone"
ANSWERS = "SELECT step, subject, voter, value FROM answer WHERE group_id = :group AND sheet = :sheet AND value >= 0"
PEOPLE = "SELECT id, name, here, writing FROM participant WHERE group_id = :group"


def marked(secret: str, *where: object) -> str:
    """What only one browser can make."""
    return sha256(":".join((secret, *map(str, where))).encode()).hexdigest()[:32]


def may_be_seen(connection: Connection, kit: Kit, viewer: Member, number: int, fixed: str) -> Shown:
    """What a group's board shows somebody; `fixed` is the sheet they look at by themselves, or empty."""
    group = connection.execute(text(GROUP), {"code": viewer.code, "number": number}).one()
    here = {"group": group.id, "sheet": fixed or group.sheet}
    sheet = kit.sheets_by_key[here["sheet"]]
    step = connection.execute(text(STEP), here).scalar_one()
    rows = connection.execute(text(NOTES), here).all()
    answers = connection.execute(text(ANSWERS), here).all()
    writable = viewer.id is not None and group.closed_at is None
    is_open = group.closed_at is None and sheet.steps[step].mode is Mode.CHOOSE
    over = [row for row in answers if not (is_open and row.step == step)]
    return Shown(
        version=group.version,
        sheet=sheet.key,
        step=step,
        # A sheet of its own is for looking, and is not told when the group comes to it.
        writable=None if fixed else writable,
        notes=lying([row for row in rows if row.sheet == sheet.key], sheet, kit, viewer) | gathered(rows, sheet, kit),
        people={
            row.id: (row.name, bool(row.here), bool(row.writing))
            for row in connection.execute(text(PEOPLE), {"group": group.id})
        },
        stands=None if fixed else stands(sheet, over, asked=is_open and writable),
        answers=own(answers, sheet, group.id, viewer),
    )


def lying(rows: Sequence[Any], sheet: Worksheet, kit: Kit, viewer: Member) -> dict[str, dict[str, Any]]:
    """The notes of a sheet, each in its list."""
    clusters = {row.id for row in rows if row.kind == "cluster"}
    rows_of = {zone.key: {row.id for row in rows if row.zone == zone.key and row.cluster not in clusters}
               for zone in sheet.zones}  # fmt: skip
    return {row.id: told(row, place(row, sheet, clusters, rows_of), kit, is_for(viewer, row)) for row in rows}


def place(row: Any, sheet: Worksheet, clusters: set[str], rows_of: dict[str, set[str]]) -> str:
    """The list that a note lies in: its cluster's, that beside its row, or its zone's."""
    beside = sheet.zones_by_key[row.zone].beside
    if row.kind == "line":
        return f"zone-{row.zone}-lines"
    if row.cluster in clusters:
        return f"cluster-{row.cluster}-notes"
    if beside and row.beside in rows_of[beside]:
        return f"zone-{row.zone}-row-{row.beside}"
    return f"zone-{row.zone}-notes"


def is_for(viewer: Member, row: Any) -> bool:
    """The one rule: what is hidden is its author's alone."""
    if not row.hidden or viewer.id is None:
        return not row.hidden
    if row.mark is not None:
        return bool(row.mark == marked(viewer.secret, row.group_id, row.sheet))
    return bool(row.author_id == viewer.id)


def told(row: Any, where: str, kit: Kit, readable: bool) -> dict[str, Any]:
    """What is told of a note; where it is not for the viewer, only that it lies there."""
    if row.kind == "line":
        points = as_read(row.points) if readable else []
        pairs = [f"{x},{y}" for x, y in zip(points[::3], points[1::3], strict=True)]
        return {"list": where, "version": row.version, "points": pairs}
    found = {"list": where, "version": row.version, "x": row.x, "y": row.y, "words": row.text if readable else ""}
    if row.kind == "cluster":
        return found | {"votes": row.votes or None}
    zone = kit.sheets_by_key[row.sheet].zones_by_key[row.zone]
    found |= {"author": row.author_id, "blank": not readable, "perspective": row.perspective}
    found |= {"guest": bool(row.perspective) and zone.perspective not in (None, row.perspective)}
    if not readable:
        return found | {"tags": [], "card": None, "votes": None, "from": "", "whom": "", "due": ""}
    is_action = zone.kind is ZoneKind.ACTIONS
    few = {name: getattr(row, name) or "" if is_action else "" for name in ("whom", "due")}
    origin = f"fra ark {kit.number(row.from_sheet)}" if row.from_sheet else ""
    tags = [tag for tag in as_read(row.tags) if tag in zone.tags]
    return found | {"tags": tags, "card": row.card, "votes": row.votes or None, "from": origin, **few}


def gathered(rows: Iterable[Any], sheet: Worksheet, kit: Kit) -> dict[str, dict[str, Any]]:
    """The actions of the group's other sheets that everybody may read, where the sheet gathers them."""
    zone = next((zone.key for zone in sheet.zones if zone.gather), None)
    return {
        row.id: told(row, f"zone-{zone}-notes", kit, readable=True) | {"from": f"fra ark {kit.number(row.sheet)}"}
        for row in rows
        if zone is not None and row.sheet != sheet.key and row.kind == "note" and not row.hidden
        if kit.sheets_by_key[row.sheet].zones_by_key[row.zone].kind is ZoneKind.ACTIONS
    }


def stands(sheet: Worksheet, answers: Iterable[Any], *, asked: bool) -> dict[str, Any]:
    """How many took each stand, statement by statement, where any did and nobody is asked just now."""
    totals = Counter((row.subject, row.value) for row in answers)
    zones = [zone for zone in sheet.zones if zone.stands]
    counts = {zone.key: [totals[zone.key, n] for n in range(len(zone.stands))] for zone in zones}
    return {key: "asked" if asked else counted if any(counted) else None for key, counted in counts.items()}


def own(answers: Iterable[Any], sheet: Worksheet, group: int, viewer: Member) -> dict[str, dict[str, int]] | None:
    """What the viewer has answered."""
    if viewer.id is None:
        return None
    found: dict[str, dict[str, int]] = {}
    for row in answers:
        if row.voter == marked(viewer.secret, group, sheet.key, row.step):
            found.setdefault(str(row.step), {})[row.subject] = row.value
    return found
