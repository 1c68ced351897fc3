"""What is wrong with a file that somebody would bring in, told in Norwegian, with where in it."""

from app.language import _
from app.refusals import Refused

NOT_ONE = _("Fila er ikke et arkiv fra Oppgaveark. Velg fila som heter noe med «.json».")
NOT_WHOLE = _("Fila er ikke hel. Hent den på nytt fra der den ble laget.")
NEWER = _(
    "Arkivet er laget med en nyere utgave av Oppgaveark. "
    "Det har formatversjon {found}, og denne utgaven leser versjon {known}. Oppgrader først."
)
UNLIKE = _("Arkivet følger ikke formatet. Det gjelder {place}. Er fila endret, så bruk den opprinnelige.")
MISSING = _("Arkivet henger ikke sammen: {place} viser til noe som ikke er med i det.")
TWICE = _("Arkivet henger ikke sammen: {place} er brukt før, eller står ikke i rekkefølge.")
UNFIT = _("Arkivet henger ikke sammen: {place} passer ikke med opplegget eller resten av arkivet.")
LETTERS = _("Arkivet har en tekst som ikke kan brukes: {place} har tegn som ikke kan vises, eller er tom.")
TELLS = _("Workshopen i arkivet er uten navn, men {place} sier hvem som gjorde noe.")
TOO_MANY = _("Arkivet har mer enn det er plass til på ett ark: {place}.")
WHOLE = _("fila som helhet")
BAD_KIT = _("Opplegget i arkivet kan ikke brukes. {why}")


class BadArchive(Refused):
    """A file that is no archive, or one that does not hold together. Its text is for the person."""


def need(holds: object, mistake: str, place: str) -> None:
    """Raise BadArchive where something does not hold."""
    if not holds:
        raise BadArchive(mistake.format(place=place))
