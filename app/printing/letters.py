"""Single characters: which are shown and which replaced, how wide they are, which belong together."""

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain

SUBSTITUTES = "\ufffd\u25a1?"
"""What stands for a character that no font has; the first of them that there is."""

INVISIBLE = frozenset(
    chain(
        (0x00AD, 0x034F, 0x061C, 0x3164, 0xFFA0),
        *(
            range(first, last + 1)
            for first, last in (
                (0x115F, 0x1160),
                (0x17B4, 0x17B5),
                (0x180B, 0x180E),
                (0x200B, 0x200F),
                (0x202A, 0x202E),
                (0x2060, 0x206F),
                (0xFE00, 0xFE0F),
                (0xFFF0, 0xFFF8),
                (0x1D173, 0x1D17A),
                (0xE0000, 0xE0FFF),
            )
        ),
    )
)
"""Characters that need no glyph: Unicode's Default_Ignorable_Code_Point, less those that Typst does not hide."""

JOINER = "\u200d"
SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
FIRST_MARK = "\u0300"


class Wide(dict[str, float]):
    """How wide (em) each character is, learnt as they come."""

    def __init__(self, widths: Mapping[int, float]) -> None:
        super().__init__()
        self.widths = widths

    def __missing__(self, letter: str) -> float:
        wide = self[letter] = self.widths.get(ord(letter), 0.0)
        return wide


class Shown(dict[int, str]):
    """For `str.translate`: each character itself, or what stands in its place. Remembers what was `missing`."""

    def __init__(self, widths: Mapping[int, float]) -> None:
        super().__init__({ord("\t"): " ", 0xFEFF: "\u2060"})
        self.widths = widths
        self.missing: dict[str, None] = {}
        self.substitute = next(letter for letter in SUBSTITUTES if ord(letter) in widths)

    def __missing__(self, code: int) -> str:
        self[code] = self.choose(code)
        return self[code]

    def choose(self, code: int) -> str:
        letter = chr(code)
        if code in INVISIBLE:
            return letter
        if letter.isspace() and code not in self.widths:
            return " "
        # Private characters have no meaning to keep, and PDF/A-2a refuses them even where a font has them.
        if unicodedata.category(letter) in ("Cc", "Cs", "Co") or code not in self.widths:
            self.missing[letter] = None
            return self.substitute
        return letter


def leftwards(text: str) -> bool:
    """Whether the first letter that has a direction belongs to a script that is written from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return not text.isascii() and next((each for each in directions if each in ("L", "R", "AL")), "L") != "L"


def clusters(line: str) -> Iterator[str]:
    """Letters, each with the marks that follow it and what is joined to it."""
    start = 0
    for at, letter in enumerate(line):
        if at and begins(letter, line[at - 1]):
            yield line[start:at]
            start = at
    if line:
        yield line[start:]


def begins(letter: str, before: str) -> bool:
    """Whether a letter does not belong to the one before it."""
    if letter < FIRST_MARK:
        return before != JOINER
    category = unicodedata.category(letter)
    return before != JOINER and category[0] != "M" and category != "Cf" and letter not in SKIN_TONES
