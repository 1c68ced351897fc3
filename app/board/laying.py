"""Who has laid down what they wrote in silence: how many of those who wrote, never who."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, String, bindparam, cast, distinct, func, select

from app.kits.worksheet import Worksheet
from app.model import NOTE


@dataclass(slots=True, frozen=True)
class Laying:
    """How many people have written on a sheet, and how many of them have laid down all of it."""

    writers: int = 0
    laid: int = 0


WHO = func.coalesce(NOTE.c.mark, cast(NOTE.c.author_id, String))
"""A writer, also where nothing tells who it was."""

WRITERS = (
    select(
        NOTE.c.group_id,
        NOTE.c.sheet,
        func.count(distinct(WHO)).label("writers"),
        func.count(distinct(WHO)).filter(NOTE.c.hidden).label("waiting"),
    )
    .where(NOTE.c.group_id.in_(bindparam("ids", expanding=True)), NOTE.c.gone.is_(False))
    .group_by(NOTE.c.group_id, NOTE.c.sheet)
)


def is_laying(sheet: Worksheet, step: int) -> bool:
    """Whether each lays down their own in this step (from 0)."""
    return sheet.hides(step) and not sheet.steps[step].silent


def layings(connection: Connection, groups: Iterable[int]) -> dict[tuple[int, str], Laying]:
    """How far some groups have come with it, by group and sheet."""
    rows: Iterable[Row[Any]] = connection.execute(WRITERS, {"ids": list(groups)})
    return {(row.group_id, row.sheet): Laying(row.writers, row.writers - row.waiting) for row in rows}
