"""The schema and the documentation say what the parts say, and every archive keeps to it."""

import json
import re

import jsonschema_rs
import msgspec
import pytest
from sqlalchemy import Connection

from app.archive import note_parts, parts, schema
from app.archive.gathering import archive_of
from app.archive.values import Part
from tests.archive.workshops import busy
from tests.databases import ON_SQLITE

DOCS = schema.DOCS.read_text("utf-8")
PARTS: dict[str, type[Part]] = {
    name: each
    for module in (parts, note_parts)
    for name, each in vars(module).items()
    if isinstance(each, type) and issubclass(each, Part) and each is not Part
}


def test_the_schema_file_is_current() -> None:
    assert schema.SCHEMA.read_text("utf-8") == schema.text(), "run: python -m app.archive.schema"


def test_every_part_has_its_table() -> None:
    assert set(schema.meanings()) == set(PARTS)
    assert re.findall(r"<!-- (\w+) -->", DOCS)[0] == "Archive"


@pytest.mark.parametrize("name", PARTS)
def test_the_table_has_every_key_and_says_which_must_be_there(name: str) -> None:
    table = DOCS.split(f"<!-- {name} -->")[1].split("<!--")[0]
    documented = {key: must == "Yes" for key, _, must, _ in schema.ROW.findall(table)}
    assert documented == {field.name: field.required for field in msgspec.structs.fields(PARTS[name])}


@ON_SQLITE
def test_an_archive_with_everything_in_it_keeps_to_the_schema(connection: Connection) -> None:
    keeps = jsonschema_rs.validator_for(schema.schema())
    code = busy(connection).made.code
    plain, whole = (json.loads(archive_of(connection, code, history=history)) for history in (False, True))
    assert [str(each) for archive in (plain, whole) for each in keeps.iter_errors(archive)] == []
    whole["notes"][0]["hemmelig"] = 1
    assert not keeps.is_valid(whole)


def test_the_example_in_the_documentation_is_like_an_archive() -> None:
    [example] = re.findall(r"```json\n(.*?)```", DOCS, re.DOTALL)
    said = json.loads(example)
    assert list(said) == [field.name for field in msgspec.structs.fields(parts.Archive)]
    msgspec.convert(said | {"kit": msgspec.Raw(b"{}")}, parts.Archive)
