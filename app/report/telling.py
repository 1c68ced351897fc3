"""From a report's contents to an outline of it, in the order of the PDF; `word.py` and `markdown.py` write it down."""

from collections.abc import Iterator
from datetime import datetime
from gettext import NullTranslations

from app.kits.kit import Perspective
from app.language import catalogue
from app.printing.press import local
from app.report.filewords import FileWords
from app.report.legible import Legible
from app.report.outline import Block, Counted, Front, Heading, Item, Items, Legend, Outline, Paragraph, Table
from app.report.parts import Board, Chapter, Field, Note, Report
from app.report.questions import questions
from app.report.reading import Rows, details, listed, rows_on
from app.report.summing import summed_up
from app.workshop.evaluation import Result


def outline(report: Report, produced: datetime | None = None, language: NullTranslations | None = None) -> Outline:
    """All that a report says; `produced` is the time it bears, or now."""
    telling = Telling(report, FileWords(language or catalogue(report.language), report.language))
    return Outline(telling.front(local(produced)), tuple(telling.blocks()))


class Telling:
    """Tells one report in the words of one language."""

    def __init__(self, report: Report, words: FileWords) -> None:
        self.report, self.words, self.labels = report, words, words.labels()
        self.legible = Legible()
        self.text, self.line = self.legible.text, self.legible.line

    def blocks(self) -> Iterator[Block]:
        """What follows the front."""
        yield from summed_up(self.report, self.words, self.line)
        yield from self.next_steps()
        for chapter in self.report.chapters:
            yield from self.chapter(chapter)
        yield from self.evaluation()
        yield from self.about()
        yield from questions(self.report, self.words, self.line)

    def front(self, produced: datetime) -> Front:
        report, words, line = self.report, self.words, self.line
        return Front(
            kind=self.labels["report"],
            state=self.labels["draft" if report.draft else "final"],
            title=line(report.title),
            municipality=line(report.municipality),
            date=words.day(report.held_on),
            part=line(words.part(report)),
            facts=tuple((label, line(said)) for label, said in words.facts(report, words.produced(produced))),
        )

    def next_steps(self) -> Iterator[Block]:
        """What the groups will do next, as one table, where the kit asks for it."""
        report, labels = self.report, self.labels
        if not any(zone.kind == "actions" for sheet in report.sheets for zone in sheet.zones):
            return
        rows = tuple(self.action(chapter, *found) for chapter in report.chapters for found in chapter.actions)
        yield Heading(1, labels["next_steps"])
        yield Paragraph(self.words.next_steps(any_written=bool(rows)), "intro")
        if rows:
            yield Table((labels["what"], labels["whom"], labels["due"], labels["group"]), rows, (40, 18, 18, 24))

    def action(self, chapter: Chapter, board: Board, note: Note) -> tuple[str, ...]:
        whence = f"{self.line(self.words.group(chapter))}, {self.words.sheet(board.number)}"
        return self.text(note.text), self.text(note.whom), self.text(note.due), whence

    def chapter(self, chapter: Chapter) -> Iterator[Block]:
        yield Heading(1, self.line(self.words.group(chapter)))
        yield Paragraph(self.words.intro(chapter), "intro")
        if chapter.people:
            yield Legend(tuple(self.people(chapter)))
        if all(board.is_empty for board in chapter.boards):
            yield Paragraph(self.labels["nothing"], "aside")
            return
        for board in chapter.boards:
            if not board.is_empty:
                yield from self.board(board)
            elif not chapter.is_plenary:
                yield Heading(2, self.line(board.sheet.question), board.number)
                yield Paragraph(self.labels["nothing"], "aside")

    def people(self, chapter: Chapter) -> Iterator[tuple[Perspective, str]]:
        """How many of each perspective there were, and perhaps who."""
        for each in self.report.kit.perspectives:
            if count := chapter.people.get(each.key):
                names = ", ".join(self.line(name) for name, key in chapter.names if key == each.key)
                yield each, f"{count} ({names})" if names else str(count)

    def board(self, board: Board) -> Iterator[Block]:
        yield Heading(2, self.line(board.sheet.question), board.number)
        empty = [field for field in board.fields if field.is_empty and not field.gathered]
        if empty:
            names = " · ".join(self.line(field.zone.label).rstrip(":") for field in empty)
            yield Paragraph(names, "aside", self.labels["without"])
        for field in board.fields:
            told = list(self.field(board, field))
            if told:
                yield Heading(3, self.name(board, field))
                if field.zone.claim:
                    yield Paragraph(self.line(field.zone.claim), "aside")
                yield from told

    def field(self, board: Board, field: Field) -> Iterator[Block]:
        """What lies in a field; nothing where all of it stands beside the rows of another."""
        if rows := rows_on(board, field):
            yield self.table(rows)
        if any(field.stands):
            counts = zip(map(self.line, field.zone.stands), field.stands, strict=True)
            yield Counted(tuple(counts), self.words.answers(sum(field.stands)))
        if field.text:
            yield Paragraph(self.text(field.text))
        if notes := listed(board, field):
            yield Items(tuple(self.item(note, field) for note in notes))
        if field.told:
            yield Paragraph(self.text(field.told), "text", self.labels["sketch"])
        untold = self.labels["untold"] if field.lines and not field.told else ""
        for said in filter(None, (untold, self.words.gathered(field), self.words.hidden(field.hidden))):
            yield Paragraph(said, "aside")

    def name(self, board: Board, field: Field) -> str:
        """What a field is called, and where all its rows were brought from."""
        label, source = self.line(field.zone.label), self.source(rows_on(board, field))
        return f"{label} ({source})" if source else label

    def source(self, rows: Rows | None) -> str:
        return self.words.came_from(rows.came_from) if rows and rows.came_from else ""

    def table(self, rows: Rows) -> Table:
        source = self.source(rows)
        return Table(
            head=tuple(self.line(field.zone.label) for field in rows.fields),
            rows=tuple(
                (
                    Items((self.item(row, rows.fields[0], source),)),
                    *(
                        Items(tuple(self.item(note, field) for note in notes))
                        for field, notes in zip(rows.fields[1:], beside, strict=True)
                    ),
                )
                for row, beside in rows.rows
            ),
            widths=(1,) * len(rows.fields),
        )

    def item(self, note: Note, field: Field, but: str = "") -> Item:
        """A note with what is said of it, but for what is said of all."""
        said = [self.line(each) for each in details(self.words, note, field.notes) if each != but]
        text = self.text(note.text)
        return Item(
            text=text if text.strip() or not note.is_cluster else self.labels["untitled"],
            perspective=self.report.kit.perspectives_by_key[note.perspective] if note.perspective else None,
            lead=self.line(self.words.card(note)),
            author=self.line(note.author or ""),
            details=tuple(said),
            is_cluster=note.is_cluster,
            members=tuple(self.item(member, field) for member in note.members),
        )

    def evaluation(self) -> Iterator[Block]:
        """What people answered at the end, where it was chosen to be told."""
        results = self.report.evaluation
        if results is None or not results.people:
            return
        yield Heading(1, self.labels["evaluation"])
        yield Paragraph(self.words.answers(results.people), "intro")
        for each in results.questions:
            yield Heading(2, self.line(each.question.text))
            if each.counts:
                yield Counted(tuple(self.scale(each)))
            if each.texts:
                yield Items(tuple(Item(self.text(text)) for text in each.texts))

    def scale(self, result: Result) -> Iterator[tuple[str, int]]:
        """How many chose each value, the first and the last with what they mean."""
        ends = {1: result.question.low, len(result.counts): result.question.high}
        for value, count in enumerate(result.counts, start=1):
            end = self.line(ends.get(value) or "")
            yield f"{value} ({end})" if end else str(value), count

    def about(self) -> Iterator[Block]:
        """What the reader should know of the report. It comes last, and says what could not be shown before it."""
        yield Heading(1, self.labels["about"])
        for heading, texts, legend in self.words.about(self.report, self.legible.missing, self.legible.substitute):
            yield Heading(2, heading)
            for text in texts:
                yield Paragraph(self.line(text))
            if legend:
                yield Legend(tuple((each, "") for each in self.report.kit.perspectives))
