"""Limits of what stands in an archive, the same as when it was typed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from app.archive.mistakes import LETTERS, TWICE, UNFIT, need
from app.board.shared import legible
from app.kits.kit import Kit

YEARS = range(1970, 2200)
LARGEST_KIT = 1_000_000
"""Bytes of a kit; the printed one has 100,000."""
MOST_SHEETS, MOST_PARTS = 50, 200
"""How many sheets a kit has at most, and how many of anything else in one place."""


def is_legible(text: str) -> bool:
    """Whether all of it can be shown."""
    return text.isprintable() or legible(text) == text


def check_text(text: str, place: str) -> None:
    """A text of one or more lines that says something."""
    need(text.strip() and is_legible(text), LETTERS, place)


def check_line(text: str, place: str) -> None:
    """A text on one line, which may be empty."""
    need("\n" not in text and is_legible(text), LETTERS, place)


def check_times(times: Iterable[date | datetime | None], place: str) -> None:
    need(all(each.year in YEARS for each in times if each is not None), UNFIT, place)


def check_size(kit: Kit) -> None:
    """A kit in which nothing is more than anybody could use, and all can be shown."""
    need(len(kit.sheets) <= MOST_SHEETS, UNFIT, "kit.sheets")
    need(len(kit.sheets_by_key) == len(kit.sheets), TWICE, "kit.sheets")
    for part in parts_of(kit.model_dump()):
        if isinstance(part, str):
            need(is_legible(part.replace("\t", " ")), LETTERS, "kit")
        else:
            need(len(part) <= MOST_PARTS, UNFIT, "kit")


def parts_of(part: Any) -> Iterator[Any]:
    """All texts and lists in something, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for each in part.values():
            yield from parts_of(each)
    elif isinstance(part, list | tuple):
        yield part
        for each in part:
            yield from parts_of(each)
