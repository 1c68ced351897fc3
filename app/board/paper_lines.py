"""Notes from paper as they are typed: one on each line, and what is wrong with a line said by its number."""

from dataclasses import dataclass

from app.language import _
from app.refusals import EmptyNote, TooLong
from app.texts import tidy, tidy_few

MOST_LINES = 100
"""How many are taken at once."""

FEW = 120
"""The longest that who does something may be, and when."""


@dataclass(slots=True, frozen=True)
class PaperLine:
    """A note as typed; of an action also who does it, and when."""

    text: str
    whom: str | None = None
    due: str | None = None


def lines_in(text: str, *, actions: bool) -> tuple[tuple[PaperLine, ...], list[str]]:
    """The notes in a text, and what is wrong with it. In a field of `actions` a line may be "what; who; when"."""
    found: list[PaperLine] = []
    wrong: list[str] = []
    typed = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    numbered = [(number, line) for number, line in enumerate(typed, start=1) if line.strip()]
    if not numbered:
        wrong.append(_("Skriv minst én lapp: én på hver linje."))
    if len(numbered) > MOST_LINES:
        told = _("Det er {count} lapper. Skriv inn høyst {most} om gangen, og resten etterpå.")
        wrong.append(told.format(count=len(numbered), most=MOST_LINES))
    for number, line in numbered:
        said = line.split(";") if actions else [line]
        if problem := wrong_with(said):
            wrong.append(_("Linje {number}: {problem}").format(number=number, problem=problem))
        else:
            found.append(PaperLine(tidy(said[0]), *map(tidy_few, said[1:])))
    return tuple(found), wrong


def wrong_with(said: list[str]) -> str:
    """What is wrong with a line in its parts, or nothing."""
    if len(said) > 3:
        return _("Det er flere enn to semikolon. Skriv hva; hvem; når.")
    try:
        tidy(said[0])
    except EmptyNote:
        return _("Det står ikke noe på lappen.")
    except TooLong:
        return _("Teksten har {count} tegn. En lapp har plass til 500.").format(count=len(said[0].strip()))
    long = max((len(part.strip()) for part in said[1:]), default=0)
    return _("Hvem eller når har {count} tegn. Der er det plass til 120.").format(count=long) if long > FEW else ""


def written(line: PaperLine) -> str:
    """A line as it was typed."""
    said = [line.text, line.whom or "", line.due or ""]
    while not said[-1]:
        said.pop()
    return "; ".join(said)
