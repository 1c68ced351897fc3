"""The files of reading that a kit brings, and what its author is told of those that cannot be used."""

import shutil
from pathlib import Path

import pytest

from app.kits.folder import load
from app.kits.mistakes import KitMistakes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def reading(tmp_path: Path) -> Path:
    garden = Path(shutil.copytree(ROOT / "tests" / "kits" / "hagedag", tmp_path / "hagedag"))
    (garden / "reading").mkdir(exist_ok=True)
    return garden / "reading"


def told(reading: Path) -> str:
    with pytest.raises(KitMistakes) as refused:
        load(reading.parent)
    return str(refused.value)


def test_a_file_named_by_a_texts_key_is_its_digest(reading: Path) -> None:
    (reading / "vedtekter.md").write_text("## Paragraf 1\n\nAlle luker.", "utf-8")
    assert load(reading.parent).reading_by_key["vedtekter"].text == "## Paragraf 1\n\nAlle luker."


def test_every_text_of_our_kit_has_a_digest() -> None:
    kit = load(ROOT / "worksheets" / "veier-til-samarbeid")
    assert [one.key for one in kit.reading if not one.text] == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("vedtekt.md", b"Alle luker.", "Mente du «vedtekter»?"),
        ("vedtekter.txt", b"Alle luker.", "hører ikke til blant lesetekstene"),
        ("vedtekter.md", b"\n", "Fila er tom"),
        ("vedtekter.md", b"\xff\xfe", "UTF-8"),
        ("vedtekter.md", b"x" * 30_001, "høyst 30000 tegn"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_a_digest(reading: Path, name: str, text: bytes, said: str) -> None:
    (reading / name).write_bytes(text)
    assert said in told(reading)
