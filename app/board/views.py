"""What the templates are given of a board: the sheet and its notes, already decided by `visibility.py`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from app.board.laying import Laying, is_laying
from app.board.notice import Notice
from app.board.path import Stop
from app.board.people import Person
from app.board.results import Result
from app.board.sides import is_guest, suggestions
from app.board.strokes import Stroke, stroke
from app.board.tally import Tally
from app.board.written import TextView
from app.kits.kit import Card, Kit, Perspective, Worksheet, Zone, ZoneKind
from app.timing.agenda import agenda_of
from app.visibility import Role

SIZES = ((40, 9, "s"), (110, 15, "m"), (110, 20, "w"), (240, 24, "l"))
"""The longest text and the longest word that a size of note holds without breaking words; "xl" holds all."""


@dataclass(slots=True, frozen=True)
class NoteView:
    """A note as drawn. Blank ones have no text; `tilt` is -1, 0 or 1 degree; `author` makes "mine" possible.

    `hidden` is what only its writer may read. `into` are the lists it may lie in, the best first; `members` lie in
    it, if it is a cluster. `came_from` is the number of the sheet it was brought from. A `guest` lies in a field that
    is another perspective's; a `led` one was left by a facilitator.
    """

    id: str
    kind: str
    sheet: str
    zone: str
    text: str
    blank: bool
    hidden: bool
    gone: bool
    x: int
    y: int
    author: int | None
    perspective: Perspective | None
    version: int
    size: str
    tilt: int
    into: tuple[str, ...]
    cluster: str | None = None
    beside: str | None = None
    tags: Sequence[str] = ()
    card: Card | None = None
    came_from: int | None = None
    guest: bool = False
    led: bool = False
    gathered: bool = False
    is_action: bool = False
    whom: str = ""
    due: str = ""
    votes: int | None = None
    votable: bool = False
    stroke: Stroke = field(default_factory=Stroke)
    members: Sequence["NoteView"] = ()


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
    tally: Tally = field(default_factory=Tally)
    answers: dict[int, dict[str, int]] = field(default_factory=dict)
    texts: dict[str, TextView] = field(default_factory=dict)
    address: str = ""
    laying: Laying = field(default_factory=Laying)
    results: Sequence[Result] = ()
    notice: Notice | None = None

    @property
    def number(self) -> int:
        return self.kit.number(self.sheet.key)

    @property
    def is_laying(self) -> bool:
        """Whether each lays down their own just now."""
        return is_laying(self.sheet, self.step)

    def minutes(self, step: int) -> int:
        """How long a step (from 0) is planned to take."""
        agenda = agenda_of(self.workshop, self.kit)
        return next((item.steps[step] for item in agenda if item.sheet == self.sheet.key), 0)

    def earlier(self, sheet: str) -> Stop | None:
        """The stop of another sheet that the group has been on."""
        return next((stop for stop in self.path if stop.sheet.key == sheet and stop.href), None)

    @staticmethod
    def count(notes: Sequence[NoteView]) -> int:
        """How many notes lie there, in clusters too."""
        return sum(len(note.members) if note.kind == "cluster" else note.kind == "note" for note in notes)

    def rows_beside(self, zone: Zone) -> list[NoteView]:
        """The rows that a zone has a place beside, in order."""
        return [note for other, notes in self.zones if other.key == zone.beside for note in notes]

    @property
    def own(self) -> Perspective | None:
        """Whose side one writes on: nobody's, where nothing may tell who writes."""
        return None if self.me is None or self.workshop.anonymous else self.me.perspective

    @property
    def suggestions(self) -> dict[str, str]:
        """Where those with a side of their own write in the step; nowhere else than others where nobody has one."""
        return {} if self.workshop.anonymous else suggestions(self.kit, self.sheet, self.step)

    @property
    def suggested_zone(self) -> str | None:
        step = self.sheet.steps[self.step]
        if step.zone is not None:
            return step.zone
        return self.sheet.zones[0].key if self.sheet.zones else None


def note_view(row: Row[Any], kit: Kit, *, readable: bool, into: str | None = None) -> NoteView:
    """A note as somebody may see it; `into` a list other than its own."""
    sheet = kit.sheets_by_key[row.sheet]
    zone = sheet.zones_by_key[row.zone]
    return NoteView(
        id=row.id,
        kind=row.kind,
        sheet=row.sheet,
        zone=row.zone,
        text=row.text if readable else "",
        blank=not readable,
        hidden=row.hidden and readable,
        gone=row.gone,
        x=row.x,
        y=row.y,
        author=row.author_id,
        perspective=kit.perspectives_by_key.get(row.perspective),
        version=row.version,
        size=size_of(row.text) if readable else "s",
        tilt=int(row.id[-2:], 16) % 3 - 1,
        into=(into,) if into else lists_of(row, zone),
        guest=is_guest(row.perspective, zone),
        led=row.led,
        gathered=into is not None,
        is_action=zone.kind is ZoneKind.ACTIONS,
        votable=readable and zone.key in sheet.voted_in,
        **(said_of(row, kit, sheet, zone, row.sheet if into else row.from_sheet) if readable else {}),
    )


def said_of(row: Row[Any], kit: Kit, sheet: Worksheet, zone: Zone, came_from: str | None) -> dict[str, Any]:
    """What only those are told of a note who may read it."""
    return {
        "cluster": row.cluster,
        "beside": row.beside,
        "tags": shown_tags(row.tags, zone),
        "card": sheet.cards_by_key.get(row.card) if row.card else None,
        "came_from": kit.number(came_from) if came_from in kit.sheets_by_key else None,
        "whom": row.whom or "",
        "due": row.due or "",
        "votes": row.votes,
        "stroke": stroke(row.points or (), row.colour, zone),
    }


def shown_tags(tags: Sequence[str], zone: Zone) -> tuple[str, ...]:
    """A note keeps its tags where it is moved, but they say something only where the kit offers them."""
    return tuple(tag for tag in tags if tag in zone.tags)


def lists_of(row: Row[Any], zone: Zone) -> tuple[str, ...]:
    """The ids of the lists that a note may lie in, the best first: the browser takes the first that is there."""
    if row.kind == "line":
        return (f"zone-{row.zone}-lines",)
    own = f"zone-{row.zone}-notes"
    if row.cluster:
        return (f"cluster-{row.cluster}-notes", own)
    return (f"zone-{row.zone}-row-{row.beside}", own) if zone.beside and row.beside else (own,)


def size_of(text: str) -> str:
    word = max(map(len, text.split()), default=0)
    return next((size for most, widest, size in SIZES if len(text) <= most and word <= widest), "xl")
