"""A report's contents in, a PDF out."""

from datetime import datetime
from gettext import NullTranslations

from app.language import catalogue
from app.printing.lettering import Lettering
from app.printing.press import in_letters, local, press
from app.report.contents import Report
from app.report.pages import Pages


def typeset(report: Report, produced: datetime | None = None, language: NullTranslations | None = None) -> bytes:
    """The report as a PDF; `produced` is the time it bears, or now. The same in gives the same out, byte for byte."""
    words, at = language or catalogue(report.language), local(produced)
    return in_letters(lambda lettering: pressed(report, at, words, lettering))


def pressed(report: Report, produced: datetime, words: NullTranslations, lettering: Lettering) -> bytes:
    return press("report/report", Pages(report, lettering, words).given(produced), produced)
