"""Notes and their changes as they stand in an archive."""

from typing import Annotated, Literal

from msgspec import Meta, field

from app.archive.values import Count, GroupNumber, Number, Part, Points, Tags, Time, Words
from app.board.messages import Few, Key, Pen, Percent


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
    tags: Tags = field(default_factory=list)
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


class State(Part, kw_only=True):
    text: Words = ""
    zone: Key
    x: Percent
    y: Percent
    gone: bool = False
    cluster: Number | None = None
    tags: Tags = field(default_factory=list)
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
