"""What the template is given of one board: its picture, and what lies in its fields to be read."""

from collections.abc import Sequence
from typing import Any

from app.kits.kit import ZoneKind
from app.printing.lettering import Lettering
from app.report.arrangement import Bands, area_of, bands, cluster, drawn
from app.report.parts import Board, Field, Note
from app.report.phrases import Phrases
from app.report.picture import Area, Said, notes_area, post
from app.report.reading import details, listed, rows_on

Given = dict[str, Any]

NOTE_COLUMN, CELL = 295.0, 127.0
"""How wide (pt) the text of a note is in a list, and in a table of rows."""
MEMBER = 0.94
"""The part of it that there is in a cluster's list."""


class Boards:
    """Turns boards into what the template is given."""

    def __init__(self, lettering: Lettering, words: Phrases, perspectives: Sequence[str]) -> None:
        self.lettering, self.words, self.perspectives = lettering, words, perspectives

    def board(self, board: Board) -> Given:
        among = bands(board, self.lettering)
        return {
            "empty": board.is_empty,
            "withheld": board.withheld,
            "picture": self.lettering.line(self.words.board_picture(board)),
            "fields": [self.read(board, field) | self.seen(field, among) for field in board.fields],
        }

    def read(self, board: Board, field: Field) -> Given:
        """A field, to be read."""
        plain, line = self.lettering.plain, self.lettering.line
        stands = {
            "counts": list(field.stands),
            "names": [line(name) for name in field.zone.stands],
            "said": self.words.answers(sum(field.stands)),
        }
        return {
            "hidden": self.words.hidden(field.hidden),
            "notes": [self.note(note, field) for note in listed(board, field)],
            "table": self.table(board, field),
            "stands": stands if any(field.stands) else None,
            "text": plain(field.text, NOTE_COLUMN / 10) if field.text else None,
            "told": plain(field.told, NOTE_COLUMN / 10) if field.told else None,
            "gathered": line(self.words.gathered(field)),
        }

    def table(self, board: Board, field: Field) -> Given | None:
        """Rows, and what lies beside each, field by field."""
        table = rows_on(board, field)
        if table is None:
            return None
        return {
            "head": [self.lettering.line(each.zone.label) for each in table.fields],
            "source": self.lettering.line(self.words.came_from(table.came_from) if table.came_from else ""),
            "rows": [
                [
                    [self.note(row, field, CELL) | {"details": [], "author": ""}],
                    *(
                        [self.note(note, each, CELL) for note in notes]
                        for each, notes in zip(table.fields[1:], beside, strict=True)
                    ),
                ]
                for row, beside in table.rows
            ],
        }

    def note(self, note: Note, field: Field, room: float = NOTE_COLUMN) -> Given:
        """A note in a list, or a cluster with its own list."""
        words, line = self.words, self.lettering.line
        return {
            "text": self.lettering.plain(note.text, room / 10),
            "lead": line(words.card(note)),
            "p": self.perspective(note),
            "details": [line(detail) for detail in details(words, note, field.notes)],
            "author": line(note.author or ""),
            "cluster": note.is_cluster,
            "members": [self.note(member, field, room * MEMBER) for member in note.members],
        }

    def perspective(self, note: Note) -> int | None:
        return None if note.perspective is None else self.perspectives.index(note.perspective)

    def seen(self, field: Field, among: Bands) -> Given:
        """The same field in the picture of its sheet."""
        area, sheets, posts = notes_area(field.zone, self.lettering), [], []
        for note in field.notes:
            own = area_of(field.zone, note, among)
            if note.is_cluster:
                sheet, members = cluster(note, own or area, field.count, self.lettering, self.post)
                sheets.append(sheet._asdict())
                posts += members
            elif own is None:
                posts.append(self.post(note, area, field.count))
            else:
                posted = self.post(note, share(own, note, field), field.count, broad=True)
                posts.append(posted | own._asdict() if field.zone.kind is ZoneKind.ROWS else posted)
        _, areas = among.get(field.zone.key, ([], []))
        return {
            "posts": posts,
            "sheets": sheets,
            "lines": [drawn(line, field.zone) for line in field.lines],
            "rules": [(each.x, each.y - 2, each.w) for each in areas[1:]],
        }

    def post(self, note: Note, area: Area, crowd: int, *, broad: bool = False) -> Given:
        words = self.words
        foot = [] if broad else [*note.tags, words.whom(note), words.due(note), words.came_from(note)]
        marked = [line for line in (*foot, words.guest(note)) if line]
        said = Said(note.card.title if note.card else "", "\n".join(marked))
        placed = post(note, area, crowd, self.lettering, said, broad=broad)._asdict()
        return placed | {"p": self.perspective(note), "tilt": 0 if broad else note.tilt, "votes": note.votes or 0}


def share(band: Area, note: Note, field: Field) -> Area:
    """A note's share of its row: all, or as much as the others beside the same row."""
    beside = [each.id for each in field.each() if each.beside == note.beside] if note.beside else [note.id]
    wide = band.w / len(beside)
    return Area(band.x + beside.index(note.id) * wide, band.y, wide - (4 if len(beside) > 1 else 0), band.h)
