"""Where what is more than a single note lies in the picture of a sheet: clusters, rows and what lies beside them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from app.kits.kit import Zone, ZoneKind
from app.printing.lettering import Lettered, Lettering
from app.report.parts import Board, Line, Note
from app.report.picture import Area, head, scaled

TITLE, GAP = 12.0, 6.0
"""The size of a cluster's title, and the distance between what lies in it."""
ACROSS = 3
"""The most notes that lie beside each other in a cluster."""

Posted = dict[str, Any]
Bands = dict[str, tuple[list[str], list[Area]]]
"""For each zone of rows, and each zone beside one: the rows that lie there, and each one's band of the zone."""
Place = Callable[[Note, Area, int], Posted]
"""Gives a note its place in an area among so many."""


class Sheet(NamedTuple):
    """A sheet of tracing paper around the notes of a cluster, with its title."""

    x: float
    y: float
    w: float
    h: float
    size: float
    title: Lettered


def cluster(note: Note, area: Area, crowd: int, lettering: Lettering, place: Place) -> tuple[Sheet, list[Posted]]:
    """A cluster in an area, its notes in columns, all smaller where there is not enough room."""
    scale = 1.0
    while True:
        # In a larger area everything is placed as if it were larger, and then made smaller with it.
        large = Area(0, 0, area.w / scale, area.h / scale)
        width, height, posts = columns(note, large, crowd, place)
        room = (width - 2 * GAP) / TITLE
        top = (lettering.rows(note.text, room) * 1.3 + 0.4) * TITLE + GAP if note.text else GAP
        if (width <= large.w and height + top <= large.h) or scale < 0.3:
            break
        scale *= 0.9
    x = area.x + note.x / 100 * max(0.0, area.w - width * scale)
    y = area.y + note.y / 100 * max(0.0, area.h - (height + top) * scale)
    for each in posts:
        each |= {"x": x + each["x"] * scale, "y": y + (top + each["y"]) * scale}
        each |= {name: each[name] * scale for name in ("w", "h", "size")}
    title = lettering.divided(note.text, room)
    return Sheet(x, y, width * scale, (height + top) * scale, TITLE * scale, title), posts


def columns(note: Note, area: Area, crowd: int, place: Place) -> tuple[float, float, list[Posted]]:
    """The notes of a cluster in columns, each note in the shortest; with how wide and high they are together."""
    across = max(1, min(ACROSS, len(note.members)))
    posts = [place(member, Area(0, 0, (area.w - GAP) / across - GAP, area.h), crowd) for member in note.members]
    wide = max((each["w"] for each in posts), default=70.0)
    heights = [0.0] * across
    for each in posts:
        shortest = heights.index(min(heights))
        each |= {"x": GAP + shortest * (wide + GAP), "y": heights[shortest], "tilt": 0}
        heights[shortest] += each["h"] + GAP
    return across * (wide + GAP) + GAP, max(heights), posts


def bands(board: Board, lettering: Lettering) -> Bands:
    """The bands of all the sheet's rows, in the order in which these came, as on the screen."""
    found: Bands = {}
    for field in board.fields:
        if field.zone.kind is not ZoneKind.ROWS or not field.notes:
            continue
        rows = [note.id for note in field.each()]
        zones = [field.zone, *(each.zone for each in board.fields if each.zone.beside == field.zone.key)]
        top = max(head(zone, scaled(zone.box).w, lettering) for zone in zones) + 6
        for zone in zones:
            found[zone.key] = (rows, [band(zone, top, number, len(rows)) for number in range(len(rows))])
    return found


def band(zone: Zone, top: float, number: int, count: int) -> Area:
    x, y, w, h = scaled(zone.box)
    high = (h - top - 4) / count
    return Area(x + 6, y + top + number * high + 2, w - 12, high - 4)


def drawn(line: Line, zone: Zone) -> dict[str, Any]:
    """A line of a sketch on the sheet: its points, and how thick it is (pressed hardest, a hundredth of the sheet)."""
    x, y, w, h = sketched(zone)
    points = [
        (round(x + across * w / 1000, 1), round(y + down * h / 1000, 1))
        for across, down in zip(line.points[::3], line.points[1::3], strict=True)
    ]
    pressed = sum(line.points[2::3]) / max(1, len(points))
    return {"points": points, "colour": line.colour, "thick": max(1.0, pressed / 100)}


def sketched(zone: Zone) -> Area:
    """Where one sketches in a zone: the whole of it."""
    return scaled(zone.box)


def area_of(zone: Zone, note: Note, among: Bands) -> Area | None:
    """The band that a note lies in, if it lies in one."""
    rows, areas = among.get(zone.key, ([], []))
    key = note.id if zone.kind is ZoneKind.ROWS else note.beside
    return areas[rows.index(key)] if key in rows else None
