"""What people's browsers say, on the socket or in a form: the names and bounds of `docs/protocol.md`."""

from dataclasses import dataclass
from typing import Annotated, Generic, Literal, TypeVar

import msgspec

from app.refusals import NotUnderstood

Uuid = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\Z")]
UuidOrNone = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?\\Z")]
Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
PerMille = Annotated[int, msgspec.Meta(ge=-200, le=1200)]

Key = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]{0,39}\\Z")]
Subject = Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{0,40}\\Z")]
Version = Annotated[int, msgspec.Meta(ge=0, le=10**15)]
Pen = Literal["ink", "blue", "red", "green", "orange", "violet"]
Few = Annotated[str, msgspec.Meta(max_length=120)]
StepNumber = Annotated[int, msgspec.Meta(ge=0, le=99)]


class NoteWrite(msgspec.Struct, tag_field="act", tag="note", omit_defaults=True):
    """A message that makes, changes, moves or deletes (`gone`) one note; None leaves as it was.

    Writes with the same `of` are one act, and are undone together. Only a new note has a `kind`, a `card`, an `origin`
    (the note it was brought from), `points` and `colour`. An empty `cluster` or `beside` takes it out.
    """

    write: Uuid
    id: Uuid
    of: Uuid | None = None
    sheet: Key | None = None
    zone: Key | None = None
    text: str | None = None
    x: Percent | None = None
    y: Percent | None = None
    gone: bool | None = None
    seen: Version | None = None
    kind: Literal["note", "cluster", "line"] = "note"
    cluster: UuidOrNone | None = None
    tag: Few | None = None
    untag: Few | None = None
    card: Key | None = None
    origin: Uuid | None = None
    beside: UuidOrNone | None = None
    whom: Few | None = None
    due: Few | None = None
    points: Annotated[list[PerMille], msgspec.Meta(min_length=3, max_length=3000)] | None = None
    colour: Pen | None = None


class UndoWrite(msgspec.Struct, tag_field="act", tag="undo"):
    """A message that takes back its sender's last act on a sheet."""

    write: Uuid
    sheet: Key


class ShareWrite(msgspec.Struct, tag_field="act", tag="share"):
    """A message that lays down what its sender has written in silence on a sheet, or what `everybody` has."""

    write: Uuid
    sheet: Key
    everybody: bool = False


class AnswerWrite(msgspec.Struct, tag_field="act", tag="answer"):
    """A message that answers in a step: dots on a note, a stand (from 0) on a zone's statement, or "done" (no subject).

    A value below zero takes the answer back.
    """

    write: Uuid
    sheet: Key
    step: StepNumber
    value: Annotated[int, msgspec.Meta(ge=-1, le=20)]
    subject: Subject = ""


class TextWrite(msgspec.Struct, tag_field="act", tag="text"):
    """A message that writes in a shared field: `update` is a Yjs update in base64."""

    write: Uuid
    sheet: Key
    zone: Key
    update: Annotated[str, msgspec.Meta(max_length=60_000)]


class DraftWrite(msgspec.Struct, tag_field="act", tag="draft"):
    """A message that keeps half-written text: on the pad of a sheet, or in the note `id`. Empty text forgets it.

    `field` is what of an action is half written, if it is not its text.
    """

    sheet: Key
    text: str
    id: UuidOrNone = ""
    field: Literal["", "whom", "due"] = ""

    @property
    def place(self) -> str:
        """What the draft is kept under on its sheet."""
        return f"{self.id}/{self.field}" if self.field else self.id


class StepWrite(msgspec.Struct, tag_field="act", tag="step"):
    """A message that brings the group to step number `step` (from 0) of `sheet`."""

    sheet: Key
    step: int


class HelpWrite(msgspec.Struct, tag_field="act", tag="help"):
    """A message that asks facilitators to come to the group, or says that they need not."""

    on: bool


class ConsentWrite(msgspec.Struct, tag_field="act", tag="consent"):
    """A message that answers for the group whether its sheet may be shown to all."""

    sheet: Key
    on: bool


class WritingSign(msgspec.Struct, tag_field="act", tag="writing"):
    """A message that says whether its sender is writing just now, and in which note."""

    on: bool
    id: UuidOrNone = ""


class Named(msgspec.Struct):
    """What is understood of a message that is otherwise wrong."""

    write: Uuid


Message = (
    NoteWrite
    | UndoWrite
    | ShareWrite
    | AnswerWrite
    | TextWrite
    | DraftWrite
    | StepWrite
    | HelpWrite
    | ConsentWrite
    | WritingSign
)
Kind_co = TypeVar("Kind_co", covariant=True)


@dataclass(slots=True, frozen=True)
class Said(Generic[Kind_co]):
    """A message and who sent it. `secret` is what their browser holds and the server does not keep (`app/marks.py`)."""

    participant_id: int
    message: Kind_co
    secret: str = ""


decode = msgspec.json.Decoder(Message, strict=False).decode


def heard(text: str) -> Message:
    """The message in a socket's text. Raises NotUnderstood."""
    try:
        return decode(text)  # type: ignore[no-any-return]
    except (msgspec.MsgspecError, ValueError, RecursionError) as problem:
        raise NotUnderstood from problem


def understood(values: dict[str, str]) -> Message:
    """The message in a form's values, its points written as on the socket. Raises NotUnderstood."""
    try:
        lists = {name: msgspec.json.decode(value) for name, value in values.items() if name == "points"}
        return msgspec.convert(values | lists, Message, strict=False)  # type: ignore[no-any-return]
    except (msgspec.MsgspecError, ValueError, RecursionError) as problem:
        raise NotUnderstood from problem


def write_in(text: str) -> str | None:
    """The write id in a message that is otherwise wrong, so that its sender learns which it was."""
    try:
        return msgspec.json.decode(text, type=Named).write
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
