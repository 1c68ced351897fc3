"""From blank sheets to what `templates/paper/blank.typ` is given: words, and where everything lies on a sheet."""

import html
from gettext import NullTranslations
from typing import Any

from app.kits.kit import Step, Worksheet, Zone, ZoneKind
from app.kits.parts import Box
from app.pages.drawing import fragment
from app.paper.parts import Blank
from app.printing.lettering import Lettering

Given = dict[str, Any]

HEAD = 48.0
"""The room (em) for each text in a page's head."""


class BlankPages:
    """Turns blank sheets into what the template is given."""

    def __init__(self, blank: Blank, lettering: Lettering, language: NullTranslations) -> None:
        self.blank, self.kit = blank, blank.kit
        self.line, self.short = lettering.line, lettering.short
        self.gettext = language.gettext

    def given(self) -> Given:
        """Everything the template needs."""
        blank, kit = self.blank, self.kit
        return {
            "paper": blank.paper,
            "language": kit.language,
            "labels": self.labels(),
            "title": self.line(blank.title),
            "head": [self.short(text, HEAD) for text in (blank.title, *blank.about)],
            "perspectives": [
                {"label": self.line(each.label), "mark": self.line(each.mark), "colour": each.colour}
                for each in kit.perspectives
            ],
            "anonymous": blank.anonymous,
            "source": self.line(kit.credits.source),
            "sheets": [self.sheet(kit.sheets_by_key[key]) for key in blank.sheets],
        }

    def labels(self) -> dict[str, str]:
        return {
            "blank": self.gettext("Tomme ark til utskrift"),
            "group": self.gettext("Gruppe"),
            "steps": self.gettext("Slik gjør dere"),
            "minutes": self.gettext("min"),
            "mark": self.gettext("Merk det du skriver:"),
            "facts": self.gettext("Fakta om påstandene. Les dem når dere har svart."),
            "what": self.gettext("Hva"),
            "whom": self.gettext("Hvem"),
            "due": self.gettext("Når"),
            "of": self.gettext("av"),
            "more": f" ({self.gettext('flere rader')})",
        }

    def sheet(self, sheet: Worksheet) -> Given:
        """A sheet: what lies on it has its place in parts of the room that all of it takes together."""
        boxes = [part.box for part in (*sheet.zones, *sheet.sections)]
        centre = sheet.question_at == "centre"
        around = bounds([*boxes, sheet.question_box] if centre else boxes)
        minutes = self.blank.minutes.get(sheet.key, ())
        return {
            "number": self.kit.number(sheet.key),
            "heading": self.line(sheet.title if centre else sheet.question),
            "centre": within(sheet.question_box, around) if centre else None,
            "question": self.line(sheet.question),
            "steps": [self.step(step, minutes[at] if at < len(minutes) else 0) for at, step in enumerate(sheet.steps)],
            "tips": [
                {
                    "title": self.line(tip.title),
                    "text": self.line(tip.text or ""),
                    "items": list(map(self.line, tip.items)),
                }
                for tip in sheet.tips
            ],
            "printed": [
                {
                    "area": within(section.box, around),
                    "heading": self.line(section.heading),
                    "text": self.line(section.text or ""),
                    "points": list(map(self.line, section.points)),
                }
                for section in sheet.sections
            ],
            "zones": [self.zone(zone, around) for zone in sheet.zones],
            "facts": [
                {"claim": self.line(f"{zone.label} {zone.claim}"), "fact": self.line(zone.fact)}
                for zone in sheet.zones
                if zone.fact
            ],
            "facts_from": self.line(self.kit.facts_from(sheet) or ""),
        }

    def step(self, step: Step, minutes: int) -> Given:
        """What a step asks for, how long it takes, and where in the booklet it is read."""
        reading = [self.kit.reading_by_key[key] for key in step.reading]
        pages = [self.gettext("side %(pages)s") % {"pages": text.pages.replace("-", "–")} for text in reading]
        mode = html.unescape(fragment("_mode.html", self.kit.language, step=step)).strip()
        return {
            "mode": self.line(mode),
            "minutes": minutes,
            "text": self.line(step.text),
            "reading": [[self.line(text.source), self.line(where)] for text, where in zip(reading, pages, strict=True)],
        }

    def zone(self, zone: Zone, around: Box) -> Given:
        """A field to write in; those in rows beside each other are of one `family`."""
        return {
            "area": within(zone.box, around),
            "shape": zone.shape,
            "label": self.line(zone.label),
            "claim": self.line(zone.claim or ""),
            "help": list(map(self.line, zone.help)),
            "why": self.line(zone.why or ""),
            "stands": list(map(self.line, zone.stands)),
            "actions": zone.kind is ZoneKind.ACTIONS,
            "rows": self.rows(zone),
            "family": zone.key if zone.kind is ZoneKind.ROWS else zone.beside or "",
        }

    def rows(self, zone: Zone) -> int:
        """How many rows a zone has place for: as many as would come from the sheet that they come from."""
        if zone.rows_from is None or zone.rows is None:
            return 0
        return zone.rows * max(1, len(self.kit.sheets_by_key[zone.rows_from].voted_in))


def bounds(boxes: list[Box]) -> Box:
    """The smallest box around all of these."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.x + box.w for box in boxes) - left, max(box.y + box.h for box in boxes) - top)


def within(box: Box, around: Box) -> list[float]:
    """Where a box lies in another: its place and size in parts of that one's."""
    x, w = (box.x - around.x) / around.w, box.w / around.w
    return [x, (box.y - around.y) / around.h, w, box.h / around.h]
