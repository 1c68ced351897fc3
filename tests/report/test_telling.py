"""A report as one reads it from the top: the same in the same order as in the PDF, in no format."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from app.demo import lay_out
from app.report.contents import Report, gather
from app.report.formats import FORMATS
from app.report.outline import Block, Counted, Heading, Items, Legend, Paragraph, Table
from app.report.telling import outline
from app.workshop.workshops import by_code
from tests.databases import ON_SQLITE
from tests.ground import PRINTED
from tests.report.test_boards import PLAIN, on
from tests.report.test_pdf import PRODUCED, empty, read
from tests.report_files import READERS, sheets, tight


def blocks(report: Report) -> tuple[Block, ...]:
    return outline(report, PRODUCED).blocks


def below(report: Report, heading: str) -> list[Block]:
    """What stands below a heading, to the next."""
    told = blocks(report)
    start = next(at for at, each in enumerate(told) if isinstance(each, Heading) and each.text == heading) + 1
    end = next((at for at, each in enumerate(told) if at > start and isinstance(each, Heading)), len(told))
    return list(told[start:end])


@ON_SQLITE
def test_its_headings_are_those_of_the_pdf_in_the_same_order(connection: Connection) -> None:
    report = gather(connection, by_code(connection, lay_out(connection).made.code).id)
    for level, kind in ((1, "H1"), (2, "H2")):
        told = [
            f"{'' if each.number is None else each.number}{each.text}"
            for each in blocks(report)
            if isinstance(each, Heading) and each.level == level
        ]
        assert list(map(tight, told)) == [tight(each.text) for each in read(report).kinds(kind)]


@ON_SQLITE
def test_what_the_groups_have_in_common_comes_first(connection: Connection) -> None:
    report = gather(connection, by_code(connection, lay_out(connection).made.code).id)
    [supported] = below(report, "Mest støtte")
    assert isinstance(supported, Table)
    assert supported.head == ("Hva", "Stemmer", "Grupper", "Ark")
    votes = [int(str(row[1])) for row in supported.rows]
    assert votes == sorted(votes, reverse=True)
    named, stands, written = (below(report, name) for name in ("Nevnt av flere grupper", "Standpunkter", "Ark for ark"))
    assert [type(each) for each in (*named, *written)] == [Table, Table]
    assert [type(each) for each in stands] == [Paragraph, Counted] * 6
    assert not [each for each in blocks(replace(report, chapters=())) if each == Heading(1, "Sammendrag")]


def test_a_field_tells_all_that_lies_in_it() -> None:
    zone = PRINTED.sheets_by_key["myter"].zones_by_key["myte-1"]
    told = below(on(PRINTED, "myte-1", stands=(3, 1, 0), notes=(replace(PLAIN, text="Ja"),), hidden=1), zone.label)
    claim, stands, notes, hidden = told
    assert claim == Paragraph(str(zone.claim), "aside")
    assert stands == Counted((("Lever hos oss", 3), ("Delvis", 1), ("Nei", 0)), "4 svar")
    assert isinstance(notes, Items)
    assert [item.text for item in notes.items] == ["Ja"]
    assert hidden == Paragraph("1 lapp er ikke snudd ennå og er ikke med her.", "aside")


def test_what_is_empty_is_named_and_no_more() -> None:
    report = on(PRINTED, "ideer", notes=(replace(PLAIN, text="Ja"),))
    without, *_ = below(report, PRINTED.sheets_by_key["moteplasser"].question)
    assert without == Paragraph(
        "Eksempler som kan passe hos oss, og hvorfor · Første steg", "aside", "Felt uten lapper"
    )
    assert below(report, PRINTED.sheets[0].question)[0] == Paragraph("Ingen lapper", "aside")
    assert below(empty(), "Gruppe 1") == [
        Paragraph("4 deltakere, 0 lapper", "intro"),
        Legend(((PRINTED.perspectives[0], "4"),)),
        Paragraph("Ingen lapper", "aside"),
    ]


def test_the_questions_on_the_sheets_stand_last() -> None:
    told = blocks(empty())
    chapters = [each.text for each in told if isinstance(each, Heading) and each.level == 1]
    assert chapters[-1] == "Vedlegg: spørsmålene på arkene"
    sheet = PRINTED.sheets[-1]
    question, printed = told[told.index(Heading(2, sheet.title, 10)) + 1 :]
    assert question == Paragraph(sheet.question)
    assert isinstance(printed, Items)
    assert [item.text for item in printed.items] == [zone.label for zone in sheet.zones]


@pytest.mark.parametrize(
    ("language", "steps", "overview"),
    [("nb", "Neste steg", "Oversikt"), ("nn", "Neste steg", "Oversikt"), ("en", "Next steps", "Overview")],
)
def test_its_words_are_in_the_language_that_is_asked_for(language: str, steps: str, overview: str) -> None:
    report = replace(on(PRINTED, "ideer", notes=(replace(PLAIN, text="Møt oss"),)), language=language)
    files = {ending: FORMATS[ending].made(report) for ending in ("docx", "xlsx", "md")}
    for ending, file in files.items():
        text = READERS[ending](file)
        assert "Møt oss" in text, ending
        assert ("21 November 2026" in text) == (language == "en"), ending
        assert (steps in text) or ending == "xlsx"
    assert list(sheets(files["xlsx"]))[:2] == [overview, steps]
