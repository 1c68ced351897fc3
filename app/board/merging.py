"""What several people write in one field, as one document: Yjs in the browsers, pycrdt here, the same bytes.

An update may come twice, late, or before one it builds on; in whatever order they come, the text is the same.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pycrdt import Doc, Text, get_update, merge_updates

from app.refusals import NotUnderstood

EMPTY = b"\0\0"
NAME = "text"
"""The name of the only thing in the document."""


class Document(NamedTuple):
    """A document as it is kept, and what it says."""

    state: bytes
    text: str


def merged(state: bytes, update: bytes) -> Document:
    """The document with an update in it. Raises NotUnderstood for what is none."""
    try:
        both = merge_updates(state, update)
        document: Doc[Text] = Doc()
        text = document.get(NAME, type=Text)
        document.apply_update(both)
        says = str(text)
        compact, known = document.get_update(), document.get_state()
        return Document(both if misses_something(get_update(both, known), known) else compact, says)
    except ValueError as problem:
        raise NotUnderstood from problem


def misses_something(rest: bytes, known: bytes) -> bool:
    """Whether something waits for an update that has not come; it is lost where only what is whole is kept.

    `rest` is an update less all that is `known`: what is left of it is what waits, and everything that was deleted.
    """
    have, left = dict(pairs(known)), numbers(rest)
    if next(left):
        return True
    for _ in range(next(left)):
        client, count = islice(left, 2)
        for _ in range(count):
            start, length = islice(left, 2)
            if start + length > have.get(client, 0):
                return True
    return False


def pairs(known: bytes) -> Iterator[tuple[int, int]]:
    """A state vector's clients, and how much of each is there."""
    values = numbers(known)
    for _ in range(next(values)):
        client, clock = islice(values, 2)
        yield client, clock


def numbers(encoded: bytes) -> Iterator[int]:
    """Whole numbers as Yjs writes them: seven bits in each byte, the lowest first."""
    value, shift = 0, 0
    for byte in encoded:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value, shift = 0, 0
