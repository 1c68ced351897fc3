"""The Dockerfile does what bin/ does: where it cannot be built, its steps are held against bin/ itself."""

import re
import tomllib
from types import ModuleType

import pytest

from tests.setup_script import ROOT, setup_script


@pytest.fixture
def setup() -> ModuleType:
    return setup_script()


def dockerfile() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, in order, as (name, the rest)."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines)]


def said(name: str) -> list[str]:
    return [rest for instruction, rest in dockerfile() if instruction == name]


def goes_into_the_image(path: str) -> bool:
    """Whether .dockerignore lets a file of ours through."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    kept = [line.removeprefix("!") for line in lines if line.startswith("!")]
    return any(path == name or path.startswith(f"{name}/") for name in kept)


def test_the_container_sets_up_with_bin_setup(setup: ModuleType) -> None:
    steps = dockerfile()
    setting_up = steps.index(("RUN", "bin/setup --production"))
    there = [word for name, rest in steps[:setting_up] if name == "COPY" for word in rest.split()[:-1]]
    assert [name for name in setup.INPUTS if not {name, name.partition("/")[0]} & set(there)] == []
    assert not [rest for rest in said("RUN") if re.search(r"\b(pip install|npm (ci|install)|apt-get)\b", rest)]


def test_the_container_has_what_setup_looks_at_when_it_starts(setup: ModuleType) -> None:
    assert [
        name for name in (*setup.INPUTS, "bin/oppgaveark") if name != "bin/setup" and not goes_into_the_image(name)
    ] == []
    brought = [rest.split()[-1] for rest in said("COPY") if rest.startswith("--from=made")]
    targets = [target.relative_to(ROOT).parts[0] for target in setup.vendored()]
    assert {".venv", *targets} == set(brought)


def test_the_container_has_all_that_the_server_reads() -> None:
    read = ("app", "migrations", "static", "templates", "worksheets")
    assert [name for name in read if not (ROOT / name).is_dir() or not goes_into_the_image(f"{name}/x")] == []
    assert [name for name in ("bench", "docs", "tests", ".git") if goes_into_the_image(f"{name}/x")] == []


def test_both_stages_have_the_same_python_and_one_that_we_support() -> None:
    images = {image.partition(" AS ")[0] for image in said("FROM")}
    assert len(images) == 1
    (version,) = re.findall(r"^python:3\.(\d+)-slim$", images.pop())
    assert int(version) >= 11
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"] == ">=3.11"


def test_the_container_runs_unprivileged_with_one_volume_and_says_how_it_is() -> None:
    names = [name for name, _ in dockerfile()]
    assert said("ENTRYPOINT") == ['["bin/oppgaveark"]']
    assert said("CMD") == ['["serve"]']
    assert said("VOLUME") == ["/data"]
    assert "OPPGAVEARK_DATA=/data" in said("ENV")[0]
    assert said("USER") == ["oppgaveark"]
    assert "RUN" not in names[names.index("USER") :]
    assert "/healthz" in said("HEALTHCHECK")[0]


def test_every_setting_in_the_container_and_the_guide_is_one_we_read() -> None:
    source = "".join((ROOT / "app" / name).read_text() for name in ("settings.py", "serving.py"))
    named = re.findall(r"\bOPPGAVEARK_\w+|\bDATABASE_URL\b|\bREDIS_URL\b", (ROOT / "docs" / "drift.md").read_text())
    named += re.findall(r"\bOPPGAVEARK_\w+", (ROOT / "Dockerfile").read_text())
    unknown = {name for name in named if f'"{name.removeprefix("OPPGAVEARK_")}"' not in source and name not in source}
    assert unknown == set()
