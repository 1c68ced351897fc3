"""The report as a spreadsheet: one row for each note, numbers as numbers, and nothing that is worked out."""

import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.report import spreadsheet
from app.report.parts import Board, Line
from app.report.spreadsheet import pieces, spreadsheet_of
from app.workshop.evaluation import Result, Results
from tests.ground import PRINTED
from tests.report.test_boards import PLAIN, on
from tests.report.test_markdown import MARKUP
from tests.report.test_pdf import HOSTILE, PRODUCED, STRANGE, empty, one_field
from tests.report.test_word import FORBIDDEN
from tests.report_files import column, everything_in_cells, legible, sheets

FORMULAS = (
    *("=1+1", "+47", "-12", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1", "\ufeff-1", "\u00a0@a", "＝1+1"),
    *('=HYPERLINK("http://eksempel.no")', "=cmd|' /C calc'!A0", "{=1}", "<r><t>x</t></r>", "<r></t></si><si>"),
)
EXACT = (
    "'=1+1",
    "007",
    "1/2",
    "2026-11-21",
    "1e5",
    "TRUE",
    "#N/A",
    "http://eksempel.no",
    "_x0041_",
    "a@b",
    "sum=3",
    "–2",
)
"""What a spreadsheet likes to turn into something else."""


def stored(text: str) -> str:
    """A text as its cell holds it."""
    return "".join(pieces(legible(text)))


def shown(*texts: str) -> Counter[object]:
    return Counter(column(spreadsheet_of(one_field(*texts), PRODUCED), "Lapper", "Tekst"))


def test_every_text_is_in_a_cell_of_its_own_as_it_was_typed() -> None:
    texts = (*HOSTILE, *STRANGE, *MARKUP, *FORBIDDEN, *EXACT)
    assert shown(*texts) == Counter(map(stored, texts))
    assert [text for text in EXACT if stored(text) != text] == []


def test_no_text_is_a_formula_nor_becomes_one_in_a_csv() -> None:
    file = spreadsheet_of(one_field(*FORMULAS), PRODUCED)
    assert [cell for cell in column(file, "Lapper", "Tekst") if not str(cell).startswith(("'", "{"))] == []
    book = zipfile.ZipFile(io.BytesIO(file))
    written = "".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/"))
    assert "<f>" not in written
    assert "hyperlink" not in written


@example(["_x0007_", "\x07", "=_x000D_"])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.text(st.sampled_from("=+-@ \t'\"<r>") | st.characters(exclude_categories=()), max_size=40), max_size=6)
)
def test_no_text_is_changed_and_none_can_make_it_fail(texts: list[str]) -> None:
    assert shown(*texts) == Counter(stored(text) or None for text in texts)


def test_it_is_as_long_and_as_wide_as_excel_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 3)
    file = spreadsheet_of(one_field(*"abcdefg", "x" * 32_000 + "=" + "y" * 40_000), PRODUCED)
    rows = [row for name, rows in sheets(file).items() if name.startswith("Lapper") for row in rows[1:]]
    assert [name for name in sheets(file) if name.startswith("Lapper")] == [
        f"Lapper{n}" for n in ("", " 2", " 3", " 4")
    ]
    texts = [str(cell) for row in rows for cell in row if cell and len(str(cell)) > 1000]
    assert [text[:2] for text in texts] == ["xx", "xx", "'=", "yy", "yy"]
    assert "".join(texts).count("y") == 40_000
    assert max(map(len, texts)) <= 16_001


def test_a_note_has_what_is_said_of_it_in_columns() -> None:
    card = next(sheet for sheet in PRINTED.sheets if sheet.cards).cards[0]
    member = replace(
        *(PLAIN,), text="Åpen dør", card=card, tags=("Spare tid", "Øke kvalitet"), votes=3, came_from=5, guest=True
    )
    led = replace(PLAIN, text="Kaffe", whom="Nadia", due="i januar", perspective=None, led=True)
    cluster = replace(PLAIN, text="Faste tider", is_cluster=True, members=(member, led), votes=0)
    head, *rows = sheets(spreadsheet_of(on(PRINTED, "ideer", notes=(cluster,)), PRODUCED))["Lapper"]
    told = [{str(name): cell for name, cell in zip(head, row, strict=True) if cell is not None} for row in rows]
    at = {"Gruppe": "Gruppe 1", "Ark nr.": 4, "Ark": "Nye møteplasser", "Felt": "Ideer til nye møteplasser:"}
    assert [{**row, "Felt": at["Felt"]} for row in told] == [
        at | {"Type": "samling", "Tekst": "Faste tider", "Perspektiv": "Kommune", "Stemmer": 0},
        at
        | {"Type": "lapp", "Samling": "Faste tider", "Tekst": "Åpen dør", "Perspektiv": "Kommune", "Stemmer": 3}
        | {"Kort": f"{card.title} ({card.who})", "Merker": "Spare tid, Øke kvalitet", "Fra ark nr.": 5, "Gjest": "ja"},
        at
        | {"Type": "lapp", "Samling": "Faste tider", "Tekst": "Kaffe", "Hvem": "Nadia", "Når": "i januar"}
        | {"Fra fasilitatoren": "ja"},
    ]


def test_what_lies_beside_a_row_says_which() -> None:
    row, report = replace(PLAIN, text="Ventetid", id="r"), on(PRINTED, "viktigste")

    def fill(board: Board) -> Board:
        notes = {"viktigste": (row,), "hva": (replace(PLAIN, text="Uker", beside="r"),)}
        return replace(board, fields=tuple(replace(f, notes=notes.get(f.zone.key, ())) for f in board.fields))

    chapters = tuple(replace(each, boards=tuple(map(fill, each.boards))) for each in report.chapters)
    file = spreadsheet_of(replace(report, chapters=chapters), PRODUCED)
    assert list(zip(column(file, "Lapper", "Tekst"), column(file, "Lapper", "Ved siden av"), strict=True)) == [
        ("Ventetid", None),
        ("Uker", "Ventetid"),
    ]


def test_all_else_has_sheets_of_its_own() -> None:
    stands = sheets(spreadsheet_of(on(PRINTED, "myte-1", stands=(3, 1, 0)), PRODUCED))["Standpunkter"]
    assert [row[-2:] for row in stands] == [("Standpunkt", "Antall"), ("Lever hos oss", 3), ("Delvis", 1), ("Nei", 0)]
    lines = (Line((0, 0, 500), "ink"),)
    told = spreadsheet_of(on(PRINTED, "samarbeidet", lines=lines, told="En pil"), PRODUCED)
    assert [row[-2:] for row in sheets(told)["Tekster"][1:]] == [("skisse i ord", "En pil")]
    untold = spreadsheet_of(on(PRINTED, "samarbeidet", lines=lines), PRODUCED)
    assert [row[-2] for row in sheets(untold)["Tekster"][1:]] == ["skisse uten ord"]
    together = spreadsheet_of(on(PRINTED, "sektor", text="Helse"), PRODUCED)
    assert [row[-2:] for row in sheets(together)["Tekster"][1:]] == [("skrevet sammen", "Helse")]
    action = replace(PLAIN, text="Ring", whom="Nadia", due="i januar")
    steps = sheets(spreadsheet_of(on(PRINTED, "forste-steg", notes=(action,)), PRODUCED))["Neste steg"]
    assert steps[1] == ("Ring", "Nadia", "i januar", "Gruppe 1", 4, "Nye møteplasser")
    counts = spreadsheet_of(on(PRINTED, "ideer", hidden=2), PRODUCED)
    assert column(counts, "Grupper og ark", "Ikke snudd ennå") == [0, 0, 0, 2, 0, 0, 0, 0, 0, 0]
    scale, words = PRINTED.evaluation[0], PRINTED.evaluation[2]
    results = Results(3, (Result(scale, counts=(0, 0, 1, 0, 2)), Result(words, texts=("=Å møte de andre",))))
    answers = sheets(spreadsheet_of(replace(empty(), evaluation=results), PRODUCED))["Evaluering"]
    assert answers[5:] == [(scale.text, 5, 2), (words.text, "'=Å møte de andre", 1)]


def test_the_overview_says_what_an_archive_needs() -> None:
    file = spreadsheet_of(replace(empty(), place="Rådhuset", draft=False), PRODUCED)
    told = {str(row[0]): row[1] for row in sheets(file)["Oversikt"]}
    assert list(sheets(file)) == ["Oversikt", "Neste steg", "Lapper", "Tekster", "Standpunkter", "Grupper og ark"]
    assert (told["Rapport fra workshop"], told["Kommune eller virksomhet"], told["Dato"], told["Sted"]) == (
        *("Nye veier", "Elvebyen kommune", "21. november 2026", "Rådhuset"),
    )
    assert (told["Deltakere"], told["Status"]) == ("4 (Kommune 4)", "Endelig. Workshopen er avsluttet.")
    said = openpyxl.load_workbook(io.BytesIO(file)).properties
    assert (said.title, said.subject, said.creator, said.lastModifiedBy) == (
        *("Nye veier", "Elvebyen kommune", "Oppgaveark", "Oppgaveark"),
    )
    assert said.created == datetime(2026, 11, 21, 13, 5, tzinfo=UTC).replace(tzinfo=None)


def test_its_head_stays_in_sight_and_its_rows_can_be_filtered() -> None:
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet_of(one_field("En lapp", "To\nlinjer"), PRODUCED)))
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes == "A2"
        assert str(book[name].auto_filter.ref).startswith("A1:")
        assert book[name].print_title_rows == "$1:$1"
        assert all(cell.font.bold for cell in book[name][1])
    notes = book["Lapper"]
    assert notes["F2"].alignment.wrap_text
    assert notes.column_dimensions["F"].width > 50
    assert float(notes.row_dimensions[3].height or 0) > float(notes.row_dimensions[2].height or 0)


def test_who_wrote_stands_in_it_only_if_that_is_asked_for() -> None:
    note = replace(PLAIN, text="En lapp", author="Anna")
    report = on(PRINTED, "ideer", notes=(note,))
    chapters = tuple(replace(each, names=(("Anna", "kommune"),)) for each in report.chapters)
    asked = spreadsheet_of(replace(report, names=True, chapters=chapters), PRODUCED)
    assert column(asked, "Lapper", "Skrevet av") == ["Anna"]
    assert sheets(asked)["Deltakere"][1] == ("Gruppe 1", "Anna", "Kommune")
    without = spreadsheet_of(report, PRODUCED)
    assert "Skrevet av" not in sheets(without)["Lapper"][0]
    assert "Deltakere" not in sheets(without)
    anonymous = spreadsheet_of(replace(report, names=True, anonymous=True), PRODUCED)
    assert not {"Perspektiv", "Skrevet av"} & set(sheets(anonymous)["Lapper"][0])
    assert "Anna" not in everything_in_cells(anonymous)
