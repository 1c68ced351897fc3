"""A kit: the worksheets, reading and time plan that a workshop is a run of.

Everything here is data from a folder in `worksheets/` (see `docs/kit-format.md`); no code knows a
particular kit. What one part says of another is checked where a folder is read (`checks.py`).
"""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.kits.parts import Digest, Key, Line, Link, Minutes, Pages, Part, Prose, mistake
from app.kits.worksheet import Card, Mode, Section, Step, Tip, Worksheet
from app.kits.zone import Zone, ZoneKind

__all__ = [
    "Card",
    "Credits",
    "GroupSize",
    "Item",
    "Kit",
    "Mode",
    "Perspective",
    "Question",
    "Reading",
    "Section",
    "Step",
    "Tip",
    "Worksheet",
    "Zone",
    "ZoneKind",
]


class Perspective(Part):
    """Where a participant speaks from, such as the municipality."""

    key: Key
    label: Line
    mark: Annotated[str, Field(min_length=1, max_length=3)]
    colour: Literal["yellow", "coral", "blue", "green", "violet"]


class Reading(Part):
    """A text the steps refer to; `pages` are the source's page numbers as printed.

    `text` is a digest in Markdown, from `reading/<key>.md` in the kit's folder.
    """

    key: Key
    title: Line
    source: Line
    pages: Pages
    minutes: Minutes
    link: Link | None = None
    text: Digest | None = None


class Item(Part):
    """One item of the time plan: a sheet, or a break or plenary with its minutes."""

    sheet: Key | None = None
    label: Line | None = None
    kind: Literal["sheet", "opening", "break", "plenary", "closing"] = "sheet"
    minutes: Minutes = 0

    @model_validator(mode="after")
    def names_one_thing(self) -> Self:
        if (self.kind == "sheet") != (self.sheet is not None):
            raise mistake(
                "sheet",
                "En post i tidsplanen er enten et ark eller noe annet.",
                'Skriv sheet = "nøkkelen til arket", eller kind med label og minutes.',
            )
        if self.kind != "sheet" and (self.label is None or self.minutes == 0):
            raise mistake(
                "kind",
                f'En post med kind = "{self.kind}" trenger navn og tid.',
                "Skriv både label og minutes.",
            )
        if self.kind == "sheet" and (self.label is not None or self.minutes):
            raise mistake("sheet", "Et ark i tidsplanen har tittel og tid fra arket selv.", "Ta bort label og minutes.")
        return self


class Credits(Part):
    """Who made the text, and where it comes from."""

    text: Prose
    source: Line
    link: Link | None = None


class Question(Part):
    """A question of the evaluation: answered on a scale from 1 to 5 between two ends, or in words."""

    key: Key
    text: Line
    low: Line | None = None
    high: Line | None = None

    @model_validator(mode="after")
    def has_both_ends(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise mistake("low", "En skala har to ender.", "Skriv både low og high, eller ingen av dem.")
        return self


class GroupSize(Part):
    """How many people a group should have."""

    smallest: Annotated[int, Field(ge=1, le=50)]
    largest: Annotated[int, Field(ge=1, le=50)]

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.smallest > self.largest:
            raise mistake("smallest", "smallest er større enn largest.", "Skriv det minste tallet som smallest.")
        return self


class KitFile(Part):
    """What stands in `kit.toml`. The `rules` of the game stand on the cards for the tables."""

    format: Literal[1]
    version: Line
    title: Line
    language: Literal["nb", "nn", "en", "se"]
    minutes: Minutes
    group_size: GroupSize
    credits: Credits
    opening: tuple[Line, ...] = ()
    closing: tuple[Line, ...] = ()
    rules: Annotated[tuple[Line, ...], Field(max_length=8)] = ()
    perspectives: Annotated[tuple[Perspective, ...], Field(min_length=1)]
    reading: tuple[Reading, ...] = ()
    evaluation: Annotated[tuple[Question, ...], Field(max_length=12)] = ()
    plan: Annotated[tuple[Item, ...], Field(min_length=1)]


class Kit(KitFile):
    """A whole kit; its key is the folder's name. A workshop keeps its JSON text as its own copy."""

    key: Key
    sheets: Annotated[tuple[Worksheet, ...], Field(min_length=1)]

    @cached_property
    def sheets_by_key(self) -> dict[str, Worksheet]:
        return {sheet.key: sheet for sheet in self.sheets}

    @cached_property
    def perspectives_by_key(self) -> dict[str, Perspective]:
        return {perspective.key: perspective for perspective in self.perspectives}

    @cached_property
    def reading_by_key(self) -> dict[str, Reading]:
        return {reading.key: reading for reading in self.reading}

    @cached_property
    def standing(self) -> tuple[Worksheet, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.standing)

    def facts_from(self, sheet: Worksheet) -> str | None:
        """Where the facts on a sheet come from, with its year: the source of what is read there first."""
        keys = [key for step in sheet.steps for key in step.reading]
        return self.reading_by_key[keys[0]].source if keys else None

    def at_hand(self, sheet: str) -> tuple[str, ...]:
        """The other sheets whose notes can be seen beside a sheet: looked back to, picked from, or standing."""
        here = self.sheets_by_key[sheet]
        picked = [zone.pick_from for zone in here.zones if zone.pick_from]
        standing = [each.key for each in self.standing if each.key != sheet]
        return tuple(dict.fromkeys([*here.look_back, *picked, *standing]))

    @cached_property
    def planned_minutes(self) -> int:
        """What the time plan adds up to: the sheets' own minutes and the other items'."""
        return sum(self.sheets_by_key[item.sheet].minutes if item.sheet else item.minutes for item in self.plan)

    def number(self, sheet_key: str) -> int:
        """The sheet's number as printed, from 1."""
        return 1 + [sheet.key for sheet in self.sheets].index(sheet_key)
