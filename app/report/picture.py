"""Where everything lies in the picture of a sheet, in thousandths of the sheet's width: as on the screen.

The screen's measures are those of `static/css/sheet.css` and `note.css`. Here a post-it never
reaches outside its zone, however long its text.
"""

from collections.abc import Callable
from typing import NamedTuple

from app.kits.kit import Worksheet, Zone
from app.kits.parts import Box
from app.printing.lettering import Lettered, Lettering
from app.report.parts import Note

PROPORTION = 1.414

SIDES = ((20, 72.0), (12, 82.0), (0, 91.0))
"""The side of a post-it, by how many of them lie in the zone."""
SHAPES = ((40, 6.75, 0.148), (110, 9.4, 0.127), (110, 12.2, 0.116), (240, 13.4, 0.116), (500, 19.0, 0.11))
"""Up to a length of text: how wide (em) a post-it is, and how large its text as a part of its side."""
LEAST = 30.0
"""The narrowest a post-it gets, in however narrow a zone."""
INSET = 0.55
LINE = 1.25
BELOW = 1.9
"""A post-it's margin (em of its text), the distance of its rows, and what it needs besides them: margins and mark."""

BROAD = 10.5
"""The largest text on a post-it in a row."""
FOOT = 0.82
"""The size of what stands below a note's text, as a part of the text's."""
MARK = 0.8
"""The rows that the mark takes below that, where it would lie over it."""

STANDS = 34.0
"""How high the bar of stands is, with its numbers."""

LABEL, CLAIM = 12.5, 13.75
"""The size of a zone's label and help questions, and of its claim."""


class Area(NamedTuple):
    """A rectangle on the sheet."""

    x: float
    y: float
    w: float
    h: float


class Said(NamedTuple):
    """What stands on a note beside its text: the card it is about, and what is said of it, each on its own line."""

    lead: str = ""
    foot: str = ""


NOTHING = Said()


class Post(NamedTuple):
    """A post-it on the sheet, with its text set to fit: below what it is about, above what is said of it."""

    x: float
    y: float
    w: float
    h: float
    size: float
    small: Lettered
    lead: Lettered
    foot: Lettered


def scaled(box: Box) -> Area:
    """A kit's box, which is in per cent of the sheet's width and height."""
    return Area(box.x * 10, box.y * 10 / PROPORTION, box.w * 10, box.h * 10 / PROPORTION)


def start(sheet: Worksheet) -> float:
    """Where the picture of a sheet begins: at the top, or below the question if nothing stands beside that."""
    tops = [part.y for part in (*sheet.zones, *sheet.sections)]
    if sheet.question_at == "centre" or not tops:
        return 0.0
    return max(0.0, scaled(Box(0, min(tops), 0, 0)).y - 20)


def notes_area(zone: Zone, lettering: Lettering) -> Area:
    """Where a zone's notes lie: below its head, or in the whole of a ring."""
    x, y, w, h = scaled(zone.box)
    if zone.shape == "ring":
        return Area(x, y, w, h)
    top = min(head(zone, w, lettering) + 6, 0.7 * h)
    return Area(x + 8, y + top, w - 16, h - top - 8)


def head(zone: Zone, width: float, lettering: Lettering) -> float:
    """How high a zone's label, claim, help questions and stands are."""

    def high(text: str, size: float, line: float, inset: float = 20.0) -> float:
        return lettering.rows(text, (width - inset) / size) * size * line

    claim = high(zone.claim, CLAIM, 1.25) if zone.claim else 0.0
    asked = sum(high(question, LABEL, 1.35, 34.0) for question in zone.help)
    return 8 + high(zone.label, LABEL, 1.35) + claim + asked + (4 if asked else 0) + (STANDS if zone.stands else 0)


def shape(text: str, lettering: Lettering) -> tuple[float, float]:
    """How wide (em) a post-it is and how large its letters: the first shape that its length and its words fit."""
    word = lettering.widest(text)
    fitting = ((em, letter) for most, em, letter in SHAPES if len(text) <= most and word <= em - 2 * INSET)
    return next(fitting, SHAPES[-1][1:])


def post(
    note: Note, area: Area, crowd: int, lettering: Lettering, said: Said = NOTHING, *, broad: bool = False
) -> Post:
    """A note among `crowd` in an area. Its text shrinks where the area has not enough room for it.

    A `broad` one rather takes more of the area's width, as in a row.
    """
    side = next(side for least, side in SIDES if crowd >= least)
    em, letter = shape(f"{said.lead} {note.text}" if said.lead else note.text, lettering)
    size = side * letter
    if broad:
        side, size = min(side, area.h), min(size, BROAD)
    width = max(LEAST, min(em * size, area.w))
    size, width, height = fitted(size, width, side, area, lambda room: rows(note.text, said, room, lettering), broad)
    room = width / size - 2 * INSET
    return Post(
        x=area.x + note.x / 100 * (area.w - width),
        y=area.y + note.y / 100 * max(0.0, area.h - height),
        w=width,
        h=height,
        size=size,
        small=lettering.divided(note.text, room),
        lead=lettering.divided(said.lead, room),
        foot=lettering.divided(said.foot, room / FOOT),
    )


def fitted(
    size: float, width: float, side: float, area: Area, rows_in: Callable[[float], float], broad: bool
) -> tuple[float, float, float]:
    """The letters', the post-it's width and height with which it fits an area: smaller letters, or wider if `broad`."""
    while True:
        height = max(side, (rows_in(width / size - 2 * INSET) * LINE + BELOW) * size)
        if height <= max(area.h, side):
            return size, width, height
        if broad and width < area.w:
            width = min(area.w, width * 1.2)
        else:
            size *= 0.9


def rows(text: str, said: Said, room: float, lettering: Lettering) -> float:
    """How many rows a note's text takes together with what stands above and below it."""
    foot = FOOT * lettering.rows(said.foot, room / FOOT) + MARK if said.foot else 0.0
    return lettering.rows(text, room) + lettering.rows(said.lead, room) + foot
