"""From a report's contents to what `templates/report/` is given: words, pictures' measures and lettered texts.

The template knows no kit, no database and no rule about people; it only sets what it is given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from gettext import NullTranslations
from typing import Any

from app.printing.lettering import Lettering
from app.report.boards import NOTE_COLUMN, Boards
from app.report.fitting import COLUMN, Fitting
from app.report.parts import Board, Chapter, Report
from app.report.picture import PROPORTION
from app.report.printed import Printed
from app.report.small import small
from app.report.summary_page import SummaryPage
from app.report.words import Words

Given = dict[str, Any]

WHAT, WHOM, DUE, GROUP = 158.0, 79.0, 85.0, 110.0
"""How wide (pt) the columns of the next steps are."""
HEAD, HEAD_NAME, HEAD_DRAFT = 51.5, 18.0, 5.5
"""The room (em) in a page's head for all texts together, for a name at most, and what "draft" takes of it."""
TITLE_SIZES = (40.0, 34.0, 28.0, 23.0, 18.0)
HEADING_SIZES = (30.0, 25.0, 20.0, 16.0)


class Pages:
    """Turns one report into what the template is given."""

    def __init__(self, report: Report, lettering: Lettering, language: NullTranslations) -> None:
        self.report = report
        self.words = Words(language, report.language)
        self.line = lettering.line
        self.lettering = lettering
        self.perspectives = [perspective.key for perspective in report.kit.perspectives]
        self.colours = [perspective.colour for perspective in report.kit.perspectives]
        self.boards, self.fitting = Boards(lettering, self.words, self.perspectives), Fitting(lettering)
        numbered, printed = ((report.kit.number(sheet.key), sheet) for sheet in report.sheets), Printed(lettering)
        self.sheets = {number: printed.sheet(number, sheet) for number, sheet in numbered}

    def given(self, produced: datetime) -> Given:
        """Everything the template needs. Ask for it once: what cannot be shown is told at the end."""
        report = self.report
        chapters = [self.chapter(chapter) for chapter in report.chapters]
        given: Given = {
            "language": report.language,
            "labels": self.words.labels(),
            "title": self.line(report.title),
            "title_set": self.heading(report.title, TITLE_SIZES, 4),
            "municipality": self.line(report.municipality),
            "municipality_set": self.lettering.divided(report.municipality, COLUMN / 14),
            "head": self.head(),
            "date": self.words.day(report.held_on),
            "place": self.line(report.place),
            "written_in": report.kit.language,
            "draft": report.draft,
            "pictures": report.pictures,
            "part": self.line(self.words.part(report)),
            "facts": [
                (name, self.line(said)) for name, said in self.words.facts(report, self.words.produced(produced))
            ],
            "perspectives": self.legend(),
            "anonymous": report.anonymous,
            "people": self.people(report.people),
            "sheets": list(self.sheets.values()),
            "overview": self.words.overview_picture(len(report.sheets), report.notes),
            "summary": SummaryPage(report, self.lettering, self.words).given(),
            "next_steps": self.next_steps(),
            "chapters": chapters,
            "appendix": self.words.appendix(report),
            "small": self.small(chapters),
        }
        return given | {"evaluation": self.evaluation(), "about": self.about()}

    def about(self) -> list[list[Any]]:
        """What the reader should know of the report, such as what could not be shown."""
        told = self.words.about(self.report, self.lettering.missing, self.lettering.substitute)
        return [[self.line(heading), [self.line(text) for text in texts], legend] for heading, texts, legend in told]

    def evaluation(self) -> Given | None:
        """What people answered at the end, where it was chosen to be told."""
        results = self.report.evaluation
        if results is None or not results.people:
            return None
        return {
            "people": self.words.answers(results.people),
            "questions": [
                {
                    "text": self.line(each.question.text),
                    "low": self.line(each.question.low or ""),
                    "high": self.line(each.question.high or ""),
                    "counts": list(each.counts),
                    "texts": [self.lettering.plain(text, NOTE_COLUMN / 10) for text in each.texts],
                }
                for each in results.questions
            ],
        }

    def legend(self) -> list[dict[str, str]]:
        """The perspectives, with how their notes are marked."""
        return [
            {"label": self.line(each.label), "mark": self.line(each.mark), "colour": each.colour}
            for each in self.report.kit.perspectives
        ]

    def head(self) -> list[str]:
        """What stands at the top of every page, beside the group's name: the title only where it has room."""
        short, report = self.lettering.short, self.report
        said = [short(report.municipality, HEAD_NAME), self.words.day(report.held_on)]
        names = (short(self.words.group(chapter), HEAD_NAME) for chapter in report.chapters)
        taken = sum(map(self.lettering.width, said)) + max(map(self.lettering.width, names), default=0.0)
        room = HEAD - taken - (HEAD_DRAFT if report.draft else 0)
        return [*said, self.line(report.title)] if self.lettering.width(report.title) < room else said

    def people(self, counted: Mapping[str, int], names: Iterable[tuple[str, str]] = ()) -> Given:
        """How many people there were, and of each perspective how many and perhaps who."""
        of = {key: ", ".join(self.line(name) for name, each in names if each == key) for key in counted}
        return {
            "count": self.words.people(sum(counted.values())),
            "each": [[index, counted[key], of[key]] for index, key in enumerate(self.perspectives) if counted.get(key)],
        }

    def next_steps(self) -> Given:
        asked = any(zone.kind == "actions" for sheet in self.report.sheets for zone in sheet.zones)
        rows = [row for chapter in self.report.chapters for row in self.actions(chapter)]
        return {"asked": asked, "intro": self.words.next_steps(any_written=bool(rows)), "rows": rows}

    def actions(self, chapter: Chapter) -> Iterator[Given]:
        """A group's next steps: what, who and when, which group, and from which sheet."""
        plain, group = self.lettering.plain, self.words.group(chapter)
        for board, note in chapter.actions:
            yield {
                "what": plain(note.text, WHAT / 9.5),
                "whom": plain(note.whom, WHOM / 9.5),
                "due": plain(note.due, DUE / 9.5),
                "group": plain(group, GROUP / 9.5),
                "sheet": self.words.sheet(board.number),
            }

    def group(self, chapter: Chapter) -> str:
        return self.line(self.words.group(chapter))

    def small(self, chapters: Sequence[Given]) -> list[str]:
        """Each sheet in small, with what some chapters have on it."""
        return [
            small(sheet, [field for chapter in chapters for field in chapter["boards"][at]["fields"]], self.colours)
            for at, sheet in enumerate(self.sheets.values())
        ]

    def chapter(self, chapter: Chapter) -> Given:
        given = self.chapter_alone(chapter)
        return given | {"small": self.small([given])}

    def chapter_alone(self, chapter: Chapter) -> Given:
        return {
            "name": self.lettering.short(self.words.group(chapter), HEAD_NAME),
            "heading": self.heading(self.words.group(chapter), HEADING_SIZES, 2),
            "plenary": chapter.is_plenary,
            "intro": self.words.intro(chapter),
            "people": self.people(chapter.people, chapter.names),
            "overview": self.words.overview_picture(len(chapter.boards), chapter.notes),
            "boards": [self.board(board) for board in chapter.boards],
        }

    def board(self, board: Board) -> Given:
        given, sheet = self.boards.board(board), self.sheets[board.number]
        high = COLUMN / PROPORTION - sheet["start"] * COLUMN / 1000
        for zone, field in zip(sheet["zones"], given["fields"], strict=True):
            field["higher"] = self.fitting.is_higher(zone, field)
        return given | {"fitted": self.fitting.fits(sheet, given["fields"], high)}

    def heading(self, text: str, sizes: Sequence[float], rows: int) -> Given:
        """A heading over the whole column, in the largest of these sizes (pt) that is large enough for it."""
        return next(
            {"size": size, "text": self.lettering.divided(text, COLUMN / size)}
            for size in sizes
            if size == sizes[-1]
            or (self.lettering.rows(text, COLUMN / size) <= rows and self.lettering.widest(text) < COLUMN / size)
        )
