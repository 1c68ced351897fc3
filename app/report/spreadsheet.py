"""The report as a spreadsheet (.xlsx), to count, filter and sort. It has no formulas, whatever people wrote.

A text that a spreadsheet might take for a formula begins with an apostrophe: it is stored as a text anyhow, but may
be saved as CSV and opened again, where only the apostrophe tells.
"""

import io
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from gettext import NullTranslations
from itertools import zip_longest

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.language import catalogue
from app.printing.press import local
from app.report.filewords import FileWords
from app.report.grids import Grid, Grids, Row
from app.report.parts import Report

MOST_ROWS = 2**20 - 1
"""How many rows a sheet takes below its head."""
MOST_LETTERS = 16_000
"""How much of a text stands in one cell: Excel takes 32,767 of its letters, and some characters are two of those."""
LETTERS = 1.2
"""How many of our letters, at least, go on the width of one of those that Excel counts in."""
LINE, TALLEST = 13.0, 409.0
"""How high (pt) a line of text is, and how high a row can be."""
SIGNS = "=+-@＝＋－＠"
RICH = "<r>"
"""What makes the writer take a text for its own markup."""


def spreadsheet_of(report: Report, produced: datetime | None = None, language: NullTranslations | None = None) -> bytes:
    """The report as an .xlsx; `produced` is the time it bears, or now."""
    at, grids = local(produced), Grids(report, FileWords(language or catalogue(report.language)))
    file = io.BytesIO()
    # Nothing that people wrote lies in a file of its own while this is made.
    with Workbook(file, {"in_memory": True}) as book:
        made = {"created": at.astimezone(UTC).replace(tzinfo=None), "author": "Oppgaveark"}
        book.set_properties(made | {"title": grids.line(report.title), "subject": grids.line(report.municipality)})
        looks = {"font_name": "Arial", "font_size": 10, "font_color": "#2A2520", "text_wrap": True}
        looks |= {"align": "left", "valign": "top"}
        text = book.add_format(looks)
        head = book.add_format({**looks, "bold": True, "bg_color": "#F6EFDC", "bottom": 1, "border_color": "#2A2520"})
        for grid in grids.all(at):
            for number, rows in enumerate(portions(grid.rows), start=1):
                sheet = book.add_worksheet(grid.name if number == 1 else f"{grid.name} {number}")
                lay_out(sheet, grid, text, head)
                write(sheet, grid, rows, head)
    return file.getvalue()


def portions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows in as many sheets as it takes, and one for none."""
    whole = [part for row in rows for part in parts(row)]
    for start in range(0, max(1, len(whole)), MOST_ROWS):
        yield whole[start : start + MOST_ROWS]


def parts(row: Row) -> Iterator[Row]:
    """The row, or, where a text is too long for a cell, several that go on with it."""
    yield from zip_longest(*([value] if isinstance(value, int) else pieces(value or "") for value in row))


def pieces(text: str) -> list[str]:
    """A text in pieces that a cell takes, none of which a spreadsheet takes for a formula."""
    return [safe(text[start : start + MOST_LETTERS]) for start in range(0, len(text), MOST_LETTERS)] or [""]


def safe(text: str) -> str:
    shown = (letter for letter in text if not letter.isspace() and unicodedata.category(letter) != "Cf")
    return f"'{text}" if next(shown, " ") in SIGNS or text.startswith(RICH) else text


def height(row: Row, grid: Grid) -> float:
    """How high (pt) a row is in which every text can be read. Not every program works it out by itself."""
    texts = ((value, width) for value, (_, width) in zip(row, grid.columns, strict=True) if isinstance(value, str))
    most = max(
        (sum(1 + int(len(line) / LETTERS / width) for line in text.split("\n")) for text, width in texts), default=1
    )
    return min(TALLEST, LINE * most + 3)


def lay_out(sheet: Worksheet, grid: Grid, text: Format, head: Format) -> None:
    """The columns, and how the sheet lies on paper."""
    for column, (label, width) in enumerate(grid.columns):
        sheet.set_column(column, column, width, text)
        if grid.alike:
            sheet.write_string(0, column, label, head)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
    if grid.alike:
        sheet.set_landscape()
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)


def write(sheet: Worksheet, grid: Grid, rows: Sequence[Row], head: Format) -> None:
    """The rows: numbers as numbers, all else as text and nothing but text."""
    first = int(grid.alike)
    for number, row in enumerate(rows, start=first):
        sheet.set_row(number, height(row, grid))
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, value, None if grid.alike or column else head)
    if grid.alike:
        sheet.autofilter(0, 0, len(rows), len(grid.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
