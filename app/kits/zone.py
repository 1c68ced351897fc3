"""A zone: a place on a sheet where something goes.

Every zone takes notes. Its kind says what the zone is besides; see `docs/kit-format.md`.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.kits.parts import Key, Line, Placed, Prose, mistake


class ZoneKind(StrEnum):
    """What a zone is, besides a place for notes."""

    NOTES = "notes"
    TEXT = "text"
    SKETCH = "sketch"
    PICK = "pick"
    CARDS = "cards"
    STATEMENT = "statement"
    ACTIONS = "actions"


class Zone(Placed):
    """A place on a sheet where something goes.

    `pick_from` is the earlier sheet whose notes a "pick" chooses among. `claim` and `fact` belong
    to a "statement". `rows_from` is the earlier sheet whose `rows` most voted notes become the rows
    of this zone. `tags` are what its notes can be marked with.
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
    tags: tuple[Line, ...] = ()
    cards: tuple[Key, ...] = ()
    rows_from: Key | None = None
    rows: Annotated[int, Field(ge=1, le=12)] | None = None

    @model_validator(mode="after")
    def has_what_its_kind_needs(self) -> Self:
        for key, kind, given in (
            ("claim", ZoneKind.STATEMENT, self.claim is not None),
            ("pick_from", ZoneKind.PICK, self.pick_from is not None),
            ("cards", ZoneKind.CARDS, bool(self.cards)),
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
                "Skriv begge: hvilket ark radene kommer fra, og hvor mange.",
            )
        return self
