"""Texts as they are kept: what people typed, without what no page and no report could show."""

import unicodedata

from app.refusals import EmptyNote, TooLong

LONGEST = 500


def tidy(text: str) -> str:
    """The text as it is kept: no control characters but line breaks, no blank ends. Raises EmptyNote, TooLong."""
    kept = "".join(
        letter
        for letter in text.replace("\r\n", "\n")
        if letter == "\n" or letter.isprintable() or unicodedata.category(letter) not in ("Cc", "Cs")
    ).strip()
    if not kept:
        raise EmptyNote
    if len(kept) > LONGEST:
        raise TooLong
    return kept
