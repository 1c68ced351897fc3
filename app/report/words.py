"""The report's own words. Everything that a reader sees and nobody in the workshop wrote comes from here."""

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from app.pages.drawing import VERSION, day
from app.report.parts import Chapter, Report
from app.report.phrases import Phrases

MOST_NAMED = 24
"""How many characters without a glyph the report names; of the rest it gives the number."""


class Words(Phrases):
    """The report's words in one language."""

    def labels(self) -> dict[str, str]:
        """What never changes from one report to another."""
        return {
            "report": self.gettext("Rapport fra workshop"),
            "draft": self.gettext("Utkast"),
            "final": self.gettext("Endelig"),
            "contents": self.gettext("Innhold"),
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

    def group(self, chapter: Chapter) -> str:
        """What a group is called: its number, and its name if it has one of its own."""
        number, own = self.numbered(chapter), chapter.name.strip()
        return number if own in ("", number) else f"{number}: {own}"

    def numbered(self, chapter: Chapter) -> str:
        return (
            self.gettext("Plenum")
            if chapter.is_plenary
            else self.gettext("Gruppe %(number)d") % {"number": chapter.number}
        )

    def intro(self, chapter: Chapter) -> str:
        """What a chapter is about to tell."""
        notes = self.notes(chapter.notes)
        if chapter.is_plenary:
            return self.gettext("%(notes)s, notert da alle gruppene var samlet.") % {"notes": notes}
        return f"{self.people(sum(chapter.people.values()))}, {notes}"

    def people(self, count: int) -> str:
        return self.ngettext("%(count)d deltaker", "%(count)d deltakere", count) % {"count": count}

    def sheet(self, number: int) -> str:
        return self.gettext("ark %(number)d") % {"number": number}

    def state(self, report: Report) -> str:
        if report.draft:
            return self.gettext("Utkast. Workshopen er ikke avsluttet.")
        return self.gettext("Endelig. Workshopen er avsluttet.")

    def kit(self, report: Report) -> str:
        return self.gettext("%(title)s, versjon %(version)s") % {
            "title": report.kit.title,
            "version": report.kit.version,
        }

    def produced(self, at: datetime) -> str:
        return self.gettext("%(date)s kl. %(time)s") % {"date": day(at), "time": f"{at:%H.%M}"}

    def next_steps(self, *, any_written: bool) -> str:
        if any_written:
            return self.gettext("Det gruppene skrev at de vil gjøre videre.")
        return self.gettext("Ingen har skrevet neste steg ennå.")

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
                [
                    self.gettext(
                        "Laget med Oppgaveark %(version)s. Fila følger arkivstandarden PDF/A-2a og "
                        "tilgjengelighetsstandarden PDF/UA-1."
                    )
                    % {"version": VERSION}
                ],
                False,
            ),
        ]
        if without := list(missing):
            told = [self.without_glyph(without, substitute)]
            paragraphs.append((self.gettext("Tegn som ikke kan vises"), told, False))
        return paragraphs

    def marking(self, report: Report) -> str:
        if report.anonymous:
            return self.gettext(
                "Alle skrev uten navn. Lappene viser verken hvem som skrev, eller fra hvilket perspektiv."
            )
        marked = self.gettext("Farge og bokstav viser hvilket perspektiv lappen er skrevet fra.")
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
        notes = self.notes(report.notes)
        if report.whole:
            extent = self.gettext("Alle gruppene og alle arkene, med %(notes)s.") % {"notes": notes}
        else:
            named = ", ".join(str(chapter.number) for chapter in report.chapters)
            extent = self.ngettext(
                "Bare gruppe %(named)s, alle arkene, med %(notes)s.",
                "Bare gruppene %(named)s, alle arkene, med %(notes)s.",
                len(report.chapters),
            ) % {"named": named, "notes": notes}
        if report.names:
            return [extent, self.gettext("Navnene på dem som skrev, er med.")]
        return [extent, self.gettext("Navnene på dem som skrev, er ikke med.")]

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
