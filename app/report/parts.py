"""What a report is made of: plain values, in the kit's own order, with no words or layout."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.board.receipts import Receipt
from app.kits.kit import Card, Kit, Worksheet, Zone, ZoneKind
from app.workshop.evaluation import Results
from app.workshop.groups import PLENARY


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for: the groups with these numbers and the sheets with these keys, or all of them.

    With or without people's `names` and `pictures`; as a `draft` even when all is over; in another `language` than the
    workshop's; as it is `shared` with those who took part, without what groups have not let be shown, and evaluation.
    """

    groups: frozenset[int] | None = None
    sheets: frozenset[str] | None = None
    names: bool = False
    pictures: bool = True
    draft: bool = False
    language: str = ""
    shared: bool = False


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Note:
    """A post-it whose text may be read. `x` and `y` are per cent of the free way in its zone.

    A note with `members` is a cluster, and its text their title. `perspective` is None where nothing may tell it.
    `origin` is the note it was brought from, `came_from` the number of that note's sheet, `beside` the row it lies at.
    A `guest` lies on the side of another perspective; a `led` one was left by a facilitator.
    """

    text: str
    perspective: str | None
    x: int
    y: int
    tilt: int
    author: str | None
    id: str = ""
    card: Card | None = None
    tags: tuple[str, ...] = ()
    whom: str = ""
    due: str = ""
    votes: int | None = None
    came_from: int | None = None
    origin: str | None = None
    beside: str | None = None
    is_cluster: bool = False
    members: tuple["Note", ...] = ()
    guest: bool = False
    led: bool = False

    @property
    def notes(self) -> int:
        return len(self.members) if self.is_cluster else 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sketch: x, y and pressure of each point, in per mille of where one sketches in the zone."""

    points: tuple[int, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Field:
    """One zone of one board, the oldest first. `hidden` counts the notes not yet turned over.

    `stands` is how many took each stand, once that may be shown. `text` is what a field to write in says, `told` a
    sketch in words. `gathered` are the actions of other sheets that can be seen here too.
    """

    zone: Zone
    notes: tuple[Note, ...]
    hidden: int
    lines: tuple[Line, ...] = ()
    stands: tuple[int, ...] = ()
    text: str = ""
    told: str = ""
    gathered: tuple[Note, ...] = ()

    @property
    def count(self) -> int:
        """How many notes there are, those in clusters too, but not the clusters."""
        return sum(note.notes for note in self.notes)

    @property
    def clusters(self) -> int:
        return sum(note.is_cluster for note in self.notes)

    @property
    def is_empty(self) -> bool:
        return not (self.notes or self.hidden or self.lines or any(self.stands) or self.text or self.told)

    def each(self) -> Iterator[Note]:
        """Every note, those in clusters too, but not the clusters."""
        for note in self.notes:
            yield from note.members if note.is_cluster else (note,)


@dataclass(frozen=True, slots=True)
class Board:
    """A group's copy of a worksheet, with its `number` as printed; `withheld` (and empty) if it may not be shown."""

    number: int
    sheet: Worksheet
    fields: tuple[Field, ...]
    withheld: bool = False

    @property
    def notes(self) -> int:
        return sum(field.count for field in self.fields)

    @property
    def hidden(self) -> int:
        return sum(field.hidden for field in self.fields)

    @property
    def is_empty(self) -> bool:
        return all(field.is_empty for field in self.fields)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one group did, or with number 0 the plenary. `people` counts them by perspective; `names` is empty unless
    asked for.
    """

    number: int
    name: str
    people: Mapping[str, int]
    names: tuple[tuple[str, str], ...]
    boards: tuple[Board, ...]

    @property
    def is_plenary(self) -> bool:
        return self.number == PLENARY

    @property
    def notes(self) -> int:
        return sum(board.notes for board in self.boards)

    @property
    def actions(self) -> tuple[tuple[Board, Note], ...]:
        """What lies where the kit asks for next steps, once: what was brought on is told where it was brought to."""
        found = [
            (board, note)
            for board in self.boards
            for field in board.fields
            if field.zone.kind is ZoneKind.ACTIONS
            for note in field.each()
        ]
        brought_on = {note.origin for _, note in found}
        return tuple((board, note) for board, note in found if note.id not in brought_on or not note.id)


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says, of the `whole` of the groups or of some, and of `sheets`.

    It is a draft until the workshop has been closed, or where that was asked for.
    `language` is that of its own words; what the kit says is in the kit's.
    """

    title: str
    municipality: str
    held_on: date
    draft: bool
    whole: bool
    names: bool
    kit: Kit
    sheets: tuple[Worksheet, ...]
    chapters: tuple[Chapter, ...]
    code: str = ""
    place: str = ""
    language: str = "nb"
    pictures: bool = True
    receipts: Mapping[int, Receipt] = dataclasses.field(default_factory=dict)
    anonymous: bool = False
    evaluation: Results | None = None

    @property
    def notes(self) -> int:
        return sum(chapter.notes for chapter in self.chapters)

    @property
    def people(self) -> Counter[str]:
        return sum((Counter(chapter.people) for chapter in self.chapters), Counter())
