"""How people's texts are set: every character shown or visibly replaced, every word breakable, nothing cut."""

import re
from collections.abc import Iterator
from functools import reduce
from operator import and_
from typing import NamedTuple

from app.printing.glyphs import Glyphs
from app.printing.letters import FIRST_MARK, INVISIBLE, Shown, Wide, clusters, leftwards

LAST_LATIN = "\u024f"
MOST_MARKS = 6
"""More marks than this on one letter would stand across the lines around it."""

SLACK = 0.96
"""How much of a row is counted on: kerning and joined letters are not measured."""

IDLE_HYPHENS = re.compile(r"\u00ad+(?=\s|$)")

Lines = list[list[str]]
"""A text's own lines, each in pieces between which it may also be broken."""


class Lettered(NamedTuple):
    """A text as it is set; `hyphens` where words must be divided, `leftwards` where it runs from right to left."""

    lines: Lines
    hyphens: bool
    leftwards: bool


class Lettering:
    """Sets texts in the glyphs there are, and remembers which characters were `missing`."""

    def __init__(self, glyphs: Glyphs) -> None:
        self.wide = Wide(glyphs.widths)
        self.measured: dict[str, float] = {}
        self.families = glyphs.families
        self.shown = Shown(glyphs.widths)
        self.missing = self.shown.missing
        self.substitute = self.shown.substitute

    def line(self, text: str) -> str:
        """A text as one string on one line, every character of it one that can be shown."""
        shown = self.letters(" ".join(text.split()))
        if shown.isascii() or max(shown) < FIRST_MARK:
            return shown
        return "".join(self.substitute if self.odd(cluster) else cluster for cluster in clusters(shown))

    def letters(self, line: str) -> str:
        """A line's characters as they are shown. Typst would show a soft hyphen where the word does not go on."""
        return IDLE_HYPHENS.sub("", line.translate(self.shown))

    def short(self, text: str, room: float) -> str:
        """The beginning of a text that is wider than `room` (em), for where it is only repeated."""
        whole = self.line(text)
        if self.width(whole) <= room:
            return whole
        taken = next(end for end in range(len(whole), 0, -1) if end == 1 or self.width(whole[:end]) < room - 1)
        return whole[:taken].rstrip() + "…"

    def plain(self, text: str, room: float) -> Lettered:
        """A text to be read and copied, in rows of `room` (em): only wider words are broken, without a sign."""
        lines = re.sub(r"\n{3,}", "\n\n", "\n".join(text.splitlines())).split("\n")
        pieces = [self.pieces(self.letters(line), room * SLACK) for line in lines]
        return Lettered(pieces, hyphens=False, leftwards=leftwards(text))

    def divided(self, text: str, room: float) -> Lettered:
        """A text to be looked at, in narrow rows: Typst hyphenates what it can, and we break the rest."""
        lines = [self.letters(line) for line in text.splitlines() if line.strip()]
        pieces = [self.pieces(line, room * SLACK, hyphenated=3.0) for line in lines]
        hyphens = max(map(self.widest, lines), default=0.0) > room * SLACK
        return Lettered(pieces, hyphens, leftwards(text))

    def rows(self, text: str, room: float) -> int:
        """How many rows a text takes where a row is `room` (em) wide."""
        return sum(self.rows_of(line, room * SLACK) for line in text.splitlines() if line.strip())

    def rows_of(self, line: str, room: float) -> int:
        rows, used = 1, 0.0
        for word in line.split():
            wide = self.width(word)
            used = used + 0.3 + wide if used else wide
            if used > room:
                rows, used = rows + int(used / room), min(wide, room)
        return rows

    def widest(self, text: str) -> float:
        """How wide (em) the widest word is."""
        return max(map(self.width, text.split()), default=0.0)

    def width(self, text: str) -> float:
        """How wide (em) a text is, near enough."""
        known = self.measured.get(text)
        if known is None:
            known = self.measured[text] = sum(map(self.wide.__getitem__, text))
        return known

    def pieces(self, line: str, room: float, hyphenated: float = 1.0) -> list[str]:
        """The line in pieces of at most `room` (em), between words as few as can be.

        Words of Latin letters only may be wider by the factor `hyphenated`.
        """
        parts = self.apart(line)
        if len(parts) == 1 and self.width(line) <= room:
            return parts
        found: list[str] = []
        for part in parts:
            found.append("")
            for word in re.split(r"(\s+)", part):
                most = room * hyphenated if word.isalpha() and max(word) <= LAST_LATIN else room
                first, *rest = [word] if self.width(word) <= most else self.broken(word, room)
                found[-1] += first
                found += rest
        return found

    def broken(self, word: str, room: float) -> Iterator[str]:
        """A word in pieces of at most a width; marks stay with the letter they belong to."""
        taken, width = "", 0.0
        for cluster in clusters(word):
            wide = self.width(cluster)
            if taken and width + wide > room:
                yield taken
                taken, width = "", 0.0
            taken, width = taken + cluster, width + wide
        yield taken

    def apart(self, line: str) -> list[str]:
        """The line, cut around odd letters and between these and their marks, where Typst might find no glyph."""
        if line.isascii() or max(line) < FIRST_MARK:
            return [line]
        found = [""]
        for cluster in clusters(line):
            if self.odd(cluster):
                found += [*cluster, ""]
            else:
                found[-1] += cluster
        return [part for part in found if part]

    def odd(self, cluster: str) -> bool:
        """Whether no one family has all of a letter and its marks, or the marks are too many."""
        if len(cluster) == 1:
            return False
        known = [self.families[ord(letter)] for letter in cluster if ord(letter) not in INVISIBLE]
        return len(known) > 1 + MOST_MARKS or (bool(known) and reduce(and_, known) == 0)
