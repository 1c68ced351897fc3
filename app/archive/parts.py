"""What an archive is made of, as `docs/archive-format.md` describes it. Limits of single values stand here.

Groups, people, notes and changes are told by numbers that mean something within one archive only, so that a workshop
that has been brought in elsewhere gives the same archive again. What one part says of another is checked in
`checking.py`.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, field

from app.archive.note_parts import Change, Note, Withheld
from app.archive.values import (
    Consents,
    Count,
    GroupNumber,
    KeyOrNone,
    Line,
    Minutes,
    Number,
    Part,
    People,
    Time,
)
from app.board.messages import Key, StepNumber

FORMAT, VERSION = "oppgaveark-archive", 1


class Item(Part, kw_only=True):
    key: Key
    kind: Literal["sheet", "opening", "break", "plenary", "closing"]
    minutes: Minutes
    label: Annotated[str, Meta(max_length=300)] = ""
    steps: Annotated[list[Minutes], Meta(max_length=100)] = field(default_factory=list)
    out: bool = False
    first: Minutes | None = None


class Workshop(Part, kw_only=True):
    title: Annotated[str, Meta(min_length=1, max_length=120)]
    municipality: Annotated[str, Meta(min_length=1, max_length=120)]
    place: Line = ""
    held_on: date
    delete_on: date
    starts_at: Annotated[int, Meta(ge=0, le=1439)]
    language: Literal["", "nb", "nn", "en", "se"] = ""
    anonymous: bool = False
    steps_by: Literal["anyone", "facilitator"]
    sheet: Key
    item: KeyOrNone = ""
    agenda: Annotated[list[Item], Meta(max_length=60)] = field(default_factory=list)
    evaluating: bool = False
    evaluation_in_report: bool = False
    results_open: bool = False
    ticked: Annotated[list[Key], Meta(max_length=60)] = field(default_factory=list)
    created_at: Time
    closed_at: Time | None = None


class Board(Part):
    sheet: Key
    step: StepNumber


class Clock(Part, kw_only=True):
    scope: Literal["step", "sheet", "break"]
    minutes: Annotated[int, Meta(ge=1, le=240)]
    ends_at: Time | None = None
    left: Annotated[int, Meta(ge=0, lt=2**31)] | None = None


class Receipt(Part):
    written: Count
    stored: Count
    deleted: Count
    restored: Count
    agrees: bool


class Group(Part, kw_only=True):
    number: GroupNumber
    name: Annotated[str, Meta(max_length=60)] = ""
    sheet: Key
    held: bool = False
    consents: Consents = field(default_factory=dict)
    boards: list[Board]
    clocks: list[Clock] = field(default_factory=list)
    receipt: Receipt


class Person(Part, kw_only=True):
    number: Number
    group: Annotated[int, Meta(ge=1, le=25)]
    name: Annotated[str, Meta(min_length=1, max_length=40)]
    perspective: Key
    joined_at: Time | None = None


class Text(Part):
    group: GroupNumber
    sheet: Key
    zone: Key
    text: Annotated[str, Meta(min_length=1, max_length=5000)]


class Given(Part, kw_only=True):
    note: Number | None = None
    zone: Key | None = None
    values: Annotated[list[Annotated[int, Meta(ge=0, le=20)]], Meta(min_length=1, max_length=2500)]


class Ballot(Part, kw_only=True):
    group: GroupNumber
    sheet: Key
    step: StepNumber
    done: People = 0
    answered: People = 0
    given: list[Given] = field(default_factory=list)


class Answered(Part):
    question: Key
    answers: Annotated[list[Annotated[str, Meta(min_length=1, max_length=1000)]], Meta(min_length=1, max_length=2500)]


class Evaluation(Part):
    people: Annotated[int, Meta(ge=1, le=2500)]
    questions: list[Answered]


class Message(Part):
    at: Time
    text: Annotated[str, Meta(min_length=1, max_length=500)]
    groups: Annotated[list[GroupNumber], Meta(min_length=1, max_length=25)]


class Left(Part, kw_only=True):
    group: GroupNumber
    sheet: Key | None = None
    clocks: list[Clock] = field(default_factory=list)


class Passage(Part, kw_only=True):
    at: Time
    item: KeyOrNone = ""
    undone: bool = False
    from_item: KeyOrNone = ""
    from_sheet: Key
    from_evaluating: bool = False
    groups: Annotated[list[Left], Meta(max_length=25)] = field(default_factory=list)
    turned_over: list[Number] = field(default_factory=list)


class Archive(Part):
    format: Literal["oppgaveark-archive"]
    version: Literal[1]
    produced_at: Time
    produced_by: Line
    history: bool
    workshop: Workshop
    kit: msgspec.Raw
    groups: Annotated[list[Group], Meta(min_length=1, max_length=26)]
    people: Annotated[list[Person], Meta(max_length=2500)]
    notes: Annotated[list[Note], Meta(max_length=50_000)]
    withheld: list[Withheld]
    texts: list[Text]
    ballots: list[Ballot]
    evaluation: Evaluation | None
    messages: list[Message]
    passages: list[Passage]
    changes: Annotated[list[Change], Meta(max_length=200_000)]

    @property
    def boards(self) -> set[tuple[int, str]]:
        """The sheets that the groups have been on: by the group's number, and the sheet's key."""
        return {(group.number, board.sheet) for group in self.groups for board in group.boards}
