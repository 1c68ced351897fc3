"""A report as sheets of rows, to count, filter and sort: each note a row, and what is no note on sheets of its own."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from app.pages.drawing import day
from app.report.filewords import FileWords
from app.report.legible import Legible
from app.report.parts import Board, Chapter, Field, Note, Report

Value = str | int | None
Row = tuple[Value, ...]
NARROW, USUAL, BROAD, BROADEST = 9, 16, 30, 60
"""How wide a column is, in letters."""


class Grid(NamedTuple):
    """A sheet: its columns with their widths, and its rows. Its rows can be filtered if they are `alike`."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    alike: bool = True


class Grids:
    """Turns one report into sheets of rows."""

    def __init__(self, report: Report, words: FileWords) -> None:
        self.report, self.words, self.labels = report, words, words.columns()
        self.legible = Legible()
        self.text, self.line = self.legible.text, self.legible.line

    def all(self, produced: datetime) -> list[Grid]:
        """All sheets in their order. The overview comes first, and is made last: it says what could not be shown."""
        others = [self.next_steps(), self.notes(), self.texts(), self.stands(), self.counts()]
        others += [self.evaluation()] if self.report.evaluation else []
        others += [self.people()] if self.report.names and not self.report.anonymous else []
        return [self.overview(produced), *others]

    def grid(self, name: str, columns: dict[str, int], rows: Iterator[dict[str, Value]]) -> Grid:
        """A sheet of rows that give a value for each column that they have one for."""
        labelled = tuple((self.labels[key], width) for key, width in columns.items())
        return Grid(self.labels[name], labelled, tuple(tuple(row.get(key) for key in columns) for row in rows))

    def overview(self, produced: datetime) -> Grid:
        """What the report is of, and what should be known of it."""
        report, words, labels = self.report, self.words, self.labels
        rows = [
            (labels["report"], self.line(report.title)),
            (labels["municipality"], self.line(report.municipality)),
            (labels["date"], day(report.held_on, report.language)),
            (labels["part"], words.part(report)),
            *words.facts(report, words.produced(produced)),
        ]
        about = words.about(report, self.legible.missing, self.legible.substitute)
        rows += [(heading, "\n".join(texts)) for heading, texts, _ in about]
        told = tuple((label, self.text(said)) for label, said in rows if said)
        return Grid(labels["overview"], (("", BROAD), ("", BROADEST)), told, alike=False)

    def next_steps(self) -> Grid:
        columns = {
            "what": BROADEST,
            "whom": USUAL,
            "due": USUAL,
            "group": BROAD,
            "sheet_number": NARROW,
            "sheet": BROAD,
        }
        return self.grid("next_steps", columns, self.actions())

    def actions(self) -> Iterator[dict[str, Value]]:
        for chapter in self.report.chapters:
            for board, note in chapter.actions:
                row = self.at(chapter, board)
                row |= {"what": self.text(note.text), "whom": self.text(note.whom), "due": self.text(note.due)}
                yield row

    def notes(self) -> Grid:
        """Every note, and every cluster."""
        is_anonymous = self.report.anonymous
        columns = {"group": BROAD, "sheet_number": NARROW, "sheet": BROAD, "field": BROAD, "in_cluster": USUAL}
        columns |= {"text": BROADEST} | ({} if is_anonymous else {"perspective": USUAL})
        columns |= {"author": USUAL} if self.report.names and not is_anonymous else {}
        columns |= {"whom": USUAL, "due": USUAL, "card": BROAD, "beside": BROAD, "tags": USUAL, "votes": NARROW}
        columns |= {"came_from": NARROW, "guest": NARROW, "led": USUAL, "kind": NARROW}
        return self.grid("notes", columns, self.each_note())

    def each_note(self) -> Iterator[dict[str, Value]]:
        for chapter, board, field in self.fields():
            for note in field.notes:
                at = self.at(chapter, board, field) | {"beside": self.beside(board, note)}
                yield at | self.said(note)
                for member in note.members:
                    yield at | self.said(member) | {"in_cluster": self.title(note)}

    def said(self, note: Note) -> dict[str, Value]:
        """What a note says, and what is said of it."""
        labels, perspective = self.labels, note.perspective
        return {
            "kind": labels["cluster" if note.is_cluster else "note"],
            "card": self.line(self.words.card(note)),
            "text": self.title(note) if note.is_cluster else self.text(note.text),
            "perspective": self.report.kit.perspectives_by_key[perspective].label if perspective else None,
            "author": self.line(note.author or ""),
            "whom": self.text(note.whom),
            "due": self.text(note.due),
            "tags": ", ".join(note.tags),
            "votes": note.votes,
            "came_from": note.came_from,
            "guest": labels["yes"] if note.guest and not note.is_cluster else None,
            "led": labels["yes"] if note.led else None,
        }

    def title(self, cluster: Note) -> str:
        return self.text(cluster.text) if cluster.text.strip() else self.labels["untitled"]

    def beside(self, board: Board, note: Note) -> str | None:
        """The text of the row that a note lies beside."""
        if not note.beside:
            return None
        rows = (row for field in board.fields for row in field.notes if row.id == note.beside)
        return next((self.text(row.text) for row in rows), None)

    def texts(self) -> Grid:
        columns = {"group": BROAD, "sheet_number": NARROW, "sheet": BROAD, "field": BROAD, "kind": USUAL}
        return self.grid("texts", columns | {"text": BROADEST}, self.each_text())

    def each_text(self) -> Iterator[dict[str, Value]]:
        """What groups wrote together, and sketches in words, or that they have none."""
        for chapter, board, field in self.fields():
            at = self.at(chapter, board, field)
            if field.text:
                yield at | {"kind": self.labels["together"], "text": self.text(field.text)}
            if field.told:
                yield at | {"kind": self.labels["told"], "text": self.text(field.told)}
            elif field.lines:
                yield at | {"kind": self.labels["sketch_alone"], "text": self.labels["untold"]}

    def stands(self) -> Grid:
        columns = {"group": BROAD, "sheet_number": NARROW, "sheet": BROAD, "field": USUAL, "claim": BROADEST}
        return self.grid("stands", columns | {"stand": USUAL, "count": NARROW}, self.each_stand())

    def each_stand(self) -> Iterator[dict[str, Value]]:
        for chapter, board, field in self.fields():
            if any(field.stands):
                at = self.at(chapter, board, field) | {"claim": self.line(field.zone.claim or "")}
                for stand, count in zip(field.zone.stands, field.stands, strict=True):
                    yield at | {"stand": self.line(stand), "count": count}

    def counts(self) -> Grid:
        """How many notes there are of each group on each sheet, those too that are in no report yet."""
        columns = {"group": BROAD, "sheet_number": NARROW, "sheet": BROAD}
        return self.grid("counts", columns | {"notes": NARROW, "clusters": USUAL, "hidden": USUAL}, self.each_board())

    def each_board(self) -> Iterator[dict[str, Value]]:
        for chapter in self.report.chapters:
            for board in chapter.boards:
                clusters = sum(field.clusters for field in board.fields)
                yield self.at(chapter, board) | {"notes": board.notes, "clusters": clusters, "hidden": board.hidden}

    def evaluation(self) -> Grid:
        return self.grid("evaluation", {"question": BROAD, "answer": BROADEST, "count": NARROW}, self.each_answer())

    def each_answer(self) -> Iterator[dict[str, Value]]:
        for each in self.report.evaluation.questions if self.report.evaluation else ():
            question = self.line(each.question.text)
            for value, count in enumerate(each.counts, start=1):
                yield {"question": question, "answer": value, "count": count}
            for text in each.texts:
                yield {"question": question, "answer": self.text(text), "count": 1}

    def people(self) -> Grid:
        return self.grid("people", {"group": BROAD, "name": BROAD, "perspective": USUAL}, self.each_person())

    def each_person(self) -> Iterator[dict[str, Value]]:
        labels = {each.key: each.label for each in self.report.kit.perspectives}
        for chapter in self.report.chapters:
            for name, perspective in chapter.names:
                group = self.line(self.words.group(chapter))
                yield {"group": group, "name": self.line(name), "perspective": labels.get(perspective)}

    def fields(self) -> Iterator[tuple[Chapter, Board, Field]]:
        for chapter in self.report.chapters:
            for board in chapter.boards:
                for field in board.fields:
                    yield chapter, board, field

    def at(self, chapter: Chapter, board: Board, field: Field | None = None) -> dict[str, Value]:
        """Where something lies."""
        place: dict[str, Value] = {"group": self.line(self.words.group(chapter)), "sheet_number": board.number}
        place["sheet"] = self.line(board.sheet.title)
        return place | ({"field": self.line(field.zone.label)} if field else {})
