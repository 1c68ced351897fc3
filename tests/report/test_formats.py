"""What every format holds: all that was written as often as it was, and nothing of what nobody may see."""

import io
import zipfile
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from app.demo import lay_out
from app.model import WORKSHOP
from app.report.contents import Report, Scope, gather
from app.report.formats import FORMATS
from app.report.spreadsheet import pieces
from app.report.summary import summary
from app.workshop.workshops import by_code
from tests.databases import ON_SQLITE
from tests.ground import SILENT, SILENT_ZONE, Ground
from tests.report.test_pdf import HOSTILE, STRANGE, empty, filled
from tests.report_files import (
    READERS,
    column,
    in_next_steps,
    items,
    legible,
    on_sheets,
    runs,
    tight,
    written,
)

OTHERS = ("docx", "xlsx", "md")
"""All formats but the PDF, which test_pdf.py reads."""


def made(report: Report) -> dict[str, bytes]:
    return {ending: FORMATS[ending].made(report) for ending in OTHERS}


def told(report: Report) -> dict[str, str]:
    """Everything that can be read in a report, by its format."""
    return {ending: READERS[ending](file) for ending, file in made(report).items()}


def lost(report: Report) -> dict[str, Counter[str]]:
    """What of all that was written is not in a format as often as it should be."""
    files = made(report)
    cells = column(files["xlsx"], "Lapper", "Tekst") + column(files["xlsx"], "Tekster", "Tekst")
    stored = Counter("".join(pieces(legible(text))) for text in on_sheets(report) if text)
    steps = Counter("".join(pieces(legible(text))) for text in in_next_steps(report))
    shown = Counter(tight(text) for text in items(files["md"]))
    # What stands in no list, or after the card it is about, is looked for in the whole.
    whole = tight(files["md"].decode().replace("\\", ""))
    apart = Counter(tight(text) for text in written(report).elements() if tight(text))
    return {
        "docx": written(report) - runs(files["docx"]),
        "xlsx": stored
        - Counter(map(str, cells))
        + (steps - Counter(map(str, column(files["xlsx"], "Neste steg", "Hva")))),
        "md": Counter({text: count for text, count in (apart - shown).items() if whole.count(text) < count}),
    }


@ON_SQLITE
def test_all_that_a_full_workshop_wrote_is_in_every_format(connection: Connection) -> None:
    report = gather(connection, by_code(connection, lay_out(connection).made.code).id)
    assert written(report).total() > report.notes > 200
    assert lost(report) == {ending: Counter() for ending in OTHERS}


def test_all_hostile_texts_on_every_sheet_are_in_every_format() -> None:
    report = filled(empty(groups=2), *HOSTILE, *STRANGE, each=3)
    assert lost(report) == {ending: Counter() for ending in OTHERS}


def test_a_very_large_workshop_comes_out_whole() -> None:
    texts = ("Én dør inn", "Møteplass hver torsdag", "Kaffe på biblioteket")
    report = filled(empty(groups=25), *texts, each=15)
    assert report.notes > 12_000
    files = made(report)
    document, notes = (
        zipfile.ZipFile(io.BytesIO(files[ending])).read(part).decode()
        for ending, part in (("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet3.xml"))
    )
    actions = sum(len(chapter.actions) for chapter in report.chapters)
    named = len(summary(report).named)
    assert sum(document.count(f">{text}<") for text in texts) == report.notes + actions + named
    assert notes.count("<row ") == report.notes + 1
    assert sum(files["md"].decode().count(f"- {text}\\\n") for text in texts) == report.notes + actions + named


def test_silent_and_deleted_notes_are_in_no_format(connection: Connection, ground: Ground) -> None:
    anna, ben = ground.join("Anna", 1), ground.join("Ben", 1)
    deleted = ground.note(anna, text="MARKØR-SLETTET")
    ground.write((anna, {"id": deleted, "gone": True}))
    ground.note(anna, text="MARKØR-SYNLIG")
    ground.silence(anna)
    ground.note(ben, sheet=SILENT, zone=SILENT_ZONE, text="MARKØR-STILLE")
    for ending, text in told(gather(connection, ground.id)).items():
        assert "SYNLIG" in text, ending
        assert "SLETTET" not in text, ending
        assert "STILLE" not in text, ending
        assert "1 lapp er ikke snudd ennå" in text or "Ikke snudd ennå\n" in text, ending


def test_names_are_in_a_format_only_if_they_are_asked_for(connection: Connection, ground: Ground) -> None:
    ground.note(ground.join("Anna Karoline", 1), text="En lapp")
    for ending, text in told(gather(connection, ground.id)).items():
        assert "En lapp" in text, ending
        assert "Karoline" not in text, ending
    for ending, text in told(gather(connection, ground.id, Scope(names=True))).items():
        assert text.count("Karoline") == 2, ending


def test_nothing_tells_who_wrote_in_an_anonymous_workshop(connection: Connection, ground: Ground) -> None:
    connection.execute(WORKSHOP.update().values(anonymous=True))
    ground.note(ground.join("Anna Karoline", 1, "kommune"), text="En lapp")
    label = ground.kit.perspectives[0].label
    for names in (False, True):
        report = gather(connection, ground.id, Scope(names=names))
        without_people = replace(report, chapters=tuple(replace(each, people={}, names=()) for each in report.chapters))
        for ending, text in told(without_people).items():
            assert "En lapp" in text, ending
            assert "Karoline" not in text, ending
            assert label not in text.replace("Kommune eller virksomhet", "").split("\n"), ending


@pytest.mark.parametrize("ending", OTHERS)
def test_part_of_a_report_says_so(ending: str, connection: Connection, ground: Ground) -> None:
    ground.note(ground.join("Anna", 1), text="Fra en")
    ground.note(ground.join("Carl", 2), text="Fra to")
    scope = Scope(groups=frozenset({2}), sheets=frozenset({ground.kit.sheets[0].key}), draft=True)
    text = told(gather(connection, ground.id, scope))[ending]
    assert "Fra to" in text
    assert "Fra en" not in text
    assert "Gruppe 2 · ark 1" in text
    assert "Utkast" in text
