"""A group's sheets as they lie just now: a page each, to hang up or to go on from by hand, or one as a picture.

What may be in it is what may be in the report (`app/report/contents.py`), and is drawn in the same way.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from gettext import NullTranslations
from html import escape
from typing import Any

from sqlalchemy import Connection

from app.board.spreading import spread
from app.board.steps import reached
from app.kits.worksheet import Worksheet
from app.kits.zone import Zone
from app.language import catalogue
from app.paper.parts import Paper
from app.paper.words import PaperWords
from app.printing.lettering import Lettered, Lettering
from app.printing.press import Picture, draw, in_letters, local, press
from app.refusals import NotFound
from app.report.contents import gather
from app.report.pages import Pages
from app.report.parts import Board, Chapter, Field, Report, Scope
from app.report.picture import scaled

Given = dict[str, Any]

HEAD = 60.0
"""The room (em) for each text in a page's head."""
TEXT = 13.0
"""The size of what a group has written together in a field (thousandths of the sheet's width)."""
ALONE = "slide"
"""What the page of a picture is called, where paper has its own names."""


def sheets_of(connection: Connection, workshop_id: int, number: int, group_id: int, sheet: str | None = None) -> Report:
    """The sheets that a group has been on, or one of them, as they are. Raises NotFound."""
    been = frozenset(reached(connection, group_id))
    if sheet is not None and sheet not in been:
        raise NotFound
    scope = Scope(groups=frozenset({number}), sheets=been if sheet is None else frozenset({sheet}))
    return gather(connection, workshop_id, scope)


def typeset_boards(report: Report, paper: Paper, produced: datetime | None = None) -> bytes:
    """All the sheets of a report of one group, each on a page; `produced` is the time they bear, or now."""
    at, words = local(produced), catalogue(report.language)
    return in_letters(lambda letters: press("paper/board", BoardPages(report, letters, words).given(at, paper), at))


def picture(report: Report, form: Picture, produced: datetime | None = None) -> bytes:
    """The one sheet of a report as a picture for a slide."""
    at, words = local(produced), catalogue(report.language)
    drawn = in_letters(lambda letters: draw("paper/board", BoardPages(report, letters, words).given(at, ALONE), form))
    return titled(drawn, heading_of(report)) if form == "svg" else drawn


def titled(svg: bytes, title: str) -> bytes:
    """The SVG with its title, which is what a screen reader says of it."""
    start, _, rest = svg.partition(b">")
    return start + b' role="img"><title>' + escape(title).encode() + b"</title>" + rest


def heading_of(report: Report) -> str:
    """The sheet's question and whose it is."""
    [chapter], [sheet] = report.chapters, report.sheets
    return f"{report.kit.number(sheet.key)} {sheet.question} ({chapter.name})"


class BoardPages:
    """Turns a group's sheets into what the template is given."""

    def __init__(self, report: Report, lettering: Lettering, language: NullTranslations) -> None:
        self.report, self.lettering = report, lettering
        self.words, self.pages = PaperWords(language, report.language), Pages(report, lettering, language)

    def given(self, produced: datetime, paper: str) -> Given:
        """Everything the template needs."""
        report, short = self.report, self.lettering.short
        [chapter] = report.chapters
        return {
            "paper": paper,
            "language": report.language,
            "labels": self.words.labels(),
            "title": self.lettering.line(f"{report.title}, {self.group(chapter)}"),
            "head": [short(text, HEAD) for text in (report.title, report.municipality, self.words.day(report.held_on))],
            "group": short(self.group(chapter), HEAD / 2),
            "state": self.words.as_it_lay(produced),
            "perspectives": self.pages.legend(),
            "anonymous": report.anonymous,
            "source": self.lettering.line(report.kit.credits.source),
            "sheets": [self.sheet(board) for board in chapter.boards],
        }

    def group(self, chapter: Chapter) -> str:
        return self.pages.words.group(chapter)

    def sheet(self, board: Board) -> Given:
        board = replace(board, fields=tuple(with_gathered(board.sheet, field) for field in board.fields))
        labels = {each.key: each.label for each in self.report.kit.perspectives}
        fields = self.pages.boards.board(board)["fields"]
        written = [self.written(field.zone, field.text) for field in board.fields]
        return {
            **self.pages.sheets[board.number],
            "told": self.lettering.line(self.words.board(board, labels)),
            "fields": [field | {"written": text} for field, text in zip(fields, written, strict=True)],
            "below": list(self.below(board.fields)),
        }

    def written(self, zone: Zone, text: str) -> Lettered | None:
        """What a group has written together, to be set in the field."""
        return self.lettering.plain(text, (scaled(zone.box).w - 20) / TEXT) if text else None

    def below(self, fields: Iterable[Field]) -> Iterable[Given]:
        """What of a field cannot be seen in the picture: its name, and what is said of it."""
        for field in fields:
            for said, is_picture in ((self.words.hidden(field.hidden), False), (self.words.sketch(field), True)):
                if said:
                    name = self.lettering.line(field.zone.label.rstrip(":"))
                    yield {"of": name, "said": self.lettering.line(said), "drawn": is_picture}


def with_gathered(sheet: Worksheet, field: Field) -> Field:
    """A field with the actions of other sheets that can be seen in it too, beside what lies there."""
    lying = [(note.x, note.y) for note in field.notes]
    places = spread(sheet, field.zone, lying, [note.text for note in field.gathered])
    gathered = (replace(note, x=x, y=y) for note, (x, y) in zip(field.gathered, places, strict=True))
    return replace(field, notes=(*field.notes, *gathered), gathered=())
