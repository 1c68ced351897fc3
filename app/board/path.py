"""The path through the kit: which sheets a group has done, where it is, and what is to come."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kits.kit import Kit
from app.kits.worksheet import Worksheet
from app.timing.agenda import Agenda


@dataclass(slots=True, frozen=True)
class Stop:
    """One sheet on the path through the kit; `href` where it may be looked at."""

    number: int
    sheet: Worksheet
    state: str
    href: str | None


def path_of(kit: Kit, agenda: Agenda, here: str, reached: Sequence[str], address: str) -> list[Stop]:
    """The sheets in the agenda's order, each done, here or still to come; those the group has been on can be looked at.

    A sheet that is left out is no stop, but where somebody has been there.
    """
    stops = [item.key for item in agenda if item.sheet and (not item.out or item.key in (here, *reached))]
    at = stops.index(here)
    return [
        Stop(
            kit.number(key),
            kit.sheets_by_key[key],
            "here" if place == at else "done" if place < at else "to_come",
            f"{address}/{key}" if key in reached and place != at else None,
        )
        for place, key in enumerate(stops)
    ]
