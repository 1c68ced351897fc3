"""A JSON Schema of a kit's files, made from the models, for editors that help while one writes.

What each key means is written once, in the tables of `docs/kit-format.md`, and taken from there.
`python -m app.kits.schema` writes the schema anew.
"""

import json
import re
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from app.kits.kit import KitFile
from app.kits.worksheet import WorksheetFile

HERE = Path(__file__).parents[2]
DOCS = HERE / "docs" / "kit-format.md"
SCHEMA = HERE / "worksheets" / "kit.schema.json"
ROW = re.compile(r"^\| `(\w+)` \| (Ja|Nei) \| (.+) \|$", re.MULTILINE)


def schema() -> dict[str, Any]:
    """One schema for both sorts of file: what has a `format` is a kit file, all else a sheet."""
    _, whole = models_json_schema(
        [(KitFile, "validation"), (WorksheetFile, "validation")], ref_template="#/$defs/{model}"
    )
    means = meanings()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Opplegg",
        "if": {"required": ["format"]},
        "then": {"$ref": "#/$defs/KitFile"},
        "else": {"$ref": "#/$defs/WorksheetFile"},
        "$defs": {name: _in_norwegian(part, means.get(name, {})) for name, part in whole["$defs"].items()},
    }


def text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def meanings() -> dict[str, dict[str, str]]:
    """What each key of each model means, from the documentation's tables."""
    _, *tables = re.split(r"<!-- (\w+) -->", DOCS.read_text("utf-8"))
    return {
        model: {name: meaning for name, _, meaning in ROW.findall(table)}
        for model, table in zip(tables[::2], tables[1::2], strict=True)
    }


def _in_norwegian(part: dict[str, Any], means: dict[str, str]) -> dict[str, Any]:
    """The part without the code's English, with the author's words for its keys."""
    kept = {name: value for name, value in part.items() if name not in ("title", "description")}
    if "properties" in part:
        kept["properties"] = {
            name: {"description": means[name], **{k: v for k, v in prop.items() if k != "title"}}
            for name, prop in part["properties"].items()
        }
    return kept


if __name__ == "__main__":
    SCHEMA.write_text(text(), "utf-8")
