"""The summary as the template is given it."""

from collections.abc import Sequence
from typing import Any

from app.printing.lettering import Lettering
from app.report.parts import Report
from app.report.summary import Summary, summary
from app.report.words import Words

Given = dict[str, Any]

WHAT, NAME, FIELD = 180.0, 140.0, 104.0
"""How wide (pt) the columns are of what was supported, of names, and of the fields these lie in."""


class SummaryPage:
    """Turns what the groups have in common into what the template is given."""

    def __init__(self, report: Report, lettering: Lettering, words: Words) -> None:
        self.report, self.words = report, words
        self.line, self.plain = lettering.line, lettering.plain
        self.every = [chapter.number for chapter in report.chapters if not chapter.is_plenary]

    def given(self) -> Given | None:
        """Nothing where there are no groups, as in a report of the plenary alone."""
        found = summary(self.report)
        if not found.written:
            return None
        return {"intro": self.words.summary(self.report)} | self.counted(found) | self.shared(found)

    def counted(self, found: Summary) -> Given:
        return {
            "written": [
                {
                    "number": each.number,
                    "title": self.line(each.sheet.title),
                    "notes": each.notes,
                    "groups": each.groups,
                }
                for each in found.written
            ],
            "zones_heading": self.words.zones(voted=any(each.votes for each in found.zones)),
            "zones": [
                {
                    "label": self.plain(each.zone.label.rstrip(":"), WHAT / 9.5),
                    "sheet": each.number,
                    "votes": each.votes,
                    "notes": each.notes,
                    "groups": self.groups(each.groups),
                }
                for each in found.zones
            ],
            "voted": any(each.votes for each in found.zones),
        }

    def shared(self, found: Summary) -> Given:
        return {
            "supported": [
                {
                    "text": self.plain(each.text or self.words.labels()["untitled"], WHAT / 9.5),
                    "votes": each.votes,
                    "groups": self.groups(each.groups),
                    "sheet": each.number,
                }
                for each in found.supported
            ],
            "stands": [
                {
                    "label": self.line(each.zone.label.rstrip(":")),
                    "claim": self.line(each.zone.claim or ""),
                    "counts": list(each.counts),
                    "names": [self.line(name) for name in each.zone.stands],
                    "said": self.words.answers(sum(each.counts)),
                }
                for each in found.stands
            ],
            "named": [
                {
                    "name": self.plain(each.name, NAME / 9.5),
                    "zones": self.plain(", ".join(each.zones), FIELD / 9.5),
                    "groups": self.groups(each.groups),
                }
                for each in found.named
            ],
        }

    def groups(self, numbers: Sequence[int]) -> str:
        return self.words.of_groups(numbers, self.every)
