"""The report's own words. Everything that a reader sees and nobody in the workshop wrote comes from here."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.report.about import About
from app.report.parts import Chapter, Report


class Words(About):
    """The report's words in one language."""

    def labels(self) -> dict[str, str]:
        """What never changes from one report to another."""
        return {
            "report": self.gettext("Rapport fra workshop"),
            "draft": self.gettext("Utkast"),
            "final": self.gettext("Endelig"),
            "contents": self.gettext("Innhold"),
            "summary": self.gettext("Sammendrag"),
            "attachment": self.gettext("Vedlegg: spørsmålene på arkene"),
            "attached": self.gettext("Vedlegg"),
            "place": self.gettext("Sted"),
            "sheet": self.gettext("Ark"),
            "field": self.gettext("Felt"),
            "fields": self.gettext("Felt"),
            "name": self.gettext("Navn"),
            "votes": self.gettext("Stemmer"),
            "supported": self.gettext("Mest støtte"),
            "stands": self.gettext("Standpunkter"),
            "named": self.gettext("Nevnt av flere grupper"),
            "written": self.gettext("Ark for ark"),
            "next_steps": self.gettext("Neste steg"),
            "about": self.gettext("Om rapporten"),
            "evaluation": self.gettext("Evaluering"),
            "of": self.gettext("av"),
            "groups": self.gettext("Grupper"),
            "people": self.gettext("Deltakere"),
            "notes": self.gettext("Lapper"),
            "kit": self.gettext("Opplegg"),
            "state": self.gettext("Status"),
            "produced": self.gettext("Laget"),
            "nothing": self.gettext("Ingen lapper"),
            "withheld": self.gettext("Gruppa har ikke sagt ja til å vise dette arket til alle."),
            "without": self.gettext("Felt uten lapper"),
            "what": self.gettext("Hva"),
            "whom": self.gettext("Hvem"),
            "due": self.gettext("Når"),
            "group": self.gettext("Gruppe"),
            "sketch": self.gettext("Skissen i ord"),
            "untold": self.gettext(
                "Gruppa tegnet en skisse, men beskrev den ikke med ord. Den er med på bildet av arket."
            ),
            "untitled": self.gettext("Samling uten tittel"),
        }

    def intro(self, chapter: Chapter) -> str:
        """What a chapter is about to tell."""
        notes = self.notes(chapter.notes)
        if chapter.is_plenary:
            return self.gettext("%(notes)s, notert da alle gruppene var samlet.") % {"notes": notes}
        return f"{self.people(sum(chapter.people.values()))}, {notes}"

    def sheet(self, number: int) -> str:
        return self.gettext("ark %(number)d") % {"number": number}

    def facts(self, report: Report, produced: str) -> tuple[tuple[str, str], ...]:
        """What an archive asks for, beside title, municipality and date: each with its label."""
        labels = self.labels()
        return (
            (labels["groups"], str(sum(not chapter.is_plenary for chapter in report.chapters))),
            (labels["notes"], str(report.notes)),
            (labels["kit"], self.kit(report)),
            (labels["state"], self.state(report)),
            (labels["produced"], produced),
        )

    def sheets(self, numbers: Iterable[int]) -> str:
        return self.gettext("ark %(numbers)s") % {"numbers": self.listed(map(str, numbers))}

    def part(self, report: Report) -> str:
        """Which groups and sheets it is of, where it is not of all."""
        said = [] if report.whole else [self.group(chapter) for chapter in report.chapters]
        if len(report.sheets) < len(report.kit.sheets):
            said.append(self.sheets(report.kit.number(sheet.key) for sheet in report.sheets))
        return " · ".join(said)

    def state(self, report: Report) -> str:
        if report.draft:
            return self.gettext("Utkast. Workshopen er ikke avsluttet.")
        return self.gettext("Endelig. Workshopen er avsluttet.")

    def produced(self, at: datetime) -> str:
        return self.gettext("%(date)s kl. %(time)s") % {"date": self.day(at), "time": f"{at:%H.%M}"}

    def summary(self, report: Report) -> str:
        """How much was written, by how many."""
        groups = sum(not chapter.is_plenary for chapter in report.chapters)
        return self.gettext("%(groups)s med %(people)s skrev %(notes)s på %(sheets)s.") % {
            "groups": self.ngettext("%(count)d gruppe", "%(count)d grupper", groups) % {"count": groups},
            "people": self.people(sum(report.people.values())),
            "notes": self.notes(report.notes),
            "sheets": self.ngettext("%(count)d ark", "%(count)d ark", len(report.sheets))
            % {"count": len(report.sheets)},
        }

    def zones(self, *, voted: bool) -> str:
        return self.gettext("Felt med flest stemmer") if voted else self.gettext("Felt med flest lapper")

    def appendix(self, report: Report) -> str:
        """What the questions are for, and where they come from."""
        return self.gettext("Slik sto det på arkene i %(kit)s.") % {"kit": self.kit(report)}

    def of_groups(self, numbers: Sequence[int], every: Sequence[int]) -> str:
        """Groups by number: "1, 2 og 4", or that it was all of several."""
        if len(numbers) == len(every) > 2:
            return self.gettext("alle")
        return self.listed(map(str, numbers))

    def next_steps(self, *, any_written: bool) -> str:
        if any_written:
            return self.gettext("Det gruppene skrev at de vil gjøre videre.")
        return self.gettext("Ingen har skrevet neste steg ennå.")
