"""A report's contents in, a PDF out: PDF/A-2a and PDF/UA-1 in one file.

Texts reach Typst as data and never as its markup. Setting takes its time without holding the
interpreter, so a server runs it on a thread of its own.
"""

from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from gettext import NullTranslations
from zoneinfo import ZoneInfo

import msgspec
import typst

from app.language import catalogue
from app.report import glyphs
from app.report.contents import Report
from app.report.lettering import Lettering
from app.report.pages import Pages
from app.settings import HERE

FONTS = HERE / "fonts"
TEMPLATE = HERE / "templates" / "report" / "report.typ"
CLOCK = ZoneInfo("Europe/Oslo")
FIRST_FAMILIES = ("Inter", "Noto Sans", "Vazirmatn")


def typeset(report: Report, produced: datetime | None = None, language: NullTranslations | None = None) -> bytes:
    """The report as a PDF; `produced` is the time it bears, or now. The same in gives the same out, byte for byte."""
    produced = (produced or datetime.now(UTC)).astimezone(CLOCK).replace(microsecond=0)
    words = language or catalogue(report.kit.language)
    try:
        return pressed(report, produced, words, Lettering(glyphs.of(FONTS)))
    except typst.TypstError:
        # Once in a million nonsensical texts Typst finds no glyph where our fonts have one. Inter alone never fails.
        return pressed(report, produced, words, Lettering(glyphs.of(FONTS, "Inter")))


def pressed(report: Report, produced: datetime, words: NullTranslations, lettering: Lettering) -> bytes:
    given = Pages(report, lettering, words).given(produced) | {"fonts": families()}
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": msgspec.json.encode(given).decode()},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=produced.astimezone(timezone(produced.utcoffset() or timedelta())),
    )


def forget() -> None:
    """Let Typst forget what it remembers of earlier reports; else it holds on to the last ten, 40 MB for each.

    Takes 20 ms, so it is for when the reader has got the PDF.
    """
    compiler = typst.Compiler(font_paths=fonts(), ignore_system_fonts=True)
    for _ in range(11):
        compiler.compile(b"", format="svg")


@cache
def fonts() -> typst.Fonts:
    """The product's own fonts and no others, so that a report looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def families() -> list[str]:
    """The fonts' families in the order in which they are asked for a glyph."""
    there = fonts().families()
    others = sorted(set(there) - set(FIRST_FAMILIES))
    return [family for family in (*FIRST_FAMILIES, *others) if family in there]
