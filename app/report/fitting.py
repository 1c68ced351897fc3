"""Whether the picture of a sheet must be smaller for all that is told below it to stand on the same page.

Typst would have to set everything twice to know. This is near enough to say for which sheets it matters; of those the
template gives the picture what the page has left. The measures (pt) are those of `templates/report/`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from app.printing.lettering import Lettered, Lettering

Given = dict[str, Any]

MM = 72 / 25.4
COLUMN, PAGE = 162 * MM, 237 * MM
MARGIN_COLUMN, BODY, HEADING = 43 * MM, 112 * MM, 147 * MM
MARK = 7.4 * MM
"""How wide a mark and its distance to the text are."""
FIELD = 16 * MM
"""No field is begun with less room than this."""

SMALLEST, LARGEST = 0.72, 1.05
"""The parts of its size between which a picture is fitted. Above there is room enough, below it would be too small."""

SURELY = 1.25
"""How much higher something must be reckoned to be for it to be so."""

CAPITAL = 0.727
"""The height of a line without its distance to the next, in em."""


class Fitting:
    """Reckons how high what the template is given of a board will be."""

    def __init__(self, lettering: Lettering) -> None:
        self.lettering = lettering

    def fits(self, sheet: Given, fields: Sequence[Given], picture: float) -> bool:
        """Whether a picture so high (pt) is to be fitted to the page, together with its sheet's question and fields."""
        told = [self.field(zone, field) for zone, field in zip(sheet["zones"], fields, strict=True)]
        last = next((height for height in reversed(told) if height), 0.0)
        rest = self.question(sheet["question"]) + self.unused(sheet, told) + 8 * MM + sum(told) + max(0.0, FIELD - last)
        return SMALLEST <= (PAGE - rest) / picture < LARGEST

    def question(self, question: str) -> float:
        return 11 * MM + lines(self.lettering.rows(question, HEADING / 17), 17, 0.45)

    def unused(self, sheet: Given, told: Sequence[float]) -> float:
        """The line that names the fields with nothing in them."""
        names = [zone["label"] for zone, height in zip(sheet["zones"], told, strict=True) if not height]
        return 3.5 * MM + self.text(" · ".join(names), 8.5, COLUMN) if names else 0.0

    def field(self, zone: Given, field: Given) -> float:
        """A field with its name beside it; nothing where nothing lies in it."""
        if field["table"]:
            return 5 * MM + self.table(field["table"])
        parts = joined([*self.parts(field)], 3.4 * MM)
        return 7.6 * MM + max(self.name(zone), parts) if parts else 0.0

    def name(self, zone: Given) -> float:
        """A field's name, and its claim below."""
        claim = 1.2 * MM + self.text(zone["claim"], 8.5, MARGIN_COLUMN) if zone["claim"] else 0.0
        return self.rows(zone["narrow"], 9.5, MARGIN_COLUMN, 0.5) + claim

    def is_higher(self, zone: Given, field: Given) -> bool:
        """Whether what lies in a field is certainly higher than the name beside it."""
        return joined([*self.parts(field)], 3.4 * MM) > SURELY * self.name(zone)

    def parts(self, field: Given) -> Iterable[float]:
        if field["stands"]:
            wide = 38 * MM + self.lettering.width(field["stands"]["said"]) * 8.5
            wide += sum(self.lettering.width(f"{name} 0") * 8.5 + 6.8 * MM for name in field["stands"]["names"])
            yield lines(1 + int(wide / BODY), 8.5, 0.8)
        if field["text"]:
            yield self.rows(field["text"], 10, BODY)
        if field["notes"]:
            yield self.notes(field["notes"], BODY)
        if field["told"]:
            yield self.rows(field["told"], 10, BODY * 0.9)
        yield from (self.text(each, 9, BODY) for each in (field["gathered"], field["hidden"]) if each)

    def notes(self, notes: Sequence[Given], room: float) -> float:
        return joined([self.note(note, room - MARK) for note in notes], 3.1 * MM)

    def note(self, note: Given, room: float) -> float:
        details = self.text(" · ".join(note["details"]), 8.5, room) if note["details"] else 0.0
        lead = self.text(note["lead"], 10, room) if note["lead"] else 0.0
        own = joined([height for height in (lead, self.rows(note["text"], 10, room), details) if height], 6.2)
        members = self.notes(note["members"], room)
        return own + (3.1 * MM + members if members else 0.0)

    def table(self, table: Given) -> float:
        room = (COLUMN - 6 * MM) / len(table["head"])
        head = max(self.text(name, 8.5, room) for name in table["head"])
        rows = [max((self.notes(cell, room) for cell in row), default=0.0) for row in table["rows"]]
        return sum(height + 5.2 * MM for height in (head, *rows))

    def text(self, text: str, size: float, room: float) -> float:
        return lines(self.lettering.rows(text, room / size), size)

    def rows(self, text: Lettered, size: float, room: float, leading: float = 0.58) -> float:
        """A text as it was set, whose own lines may be empty."""
        count = sum(max(1, self.lettering.rows("".join(pieces), room / size)) for pieces in text.lines)
        return lines(count, size, leading)


def lines(count: int, size: float, leading: float = 0.58) -> float:
    """How high so many lines are."""
    return size * (CAPITAL * count + leading * max(0, count - 1))


def joined(heights: Sequence[float], between: float) -> float:
    return sum(heights) + between * max(0, len(heights) - 1)
