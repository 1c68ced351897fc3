"""The path through the kit: which sheets a group has done, where it is, and what is to come."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kits.kit import Kit
from app.kits.worksheet import Worksheet


@dataclass(slots=True, frozen=True)
class Stop:
    """One sheet on the path through the kit; `href` where it may be looked at."""

    number: int
    sheet: Worksheet
    state: str
    href: str | None


def path_of(kit: Kit, here: str, reached: Sequence[str], address: str) -> list[Stop]:
    """The sheets in order, each done, here or still to come; those the group has been on can be looked at."""
    at = kit.number(here)
    return [
        Stop(
            number,
            sheet,
            "here" if number == at else "done" if number < at else "to_come",
            f"{address}/{sheet.key}" if sheet.key in reached and number != at else None,
        )
        for number, sheet in enumerate(kit.sheets, start=1)
    ]
