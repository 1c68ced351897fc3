"""The words of what is printed of a group's sheets."""

from collections.abc import Mapping
from datetime import datetime

from app.report.parts import Board, Field, Note
from app.report.phrases import Phrases


class PaperWords(Phrases):
    """Words about sheets as they lie, in one language."""

    def labels(self) -> dict[str, str]:
        return {
            "boards": self.gettext("Arkene slik de lå"),
            "of": self.gettext("av"),
            "long": self.gettext("Teksten her er for lang for bildet. Den står i rapporten."),
            "below": self.gettext("Teksten står nedenfor."),
        }

    def as_it_lay(self, produced: datetime) -> str:
        said = self.gettext("Slik det lå %(date)s kl. %(time)s").replace("kl. ", "kl.\u00a0")
        return said % {"date": self.day(produced), "time": f"{produced:%H.%M}"}

    def sketch(self, field: Field) -> str:
        """A sketch in words."""
        return f"{self.gettext('Skissen i ord')}: {field.told}" if field.told else ""

    def board(self, board: Board, perspectives: Mapping[str, str]) -> str:
        """Everything that lies on a sheet, for those who do not see its picture."""
        start = self.gettext("Ark %(number)d slik det lå, med %(notes)s.") % {
            "number": board.number,
            "notes": self.notes(board.notes),
        }
        return " ".join([start, *(self.all_of(field, perspectives) for field in board.fields)])

    def all_of(self, field: Field, perspectives: Mapping[str, str]) -> str:
        """A field with all its texts."""
        notes = [self.quoted(note, perspectives) for note in field.notes]
        said = [self.field(field), f"{'; '.join(notes)}." if notes else "", field.text, self.sketch(field)]
        return " ".join(part for part in (*said, self.hidden(field.hidden)) if part)

    def quoted(self, note: Note, perspectives: Mapping[str, str]) -> str:
        """A note with what is said of it, or a cluster with its notes."""
        if note.is_cluster:
            members = "; ".join(self.quoted(member, perspectives) for member in note.members)
            return f"«{note.text or self.gettext('Samling uten tittel')}»: {members}"
        from_whom = perspectives.get(note.perspective or "", "")
        about = [from_whom, self.whom(note), self.due(note), *note.tags, self.came_from(note), self.guest(note)]
        told = ", ".join(part for part in about if part)
        text = " ".join(part for part in (self.card(note), note.text) if part)
        return f"«{text}» ({told})" if told else f"«{text}»"
