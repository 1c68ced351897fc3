"""Every way of saying no, with its HTTP status and what the person is told (Norwegian, translatable)."""

from app.language import _


class Refused(Exception):
    """A model says no. Subclasses name the reason."""


class StorageFailed(Refused):
    """The database could not keep it: full or read-only disk, or a lost connection."""


class NotFound(Refused):
    """It does not exist, or not for you: the two are not told apart."""


class UnknownCode(NotFound):
    """No workshop has that code."""


class WorkshopClosed(Refused):
    """The workshop has been closed: its notes are read-only."""


class EmptyNote(Refused):
    """A note without text."""


class TooLong(Refused):
    """A text longer than it may be."""


class SharedTooLong(TooLong):
    """More than a field holds that several write in."""


class NotConsented(Refused):
    """The group has been asked whether its sheet may be shown to all, and has not said yes."""


class NotYet(Refused):
    """The group has not come to that sheet."""


class Conflict(Refused):
    """Somebody else has changed the text that the writer had seen; neither is lost. `by` is a participant's id."""

    def __init__(self, note_id: str, text: str, version: int, by: int | None) -> None:
        super().__init__(note_id)
        self.note_id, self.text, self.version, self.by = note_id, text, version, by


class SheetFull(Refused):
    """As many notes and lines as a group's sheet takes."""


class StillSilent(Refused):
    """The group is still writing in silence: nothing is laid down yet."""


class StepsAreLed(Refused):
    """In this workshop a facilitator moves the groups between steps."""


class TooLate(Refused):
    """Something has happened since, so that this can no longer be taken back."""


class VoteIsOver(Refused):
    """The group is no longer at the step in which that is answered."""


class NotOpenYet(Refused):
    """The evaluation has not been opened."""


class NoDotsLeft(Refused):
    """More dots than the step gives each person."""


class NothingToUndo(Refused):
    """None of one's own acts on the sheet is left to take back."""


class ChangedSince(Refused):
    """Somebody else has changed the same note after the act that was to be taken back."""


class GroupFull(Refused):
    """The group has as many people as the kit allows, twice over."""


class NameTaken(Refused):
    """Somebody in the group has that name."""


class GroupNameTaken(NameTaken):
    """Another group in the workshop has that name."""


class FacilitatorNameTaken(NameTaken):
    """Another facilitator of the workshop has that name."""


class TooManyFacilitators(Refused):
    """As many facilitators as a workshop has room for."""


class TooManyGroups(Refused):
    """As many groups as a workshop has room for."""


class WrongKey(Refused):
    """The operator's key, a rescue code or a re-entry code is wrong."""


class NotUnderstood(Refused):
    """A message or form that does not follow the protocol."""


class TooLarge(Refused):
    """A body larger than anything we ask for."""


class ReportTooLarge(Refused):
    """A report that takes more memory or time than one may."""


class Hasty(Refused):
    """More in a short time than anybody needs to send. `wait` is in seconds, after which one more may be sent."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


class Guessing(Hasty):
    """Many wrong codes in a short time, from one address."""


class FromElsewhere(Refused):
    """A request that another site made a browser send."""


TEXTS: dict[type[Refused], tuple[int, str]] = {
    UnknownCode: (404, _("Koden finnes ikke. Se på skjermen eller spør fasilitatoren.")),
    NotFound: (404, _("Vi finner ikke det du leter etter. Det kan være slettet, eller adressen kan være feil.")),
    WorkshopClosed: (409, _("Workshopen er avsluttet. Lappene kan leses, men ikke endres.")),
    EmptyNote: (422, _("Lappen er tom. Skriv noe på den først.")),
    TooLong: (422, _("Teksten er for lang. En lapp har plass til 500 tegn.")),
    SharedTooLong: (422, _("Det er ikke plass til mer. Feltet har plass til 5000 tegn. Kort ned teksten.")),
    NotYet: (409, _("Gruppa har ikke kommet til dette arket ennå.")),
    NotConsented: (
        409,
        _("Gruppa er spurt, og har ikke sagt ja til å vise arket. Vent på svar, eller velg noe annet."),
    ),
    SheetFull: (409, _("Arket er fullt: Det er laget 3000 lapper og streker her. Det som ligger her, kan endres.")),
    Conflict: (409, _("Noen har endret lappen mens du skrev. Velg hvilken tekst som skal gjelde.")),
    StillSilent: (409, _("Dere skriver fortsatt i stillhet. Lappene legges fram i neste trinn.")),
    StepsAreLed: (403, _("Fasilitatoren flytter gruppa til neste trinn.")),
    TooLate: (409, _("Gruppene er flyttet igjen siden. Velg arket de skal til, i stedet.")),
    VoteIsOver: (409, _("Gruppa har gått videre, så svaret kom ikke med.")),
    NotOpenYet: (409, _("Evalueringen er ikke åpnet ennå. Fasilitatoren åpner den når det er tid for det.")),
    NoDotsLeft: (409, _("Du har brukt alle stemmene dine. Ta bort en for å stemme på noe annet.")),
    NothingToUndo: (409, _("Du har ikke gjort mer på dette arket som kan angres.")),
    ChangedSince: (409, _("Noen har endret den samme lappen etter deg. Derfor ble ingenting angret.")),
    GroupFull: (409, _("Gruppa er full. Velg en annen gruppe.")),
    NameTaken: (409, _("Noen i gruppa heter det allerede. Legg til en bokstav, for eksempel «Kari N».")),
    GroupNameTaken: (409, _("En annen gruppe heter det. Velg et annet navn.")),
    FacilitatorNameTaken: (409, _("En annen fasilitator heter det. Legg til en bokstav, for eksempel «Kari N».")),
    TooManyFacilitators: (409, _("En workshop kan ha 60 fasilitatorer, og så mange er det alt. Fjern noen først.")),
    TooManyGroups: (409, _("En workshop kan ha 25 grupper, og så mange er det alt.")),
    WrongKey: (403, _("Koden stemmer ikke. Se etter en gang til.")),
    NotUnderstood: (422, _("Noe i det du sendte, mangler eller er feil. Last siden på nytt og prøv igjen.")),
    TooLarge: (413, _("Det du sendte, er for stort. En lapp har plass til 500 tegn, og et arkiv kan være på 50 MB.")),
    ReportTooLarge: (503, _("Rapporten er for stor til å lages i ett. Velg færre grupper eller ark om gangen.")),
    Hasty: (429, _("Du sender mer enn vi rekker å ta imot. Vent litt, så sendes resten av seg selv.")),
    Guessing: (429, _("Det er prøvd mange koder som ikke stemmer. Vent et minutt, og prøv igjen.")),
    FromElsewhere: (403, _("Forespørselen kom fra et annet nettsted og ble ikke utført.")),
    StorageFailed: (
        503,
        _("Vi fikk ikke lagret. Det du skrev, ligger fortsatt hos deg. Si fra til fasilitatoren."),
    ),
}


def passes(refusal: Exception) -> bool:
    """Whether the same may be sent again a little later, and will then be taken."""
    return isinstance(refusal, StorageFailed | Hasty)


def headers(refusal: Exception) -> dict[str, str]:
    """What the answer's headers say of a refusal."""
    return {"Retry-After": str(refusal.wait)} if isinstance(refusal, Hasty) else {}


def status_and_text(refusal: Exception) -> tuple[int, str]:
    """The HTTP status and the text for a refusal; a subclass without its own has its parent's."""
    for kind in type(refusal).__mro__:
        if kind in TEXTS:
            return TEXTS[kind]
    return 500, _("Noe gikk galt hos oss. Prøv igjen.")
