"""What is wrong in a kit's files, told to its author in Norwegian: where, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class KitMistake:
    """One mistake. `where` is the line, if known, and the place in words; `mend` what would be right."""

    file: str
    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        return f"{place}\n  {self.what}\n  {self.mend}"


class KitMistakes(Exception):
    """A folder could not be read as a kit."""

    def __init__(self, folder: str, mistakes: Iterable[KitMistake]) -> None:
        self.folder = folder
        self.mistakes = tuple(mistakes)
        super().__init__(folder, self.mistakes)

    def __str__(self) -> str:
        found = "1 feil" if len(self.mistakes) == 1 else f"{len(self.mistakes)} feil"
        return "\n\n".join((f"Opplegget i {self.folder} har {found}:", *map(str, self.mistakes)))


def suggestion(written: str, known: Iterable[str], otherwise: str = "Her kan du bruke") -> str:
    """The known word that looks like what was written, or all of them."""
    words = list(known)
    near = get_close_matches(written, words, n=1, cutoff=0.6)
    if near:
        return f"Mente du «{near[0]}»?"
    return f"{otherwise}: {', '.join(words)}." if words else f"{otherwise}: ingen."
