"""What is cut out or folded for the room: invitations, a poster for the door, cards for the tables, post-its.

All of it says how to take part, and holds nothing that anybody writes in the workshop but the groups' names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import NullTranslations
from typing import Any, Literal

import segno
from sqlalchemy import Row

from app.kits.kit import Kit
from app.language import catalogue
from app.pages.drawing import day
from app.paper.parts import Paper
from app.printing.lettering import Lettered, Lettering
from app.printing.press import in_letters, local, press
from app.timing.clock_time import of_day
from app.workshop.addresses import without_scheme

Given = dict[str, Any]
Sort = Literal["slips", "poster", "tents", "notes"]

NAME, TITLE, LINE = 11.0, 16.0, 24.0
"""The narrowest rows (em) in which a group's name, a title and other lines stand."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A workshop (its row) to be invited to, with these of its groups; `join` is the address where one joins."""

    workshop: Row[Any]
    kit: Kit
    groups: Sequence[Row[Any]]
    join: str

    @property
    def title(self) -> str:
        return str(self.workshop.title)


def typeset_cards(sort: Sort, occasion: Occasion, paper: Paper = "a4", produced: datetime | None = None) -> bytes:
    """One sort of them as a PDF; `produced` is the time it bears, or now."""
    words, at = catalogue(occasion.kit.language), local(produced)
    return in_letters(lambda lettering: press(f"paper/{sort}", Cards(occasion, lettering, words).given(paper), at))


class Cards:
    """Turns an occasion into what the templates are given: all of them the same."""

    def __init__(self, occasion: Occasion, lettering: Lettering, language: NullTranslations) -> None:
        self.occasion, self.lettering = occasion, lettering
        self.line, self.gettext = lettering.line, language.gettext

    def given(self, paper: Paper) -> Given:
        """Everything a template needs."""
        occasion, workshop = self.occasion, self.occasion.workshop
        return {
            "paper": paper,
            "language": occasion.kit.language,
            "labels": self.labels(),
            "title": self.line(workshop.title),
            "title_set": self.set(workshop.title, TITLE),
            "about": [self.set(text, LINE) for text in (workshop.municipality, self.when(), workshop.place) if text],
            "address": self.address(),
            "code": workshop.code,
            "qr": self.qr(occasion.join),
            "groups": [self.group(group) for group in occasion.groups],
            "rules": list(map(self.line, occasion.kit.rules)),
            "perspectives": [] if workshop.anonymous else self.perspectives(),
        }

    def set(self, text: str, room: float) -> Lettered:
        return self.lettering.divided(text, room)

    def address(self) -> Lettered:
        """Where one joins, as a person types it: broken only after a dot or a slash, or where it must be."""
        whole = self.line(without_scheme(self.occasion.join))
        pieces = [piece for part in re.split(r"(?<=[./:])", whole) for piece in self.lettering.pieces(part, TITLE)]
        return Lettered([pieces], hyphens=False, leftwards=False)

    def when(self) -> str:
        held_on, starts_at = self.occasion.workshop.held_on, self.occasion.workshop.starts_at
        return self.gettext("%(date)s kl. %(time)s") % {
            "date": day(held_on, self.occasion.kit.language),
            "time": of_day(starts_at),
        }

    def group(self, group: Row[Any]) -> Given:
        return {
            "name": self.set(group.name, NAME),
            "plain": self.line(group.name),
            "qr": self.qr(f"{self.occasion.join}?group={group.number}"),
        }

    def qr(self, address: str) -> Given:
        """A QR code: how many modules wide, where its dark ones begin and how many they are, and what it says."""
        matrix = segno.make(address, error="m").matrix
        dark = [run for y, row in enumerate(matrix) for run in runs(row, y)]
        told = self.gettext("QR-kode til %(address)s") % {"address": address}
        return {"size": len(matrix), "runs": dark, "told": told}

    def perspectives(self) -> list[Given]:
        return [
            {"label": self.line(each.label), "mark": self.line(each.mark), "colour": each.colour}
            for each in self.occasion.kit.perspectives
        ]

    def labels(self) -> dict[str, str]:
        return {
            "slips": self.gettext("Invitasjoner"),
            "poster": self.gettext("Oppslag"),
            "tents": self.gettext("Bordkort"),
            "notes": self.gettext("Lapper til å klippe"),
            "scan": self.gettext("Skann koden med telefonen eller kameraet på maskinen. Eller skriv inn adressen:"),
            "code": self.gettext("Kode"),
            "welcome": self.gettext("Velkommen"),
            "choose": self.gettext("Ta fram maskinen, og bli med. Du velger gruppe når du er inne."),
            "join": self.gettext("Bli med"),
            "rules": self.gettext("Spilleregler"),
            "fold": self.gettext("Brett her, så kortet står på bordet."),
            "cut": self.gettext("Klipp langs strekene. Hver lapp er 76 mm, som de klisterlappene dere kjenner."),
        }


def runs(row: Sequence[int], y: int) -> list[tuple[int, int, int]]:
    """Where dark modules lie beside each other in a row: x, y, and how many."""
    found, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            found.append((x, y, end - x))
        x = end + 1
    return found
