"""The lines of a sketch, as browsers are given them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kits.zone import Zone


@dataclass(slots=True, frozen=True)
class Stroke:
    """A line: its corners ("x,y x,y …", per mille of its zone), how hard the pen was pressed at each, how broad it is.

    `pressure` is one number where it never changed; `breadth` is what the line has on the whole, in per mille of its
    zone: pressed hardest (1000), one per cent of the sheet.
    """

    corners: str = ""
    pressure: str = ""
    colour: str = ""
    breadth: float = 0


def stroke(points: Sequence[int], colour: str | None, zone: Zone) -> Stroke:
    """A line of its points, each three numbers: x, y and pressure. Put together here, for a drawing has many."""
    if not points:
        return Stroke()
    across, down, pressed = points[::3], points[1::3], points[2::3]
    corners = " ".join([f"{x},{y}" for x, y in zip(across, down, strict=True)])
    pressure = str(pressed[0]) if len(set(pressed)) == 1 else " ".join(map(str, pressed))
    return Stroke(corners, pressure, colour or "", round(sum(pressed) / len(pressed) / zone.w, 1))
