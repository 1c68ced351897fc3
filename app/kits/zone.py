"""A zone: a place on a sheet where something goes.

Every zone takes notes. Its kind says what the zone is besides; see `docs/kit-format.md`.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.kits.parts import Key, Line, Placed, Prose, Tag, mistake


class ZoneKind(StrEnum):
    """What a zone is, besides a place for notes."""

    NOTES = "notes"
    TEXT = "text"
    SKETCH = "sketch"
    PICK = "pick"
    CARDS = "cards"
    STATEMENT = "statement"
    ACTIONS = "actions"
    ROWS = "rows"


class Zone(Placed):
    """A place on a sheet where something goes.

    `pick_from` is the earlier sheet whose notes a "pick" chooses among. `claim`, `fact` and the
    `stands` one can take belong to a "statement". `rows_from` is the earlier sheet of whose zones
    the `rows` most voted notes each become the notes of a "rows" zone, and zones `beside` it have a
    place for each of them. `gather` lets an "actions" zone show those of all sheets. `tags` are what
    its notes can be marked with, `why` is what is asked when a card is laid in it.
    """

    key: Key
    kind: ZoneKind = ZoneKind.NOTES
    label: Line
    help: tuple[Line, ...] = ()
    shape: Literal["field", "ring", "plain"] = "field"
    perspective: Key | None = None
    pick_from: Key | None = None
    claim: Line | None = None
    fact: Prose | None = None
    stands: Annotated[tuple[Line, ...], Field(max_length=5)] = ()
    tags: Annotated[tuple[Tag, ...], Field(max_length=8)] = ()
    cards: tuple[Key, ...] = ()
    why: Line | None = None
    rows_from: Key | None = None
    rows: Annotated[int, Field(ge=1, le=12)] | None = None
    beside: Key | None = None
    gather: bool = False

    @property
    def shared(self) -> str | None:
        """The key of what a group writes together here: of a text the zone's own, of a sketch that of its words."""
        return {ZoneKind.TEXT: self.key, ZoneKind.SKETCH: f"{self.key}-alt"}.get(self.kind)

    @model_validator(mode="after")
    def has_what_its_kind_needs(self) -> Self:
        for key, kind, given in (
            ("claim", ZoneKind.STATEMENT, self.claim is not None),
            ("pick_from", ZoneKind.PICK, self.pick_from is not None),
            ("cards", ZoneKind.CARDS, bool(self.cards)),
            ("rows_from", ZoneKind.ROWS, self.rows_from is not None),
        ):
            if given != (self.kind is kind):
                raise mistake(
                    key,
                    f'Et felt med kind = "{kind}" har {key}, og ingen andre felt har det.',
                    f'Skriv både kind = "{kind}" og {key}, eller ingen av dem.',
                )
        return self

    @model_validator(mode="after")
    def pairs_are_whole(self) -> Self:
        if self.fact is not None and self.claim is None:
            raise mistake("fact", "fact er svaret på en påstand, men feltet har ingen claim.", "Skriv også claim.")
        if (self.rows_from is None) != (self.rows is None):
            raise mistake(
                "rows_from",
                "rows_from og rows hører sammen.",
                "Skriv begge: hvilket ark radene kommer fra, og hvor mange fra hvert felt.",
            )
        return self

    @model_validator(mode="after")
    def belongs_to_its_kind(self) -> Self:
        for key, kinds, given in (
            ("stands", (ZoneKind.STATEMENT,), bool(self.stands)),
            ("why", (ZoneKind.CARDS,), self.why is not None),
            ("gather", (ZoneKind.ACTIONS,), self.gather),
            ("beside", (ZoneKind.NOTES, ZoneKind.ACTIONS), self.beside is not None),
        ):
            if given and self.kind not in kinds:
                raise mistake(
                    key,
                    f'Et felt med kind = "{self.kind}" kan ikke ha {key}.',
                    f'Ta bort {key}, eller skriv kind = "{kinds[0]}".',
                )
        if len(self.stands) == 1:
            raise mistake("stands", "Man kan ikke velge når det bare er ett svar.", "Skriv minst to svar.")
        return self
