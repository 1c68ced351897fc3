"""The report as a Word document: Word's own headings, lists and tables, and every text as it was typed."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.report.parts import Line
from app.report.word import word_of
from app.workshop.evaluation import Result, Results
from tests.ground import PRINTED
from tests.report.test_boards import PLAIN, on
from tests.report.test_markdown import MARKUP
from tests.report.test_pdf import HOSTILE, PRODUCED, STRANGE, empty, one_field
from tests.report_files import everything_in_word, legible, opened, runs

FORBIDDEN = ("\x00nul", "\x1b[31m", "\ud800 alene \udfff", "\ufffe og \uffff", "\x0bside\x0c", "\x85neste\u2028linje")
"""What no XML may hold, or what Python takes for the end of a line."""


def paragraphs(file: bytes, style: str) -> list[str]:
    return [each.text for each in opened(file).paragraphs if each.style and each.style.name == style]


def in_lists(file: bytes) -> list[tuple[int, str]]:
    """The items of the document's lists, each with its level and all of its text."""
    body = opened(file).element.body
    found = [(each.find(f".//{qn('w:ilvl')}"), Paragraph(each, body)) for each in body.iter(qn("w:p"))]
    return [(int(level.get(qn("w:val"))), each.text) for level, each in found if level is not None]


def missing(texts: list[str] | tuple[str, ...], file: bytes) -> Counter[str]:
    return Counter(legible(text) for text in texts if legible(text)) - runs(file)


def test_every_text_stands_as_it_was_typed() -> None:
    texts = (*HOSTILE, *STRANGE, *MARKUP, *FORBIDDEN)
    file = word_of(one_field(*texts), PRODUCED)
    assert missing(texts, file) == Counter()
    assert "Noen av tegnene kan ikke stå i en slik fil. De står som \ufffd: U+0000, " in everything_in_word(file)
    assert "\ufffd alene \ufffd" in runs(file)
    assert "Noen av tegnene" not in everything_in_word(word_of(one_field("Bare bokstaver"), PRODUCED))


@example(["\r", "a\r\n\x1cb"])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=60), max_size=8))
def test_no_text_is_changed_and_none_can_make_it_fail(texts: list[str]) -> None:
    assert missing(texts, word_of(one_field(*texts), PRODUCED)) == Counter()


@pytest.mark.parametrize("title", [*HOSTILE[:5], STRANGE[0], FORBIDDEN[2], "\u202eabc", "سلام"])
def test_titles_and_names_can_be_anything(title: str) -> None:
    report = replace(empty(), title=title, municipality=title, place=title)
    chapters = tuple(replace(chapter, name=title) for chapter in report.chapters)
    assert opened(word_of(replace(report, chapters=chapters), PRODUCED)).core_properties.title


def test_its_headings_are_words_own_in_the_order_of_the_pdf() -> None:
    file = word_of(one_field("En lapp"), PRODUCED)
    assert paragraphs(file, "Title") == ["Nye veier"]
    last = "Vedlegg: spørsmålene på arkene"
    assert paragraphs(file, "Heading 1") == ["Sammendrag", "Neste steg", "Gruppe 1", "Om rapporten", last]
    questions = [f"{number}\t{sheet.question}" for number, sheet in enumerate(PRINTED.sheets, start=1)]
    headings = paragraphs(file, "Heading 2")
    assert headings[(first := headings.index(questions[0])) : first + len(questions)] == questions
    number = next(n for n, sheet in enumerate(PRINTED.sheets) if len(sheet.zones) == 1)
    assert paragraphs(file, "Heading 3") == [PRINTED.sheets[number].zones[0].label]
    assert paragraphs(file, "toc 1") == paragraphs(file, "Heading 1")
    body = opened(file).element.body
    anchors = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert anchors == [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]


def test_notes_are_items_of_lists_and_a_cluster_has_its_own() -> None:
    members = (replace(PLAIN, text="Åpen dør"), replace(PLAIN, text="Kaffe", author="Anna"))
    cluster = replace(PLAIN, text="Faste tider", is_cluster=True, members=members, votes=3)
    alone = replace(PLAIN, text="Torsdag\nkl. 10", perspective=None, tags=("Spare tid",))
    file = word_of(on(PRINTED, "ideer", notes=(cluster, alone)), PRODUCED)
    mark = f"\u00a0{PRINTED.perspectives[0].mark}\u00a0\t"
    said = [item for item in in_lists(file) if item[1].startswith(("Faste", mark, "Torsdag"))]
    assert said == [
        (0, f"{mark}Kommune: 4"),
        (0, "Faste tider\n3 stemmer, flest"),
        (1, f"{mark}Åpen dør"),
        (1, f"{mark}Kaffe (Anna)"),
        (0, "Torsdag\nkl. 10\nSpare tid"),
        (0, f"{mark}Kommune"),
    ]


def test_rows_and_next_steps_are_tables_whose_head_comes_again() -> None:
    action = replace(PLAIN, text="Ring biblioteket", whom="Nadia", due="i januar")
    file = word_of(on(PRINTED, "forste-steg", notes=(action,)), PRODUCED)
    facts, *_, steps = opened(file).tables
    assert [[cell.text for cell in row.cells] for row in steps.rows] == [
        ["Hva", "Hvem", "Når", "Gruppe"],
        ["Ring biblioteket", "Nadia", "i januar", "Gruppe 1, ark 4"],
    ]
    assert [len(list(row._tr.iter(qn("w:tblHeader")))) for row in steps.rows] == [1, 0]
    assert ["Grupper", "1"] in [[cell.text for cell in row.cells] for row in facts.rows]
    rows = word_of(on(PRINTED, "viktigste", notes=(replace(PLAIN, text="Ventetid", id="r", came_from=7),)), PRODUCED)
    table = opened(rows).tables[-1]
    assert [cell.text for cell in table.rows[0].cells][1:] == ["Hva kan vi måle?", "Hvordan kan vi måle?"]
    assert table.rows[1].cells[0].text.endswith("\tVentetid")
    assert "De viktigste effektene (fra ark 7)" in paragraphs(rows, "Heading 3")


def test_stands_texts_sketches_and_hidden_notes_are_told() -> None:
    assert "Lever hos oss: 3     Delvis: 1     Nei: 0     4 svar" in everything(on(PRINTED, "myte-1", stands=(3, 1, 0)))
    assert "Helse\nog omsorg" in everything(on(PRINTED, "sektor", text="Helse\nog omsorg"))
    lines = (Line((0, 0, 500), "ink"),)
    assert "Skissen i ord: En pil" in everything(on(PRINTED, "samarbeidet", lines=lines, told="En pil"))
    assert "med på bildet av arket i PDF-en." in everything(on(PRINTED, "samarbeidet", lines=lines))
    assert "2 lapper er ikke snudd ennå" in everything(on(PRINTED, "ideer", hidden=2))
    scale, words = PRINTED.evaluation[0], PRINTED.evaluation[2]
    results = Results(3, (Result(scale, counts=(0, 0, 1, 0, 2)), Result(words, texts=("Å møte de andre",))))
    told = word_of(replace(empty(), evaluation=results), PRODUCED)
    assert f"5 ({scale.high}): 2" in " ".join(paragraphs(told, "Normal"))
    assert (0, "Å møte de andre") in in_lists(told)


def everything(report: object) -> str:
    return "\n".join(each.text for each in opened(word_of(report, PRODUCED)).paragraphs)  # type: ignore[arg-type]


def test_it_says_what_it_is_and_names_nobody() -> None:
    document = opened(word_of(replace(empty(), language="nn"), datetime(2026, 11, 21, 13, 5, tzinfo=UTC)))
    said = document.core_properties
    assert (said.title, said.subject, said.author, said.last_modified_by, said.language) == (
        *("Nye veier", "Elvebyen kommune", "Oppgaveark", ""),
        "nn-NO",
    )
    assert said.created == said.modified == datetime(2026, 11, 21, 13, 5, tzinfo=UTC)
    [page] = document.element.body.iter(qn("w:pgSz"))
    assert [round(int(page.get(qn(side))) / 56.7) for side in ("w:w", "w:h")] == [210, 297]
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nn-NO", "nb-NO"}
    assert {part.partname.split("/")[1] for part in document.part.package.iter_parts()} <= {"word", "docProps"}
    assert not [part for part in document.part.package.iter_parts() if part.partname.endswith((".jpeg", "app.xml"))]


def test_arabic_runs_from_right_to_left() -> None:
    body = opened(word_of(one_field("سلام علیکم", "Hei"), PRODUCED)).element.body
    [turned] = body.iter(qn("w:bidi"))
    assert Paragraph(turned.getparent().getparent(), body).text.endswith("سلام علیکم")
    assert len(list(body.iter(qn("w:rtl")))) == 1
