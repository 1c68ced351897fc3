"""What lies in the fields of a board, to be read: notes in their clusters, rows as a table, stands, texts."""

from collections.abc import Sequence
from typing import Any, Protocol

from app.kits.kit import ZoneKind
from app.report.parts import Board, Field, Note
from app.report.phrases import Phrases

Given = dict[str, Any]

NOTE_COLUMN, CELL = 295.0, 127.0
"""How wide (pt) the text of a note is in a list, and in a table of rows."""
MEMBER = 0.94
"""The part of it that there is in a cluster's list."""


class Setting(Protocol):
    """How texts are set: on one line, or in rows of a width (em)."""

    def line(self, text: str) -> str: ...
    def plain(self, text: str, room: float) -> Any: ...


class Reading:
    """Turns fields into what a template is given of them, on paper or on a page."""

    def __init__(self, setting: Setting, words: Phrases, perspectives: Sequence[str]) -> None:
        self.setting, self.words, self.perspectives = setting, words, perspectives

    def read(self, board: Board, field: Field) -> Given:
        """A field, to be read."""
        plain, line = self.setting.plain, self.setting.line
        stands = {
            "counts": list(field.stands),
            "names": [line(name) for name in field.zone.stands],
            "said": self.words.answers(sum(field.stands)),
        }
        table = self.table(board, field)
        in_table = {note.id for note in self.rows_of(board, field)} if field.zone.beside else set()
        listed = [note for note in field.notes if note.beside not in in_table or not note.beside]
        return {
            "hidden": self.words.hidden(field.hidden),
            "notes": [] if table else [self.note(note, field) for note in by_votes(listed)],
            "table": table,
            "stands": stands if any(field.stands) else None,
            "text": plain(field.text, NOTE_COLUMN / 10) if field.text else None,
            "told": plain(field.told, NOTE_COLUMN / 10) if field.told else None,
            "gathered": line(self.words.gathered(field)),
        }

    def rows_of(self, board: Board, field: Field) -> Sequence[Note]:
        """The rows that a field lies beside."""
        rows = next((each for each in board.fields if each.zone.key == field.zone.beside), None)
        return tuple(rows.each()) if rows else ()

    def table(self, board: Board, field: Field) -> Given | None:
        """Rows, and what lies beside each, field by field."""
        beside = [each for each in board.fields if each.zone.beside == field.zone.key]
        if field.zone.kind is not ZoneKind.ROWS or not field.notes or not beside:
            return None
        rows = tuple(field.each())
        sheets = {row.came_from for row in rows}
        source = self.words.came_from(rows[0]) if len(sheets) == 1 else ""
        return {
            "head": [self.setting.line(each.zone.label) for each in (field, *beside)],
            "source": self.setting.line(source),
            "rows": [
                [
                    [self.note(row, field, CELL) | {"details": [], "author": ""}],
                    *([self.note(note, each, CELL) for note in each.notes if note.beside == row.id] for each in beside),
                ]
                for row in rows
            ],
        }

    def note(self, note: Note, field: Field, room: float = NOTE_COLUMN) -> Given:
        """A note in a list, or a cluster with its own list."""
        words, line = self.words, self.setting.line
        said = (words.whom(note), words.due(note), *note.tags, words.votes(note, field.notes), words.came_from(note))
        details = (*said, words.guest(note))
        return {
            "text": self.setting.plain(note.text, room / 10),
            "lead": line(words.card(note)),
            "p": self.perspective(note),
            "details": [line(detail) for detail in details if detail],
            "author": line(note.author or ""),
            "cluster": note.is_cluster,
            "members": [self.note(member, field, room * MEMBER) for member in note.members],
        }

    def perspective(self, note: Note) -> int | None:
        return None if note.perspective is None else self.perspectives.index(note.perspective)


def by_votes(notes: Sequence[Note]) -> list[Note]:
    """Those with most votes first, else the oldest."""
    return sorted(notes, key=lambda note: -(note.votes or 0))
