"""What is printed on the sheets themselves, as the template is given it: questions, texts and fields."""

from typing import Any

from app.kits.kit import Worksheet, Zone
from app.printing.lettering import Lettering
from app.report.picture import scaled, start

Given = dict[str, Any]

MARGIN_COLUMN = 122.0
"""How wide (pt) the headings' column beside the lists is."""


class Printed:
    """Turns worksheets into what the template is given."""

    def __init__(self, lettering: Lettering) -> None:
        self.lettering, self.line = lettering, lettering.line

    def sheet(self, number: int, sheet: Worksheet) -> Given:
        return {
            "number": number,
            "title": self.line(sheet.title),
            "question": self.line(sheet.question),
            "at": sheet.question_at,
            "area": scaled(sheet.question_box),
            "start": start(sheet),
            "printed": [
                {
                    "area": scaled(section.box),
                    "heading": self.line(section.heading),
                    "text": self.line(section.text or ""),
                    "points": [self.line(point) for point in section.points],
                }
                for section in sheet.sections
            ],
            "zones": [self.zone(zone) for zone in sheet.zones],
        }

    def zone(self, zone: Zone) -> Given:
        return {
            "area": scaled(zone.box),
            "shape": zone.shape,
            "label": self.line(zone.label),
            "claim": self.line(zone.claim or ""),
            "narrow": self.lettering.divided(zone.label, MARGIN_COLUMN / 9.5),
            "help": [self.line(question) for question in zone.help],
        }
