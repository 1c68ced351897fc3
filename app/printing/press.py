"""Templates and data in, a PDF out: PDF/A-2a and PDF/UA-1 in one file. Or a picture.

Texts reach Typst as data and never as its markup. Setting takes its time without holding the
interpreter, so a server runs it on a thread of its own.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec
import typst

from app.printing import glyphs
from app.printing.lettering import Lettering
from app.settings import HERE

FONTS = HERE / "fonts"
TEMPLATES = HERE / "templates"
CLOCK = ZoneInfo("Europe/Oslo")
FIRST_FAMILIES = ("Inter", "Noto Sans", "Vazirmatn")

Picture = Literal["png", "svg"]
PPI = 180.0
"""How fine a picture is: a slide as wide as usual (13.33 inches) becomes 2400 pixels wide."""


def local(produced: datetime | None) -> datetime:
    return (produced or datetime.now(UTC)).astimezone(CLOCK).replace(microsecond=0)


def in_letters(set_in: Callable[[Lettering], bytes]) -> bytes:
    """Set in all our fonts, or, where that fails, in the one that never does."""
    try:
        return set_in(Lettering(glyphs.of(FONTS)))
    except typst.TypstError:
        # Once in a million nonsensical texts Typst finds no glyph where our fonts have one. Inter alone never fails.
        return set_in(Lettering(glyphs.of(FONTS, "Inter")))


def press(template: str, given: Mapping[str, Any], produced: datetime) -> bytes:
    """One of our templates (`report/report`) with what it is given, which is data and never markup."""
    at = produced.astimezone(timezone(produced.utcoffset() or timedelta()))
    return compiled(template, given, format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=at)


def draw(template: str, given: Mapping[str, Any], form: Picture) -> bytes:
    """The same for a template of one page, as a picture; in SVG all text is drawn as paths."""
    return compiled(template, given, format=form, ppi=PPI)


def compiled(template: str, given: Mapping[str, Any], **how: Any) -> bytes:
    set_as: bytes = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"given": msgspec.json.encode({**given, "fonts": families()}).decode()},
        **how,
    )
    return set_as


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
