"""Free places in a field for many notes at once, which nobody has laid down by hand: in rows, as one reads them.

All measures are per cent of the sheet, as in a kit; a place is per cent of the free way in the field. They are near
enough: how large all is, is only known where it is drawn (`static/js/place.js` does the same there).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from app.kits.parts import Box
from app.kits.worksheet import Worksheet
from app.kits.zone import Zone

Place = tuple[int, int]

SIDES = ((20, 7.2), (12, 8.2), (0, 9.1))
"""The side of a note, by how many lie in the field."""
BROADER = ((40, 1.0), (75, 1.2), (110, 1.4), (240, 1.55), (500, 2.1))
"""How much wider a note is, by the length of its text."""
PROPORTION, APART = 1.414, 1.06
LINE, ABOVE = 2.5, 2.0
"""How high a line of a field's name and questions is, and what is above them."""
LABEL = 9.0
"""Half the width of a ring's name, which stands in it."""
DENSEST = 24
"""How often one more row or column is tried before notes are laid where others lie."""
INSIDE = (0.12, 0.88)


def spread(sheet: Worksheet, zone: Zone, lying: Sequence[Place], texts: Sequence[str]) -> list[Place]:
    """A place for each of these texts, beside what lies in the field; closer where there is not room for all."""
    area, rings, number = area_of(zone), sheet.keep_clear(zone), len(texts)
    wide, high = size_of(max(map(len, texts), default=0), number + len(lying))
    across, down = max(1, int(area.w / wide / APART)), max(1, int(area.h / high / APART))
    found: list[Place] = []
    for tight in range(DENSEST):
        grid = Grid(area, wide, high, across + (tight + 1) // 2, down + tight // 2)
        found = [place for place in grid.places() if is_clear(grid.box(place), zone, rings)] or found
        free = [place for place in found if not any(grid.is_near(place, other) for other in lying)]
        if len(free) >= number:
            return free[:number]
    return list(islice(cycle(found or [(50, 50)]), number))


def size_of(longest: int, number: int) -> tuple[float, float]:
    """How wide and high a note is with so long a text, among so many."""
    side = next(side for least, side in SIDES if number >= least)
    return side * next((more for most, more in BROADER if longest <= most), BROADER[-1][1]), side * PROPORTION


@dataclass(frozen=True, slots=True)
class Grid:
    """So many columns and rows of places over an area, for notes so wide and high."""

    area: Box
    wide: float
    high: float
    columns: int
    rows: int

    @property
    def free(self) -> tuple[float, float]:
        """How far a note can be moved in the area."""
        return max(0.0, self.area.w - self.wide), max(0.0, self.area.h - self.high)

    def places(self) -> Iterator[Place]:
        for row in range(self.rows):
            for column in range(self.columns):
                yield part(column, self.columns), part(row, self.rows)

    def box(self, place: Place) -> Box:
        """Where a note in a place lies on the sheet."""
        across, down = self.free
        return Box(self.area.x + place[0] / 100 * across, self.area.y + place[1] / 100 * down, self.wide, self.high)

    def is_near(self, place: Place, other: Place) -> bool:
        """Whether a note in one place would lie on one in the other, more than the grid's own do."""
        across, down = self.free
        wide = min(self.wide, across / (self.columns - 1)) if self.columns > 1 else self.wide
        high = min(self.high, down / (self.rows - 1)) if self.rows > 1 else self.high
        far = abs(place[0] - other[0]) / 100 * across >= 0.9 * wide, abs(place[1] - other[1]) / 100 * down >= 0.9 * high
        return not any(far)


def part(number: int, of: int) -> int:
    return round(100 * number / (of - 1)) if of > 1 else 50


def area_of(zone: Zone) -> Box:
    """Where a field's notes lie: below its name and questions, or in the whole of a ring."""
    if zone.shape == "ring":
        return zone.box
    lines = 1 + len(zone.help) + 2 * (zone.claim is not None) + bool(zone.stands)
    head = min(ABOVE + LINE * lines, 0.6 * zone.h)
    return Box(zone.x, zone.y + head, zone.w, zone.h - head)


def is_clear(note: Box, zone: Zone, rings: Sequence[Box]) -> bool:
    """Whether a note would lie within its ring, beside its name, and on nothing that is to be kept clear."""
    corners = [(note.x + x * note.w, note.y + y * note.h) for x in INSIDE for y in INSIDE]
    if zone.shape == "ring":
        name = Box(zone.x + zone.w / 2 - LABEL, zone.y, 2 * LABEL, ABOVE + 1.5 * LINE)
        if note.meets(name) or not all(is_in_ring(corner, zone.box) for corner in corners):
            return False
    return not any(is_in_ring(corner, ring) for corner in corners for ring in rings)


def is_in_ring(point: tuple[float, float], ring: Box) -> bool:
    x, y = ((point[0] - ring.x) / ring.w * 2 - 1), ((point[1] - ring.y) / ring.h * 2 - 1)
    return x * x + y * y <= 1
