"""What was erased for good leaves a tombstone on which nothing stands, so that every board takes away what lay there.

A note has a text or a card, and a line has points: one without them is such a tombstone, and nothing brings it back.
"""

from collections.abc import Sequence


def is_erased(kind: str, text: str, card: str | None, points: Sequence[int] | None) -> bool:
    return not points if kind == "line" else kind == "note" and not text and card is None
