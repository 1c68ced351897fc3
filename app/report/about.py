"""What a report says of itself on its last page: what it holds, how notes are marked, what became of them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict

from app.pages.drawing import VERSION
from app.report.parts import Report
from app.report.phrases import Phrases

MOST_NAMED = 24
"""How many characters without a glyph the report names; of the rest it gives the number."""


class About(Phrases):
    """The words of the last page."""

    def about(self, report: Report, missing: Iterable[str], substitute: str) -> list[tuple[str, list[str], bool]]:
        """The last page: headings, their paragraphs, and whether the perspectives' marks stand below."""
        thanks = report.kit.credits
        paragraphs = [
            (self.gettext("Hva som er med"), self.extent(report), False),
            (self.gettext("Slik er lappene merket"), [self.marking(report)], not report.anonymous),
            (self.gettext("Kvittering"), self.receipts(report), False),
            (self.gettext("Opplegget"), [thanks.text, thanks.source], False),
            (
                self.gettext("Fila"),
                [self.file()],
                False,
            ),
        ]
        if without := list(missing):
            told = [self.without_glyph(without, substitute)]
            paragraphs.append((self.gettext("Tegn som ikke kan vises"), told, False))
        return paragraphs

    def file(self) -> str:
        """What made the file, and what it follows."""
        return self.gettext(
            "Laget med Oppgaveark %(version)s. Fila følger arkivstandarden PDF/A-2a og "
            "tilgjengelighetsstandarden PDF/UA-1."
        ) % {"version": VERSION}

    def marked(self) -> str:
        """How a note tells where it is written from."""
        return self.gettext("Farge og bokstav viser hvilket perspektiv lappen er skrevet fra.")

    def marking(self, report: Report) -> str:
        if report.anonymous:
            return self.gettext(
                "Alle skrev uten navn. Lappene viser verken hvem som skrev, eller fra hvilket perspektiv."
            )
        marked = self.marked()
        if not any(zone.perspective for sheet in report.sheets for zone in sheet.zones):
            return marked
        guests = self.gettext("Der et felt er siden til ett perspektiv, er lappene fra de andre merket som gjest.")
        return f"{marked} {guests}"

    def receipts(self, report: Report) -> list[str]:
        """What each group wrote and what became of it, and a warning where log and notes do not agree."""
        told = []
        for chapter in report.chapters:
            counted = report.receipts.get(chapter.number)
            if counted is None:
                continue
            says = self.gettext(
                "%(group)s: %(written)d skrevet, %(stored)d lagret, %(deleted)d slettet, %(restored)d hentet tilbake."
            )
            told.append(says % (asdict(counted) | {"group": self.numbered(chapter)}))
            if not counted.agrees:
                told.append(
                    self.gettext(
                        "Obs: Loggen og lappene til gruppa stemmer ikke. Si fra til den som drifter tjenesten."
                    )
                )
        return told

    def extent(self, report: Report) -> list[str]:
        """What the report holds, and whether it says who wrote what."""
        holds = self.gettext("%(groups)s og %(sheets)s, med %(notes)s.") % {
            "groups": self.extent_of_groups(report),
            "sheets": self.extent_of_sheets(report),
            "notes": self.notes(report.notes),
        }
        if report.names:
            return [holds, self.gettext("Navnene på dem som skrev, er med.")]
        return [holds, self.gettext("Navnene på dem som skrev, er ikke med.")]

    def extent_of_groups(self, report: Report) -> str:
        if report.whole:
            return self.gettext("Alle gruppene")
        named = self.listed(str(chapter.number) for chapter in report.chapters)
        return self.gettext("Bare gruppe %(named)s") % {"named": named}

    def extent_of_sheets(self, report: Report) -> str:
        if len(report.sheets) == len(report.kit.sheets):
            return self.gettext("alle arkene")
        named = self.listed(str(report.kit.number(sheet.key)) for sheet in report.sheets)
        return self.gettext("bare ark %(named)s") % {"named": named}

    def without_glyph(self, letters: list[str], substitute: str) -> str:
        """Which characters stand as the substitute, by their Unicode numbers and names."""
        named = ", ".join(f"U+{ord(letter):04X} ({unicodedata.name(letter, '–')})" for letter in letters[:MOST_NAMED])
        text = self.gettext(
            "Rapportens skrifter mangler noen av tegnene som er skrevet. De står som %(substitute)s: %(named)s"
        )
        told = text % {"substitute": substitute, "named": named}
        if (more := len(letters) - MOST_NAMED) > 0:
            return f"{told} {self.gettext('og %(more)d til') % {'more': more}}."
        return f"{told}."
