"""Whether two texts say the same: names spelt a little differently, as `static/js/alike.js` judges them too."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from rapidfuzz.distance import Levenshtein

from app.kits.kit import Card

LONGEST = 60
"""A longer text is no name."""

FORMS = frozenset({"as", "asa", "sa", "ba", "da", "ans", "ab", "ltd", "inc", "stiftelsen", "foreningen"})
"""Forms of company, which do not tell one name from another."""


class Written(Protocol):
    """A note, as far as what it is about goes."""

    @property
    def text(self) -> str: ...
    @property
    def card(self) -> Card | None: ...


def sameness(note: Written) -> str:
    """What notes have alike that are about the same card, or say the same to the letter."""
    return f"card {note.card.key}" if note.card is not None else " ".join(note.text.casefold().split())


class Name(NamedTuple):
    """What of a text tells it from other names."""

    words: tuple[str, ...]
    joined: str
    numbers: str


def name_of(text: str) -> Name:
    """A name's words, without what stands in brackets and without a form of company."""
    bare = re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFC", text).lower())
    words = tuple(re.findall(r"[^\W_]+", bare))
    words = tuple(word for word in words if word not in FORMS) or words
    return Name(words, "".join(words), " ".join(re.findall(r"\d+", " ".join(words))))


def is_alike(one: Name, other: Name) -> bool:
    """Whether two names seem to name the same."""
    short, long = sorted((one.joined, other.joined), key=len)
    if not short or short == long:
        return bool(short)
    if one.numbers != other.numbers:
        return False
    if begins(one.words, other.words) or begins(other.words, one.words):
        return True
    most = 0 if len(short) < 5 else 1 if len(short) < 9 else 2
    return len(long) - len(short) <= most and Levenshtein.distance(short, long, score_cutoff=most) <= most


def begins(whole: Sequence[str], part: Sequence[str]) -> bool:
    return len("".join(part)) > 3 and list(whole[: len(part)]) == list(part)


def gathered(texts: Iterable[str]) -> list[list[int]]:
    """Which of the texts seem to name the same as each first of them: their places in sets, as they come."""
    exact: dict[str, list[int]] = {}
    names: dict[str, Name] = {}
    for place, text in enumerate(texts):
        if len(text) <= LONGEST and (name := name_of(text)).joined:
            exact.setdefault(name.joined, []).append(place)
            names.setdefault(name.joined, name)
    left, sets = list(names), []
    while left:
        first, *others = left
        same = {other: None for other in others if is_alike(names[first], names[other])}
        left = [other for other in others if other not in same]
        sets.append([place for key in (first, *same) for place in exact[key]])
    return sets
