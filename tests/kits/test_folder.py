"""Reading a kit's folder, and what its author is told when something is wrong in it."""

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.kits.folder import available, check_report, load
from app.kits.mistakes import KitMistake, KitMistakes

ROOT = Path(__file__).parents[2]
GARDEN = ROOT / "tests" / "kits" / "hagedag"


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GARDEN, tmp_path / "hagedag"))


class Slip(NamedTuple):
    """An author's slip: what is written instead of what, and what is said about it."""

    file: str
    right: str
    wrong: str
    where: str
    what: str
    mend: str


SLIPS = {name: Slip(**slip) for name, slip in tomllib.loads((ROOT / "tests" / "kit_slips.toml").read_text()).items()}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_an_author_is_told_where_what_and_how_to_mend_it(garden: Path, slip: Slip) -> None:
    path = garden / slip.file
    text = path.read_text("utf-8")
    assert slip.right in text
    path.write_text(text.replace(slip.right, slip.wrong, 1), "utf-8")
    mistakes = mistakes_in(garden)
    said = [
        each
        for each in mistakes
        if each.file == f"hagedag/{slip.file}"
        and each.where.endswith(slip.where)
        and slip.what in each.what
        and slip.mend in each.mend
    ]
    assert said, "\n".join(map(str, mistakes))


def mistakes_in(folder: Path) -> tuple[KitMistake, ...]:
    with pytest.raises(KitMistakes) as refused:
        load(folder)
    return refused.value.mistakes


def test_every_mistake_is_told_at_once(garden: Path) -> None:
    for name in ("01-hagen.toml", "02-planter.toml", "03-dugnad.toml"):
        path = garden / name
        path.write_text(path.read_text("utf-8").replace("question =", "qestion ="), "utf-8")
    files = [mistake.file for mistake in mistakes_in(garden)]
    assert files == [f"hagedag/{name}" for name in ("01-hagen.toml", "02-planter.toml", "03-dugnad.toml") for _ in "ab"]


def rename(name: str, other: str) -> Callable[[Path], object]:
    return lambda kit: (kit / name).rename(kit / other)


@pytest.mark.parametrize(
    ("act", "file", "what", "mend"),
    [
        (rename("02-planter.toml", "05-planter.toml"), "05-planter.toml", "nr. 3", "03-planter.toml"),
        (rename("02-planter.toml", "planter.toml"), "planter.toml", "hører ikke til", "nummer med to sifre"),
        (rename("02-planter.toml", "02-Planter.toml"), "02-Planter.toml", "hører ikke til", "små bokstaver"),
        (lambda kit: (kit / "bilde.png").touch(), "bilde.png", "hører ikke til", "Flytt det ut"),
        (lambda kit: (kit / "04-dugnad.toml").touch(), "04-dugnad.toml", "To ark", "hver sin nøkkel"),
        (lambda kit: (kit / "kit.toml").unlink(), "kit.toml", "finnes ikke", "Lag den"),
        (lambda kit: (kit / "04-mer.toml").mkdir(), "04-mer.toml", "kan ikke leses", "kan åpnes"),
        (lambda kit: (kit / "01-hagen.toml").write_bytes(b"# v\xe5r"), "01-hagen.toml", "UTF-8", "på nytt"),
    ],
)
def test_files_that_are_not_as_they_should_be(
    garden: Path, act: Callable[[Path], object], file: str, what: str, mend: str
) -> None:
    act(garden)
    mistakes = mistakes_in(garden)
    assert any(each.file == f"hagedag/{file}" and what in each.what and mend in each.mend for each in mistakes), (
        "\n".join(map(str, mistakes))
    )


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (mistake,) = mistakes_in(tmp_path / "hage")
    assert "finnes ikke" in mistake.what
    assert "kit.toml" in mistake.mend


def test_a_folder_with_a_name_that_is_no_key(garden: Path) -> None:
    mistakes = mistakes_in(garden.rename(garden.with_name("Hagedag 2026")))
    assert [mistake.what for mistake in mistakes] == ["Navnet på mappa kan ikke være nøkkelen til et opplegg."]


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    assert {mistake.what for mistake in mistakes_in(tmp_path / "tom")} == {
        "Det er ingen ark i mappa.",
        "Fila finnes ikke.",
    }


def test_hidden_files_and_a_demo_may_lie_in_the_folder(garden: Path) -> None:
    (garden / ".DS_Store").touch()
    (garden / "demo.toml").touch()
    assert load(garden).key == "hagedag"


def test_a_byte_order_mark_does_no_harm(garden: Path) -> None:
    path = garden / "01-hagen.toml"
    path.write_text(path.read_text("utf-8"), "utf-8-sig")
    assert load(garden).sheets[0].title == "Hagen vår"


def test_keys_in_long_text_are_not_taken_for_keys(garden: Path) -> None:
    path = garden / "01-hagen.toml"
    text = path.read_text("utf-8").replace('"Les høyt etter tur."', '"""\nminutes = mange\n"""')
    path.write_text(text.replace("minutes = 4\n\n[[zones", 'minutes = "4"\n\n[[zones'), "utf-8")
    (mistake,) = mistakes_in(garden)
    assert mistake.where == "linje 18, steps nr. 2, minutes"


def test_a_mistake_is_told_once(garden: Path) -> None:
    path = garden / "01-hagen.toml"
    path.write_text(path.read_text("utf-8").replace("x = 2", 'x = "midten"'), "utf-8")
    assert len(mistakes_in(garden)) == 1


def test_a_sheet_with_an_empty_list_of_steps(garden: Path) -> None:
    path = garden / "01-hagen.toml"
    before, _, after = path.read_text("utf-8").partition("[[steps]]")
    path.write_text(f"{before}steps = []\n\n[[zones]]{after.partition('[[zones]]')[2]}", "utf-8")
    (mistake,) = mistakes_in(garden)
    assert mistake == KitMistake(
        "hagedag/01-hagen.toml", "linje 6, steps", "steps er tom.", "Skriv minst én [[steps]]."
    )


def test_kits_are_found_by_their_folders_names() -> None:
    assert available(ROOT / "tests" / "kits") == {"hagedag": GARDEN, "skolevei": GARDEN.parent / "skolevei"}
    assert set(available(ROOT / "worksheets")) >= {"veier-til-samarbeid"}


def test_a_check_tells_what_the_kit_holds() -> None:
    report = check_report(GARDEN)
    assert "Hagedag i borettslaget (hagedag), versjon 2026" in report
    assert "3 ark, 6 trinn, 9 felt, 2 perspektiver" in report
    assert "  2   10 min  Hva som skal vokse\n       2 min  Vi ser på jorda" in report
    assert "30 min  til sammen" in report
    assert report.endswith("Ingen feil.")


def test_a_check_tells_what_is_wrong(garden: Path) -> None:
    path = garden / "kit.toml"
    path.write_text(path.read_text("utf-8").replace("minutes = 30", "minutes = 45"), "utf-8")
    with pytest.raises(KitMistakes) as refused:
        check_report(garden)
    assert str(refused.value).splitlines() == [
        f"Opplegget i {garden} har 1 feil:",
        "",
        "hagedag/kit.toml, linje 7, minutes",
        "  Tidsplanen blir 30 minutter, men minutes er 45.",
        "  Skriv minutes = 30, eller endre tiden på trinn og pauser.",
    ]
