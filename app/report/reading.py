"""How a board is read: what stands in a list and what in a table, in which order, and what is said of each note."""

from collections.abc import Sequence
from typing import NamedTuple

from app.kits.kit import ZoneKind
from app.report.parts import Board, Field, Note
from app.report.phrases import Phrases


class Rows(NamedTuple):
    """Rows and what lies beside each: `fields` are the columns, the rows' own field first.

    `came_from` is a row that tells where they all were brought from, if they were brought from one place.
    """

    fields: tuple[Field, ...]
    rows: tuple[tuple[Note, tuple[tuple[Note, ...], ...]], ...]
    came_from: Note | None


def rows_on(board: Board, field: Field) -> Rows | None:
    """The table that a field of rows is the first column of, where there is something to put in it."""
    beside = tuple(each for each in board.fields if each.zone.beside == field.zone.key)
    if field.zone.kind is not ZoneKind.ROWS or not field.notes or not beside:
        return None
    rows = tuple(field.each())
    found = tuple((row, tuple(tuple(n for n in each.notes if n.beside == row.id) for each in beside)) for row in rows)
    return Rows((field, *beside), found, rows[0] if len({row.came_from for row in rows}) == 1 else None)


def listed(board: Board, field: Field) -> list[Note]:
    """What stands in a field's own list, those with most votes first: all that stands in no table."""
    if rows_on(board, field):
        return []
    rows = next((each for each in board.fields if field.zone.beside and each.zone.key == field.zone.beside), None)
    in_table = {row.id for row in rows.each()} if rows else set()
    return by_votes([note for note in field.notes if note.beside not in in_table or not note.beside])


def by_votes(notes: Sequence[Note]) -> list[Note]:
    """Those with most votes first, else the oldest."""
    return sorted(notes, key=lambda note: -(note.votes or 0))


def details(words: Phrases, note: Note, beside: Sequence[Note]) -> list[str]:
    """What is said of a note besides its text; `beside` are those it was voted among."""
    said = (words.whom(note), words.due(note), *note.tags, words.votes(note, beside), words.came_from(note))
    return [each for each in (*said, words.guest(note)) if each]
