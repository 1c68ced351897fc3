"""The words of a report in a file to work on (Word, spreadsheet, Markdown), where they differ from the PDF's."""

from app.pages.drawing import VERSION
from app.report.parts import Report
from app.report.words import Words


class FileWords(Words):
    """The report's words in one language, for all formats but the PDF."""

    def labels(self) -> dict[str, str]:
        return super().labels() | {
            "municipality": self.gettext("Kommune eller virksomhet"),
            "date": self.gettext("Dato"),
            "untold": self.gettext(
                "Gruppa tegnet en skisse, men beskrev den ikke med ord. Den er med på bildet av arket i PDF-en."
            ),
        }

    def columns(self) -> dict[str, str]:
        """The names of the spreadsheet's sheets and columns."""
        return self.labels() | {
            "overview": self.gettext("Oversikt"),
            "part": self.gettext("Utvalg"),
            "counts": self.gettext("Grupper og ark"),
            "clusters": self.gettext("Samlinger"),
            "texts": self.gettext("Tekster"),
            "sheet_number": self.gettext("Ark nr."),
            "kind": self.gettext("Type"),
            "note": self.gettext("lapp"),
            "cluster": self.gettext("samling"),
            "in_cluster": self.gettext("Samling"),
            "beside": self.gettext("Ved siden av"),
            "card": self.gettext("Kort"),
            "text": self.gettext("Tekst"),
            "perspective": self.gettext("Perspektiv"),
            "author": self.gettext("Skrevet av"),
            "tags": self.gettext("Merker"),
            "came_from": self.gettext("Fra ark nr."),
            "guest": self.gettext("Gjest"),
            "led": self.gettext("Fra fasilitatoren"),
            "yes": self.gettext("ja"),
            "hidden": self.gettext("Ikke snudd ennå"),
            "claim": self.gettext("Påstand"),
            "stand": self.gettext("Standpunkt"),
            "count": self.gettext("Antall"),
            "together": self.gettext("skrevet sammen"),
            "told": self.gettext("skisse i ord"),
            "sketch_alone": self.gettext("skisse uten ord"),
            "question": self.gettext("Spørsmål"),
            "answer": self.gettext("Svar"),
        }

    def group_people(self, report: Report) -> str:
        """How many people there were, and of each perspective how many."""
        labels = {each.key: each.label for each in report.kit.perspectives}
        counted = [f"{label} {report.people[key]}" for key, label in labels.items() if report.people[key]]
        count = str(report.people.total())
        return f"{count} ({', '.join(counted)})" if counted else count

    def facts(self, report: Report, produced: str) -> tuple[tuple[str, str], ...]:
        """The same, with where it was held and who was there, which stand elsewhere in the PDF."""
        labels = self.labels()
        groups, *others = super().facts(report, produced)
        place = [(labels["place"], report.place)] if report.place else []
        return (*place, groups, (labels["people"], self.group_people(report)), *others)

    def marked(self) -> str:
        return self.gettext("Ved hver lapp står det hvilket perspektiv den er skrevet fra.")

    def file(self) -> str:
        return self.gettext(
            "Laget med Oppgaveark %(version)s. Dette er en utgave til å arbeide videre med. I arkivet brukes PDF-en."
        ) % {"version": VERSION}

    def without_glyph(self, letters: list[str], substitute: str) -> str:
        return self.gettext("Noen av tegnene kan ikke stå i en slik fil. De står som %(substitute)s: %(named)s.") % {
            "substitute": substitute,
            "named": ", ".join(f"U+{ord(letter):04X}" for letter in letters),
        }
