"""The report's files in a real office program: LibreOffice opens them, and nothing is lost on the way out again."""

import csv
import io
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pypdf
import pytest
from sqlalchemy import Connection

from app.demo import lay_out
from app.report.contents import Report, gather
from app.report.formats import FORMATS
from app.report.spreadsheet import pieces
from app.workshop.workshops import by_code
from tests.databases import ON_SQLITE
from tests.report.test_pdf import HOSTILE, STRANGE, empty, filled
from tests.report.test_spreadsheet import EXACT, FORMULAS
from tests.report_files import in_next_steps, legible, on_sheets, tight, written

PROGRAM = shutil.which("soffice")
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
TEXT = "txt:Text (encoded):UTF8"

pytestmark = pytest.mark.skipif(
    PROGRAM is None, reason="there is no LibreOffice here (soffice of libreoffice-writer-nogui and -calc-nogui)"
)


def convert(report: Report, ending: str, to: str, folder: Path) -> list[Path]:
    """What LibreOffice makes of a report in one format when it is to save it in another."""
    file, out = folder / f"rapport.{ending}", folder / to[:3]
    file.write_bytes(FORMATS[ending].made(report))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(PROGRAM), profile, "--headless", "--convert-to", to, "--outdir", str(out), str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    assert list(out.iterdir()), done.stderr
    return sorted(out.iterdir())


def rows(files: list[Path], sheet: str) -> list[dict[str, str]]:
    [file] = [file for file in files if file.stem == f"rapport-{sheet}"]
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")))


def in_cells(texts: Counter[str] | list[str]) -> Counter[str]:
    return Counter(tight("".join(pieces(legible(text)))) for text in texts if text)


@ON_SQLITE
def test_a_full_workshop_is_whole_in_writer_and_in_calc(connection: Connection, tmp_path: Path) -> None:
    report = gather(connection, by_code(connection, lay_out(connection).made.code).id)
    [text] = convert(report, "docx", TEXT, tmp_path)
    whole = tight(text.read_text("utf-8-sig"))
    assert {each: count for each, count in written(report).items() if whole.count(tight(each)) < count} == {}
    [printed] = convert(report, "docx", "pdf", tmp_path)
    pages = pypdf.PdfReader(printed).pages
    assert 10 < len(pages) < 60
    assert "Sammendrag" in pages[1].extract_text()
    assert any("Neste steg" in page.extract_text() for page in pages[2:5])
    files = convert(report, "xlsx", EVERY_SHEET, tmp_path)
    told = Counter(tight(row["Tekst"]) for sheet in ("Lapper", "Tekster") for row in rows(files, sheet))
    assert in_cells(list(on_sheets(report))) - told == Counter()
    steps = Counter(tight(row["Hva"]) for row in rows(files, "Neste steg"))
    assert steps == in_cells(list(in_next_steps(report)))
    assert sum(int(row["Lapper"]) for row in rows(files, "Grupper og ark")) == report.notes


def test_hostile_texts_are_whole_and_no_formula_comes_out_of_a_csv(tmp_path: Path) -> None:
    texts = (*HOSTILE, *FORMULAS, *EXACT)
    report = filled(empty(), *texts, each=3)
    [text] = convert(report, "docx", TEXT, tmp_path)
    whole = tight(text.read_text("utf-8-sig"))
    lost = {each: count for each, count in written(report).items() if whole.count(tight(each)) < count}
    assert lost == {}
    found = [row["Tekst"] for row in rows(convert(report, "xlsx", EVERY_SHEET, tmp_path), "Lapper")]
    assert [cell for cell in found if cell.strip()[:1] in tuple("=+-@")] == []
    assert Counter(map(tight, found)) == in_cells(list(on_sheets(report)))


def test_strange_texts_do_not_keep_it_from_opening(tmp_path: Path) -> None:
    report = filled(empty(), "Først", *STRANGE, "Sist", each=2)
    [text] = convert(report, "docx", TEXT, tmp_path)
    assert "Sist" in text.read_text("utf-8-sig")
    cells = [row["Tekst"] for row in rows(convert(report, "xlsx", EVERY_SHEET, tmp_path), "Lapper")]
    assert len(cells) == report.notes
    assert cells.count("Sist") > 0
