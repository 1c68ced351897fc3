"""What the template is given of one board: its picture, and what lies in its fields to be read."""

from collections.abc import Sequence

from app.kits.kit import ZoneKind
from app.printing.lettering import Lettering
from app.report.arrangement import Bands, area_of, bands, cluster, drawn
from app.report.parts import Board, Field, Note
from app.report.phrases import Phrases
from app.report.picture import Area, Said, notes_area, post
from app.report.reading import NOTE_COLUMN, Given, Reading

__all__ = ["NOTE_COLUMN", "Boards"]


class Boards(Reading):
    """Turns boards into what the template is given."""

    def __init__(self, lettering: Lettering, words: Phrases, perspectives: Sequence[str]) -> None:
        super().__init__(lettering, words, perspectives)
        self.lettering = lettering

    def board(self, board: Board) -> Given:
        among = bands(board, self.lettering)
        return {
            "empty": board.is_empty,
            "withheld": board.withheld,
            "picture": self.lettering.line(self.words.board_picture(board)),
            "fields": [self.read(board, field) | self.seen(field, among) for field in board.fields],
        }

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
