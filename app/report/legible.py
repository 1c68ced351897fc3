"""Which characters a file of text can hold: all but those that XML forbids, which get a visible substitute."""

import unicodedata

from app.printing.letters import SUBSTITUTES

NEVER = ("\ufffe", "\uffff")
"""What is no character, and may stand in no XML."""


class Legible(dict[int, str]):
    """For `str.translate`: each character itself, or what stands in its place. Remembers what was `missing`."""

    substitute = SUBSTITUTES[0]

    def __init__(self) -> None:
        super().__init__({ord("\t"): " ", ord("\n"): "\n"})
        self.missing: dict[str, None] = {}

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in NEVER or unicodedata.category(letter) == "Cs" or code < ord(" "):
            self.missing[letter] = None
            letter = self.substitute
        self[code] = letter
        return letter

    def text(self, text: str) -> str:
        """A text with its lines as they were, every character of it one that a file can hold."""
        return "\n".join(text.splitlines()).translate(self)

    def line(self, text: str) -> str:
        """A text on one line."""
        return " ".join(self.text(text).split())
