"""What checkers that others wrote say of the report as a file."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pdfua
import pikepdf
import pytest
from sqlalchemy import Connection

from app.demo import lay_out
from app.report.contents import gather
from app.report.pdf import typeset
from app.workshop.workshops import by_code
from tests.databases import ON_SQLITE
from tests.report.test_pdf import HOSTILE, PRODUCED, STRANGE, empty, filled

BROKEN = {"UA-14-001"}
"""A rule of pdfua 0.1.3 that stumbles over pikepdf."""


@pytest.fixture
def files(connection: Connection, tmp_path: Path) -> list[Path]:
    """The demo's report, one in which nothing has been written, and one of texts that are hard to set."""
    demo = gather(connection, by_code(connection, lay_out(connection).made.code).id)
    reports = (demo, replace(empty(), language="en"), filled(empty(), *HOSTILE, *STRANGE, each=2))
    paths = [tmp_path / f"{number}.pdf" for number in range(len(reports))]
    for path, report in zip(paths, reports, strict=True):
        path.write_bytes(typeset(report, PRODUCED))
    return paths


@ON_SQLITE
def test_pdfua_and_qpdf_find_nothing_wrong(files: list[Path]) -> None:
    for path in files:
        found = pdfua.validate(str(path))
        assert [finding for outcome in found.outcomes for finding in outcome.findings] == []
        assert {outcome.rule_id for outcome in found.outcomes if outcome.skipped_reason} <= BROKEN
        with pikepdf.open(path) as file:
            assert file.check_pdf_syntax() == []


@ON_SQLITE
@pytest.mark.skipif(shutil.which("verapdf") is None, reason="there is no veraPDF here to check both standards")
@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_verapdf_finds_nothing_wrong(files: list[Path], flavour: str) -> None:
    done = subprocess.run(["verapdf", "--flavour", flavour, *files], capture_output=True, text=True, check=False)
    assert done.stdout.count('isCompliant="true"') == len(files), done.stdout[-2000:]


@ON_SQLITE
def test_every_page_has_its_number_as_a_label(files: list[Path]) -> None:
    with pikepdf.open(files[0]) as file:
        assert [str(page.label) for page in file.pages] == [str(number) for number in range(1, len(file.pages) + 1)]
