"""Everything that is kept about one person, as plain values: their own to take along, and who leads may hand it out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.kits.kit import Kit, Worksheet, Zone


@dataclass(frozen=True, slots=True)
class Written:
    """A note, a cluster with its title, or a line of a drawing, as it is now. `group` is what the group is called.

    `changed` says that somebody else began it, and that its text is now this person's.
    """

    id: str
    kind: str
    group: str
    sheet: Worksheet
    number: int
    zone: Zone
    text: str
    at: int
    hidden: bool = False
    gone: bool = False
    changed: bool = False
    card: str = ""
    whom: str = ""
    due: str = ""
    tags: tuple[str, ...] = ()
    votes: int | None = None
    points: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the person did to a note at a time (ms): `what` it changed of it, by the names in `ledger.KEPT`."""

    at: int
    note: str
    number: int
    what: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """Half-written text, on the sheet with a number."""

    number: int
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Given:
    """A vote or a stand of the person, in a step (from 1): what it was about, and how many dots, or which stand."""

    number: int
    step: int
    about: str
    value: str


@dataclass(frozen=True, slots=True)
class Record:
    """All of it. `unread` counts the notes not yet turned over, and the drafts, that are not for whoever asks.

    `is_known` is False where nothing tells what the person wrote, because their browser's secret is not here.
    """

    workshop: Any
    kit: Kit
    person: Any
    group: str
    notes: tuple[Written, ...]
    deeds: tuple[Deed, ...] = ()
    drafts: tuple[Draft, ...] = ()
    given: tuple[Given, ...] = ()
    evaluation: Mapping[str, str] = field(default_factory=dict)
    unread: int = 0
    is_known: bool = True

    @property
    def lying(self) -> tuple[Written, ...]:
        """What has not been deleted."""
        return tuple(note for note in self.notes if not note.gone)

    def by_sheet(self) -> list[tuple[int, Worksheet, list[tuple[Zone, list[Written]]]]]:
        """What lies on each sheet, zone by zone, in the kit's order."""
        found = []
        for number, sheet in enumerate(self.kit.sheets, start=1):
            here = [note for note in self.lying if note.sheet.key == sheet.key]
            zones = [(zone, [note for note in here if note.zone.key == zone.key]) for zone in sheet.zones]
            if here:
                found.append((self.kit.number(sheet.key) or number, sheet, [each for each in zones if each[1]]))
        return found
