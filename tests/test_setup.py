"""From an empty machine to a running house: the scripts, the locks, what is fetched and what is committed."""

import json
import os
import re
import struct
import subprocess
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

from tests.setup_script import ROOT, setup_script

SCRIPTS = [*sorted(path for path in (ROOT / "bin").iterdir() if path.is_file()), ROOT / ".ci" / "run"]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)
MACHINES_PATH = re.compile(r"(?<![\w.~}])/(?:work|root|farm|tmp|home|Users|private)/[\w.-]+")
REGISTRIES = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "deb" + ".debian.org",
    "docker" + ".io",
)


@pytest.fixture
def setup() -> ModuleType:
    return setup_script()


def tracked() -> list[Path]:
    """What git holds, or would hold; whatever is text."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str], path: Path) -> list[str]:
    text = path.read_bytes().decode(errors="ignore")
    return [f"{path.relative_to(ROOT)}: {found.group()}" for found in pattern.finditer(text)]


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=cwd, timeout=60)


def pinned(name: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / "requirements" / f"{name}.txt").read_text()))


# Scripts


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_can_be_run_as_it_is(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert script.read_text().startswith("#!/usr/bin/env ")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_shell_script_stops_at_the_first_failure(script: Path) -> None:
    text = script.read_text()
    assert not text.startswith("#!/usr/bin/env bash") or "\nset -euo pipefail\n" in text


def test_setting_up_again_does_nothing_and_says_nothing() -> None:
    again = run("bin/setup")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_setup_refuses_what_it_does_not_know() -> None:
    refused = run("bin/setup", "--fast")
    assert refused.returncode == 1
    assert refused.stderr == "Bruk: bin/setup [--production]\n"


def test_setup_says_which_python_it_needs(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match=r"trenger Python 3\.11 eller nyere"):
        setup.start_again_with_newer_python()


def test_a_removed_file_is_noticed(setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert setup.is_done("development")
    monkeypatch.setattr(setup, "VENV", tmp_path)
    assert not setup.is_done("development")


def test_where_there_is_no_npm_our_own_is_used(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "bin" / "npm"
    own.parent.mkdir()
    own.touch()
    monkeypatch.setattr(setup, "NODE", tmp_path)
    monkeypatch.setenv("PATH", "")
    assert setup.npm() == own


def test_ci_is_what_a_developer_runs() -> None:
    commands = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if not line.startswith("#")]
    assert commands == ["set -euo pipefail", 'exec "$(dirname "${BASH_SOURCE[0]}")/../bin/test"']


def test_bin_test_hands_its_arguments_to_pytest(tmp_path: Path) -> None:
    assert run(str(ROOT / "bin" / "test"), "--version", cwd=tmp_path).stdout.startswith("pytest ")


def test_the_command_line_helps_in_norwegian_from_any_folder(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    helped = run(str(ROOT / "bin" / "oppgaveark"), "--help", cwd=tmp_path)
    assert helped.returncode == 0, helped.stderr
    assert "usage" not in helped.stdout.lower()
    assert "bruk" in helped.stdout.lower()
    assert {"serve", "demo", "report", "kit"} <= set(re.findall(r"\w+", helped.stdout))


# Locks


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_python_package_is_pinned_with_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", lock.read_text().strip())
    assert entries
    assert [entry for entry in entries if not PINNED.match(entry) or "--hash=sha256:" not in entry] == []


def test_packages_that_others_ask_for_with_an_extra_are_pinned_with_it() -> None:
    """Otherwise an older pip looks for the newest that has it, and refuses that, for it has no hash."""
    assert "\ncoverage[toml]==" in (ROOT / "requirements" / "development.txt").read_text()
    assert "--no-strip-extras" in (ROOT / "bin" / "lock").read_text()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_asked_for_is_locked(lock: Path) -> None:
    wishes = lock.with_suffix(".in").read_text().splitlines()
    asked = {re.split(r"[^a-z0-9-]", wish)[0] for wish in wishes if wish and wish[0] not in "#-"}
    assert asked
    assert asked <= pinned(lock.stem).keys()


def test_tests_run_with_the_versions_that_the_server_runs_with() -> None:
    development = pinned("development")
    assert {name: development.get(name) for name in pinned("runtime")} == pinned("runtime")


def test_the_lock_files_hold_no_address() -> None:
    python = re.compile(r"https?:|--(?:extra-)?index-url|--find-links|--trusted-host|file:")
    assert [found for lock in LOCKS for found in lines_with(python, lock)] == []
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_npm_packages_are_asked_for_in_exact_versions() -> None:
    asked = json.loads((ROOT / "package.json").read_text())
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, version in (asked["dependencies"] | asked["devDependencies"]).items():
        assert locked[f"node_modules/{name}"]["version"] == version


# What is fetched


def test_what_is_fetched_is_in_place_and_not_in_git(setup: ModuleType) -> None:
    targets = set(setup.vendored())
    assert all(target.stat().st_size > 0 for target in targets)
    assert targets.isdisjoint(tracked())


def test_the_browser_is_given_no_tool_of_the_tests(setup: ModuleType) -> None:
    tools = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    named = setup.vendored().values()
    sources = [one for source in named for one in ([source] if isinstance(source, str) else chain(*source.values()))]
    assert [source for source in sources if source.startswith(tuple(tools))] == []


def test_the_fonts_fit_a_small_machine() -> None:
    assert sum(font.stat().st_size for font in (ROOT / "fonts").iterdir()) < 25_000_000


@pytest.mark.parametrize("name", ["NotoColorEmoji-Regular.ttf", "NotoSansSymbols2-Regular.ttf"])
def test_an_unpacked_font_is_whole(name: str) -> None:
    font = (ROOT / "fonts" / name).read_bytes()
    (count,) = struct.unpack_from(">4xH", font)
    tables = [struct.unpack_from(">4s3I", font, 12 + 16 * number) for number in range(count)]
    assert b"SVG " not in {tag for tag, *_ in tables}
    assert {b"cmap", b"glyf", b"head", b"name"} <= {tag for tag, *_ in tables}
    for tag, checksum, offset, size in tables:
        assert tag == b"head" or checksum == sum_of(font[offset : offset + size])


def sum_of(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


# What is committed


def test_no_file_names_a_machines_own_folder() -> None:
    kept_apart = {Path(__file__).resolve()}
    assert [found for path in tracked() if path not in kept_apart for found in lines_with(MACHINES_PATH, path)] == []


def test_no_file_names_a_registrys_host() -> None:
    host = re.compile("|".join(re.escape(name) for name in REGISTRIES))
    assert [found for path in tracked() for found in lines_with(host, path)] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    link = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
    broken = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in tracked()
        if document.suffix == ".md"
        for target in link.findall(document.read_text())
        if not (document.parent / target).exists()
    ]
    assert broken == []


# What pages load


def test_what_pages_load_is_put_together_anew_when_a_script_has_changed(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in ("entries", "js", "css"):
        (tmp_path / "static" / folder).mkdir(parents=True)
    (tmp_path / "static" / "js" / "pad.js").write_text("export const pad = 1;")
    (tmp_path / "static" / "entries" / "board.js").write_text('import { pad } from "../js/pad.js"; console.log(pad);')
    (tmp_path / "static" / "entries" / "board.css").write_text('@import "../css/note.css";')
    (tmp_path / "static" / "css" / "note.css").write_text(".note { color: red; }")
    modules = ROOT / "node_modules"
    monkeypatch.setattr(setup, "esbuild_program", lambda: next((modules / "@esbuild").glob("*/bin/esbuild")))
    monkeypatch.setattr(setup, "fingerprint", str)
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "BUILT", tmp_path / "static" / "built")
    assert not setup.is_built()
    setup.build()
    assert setup.is_built()
    assert "import" not in (tmp_path / "static" / "built" / "board.js").read_text()
    assert ".note{color:red}" in (tmp_path / "static" / "built" / "board.css").read_text()
    (tmp_path / "static" / "js" / "pad.js").write_text("export const pad = 2;")
    assert not setup.is_built()


def test_every_page_takes_what_was_put_together() -> None:
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    named = set(re.findall(r"asset\('built/([a-z]+\.css)'\)", templates))
    entries = {path.name for path in (ROOT / "static" / "entries").iterdir()}
    scripts = {f"{entry}.js" for entry in re.findall(r'entry = "([a-z]+)"', templates)}
    assert named | scripts == entries
