"""What the templates are given of a board: notes, people and the sheet, already decided by `visibility.py`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from app.kits.kit import Kit, Perspective, Worksheet, Zone
from app.visibility import Role

SIZES = ((40, 9, "s"), (110, 15, "m"), (110, 20, "w"), (240, 24, "l"))
"""The longest text and the longest word that a size of note holds without breaking words; "xl" holds all."""


@dataclass(slots=True, frozen=True)
class NoteView:
    """A note as drawn. Blank ones have no text; `tilt` is -1, 0 or 1 degree; `author` makes "mine" possible."""

    id: str
    sheet: str
    zone: str
    text: str
    blank: bool
    gone: bool
    x: int
    y: int
    author: int | None
    perspective: Perspective
    version: int
    size: str
    tilt: int


@dataclass(slots=True, frozen=True)
class Person:
    """A participant as the others see them."""

    id: int
    name: str
    initials: str
    perspective: Perspective
    here: bool
    writing: bool


@dataclass(slots=True, frozen=True)
class Stop:
    """One sheet on the path through the kit; `href` where it may be looked at."""

    number: int
    sheet: Worksheet
    state: str
    href: str | None


@dataclass(slots=True, frozen=True)
class BoardView:
    """One board for one kind of viewer."""

    workshop: Row[Any]
    kit: Kit
    group: Row[Any]
    sheet: Worksheet
    step: int
    role: Role
    may_write: bool
    current: bool
    cursor: int
    people: list[Person]
    zones: list[tuple[Zone, list[NoteView]]]
    path: list[Stop] = field(default_factory=list)
    me: Person | None = None

    @property
    def number(self) -> int:
        return self.kit.number(self.sheet.key)

    @property
    def suggested_zone(self) -> str | None:
        step = self.sheet.steps[self.step]
        if step.zone is not None:
            return step.zone
        return self.sheet.zones[0].key if self.sheet.zones else None


def note_view(row: Row[Any], kit: Kit, *, readable: bool) -> NoteView:
    return NoteView(
        id=row.id,
        sheet=row.sheet,
        zone=row.zone,
        text=row.text if readable else "",
        blank=not readable,
        gone=row.gone,
        x=row.x,
        y=row.y,
        author=row.author_id,
        perspective=kit.perspectives_by_key[row.perspective],
        version=row.version,
        size=size_of(row.text) if readable else "s",
        tilt=int(row.id[-2:], 16) % 3 - 1,
    )


def size_of(text: str) -> str:
    word = max(map(len, text.split()), default=0)
    return next((size for most, widest, size in SIZES if len(text) <= most and word <= widest), "xl")


def person_view(row: Row[Any], kit: Kit) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        initials=initials(row.name),
        perspective=kit.perspectives_by_key[row.perspective],
        here=row.here,
        writing=row.writing,
    )


def initials(name: str) -> str:
    """At most two letters: "Anne Grete" becomes "AG", "Kari" becomes "Ka"."""
    words = name.replace("-", " ").split()
    return "".join(word[0] for word in words[:2]).upper() if len(words) > 1 else name[:2].capitalize()


def path_of(kit: Kit, here: str, reached: Sequence[str], address: str) -> list[Stop]:
    """The sheets in order, each done, here or still to come; those the group has been on can be looked at."""
    at = kit.number(here)
    return [
        Stop(
            number,
            sheet,
            "here" if number == at else "done" if number < at else "to_come",
            f"{address}/{sheet.key}" if sheet.key in reached and number != at else None,
        )
        for number, sheet in enumerate(kit.sheets, start=1)
    ]
