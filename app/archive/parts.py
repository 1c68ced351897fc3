"""What an archive is made of, as `docs/archive-format.md` describes it. Limits of single values stand here.

Groups, people, notes and changes are told by numbers that mean something within one archive only, so that a workshop
that has been brought in elsewhere gives the same archive again. What one part says of another is checked in
`checking.py`.
"""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from app.board.belonging import MOST_TAGS
from app.board.messages import Few, Key, Pen, Percent, PerMille, StepNumber

FORMAT, VERSION = "oppgaveark-archive", 1

Time = Annotated[datetime, Meta(tz=True)]
"""A moment, to the millisecond: the tables' whole numbers, as people read them."""
KeyOrNone = Annotated[str, Meta(pattern="^([a-z][a-z0-9-]{0,39})?\\Z")]
Number = Annotated[int, Meta(ge=1, le=10**6)]
GroupNumber = Annotated[int, Meta(ge=0, le=25)]
Count = Annotated[int, Meta(ge=0, le=10**6)]
People = Annotated[int, Meta(ge=0, le=2500)]
Minutes = Annotated[int, Meta(ge=0, le=480)]
Line = Annotated[str, Meta(max_length=120)]
Words = Annotated[str, Meta(max_length=500)]
Tags = Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=MOST_TAGS)]
Consents = dict[Key, Literal["asked", "yes", "no"]]
Points = Annotated[list[PerMille], Meta(min_length=3, max_length=3000)]


class Part(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Any part. What is as usual is left out of the file."""


class Item(Part, kw_only=True):
    key: Key
    kind: Literal["sheet", "opening", "break", "plenary", "closing"]
    minutes: Minutes
    label: Annotated[str, Meta(max_length=300)] = ""
    steps: Annotated[list[Minutes], Meta(max_length=100)] = []
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
    agenda: Annotated[list[Item], Meta(max_length=60)] = []
    evaluating: bool = False
    evaluation_in_report: bool = False
    results_open: bool = False
    ticked: Annotated[list[Key], Meta(max_length=60)] = []
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
    consents: Consents = {}
    boards: list[Board]
    clocks: list[Clock] = []
    receipt: Receipt


class Person(Part, kw_only=True):
    number: Number
    group: Annotated[int, Meta(ge=1, le=25)]
    name: Annotated[str, Meta(min_length=1, max_length=40)]
    perspective: Key
    joined_at: Time | None = None


class Note(Part, kw_only=True):
    number: Number
    group: GroupNumber
    sheet: Key
    zone: Key
    kind: Literal["note", "cluster", "line"] = "note"
    text: Words = ""
    author: Number | None = None
    text_by: Number | None = None
    perspective: Key | None = None
    led: bool = False
    x: Percent
    y: Percent
    tilt: Annotated[int, Meta(ge=-1, le=1)] = 0
    cluster: Number | None = None
    beside: Number | None = None
    tags: Tags = []
    whom: Few | None = None
    due: Few | None = None
    card: Key | None = None
    from_note: Number | None = None
    from_sheet: Key | None = None
    votes: Count | None = None
    points: Points | None = None
    colour: Pen | None = None
    gone: bool = False
    restored: Annotated[int, Meta(ge=0, le=1000)] = 0
    created_at: Time
    changed_at: Time


class Withheld(Part, kw_only=True):
    group: GroupNumber
    sheet: Key
    zone: Key | None = None
    state: Literal["hidden", "deleted"]
    restored: Annotated[int, Meta(ge=0, le=1000)] = 0
    count: Annotated[int, Meta(ge=1, le=10_000)]


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
    given: list[Given] = []


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
    clocks: list[Clock] = []


class Passage(Part, kw_only=True):
    at: Time
    item: KeyOrNone = ""
    undone: bool = False
    from_item: KeyOrNone = ""
    from_sheet: Key
    from_evaluating: bool = False
    groups: Annotated[list[Left], Meta(max_length=25)] = []
    turned_over: list[Number] = []


class State(Part, kw_only=True):
    text: Words = ""
    zone: Key
    x: Percent
    y: Percent
    gone: bool = False
    cluster: Number | None = None
    tags: Tags = []
    beside: Number | None = None
    whom: Few | None = None
    due: Few | None = None


class Change(Part, kw_only=True):
    number: Number
    note: Number
    at: Time
    who: Number | None = None
    act: Number
    undoes: Number | None = None
    state: State


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
    notes: list[Note]
    withheld: list[Withheld]
    texts: list[Text]
    ballots: list[Ballot]
    evaluation: Evaluation | None
    messages: list[Message]
    passages: list[Passage]
    changes: list[Change]

    @property
    def boards(self) -> set[tuple[int, str]]:
        """The sheets that the groups have been on: by the group's number, and the sheet's key."""
        return {(group.number, board.sheet) for group in self.groups for board in group.boards}
