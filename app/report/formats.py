"""The formats that a report comes in, by what the names of their files end with."""

from collections.abc import Callable
from typing import NamedTuple

from app.report.markdown import markdown_of
from app.report.parts import Report
from app.report.pdf import typeset
from app.report.spreadsheet import spreadsheet_of
from app.report.word import word_of

OFFICE = "application/vnd.openxmlformats-officedocument"


class Format(NamedTuple):
    """What a file is served as, what makes it of a report, and what the command line says of it."""

    media_type: str
    made: Callable[[Report], bytes]
    about: str


FORMATS = {
    "pdf": Format("application/pdf", typeset, "rapporten som PDF, til arkivet"),
    "docx": Format(f"{OFFICE}.wordprocessingml.document", word_of, "rapporten som Word-dokument"),
    "xlsx": Format(f"{OFFICE}.spreadsheetml.sheet", spreadsheet_of, "lappene i et regneark"),
    "md": Format("text/markdown; charset=utf-8", markdown_of, "rapporten som ren tekst, i Markdown"),
}
