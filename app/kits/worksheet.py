"""A worksheet and what lies on it: steps, printed text, cards, tips, and the zones of `zone.py`."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.kits.parts import Box, Key, Line, Minutes, Pages, Part, Placed, Prose, mistake
from app.kits.zone import Zone, ZoneKind

QUESTION_BOX = {"top": Box(2, 2, 96, 12), "centre": Box(32, 37, 36, 26)}


class Mode(StrEnum):
    """What a step asks people to do."""

    READ = "read"
    WRITE = "write"
    SHARE = "share"
    DISCUSS = "discuss"
    SORT = "sort"
    VOTE = "vote"
    CHOOSE = "choose"
    SKETCH = "sketch"


class Step(Part):
    """One instruction on a sheet.

    `zone` is where a new note goes unless the writer chooses another, `perspective` whose turn it
    is, `silent` whether others' notes stay blank until the step is over, `votes` how many each
    person has in a step of mode "vote": for the whole sheet, or `each_zone`. A `zone` there is the
    only one that is voted in.
    """

    mode: Mode
    text: Prose
    minutes: Minutes = 0
    silent: bool = False
    votes: Annotated[int, Field(ge=1, le=20)] | None = None
    each_zone: bool = False
    zone: Key | None = None
    perspective: Key | None = None
    reading: tuple[Key, ...] = ()

    @model_validator(mode="after")
    def fits_its_mode(self) -> Self:
        if self.silent and self.mode is not Mode.WRITE:
            raise mistake(
                "silent",
                "Bare et trinn der folk skriver, kan være stille.",
                'Skriv mode = "write", eller ta bort silent.',
            )
        if (self.votes is not None) != (self.mode is Mode.VOTE):
            raise mistake(
                "votes",
                'Et trinn med mode = "vote" har votes, og ingen andre trinn har det.',
                "Skriv for eksempel votes = 3, eller ta bort votes.",
            )
        if self.each_zone and (self.votes is None or self.zone is not None):
            raise mistake(
                "each_zone",
                "each_zone sier at alle har så mange stemmer i hvert felt.",
                'Ta bort each_zone, eller bruk det i et trinn med mode = "vote" uten zone.',
            )
        return self


class Card(Part):
    """Something the kit brings to a sheet: an example, a method, a tip.

    Cards with the same `heading` stand together. `who` and `where` tell whose example it is, `points` how to use it.
    """

    key: Key
    heading: Line | None = None
    title: Line
    who: Line | None = None
    where: Line | None = None
    text: Prose
    points: tuple[Line, ...] = ()
    pages: Pages | None = None


class Tip(Part):
    """A printed tip: its heading, perhaps a sentence that leads in, and its points."""

    title: Line
    text: Line | None = None
    items: tuple[Line, ...] = ()


class Section(Placed):
    """Printed text on the sheet itself, such as rules: a heading and its paragraphs or points."""

    key: Key
    heading: Line
    text: Prose | None = None
    points: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if self.text is None and not self.points:
            raise mistake("text", "Overskriften har ingen tekst under seg.", "Skriv text eller points.")
        return self


class WorksheetFile(Part):
    """What stands in a sheet's file. `standing` sheets are at hand all the way through.

    `question_at` is where the question stands: above the zones, or in the middle of one that
    surrounds it. `reveal` is how silent notes turn over when their step ends: the whole group's
    together, or each person's when they share them. `same_names` points out notes that name the same.
    `pictures` offers pictures of all the sheets that the group has been on. What a facilitator may `say` when it is
    laid, and `watch` for, is shown to facilitators alone.
    """

    title: Line
    question: Line
    question_at: Literal["top", "centre"] = "top"
    standing: bool = False
    reveal: Literal["group", "each"] = "group"
    same_names: bool = False
    pictures: bool = False
    say: Annotated[tuple[Line, ...], Field(max_length=8)] = ()
    watch: Annotated[tuple[Line, ...], Field(max_length=8)] = ()
    look_back: tuple[Key, ...] = ()
    sections: tuple[Section, ...] = ()
    tips: tuple[Tip, ...] = ()
    cards: tuple[Card, ...] = ()
    zones: Annotated[tuple[Zone, ...], Field(min_length=1)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Worksheet(WorksheetFile):
    """One sheet of a kit. Its key is the file's name without the number."""

    key: Key

    @cached_property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @cached_property
    def zones_by_key(self) -> dict[str, Zone]:
        return {zone.key: zone for zone in self.zones}

    @cached_property
    def cards_by_key(self) -> dict[str, Card]:
        return {card.key: card for card in self.cards}

    @cached_property
    def cards_by_heading(self) -> dict[str | None, list[Card]]:
        """The cards under their headings, in order; under None those without."""
        found: dict[str | None, list[Card]] = {}
        for card in self.cards:
            found.setdefault(card.heading, []).append(card)
        return found

    @cached_property
    def voted_in(self) -> frozenset[str]:
        """The zones in which notes are voted on, in some step."""
        votes = [step for step in self.steps if step.mode is Mode.VOTE]
        return frozenset(key for key in self.zones_by_key for step in votes if step.zone in (None, key))

    @cached_property
    def rowed(self) -> dict[str, int]:
        """The zones that lie in rows beside each other, and how many lines of words they need above the rows."""
        found: dict[str, int] = {}
        for rows in (zone for zone in self.zones if zone.kind is ZoneKind.ROWS):
            together = [rows, *(zone for zone in self.zones if zone.beside == rows.key)]
            lines = 2 + max(len(zone.help) + (zone.perspective is not None) for zone in together)
            found |= {zone.key: lines for zone in together}
        return found

    def hides(self, step: int) -> bool:
        """Whether what was written in silence stays hidden in a step (from 0), until each lays down their own."""
        if self.steps[step].silent:
            return True
        before = [number for number in range(step) if self.steps[number].silent]
        if self.reveal == "group" or not before:
            return False
        return Mode.SHARE not in [each.mode for each in self.steps[before[-1] + 1 : step]]

    @property
    def question_box(self) -> Box:
        """Where the question stands, in per cent of the sheet."""
        return QUESTION_BOX[self.question_at]

    def keep_clear(self, zone: Zone) -> tuple[Box, ...]:
        """What lies within the zone and should not be covered by a note that is put there unasked."""
        rings = [other.box for other in self.zones if other is not zone and zone.box.holds(other.box)]
        return (*rings, self.question_box) if zone.box.holds(self.question_box) else tuple(rings)
