"""Texts as they are kept: what people typed, without what no page and no report could show."""

import unicodedata

from app.refusals import EmptyNote, TooLong

LONGEST = 500


def tidy(text: str, *, may_be_empty: bool = False) -> str:
    """The text as it is kept: no control characters but line breaks, no blank ends. Raises EmptyNote, TooLong."""
    kept = tidy_lines(text)
    if not kept and not may_be_empty:
        raise EmptyNote
    if len(kept) > LONGEST:
        raise TooLong
    return kept


def tidy_lines(text: str) -> str:
    """A text however long or empty, without what cannot be shown."""
    return "".join(
        letter
        for letter in text.replace("\r\n", "\n")
        if letter == "\n" or letter.isprintable() or unicodedata.category(letter) not in ("Cc", "Cs")
    ).strip()


def tidy_few(text: str) -> str | None:
    """A few words on one line, such as who does something; nothing where there are none."""
    kept = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return kept or None
