"""The command line: it does what it says, and says what is wrong in Norwegian, without a traceback."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.cli import main
from app.demo import lay_out
from app.model import WORKSHOP
from app.report.formats import FORMATS
from app.serving import prepare
from app.settings import Settings
from app.storage.engine import engine, url_of
from tests.ground import FIRST, PRINTED, ROOT, Ground
from tests.report_files import READERS
from tests.report_pdf import Reading

ENGLISH = re.compile(
    r"Traceback|usage|\berror|invalid|required|expected|choose|argument|show this|Errno", re.IGNORECASE
)
KITS = ROOT / "tests" / "kits"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT", "KEY", "ADDRESS", "DATA", "PROXY", "LOG", "KITS"):
        monkeypatch.delenv(f"OPPGAVEARK_{name}", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)


class Told:
    """What a command said and how it ended."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> None:
        try:
            self.code: int | str | None = main([str(argument) for argument in arguments])
        except SystemExit as end:
            self.code = end.code
        self.out, self.err = capsys.readouterr()

    def refused(self, why: str, code: int = 1) -> bool:
        assert not ENGLISH.search(self.err), self.err
        assert why in self.err, self.err
        return (self.code, self.out) == (code, "")


def workshop(data: Path) -> str:
    with engine(url_of(data)).connect().execution_options(writes=True) as connection:
        ground = Ground(connection)
        ground.note(ground.join("Anna", 1), text="Fra kommandolinja")
        connection.commit()
        return ground.made.code


def test_the_report_is_written_where_one_says(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, file = workshop(data), tmp_path / "rapport.pdf"
    told = Told(capsys, "--data", data, "report", code.lower().replace("-", " "), "--pdf", file)
    assert (told.code, told.err) == (0, "")
    assert re.search(rf"Rapporten ligger i {re.escape(str(file))} \(\d+ kB\)\.", told.out)
    text = Reading(file.read_bytes()).everything
    assert "Fra kommandolinja" in text
    assert "Anna" not in text
    Told(capsys, "--data", data, "report", code, "--pdf", file, "--names", "--group", "1")
    assert "Anna" in Reading(file.read_bytes()).everything


def test_an_archive_is_brought_in_and_its_secrets_are_told(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, file = workshop(data), tmp_path / "arkiv.json"
    kept = Told(capsys, "--data", data, "report", code, "--json", file, "--history")
    assert f"Arkivfila ligger i {file}" in kept.out
    told = Told(capsys, "--data", data, "import", file)
    assert (told.code, told.err) == (0, "")
    [new] = re.findall(r"er hentet inn\. Koden er (\S+)\.", told.out)
    assert re.search(rf"/workshops/{new}/facilitators/\S+\nRedningskode  \w{{4}}(-\w{{4}}){{3}} ", told.out)
    chosen = Told(capsys, "--data", data, "import", file, "--delete-on", str(date.today() + timedelta(days=2)))
    assert chosen.code == 0
    assert Told(capsys, "--data", data, "import", file, "--delete-on", "2024-01-01").refused("må komme etter")
    assert Told(capsys, "--data", data, "import", file, "--delete-on", "i morgen").refused("ikke passer", code=2)
    assert Told(capsys, "--data", data, "import", tmp_path / "borte.json").refused("kan ikke brukes")
    file.write_bytes(b"tull")
    assert Told(capsys, "--data", data, "import", file).refused("ikke et arkiv fra Oppgaveark")
    with engine(url_of(data)).connect() as connection:
        assert len(connection.execute(WORKSHOP.select()).all()) == 3


def test_a_part_of_the_report_is_written_in_every_format_at_once(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, files = workshop(data), {ending: tmp_path / f"rapport.{ending}" for ending in FORMATS}
    asked = [each for ending, file in files.items() for each in (f"--{ending}", file)]
    only = ("--group", "1", "2", "--group", "3", "--sheet", FIRST, "--draft", "--without-pictures", "--language", "nb")
    told = Told(capsys, "--data", data, "report", code, *asked, "--names", *only)
    assert (told.code, told.err, told.out.count("Rapporten ligger i ")) == (0, "", 4)
    for ending, file in files.items():
        text = READERS[ending](file.read_bytes())
        assert "Fra kommandolinja" in text
        assert "Anna" in text
        assert PRINTED.sheets[1].zones[0].label not in text


def test_a_report_that_cannot_be_made_says_why(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, file = workshop(data), tmp_path / "rapport.pdf"
    assert Told(capsys, "--data", data, "report", "AAA-AAA", "--pdf", file).refused("Ingen workshop har den koden")
    assert Told(capsys, "--data", data, "report", code, "--pdf", file, "--group", "9").refused("ingen slik gruppe")
    assert Told(capsys, "--data", data, "report", code, "--md", file, "--sheet", "x").refused("Ark: hensikt, hvorfor, ")
    assert Told(capsys, "--data", data, "report", code, "--pdf", tmp_path / "nei" / "x.pdf").refused("kan ikke brukes")
    assert not file.exists()


def test_the_demo_prints_every_roles_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "--data", tmp_path / "ny" / "mappe", "demo")
    assert (told.code, told.err) == (0, "")
    for part in ("/facilitators/", "/screens/", "/rescue", "/reentry", "Redningskode", "http://127.0.0.1:8000/"):
        assert part in told.out
    assert len(re.findall(r"^  \S.* \w{4}(?:-\w{4}){3}$", told.out, re.MULTILINE)) == 16


def test_a_kit_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "kit", "check", KITS / "hagedag")
    assert (told.code, "Ingen feil." in told.out) == (0, True)
    assert Told(capsys, "kit", "check", tmp_path / "ukjent").refused("Mappa finnes ikke")
    (tmp_path / "kit.toml").write_text("dette = er ikke toml")
    assert Told(capsys, "kit", "check", tmp_path).refused("kit.toml, linje 1")


def test_a_kit_is_printed_with_nothing_on_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ark.pdf"
    told = Told(capsys, "kit", "print", KITS / "hagedag", "--pdf", file)
    assert (told.code, told.err) == (0, "")
    assert re.fullmatch(rf"Arkene ligger i {re.escape(str(file))} \(\d+ kB\)\.\n", told.out)
    assert "Hva vil vi med hagen?" in re.sub(r"\s+", " ", Reading(file.read_bytes()).tree.text)
    assert Told(capsys, "kit", "print", KITS / "hagedag", "--paper", "a3", "--pdf", file).code == 0
    assert Reading(file.read_bytes()).millimetres == {(420, 297)}
    assert Told(capsys, "kit", "print", tmp_path / "ukjent", "--pdf", file).refused("Mappa finnes ikke")
    assert Told(capsys, "kit", "print", KITS / "hagedag", "--pdf", tmp_path / "a" / "b").refused("kan ikke brukes")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ([], "KOMMANDO"),
        (["fly"], "velg mellom 'serve', 'demo', 'report', 'import', 'backup'"),
        (["report"], "KODE"),
        (["report", "X"], "minst én av --pdf, --docx, --xlsx, --md og --json"),
        (["report", "X", "--pdf"], "--pdf"),
        (["report", "X", "--pdf", "y.pdf", "--group", "to"], "'to'"),
        (["report", "X", "--pdf", "y.pdf", "--sheet"], "--sheet"),
        (["report", "X", "--pdf", "y.pdf", "--language", "fr"], "velg mellom 'nb', 'nn', 'en'"),
        (["serve", "--nei"], "--nei"),
        (["serve", "--room", "--address"], "--address"),
        (["kit"], "KOMMANDO"),
        (["kit", "print", "mappe"], "--pdf"),
        (["kit", "print", "mappe", "--pdf", "ark.pdf", "--paper", "a5"], "velg mellom 'a4', 'a3'"),
        (["--data"], "--data"),
    ],
)
def test_a_command_that_is_wrong_is_explained(typed: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert Told(capsys, *typed).refused(why, code=2)


@pytest.mark.parametrize("typed", [["--help"], ["serve", "-h"], ["report", "--help"], ["kit", "check", "--help"]])
def test_the_help_is_norwegian(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, *typed)
    assert (told.code, told.err) == (0, "")
    assert not ENGLISH.search(told.out)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"OPPGAVEARK_PORT": "tull"}, "OPPGAVEARK_PORT skal være et tall"),
        ({"OPPGAVEARK_HOST": "0.0.0.0"}, "OPPGAVEARK_KEY mangler"),
        ({"OPPGAVEARK_KITS": str(ROOT / "docs")}, "Mappa har ingen opplegg"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "Databasen kan ikke brukes"),
    ],
)
def test_a_bad_setting_is_explained(
    said: Mapping[str, str], why: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setenv("OPPGAVEARK_PORT", str(free.getsockname()[1]))
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert Told(capsys, "--data", data, "serve").refused(why)


def test_an_address_is_for_a_room_and_must_be_the_machine_s(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Told(capsys, "--data", data, "serve", "--address", "192.168.1.20").refused("--address hører sammen med")
    told = Told(capsys, "--data", data, "serve", "--room", "--address", "203.0.113.77")
    assert told.refused("Maskinen har ikke adressen 203.0.113.77")


def test_a_port_that_is_taken_is_explained(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("OPPGAVEARK_PORT", str(port))
        assert Told(capsys, "--data", data, "serve").refused(f"Port {port} er opptatt")


def test_a_folder_or_a_database_that_cannot_be_used_is_explained(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fil"
    file.write_text("ingen mappe")
    assert Told(capsys, "--data", file / "under", "demo").refused("kan ikke lages")
    (data / "oppgaveark.sqlite3").write_text("ingen database, bare litt tekst")
    assert Told(capsys, "--data", data, "demo").refused("Databasen kan ikke brukes")


def test_a_database_from_a_newer_version_is_explained(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with engine(url_of(data)).connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert Told(capsys, "--data", data, "demo").refused("fra en annen utgave")


def test_a_new_folder_is_made_ready(tmp_path: Path) -> None:
    url = prepare(Settings(data=tmp_path / "a" / "b"))
    with engine(url).connect().execution_options(writes=True) as connection:
        demo = lay_out(connection)
        assert connection.execute(WORKSHOP.select()).one().code == demo.made.code


def test_the_service_says_where_it_is_and_stops_quietly(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "-m", "app", "--data", str(data), "serve"],
        cwd=ROOT,
        env=os.environ | {"OPPGAVEARK_PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with served:
        assert served.stdout is not None
        said = [served.stdout.readline() for _ in range(3)]
        assert said[1] == f"Oppgaveark er klar. Åpne http://127.0.0.1:{port} i nettleseren.\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            assert answer.read() == b"ok"
        served.send_signal(signal.SIGINT)
        _, errors = served.communicate(timeout=20)
    assert (served.returncode, errors) == (0, "")
