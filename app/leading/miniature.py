"""The small picture of a board: where its fields are and what lies in them, without a word of what it says.

Drawn as SVG: at this size no text can be read, and a whole board would cost forty times as much.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from app.kits.worksheet import Worksheet
from app.kits.zone import Zone, ZoneKind

WIDTH, HEIGHT = 141.4, 100.0
SIDE = 12.8
"""The side of a post-it: one eleventh of the sheet's width."""

ROW = 5.0
MOST_CORNERS = 12
"""Corners of a line of a sketch: more could not be told apart."""


@dataclass(slots=True, frozen=True)
class Mark:
    """Something in the picture: a "note", a "cluster", a "row" of an action, or a "line" with its corners."""

    kind: str
    x: float
    y: float
    w: float = SIDE
    h: float = SIDE
    perspective: str = ""
    corners: str = ""


@dataclass(slots=True, frozen=True)
class Miniature:
    """A sheet's fields, as boxes in units of one per cent of its height, and what lies there."""

    zones: tuple[tuple[str, float, float, float, float], ...]
    marks: tuple[Mark, ...]


def miniature(sheet: Worksheet, notes: Iterable[Row[Any]]) -> Miniature:
    """The small picture of a sheet with these notes, oldest first."""
    zones = sheet.zones_by_key
    boxes = tuple((zone.shape, *box(zone)) for zone in sheet.zones)
    lying: dict[str, int] = {}
    return Miniature(boxes, tuple(marks(notes, zones, lying)))


def box(zone: Zone) -> tuple[float, float, float, float]:
    return tuple(round(value, 1) for value in (zone.x * WIDTH / 100, zone.y, zone.w * WIDTH / 100, zone.h))  # type: ignore[return-value]


def marks(notes: Iterable[Row[Any]], zones: dict[str, Zone], lying: dict[str, int]) -> Iterator[Mark]:
    for note in notes:
        zone = zones[note.zone]
        x, y, w, h = box(zone)
        if note.kind == "line":
            yield Mark("line", x, y, corners=corners(note.points or (), x, y, w, h))
        elif zone.kind in (ZoneKind.ACTIONS, ZoneKind.ROWS):
            nth = lying[zone.key] = lying.get(zone.key, 0) + 1
            top = y + min(h - ROW, 6 + (nth - 1) * (ROW + 1))
            yield Mark("row", x + 2, round(top, 1), max(4.0, w - 4), ROW, note.perspective or "")
        else:
            yield at_its_place(note, x, y, w, h)


def at_its_place(note: Row[Any], x: float, y: float, w: float, h: float) -> Mark:
    """A note or cluster where it lies: `x` and `y` are per cent of the way that is free for it."""
    side = min(SIDE, w, h)
    left, top = x + note.x / 100 * (w - side), y + note.y / 100 * (h - side)
    return Mark(note.kind, round(left, 1), round(top, 1), side, side, note.perspective or "")


def corners(points: Any, x: float, y: float, w: float, h: float) -> str:
    """A line's corners, thinned."""
    pairs = list(zip(points[::3], points[1::3], strict=True))
    some = pairs[:: max(1, len(pairs) // MOST_CORNERS)]
    return " ".join(f"{x + across / 1000 * w:.1f},{y + down / 1000 * h:.1f}" for across, down in some)
