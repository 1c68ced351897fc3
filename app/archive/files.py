"""An archive as a file: UTF-8 JSON with one note, person or change a line, so that two of them can be compared."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from app.archive.mistakes import NEWER, NOT_ONE, NOT_WHOLE, UNLIKE, WHOLE, BadArchive
from app.archive.parts import FORMAT, VERSION, Archive

BOM = b"\xef\xbb\xbf"
PLACE = re.compile(r" - at `\$\.?(.*)`\Z", re.DOTALL)
LONGEST_PLACE = 60


class Head(msgspec.Struct):
    """What every version of the format begins with."""

    format: str
    version: int


encode = msgspec.json.Encoder().encode
read_head = msgspec.json.Decoder(Head).decode
read_whole = msgspec.json.Decoder(Archive).decode


def lines(parts: Iterable[tuple[str, Any]]) -> Iterator[bytes]:
    """The file, from an archive's parts by name; a part that comes item by item has a line for each."""
    before = b"{\n"
    for name, part in parts:
        yield before + encode(name) + b":"
        if isinstance(part, Iterator | list):
            yield from listed(part)
        else:
            yield encode(part)
        before = b",\n"
    yield b"\n}\n"


def listed(items: Iterable[Any]) -> Iterator[bytes]:
    before = b"[\n"
    for item in items:
        yield before + encode(item)
        before = b",\n"
    yield b"[]" if before == b"[\n" else b"\n]"


def read(content: bytes) -> Archive:
    """The archive in a file, its single values checked. Raises BadArchive."""
    content = content.removeprefix(BOM)
    try:
        head = read_head(content)
    except msgspec.ValidationError as problem:
        raise BadArchive(NOT_ONE) from problem
    except (ValueError, RecursionError) as problem:
        raise BadArchive(NOT_WHOLE if content[:1] == b"{" else NOT_ONE) from problem
    if head.format != FORMAT:
        raise BadArchive(NOT_ONE)
    if head.version > VERSION:
        raise BadArchive(NEWER.format(found=head.version, known=VERSION))
    try:
        return read_whole(content)
    except (ValueError, RecursionError) as problem:
        raise BadArchive(UNLIKE.format(place=place_in(str(problem)))) from problem


def place_in(problem: str) -> str:
    """Where in the file something is wrong, as msgspec tells it: notes[3].x."""
    found = PLACE.search(problem)
    return (found[1] if found else "")[:LONGEST_PLACE] or WHOLE
