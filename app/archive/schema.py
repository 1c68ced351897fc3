"""A JSON Schema of archives, made from their parts, for whoever reads them with other programs.

What each key means is written once, in the tables of `docs/archive-format.md`, and taken from there.
`python -m app.archive.schema` writes the schema anew.
"""

import json
import re
from typing import Any

import msgspec
from pydantic.json_schema import models_json_schema

from app.archive.parts import Archive
from app.kits.kit import Kit
from app.settings import HERE

DOCS = HERE / "docs" / "archive-format.md"
SCHEMA = HERE / "docs" / "archive.schema.json"
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)


def schema() -> dict[str, Any]:
    _, parts = msgspec.json.schema_components([Archive], ref_template="#/$defs/{name}")
    # Where Python's patterns end with \Z, those of JSON Schema end with $.
    plain = json.loads(json.dumps(parts).replace(r"\\Z", "$"))
    means = meanings()
    described = {name: with_meanings(part, means[name]) for name, part in plain.items()}
    described["Archive"]["properties"]["kit"]["$ref"] = "#/$defs/kit.Kit"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An archive of a workshop, made by Oppgaveark",
        "$ref": "#/$defs/Archive",
        "$defs": described | kit_parts(),
    }


def text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def meanings() -> dict[str, dict[str, str]]:
    """What each key of each part means, from the documentation's tables."""
    _, *tables = re.split(r"<!-- (\w+) -->", DOCS.read_text("utf-8"))
    return {
        part: {name: meaning for name, _, _, meaning in ROW.findall(table)}
        for part, table in zip(tables[::2], tables[1::2], strict=True)
    }


def with_meanings(part: dict[str, Any], means: dict[str, str]) -> dict[str, Any]:
    """A part without the code's own words, with what its keys mean."""
    kept = {name: value for name, value in part.items() if name not in ("title", "description")}
    return kept | {"properties": {name: {"description": means[name], **of} for name, of in part["properties"].items()}}


def kit_parts() -> dict[str, Any]:
    """The kit and its parts, under names that none of the archive's own parts has."""
    _, whole = models_json_schema([(Kit, "validation")], ref_template="#/$defs/kit.{model}")
    return {f"kit.{name}": part for name, part in whole["$defs"].items()}


if __name__ == "__main__":
    SCHEMA.write_text(text(), "utf-8")
