"""A sheet in small: where its notes and sketches lie, without a word, as the inside of an SVG of 1000 by 707.

Typst takes such a picture in as it is, and would need a tenth of a second more to set its parts one by one. The
shapes have classes for `templates/report/sheet.typ` to colour: the perspectives', `zone`, `rule`, `cluster` and `pen`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

Given = dict[str, Any]

TILT = 1.2
"""How far (degrees) a post-it is turned for each step of its tilt."""
STEP = 4
"""Which of a line's points are drawn."""


def small(sheet: Given, fields: Iterable[Given], colours: Sequence[str]) -> str:
    """A sheet with these fields, of one group or several. A note's class is its perspective's colour."""
    fields = list(fields)
    parts = [*map(zone, sheet["zones"])]
    parts += [f'<path class="rule" d="M{x:.1f} {y:.1f}h{w:.1f}"/>' for field in fields for x, y, w in field["rules"]]
    parts += [drawn(line) for field in fields for line in field["lines"]]
    parts += [box("cluster", each) for field in fields for each in field["sheets"]]
    parts += [post(each, colours) for field in fields for each in field["posts"]]
    return "".join(parts)


def zone(zone: Given) -> str:
    x, y, w, h = zone["area"]
    match zone["shape"]:
        case "ring":
            return f'<ellipse class="zone" cx="{x + w / 2}" cy="{y + h / 2}" rx="{w / 2}" ry="{h / 2}"/>'
        case "field":
            return f'<rect class="zone" x="{x}" y="{y}" width="{w}" height="{h}" rx="3"/>'
    return ""


def post(post: Given, colours: Sequence[str]) -> str:
    colour = "plain" if post["p"] is None else colours[post["p"]]
    middle = f"{post['x'] + post['w'] / 2:.1f} {post['y'] + post['h'] / 2:.1f}"
    return box(colour, post, f' transform="rotate({post["tilt"] * TILT:.1f} {middle})"' if post["tilt"] else "")


def box(kind: str, each: Given, more: str = "") -> str:
    place = f'x="{each["x"]:.1f}" y="{each["y"]:.1f}" width="{each["w"]:.1f}" height="{each["h"]:.1f}"'
    return f'<rect class="{kind}" {place}{more}/>'


def drawn(line: Given) -> str:
    """A line of a sketch; where the pen only touched, a dot."""
    points = line["points"]
    path = "L".join(f"{x} {y}" for x, y in (*points[::STEP], points[-1]))
    dot = "h0.1" if len(set(points)) == 1 else ""
    return f'<path class="pen {line["colour"]}" stroke-width="{line["thick"] * 1.4:.1f}" d="M{path}{dot}"/>'
