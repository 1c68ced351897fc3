"""The schema for editors and the documentation for authors say what the models say."""

import re
from pathlib import Path
from typing import get_args

import pytest

from app.kits import kit, schema
from app.kits.errors import EXAMPLES
from app.kits.folder import check_report
from app.kits.kit import KitFile, Mode, ZoneKind
from app.kits.parts import Part
from app.kits.worksheet import WorksheetFile

DOCS = schema.DOCS.read_text("utf-8")
PARTS: dict[str, type[Part]] = {
    "KitFile": KitFile,
    "WorksheetFile": WorksheetFile,
    **{
        name: getattr(kit, name)
        for name in (
            "Credits",
            "GroupSize",
            "Perspective",
            "Reading",
            "Item",
            "Question",
            "Step",
            "Zone",
            "Section",
            "Tip",
            "Card",
        )
    },
}


def test_the_schema_file_is_current() -> None:
    assert schema.SCHEMA.read_text("utf-8") == schema.text(), "run: python -m app.kits.schema"


def test_every_key_in_the_schema_is_explained_in_norwegian() -> None:
    for part in schema.schema()["$defs"].values():
        assert all(prop["description"] for prop in part.get("properties", {}).values())
        assert "description" not in part


def test_every_part_has_its_table() -> None:
    assert set(schema.meanings()) == set(PARTS)


@pytest.mark.parametrize("name", PARTS)
def test_the_table_has_every_key_and_says_which_must_be_there(name: str) -> None:
    table = DOCS.split(f"<!-- {name} -->")[1].split("<!--")[0]
    documented = {key: must == "Ja" for key, must, _ in schema.ROW.findall(table)}
    assert documented == {key: field.is_required() for key, field in PARTS[name].model_fields.items()}


@pytest.mark.parametrize("words", [Mode, ZoneKind])
def test_every_mode_and_kind_is_explained(words: type[Mode] | type[ZoneKind]) -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", DOCS, re.MULTILINE))
    assert {word.value for word in words} <= rows


@pytest.mark.parametrize(("part", "key"), [("Perspective", "colour"), ("Item", "kind"), ("Zone", "shape")])
def test_every_choice_is_named_where_its_key_is_explained(part: str, key: str) -> None:
    for choice in get_args(PARTS[part].model_fields[key].annotation):
        assert f'"{choice}"' in schema.meanings()[part][key] or choice == "sheet"


def test_a_missing_key_can_always_be_shown_by_example() -> None:
    told_otherwise = {"steps", "zones", "plan", "perspectives", "credits"}
    required = {key for part in PARTS.values() for key, field in part.model_fields.items() if field.is_required()}
    assert required - told_otherwise <= set(EXAMPLES)


def test_the_example_in_the_documentation_is_a_kit(tmp_path: Path) -> None:
    folder = tmp_path / "hagemote"
    folder.mkdir()
    for name, text in re.findall(r"```toml\n# (\S+)\n(.*?)```", DOCS, re.DOTALL):
        (folder / name).write_text(text, "utf-8")
    report = check_report(folder)
    assert "2 ark, 3 trinn, 3 felt, 2 perspektiver" in report
    assert report.endswith("Ingen feil.")
