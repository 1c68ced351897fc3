"""The checklist of who leads: what is good to have done before, under way and after, and what has been ticked off.

What is ticked off is kept in the workshop's row, so that all who lead it see the same on all their machines.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, update

from app.kits.kit import Kit
from app.language import _
from app.model import WORKSHOP
from app.refusals import NotFound
from app.workshop.workshops import hold


@dataclass(frozen=True, slots=True)
class Check:
    """Something to have done. `path` is the page of the workshop where it is done, if there is one, and `link` it."""

    key: str
    text: str
    path: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A time of the work, and what belongs to it."""

    key: str
    heading: str
    checks: tuple[Check, ...]


BEFORE = (
    Check("rescue", _("Redningskoden er skrevet ned på papir, og papiret ligger et annet sted enn maskinen.")),
    Check("rehearse", _("Jeg har øvd med prøveworkshopen: som fasilitator i ett vindu og deltaker i et annet.")),
    Check(
        "plan", _("Tidsplanen passer: ark vi ikke trenger, er tatt ut, og pausene er satt av."), "/plan", _("Tidsplan")
    ),
    Check("script", _("Kjøreplanen med manus er lest og skrevet ut."), "/plan/sheet", _("Kjøreplan")),
    Check("others", _("De som skal lede sammen med meg, har fått rollen."), "/facilitators", _("Fasilitatorer")),
    Check("invite", _("Deltakerne vet dato, sted og klokkeslett, har fått heftet, og tar med egen maskin.")),
    Check(
        "slips", _("Invitasjoner og bordkort er skrevet ut til hver gruppe."), "/paper#invitations", _("Til utskrift")
    ),
    Check(
        "paper",
        _("Tomme ark og penner er med, så gruppene kan gå videre på papir om nettet svikter."),
        "/paper#blank-sheets",
        _("Tomme ark"),
    ),
    Check("archive", _("Det er avtalt hvem som arkiverer rapporten, og datoen for sletting kommer etter det.")),
)
SAME_DAY = (
    Check("network", _("To maskiner har prøvd nettet i rommet. De som bare prøvde, er tatt ut igjen.")),
    Check("projector", _("Storskjermen står på projektoren, og koden kan leses fra bakerste rad.")),
    Check("tables", _("Hvert bord har strøm, plass til maskinene og sin invitasjon.")),
)
UNDER_WAY = (
    Check("welcome", _("Alle er ønsket velkommen, og alle har kommet inn med koden.")),
    Check("ways", _("Gruppene vet hva «Klar» og «Vi trenger hjelp» er til, og hva som skjer med det de skriver.")),
    Check("rules", _("Hensikten og spillereglene er gjennomgått.")),
    Check("rounds", _("Jeg ser etter grupper med ramme: rød har bedt om hjelp, de andre har vært stille lenge.")),
    Check("time", _("Er vi bak planen, har jeg valgt et av forslagene under «Hva nå?».")),
    Check("breaks", _("Pausen er holdt, og alle vet når vi fortsetter.")),
    Check("plenary", _("Gruppene har vist hverandre noe i plenum.")),
)
EVALUATION = Check(
    "evaluation",
    _("Deltakerne har fått tid til å svare på evalueringen før de går."),
    "/evaluations",
    _("Evaluering"),
)
AFTER = (
    EVALUATION,
    Check("thanks", _("Alle er takket, og vet hvem som følger opp, hvor rapporten blir å finne og når alt slettes.")),
    Check("typed", _("Lapper fra papir er skrevet inn, så de blir med i rapporten."), "/paper-notes", _("Skriv inn")),
    Check("closing", _("Workshopen er avsluttet, og kvitteringen stemmer."), "/closing", _("Avslutt")),
    Check("report", _("Rapporten er hentet, lest og arkivert."), "/report", _("Rapport")),
    Check(
        "sent",
        _("Deltakerne har fått rapporten, eller kan lese det alle gruppene skrev."),
        "/results",
        _("Del resultatet"),
    ),
    Check("deletion", _("Datoen for sletting er riktig, eller alt er slettet."), "/closing", _("Avslutt")),
)
PARTS = (
    Part("before", _("Før"), BEFORE),
    Part("same-day", _("Samme dag, før dere begynner"), SAME_DAY),
    Part("under-way", _("Underveis"), UNDER_WAY),
    Part("after", _("Etter"), AFTER),
)
KEYS = tuple(check.key for part in PARTS for check in part.checks)


def parts_for(kit: Kit) -> tuple[Part, ...]:
    """What is on the list with a kit: one that asks nothing at the end has no evaluation to wait for."""
    if kit.evaluation:
        return PARTS
    return tuple(replace(part, checks=tuple(each for each in part.checks if each != EVALUATION)) for part in PARTS)


@dataclass(frozen=True, slots=True)
class Tick:
    """That a check is done, or is not after all. The same twice is once."""

    workshop_id: int
    key: str
    done: bool


def ticked(workshop: Row[Any]) -> frozenset[str]:
    """What has been ticked off."""
    return frozenset(workshop.ticked.split())


def tick(connection: Connection, wish: Tick) -> None:
    """Keep it. Raises NotFound for what is not on the list."""
    before = ticked(hold(connection, wish.workshop_id))
    if wish.key not in KEYS:
        raise NotFound
    after = before | {wish.key} if wish.done else before - {wish.key}
    kept = " ".join(key for key in KEYS if key in after)
    connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == wish.workshop_id).values(ticked=kept))
