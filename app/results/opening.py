"""Opening the results to everybody who took part, and closing them again."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.workshop.workshops import change, hold


@dataclass(frozen=True, slots=True)
class Opening:
    """A facilitator's wish that those who took part may read what all groups wrote, or may no longer."""

    workshop_id: int
    is_open: bool


def open_results(connection: Connection, wish: Opening) -> list[int]:
    """Open or close them, once. Returns the groups to ring: their boards lead to the results."""
    if bool(hold(connection, wish.workshop_id).results_open) == wish.is_open:
        return []
    return list(change(connection, wish.workshop_id, results_open=wish.is_open))
