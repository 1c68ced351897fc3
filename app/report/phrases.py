"""The report's words about single notes, fields, sheets and groups."""

from collections.abc import Iterable, Sequence
from datetime import date
from gettext import NullTranslations

from babel.lists import format_list

from app.pages.drawing import day
from app.report.parts import Board, Chapter, Field, Note, Report


class Phrases:
    """Words about what lies on a sheet, in one language."""

    def __init__(self, language: NullTranslations, locale: str = "nb") -> None:
        self.locale = locale
        self.gettext = language.gettext
        self.ngettext = language.ngettext

    def day(self, date: date) -> str:
        return day(date, self.locale)

    def listed(self, words: Iterable[str]) -> str:
        return format_list(list(words), locale=self.locale)

    def notes(self, count: int) -> str:
        return self.ngettext("%(count)d lapp", "%(count)d lapper", count) % {"count": count}

    def votes(self, note: Note, beside: Sequence[Note]) -> str:
        """How many votes a note was given, and whether it is the one with most of those `beside` it."""
        if not note.votes:
            return ""
        said = self.ngettext("%(count)d stemme", "%(count)d stemmer", note.votes) % {"count": note.votes}
        most = max(each.votes or 0 for each in beside)
        first = sum(each.votes == most for each in beside)
        if note.votes < most or most < 2 or len(beside) < 2:
            return said
        return f"{said}, {self.gettext('flest') if first == 1 else self.gettext('likt på topp')}"

    def came_from(self, note: Note) -> str:
        return self.gettext("fra ark %(number)d") % {"number": note.came_from} if note.came_from else ""

    def guest(self, note: Note) -> str:
        """That a note lies on another's side, or is a facilitator's. A cluster only gathers those that do."""
        if note.is_cluster:
            return ""
        return self.gettext("fra fasilitatoren") if note.led else self.gettext("gjest") if note.guest else ""

    def whom(self, note: Note) -> str:
        return f"{self.gettext('Hvem')}: {note.whom}" if note.whom else ""

    def due(self, note: Note) -> str:
        return f"{self.gettext('Når')}: {note.due}" if note.due else ""

    def card(self, note: Note) -> str:
        """The card a note is about, and whose example it tells of."""
        if note.card is None:
            return ""
        return f"{note.card.title} ({note.card.who})" if note.card.who else note.card.title

    def hidden(self, count: int) -> str:
        """What a reader must know of notes that are not yet turned over."""
        if not count:
            return ""
        return self.ngettext(
            "%(count)d lapp er ikke snudd ennå og er ikke med her.",
            "%(count)d lapper er ikke snudd ennå og er ikke med her.",
            count,
        ) % {"count": count}

    def answers(self, count: int) -> str:
        return self.ngettext("%(count)d svar", "%(count)d svar", count) % {"count": count}

    def gathered(self, field: Field) -> str:
        """That the actions of other sheets lie here too."""
        if not field.gathered:
            return ""
        count = len(field.gathered)
        return self.ngettext(
            "%(count)d neste steg fra tidligere ark lå her også. Det står i tabellen først i rapporten.",
            "%(count)d neste steg fra tidligere ark lå her også. De står i tabellen først i rapporten.",
            count,
        ) % {"count": count}

    def field(self, field: Field) -> str:
        """What lies in a field, for those who do not see it."""
        said = [self.notes(field.count)]
        if field.clusters:
            said.append(
                self.ngettext("%(count)d samling", "%(count)d samlinger", field.clusters) % {"count": field.clusters}
            )
        if field.lines:
            said.append(self.gettext("en skisse"))
        if any(field.stands):
            answered = zip(field.zone.stands, field.stands, strict=True)
            said += [f"{name} {count}" for name, count in answered]
        return f"{field.zone.label.rstrip(':')}: {', '.join(said)}."

    def board_picture(self, board: Board) -> str:
        """The text alternative of a sheet's picture."""
        start = self.gettext("Tegning av ark %(number)d slik det lå, med %(notes)s.") % {
            "number": board.number,
            "notes": self.notes(board.notes),
        }
        told = [f"{self.gettext('Skissen')}: {field.told}" for field in board.fields if field.lines and field.told]
        end = self.gettext("Teksten på lappene står i listene som følger.")
        return " ".join([start, *map(self.field, board.fields), *told, end])

    def overview_picture(self, boards: int, notes: int) -> str:
        """The text alternative of all sheets in small."""
        return self.gettext("Tegning av %(boards)d ark i lite format, med %(notes)s på plassene sine.") % {
            "boards": boards,
            "notes": self.notes(notes),
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

    def people(self, count: int) -> str:
        return self.ngettext("%(count)d deltaker", "%(count)d deltakere", count) % {"count": count}

    def kit(self, report: Report) -> str:
        return self.gettext("%(title)s, versjon %(version)s") % {
            "title": report.kit.title,
            "version": report.kit.version,
        }
