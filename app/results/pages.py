"""From the results to what `templates/results/` is given: the same content and words as the report's, for a page."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.kits.kit import ZoneKind
from app.language import LANGUAGES, catalogue
from app.pages.drawing import day
from app.report.arrangement import drawn
from app.report.parts import Board, Chapter, Field, Note, Report
from app.report.reading import details, listed, rows_on
from app.results.words import PageWords

Given = dict[str, Any]

READ = ("notes", "table", "stands", "text", "told", "sketch", "hidden", "gathered")
"""What there may be to read in a field; what lies beside rows stands in their table."""

MARGIN = 20.0
"""What is shown around a drawing, in thousandths of the sheet's width."""


class Leaves:
    """Turns the results of a workshop into what a page is given."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.language = report.language if report.language in LANGUAGES else LANGUAGES[0]
        self.words = PageWords(catalogue(self.language))
        self.perspectives = report.kit.perspectives
        self.by_key = {perspective.key: number for number, perspective in enumerate(self.perspectives)}

    def given(self) -> Given:
        report, words = self.report, self.words
        steps = [step for chapter in report.chapters for step in self.next_steps(chapter)]
        return {
            "title": report.title,
            "municipality": report.municipality,
            "held_on": day(report.held_on, self.language),
            "place": report.place,
            "draft": report.draft,
            "anonymous": report.anonymous,
            "credits": report.kit.credits.source,
            "groups": sum(not chapter.is_plenary for chapter in report.chapters),
            "people": words.people(sum(report.people.values())),
            "sides": self.sides(report.people),
            "notes": words.notes(report.notes),
            "perspectives": self.perspectives,
            "next_steps": steps,
            "asks_next_steps": any(zone.kind is ZoneKind.ACTIONS for sheet in report.sheets for zone in sheet.zones),
            "next_steps_intro": words.next_steps(any_written=bool(steps)),
            "chapters": [self.chapter(chapter) for chapter in report.chapters],
        }

    def sides(self, counted: Mapping[str, int]) -> list[tuple[Any, int]]:
        """How many people there were of each perspective."""
        return [(each, counted[each.key]) for each in self.perspectives if counted.get(each.key)]

    def next_steps(self, chapter: Chapter) -> Iterator[Given]:
        for board, note in chapter.actions:
            yield {
                "what": note.text,
                "whom": note.whom,
                "due": note.due,
                "group": self.words.group(chapter),
                "sheet": self.words.sheet(board.number),
                "at": f"group-{chapter.number}-sheet-{board.number}",
            }

    def chapter(self, chapter: Chapter) -> Given:
        used = [board for board in chapter.boards if board.withheld or not board.is_empty]
        return {
            "number": chapter.number,
            "name": self.words.group(chapter),
            "intro": self.words.intro(chapter),
            "sides": self.sides(chapter.people),
            "boards": [self.board(board) for board in used],
            "empty": [board.number for board in chapter.boards if board not in used and not chapter.is_plenary],
        }

    def board(self, board: Board) -> Given:
        fields = (self.field(board, field) for field in board.fields)
        return {
            "number": board.number,
            "question": board.sheet.question,
            "withheld": board.withheld,
            "fields": [field for field in fields if any(field[part] for part in READ)],
        }

    def field(self, board: Board, field: Field) -> Given:
        return {
            "label": field.zone.label.rstrip(":"),
            "claim": field.zone.claim or "",
            "notes": [self.note(note, field) for note in listed(board, field)],
            "table": self.table(board, field),
            "stands": self.stands(field) if any(field.stands) else None,
            "text": field.text,
            "told": field.told,
            "sketch": self.sketch(field) if field.lines else None,
            "gathered": self.words.gathered(field),
            "hidden": self.words.hidden(field.hidden),
        }

    def stands(self, field: Field) -> Given:
        return {
            "names": field.zone.stands,
            "counts": field.stands,
            "said": self.words.answers(sum(field.stands)),
        }

    def table(self, board: Board, field: Field) -> Given | None:
        """Rows, and what lies beside each, field by field."""
        table = rows_on(board, field)
        if table is None:
            return None
        return {
            "head": [each.zone.label for each in table.fields],
            "source": self.words.came_from(table.came_from) if table.came_from else "",
            "rows": [
                [
                    [self.note(row, field) | {"details": []}],
                    *(
                        [self.note(note, each) for note in notes]
                        for each, notes in zip(table.fields[1:], beside, strict=True)
                    ),
                ]
                for row, beside in table.rows
            ],
        }

    def note(self, note: Note, field: Field) -> Given:
        """A note, or a cluster with its own list."""
        return {
            "text": note.text,
            "lead": self.words.card(note),
            "p": self.by_key.get(note.perspective or ""),
            "details": details(self.words, note, field.notes),
            "cluster": note.is_cluster,
            "members": [self.note(member, field) for member in note.members],
        }

    def sketch(self, field: Field) -> Given:
        """A drawing: its lines, and the part of the sheet that they take, with some room around."""
        lines = [drawn(line, field.zone) for line in field.lines]
        across, down = zip(*(point for line in lines for point in line["points"]), strict=True)
        left, top = min(across) - MARGIN, min(down) - MARGIN
        wide, high = max(across) + MARGIN - left, max(down) + MARGIN - top
        shown = [line | {"points": " ".join(f"{x},{y}" for x, y in line["points"])} for line in lines]
        return {"box": f"{left:.1f} {top:.1f} {wide:.1f} {high:.1f}", "lines": shown}
