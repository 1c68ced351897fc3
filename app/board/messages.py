"""What people's browsers say, on the socket or in a form: the names and bounds of `docs/protocol.md`."""

from typing import Annotated

import msgspec

from app.refusals import NotUnderstood

Uuid = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\Z")]
UuidOrNone = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?\\Z")]
Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]


Key = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]{0,39}\\Z")]
Version = Annotated[int, msgspec.Meta(ge=0, le=10**15)]


class NoteWrite(msgspec.Struct, tag_field="act", tag="note", omit_defaults=True):
    """A message that makes, changes, moves or deletes (`gone`) one note; None leaves as it was."""

    write: Uuid
    id: Uuid
    sheet: Key | None = None
    zone: Key | None = None
    text: str | None = None
    x: Percent | None = None
    y: Percent | None = None
    gone: bool | None = None
    seen: Version | None = None


class UndoWrite(msgspec.Struct, tag_field="act", tag="undo"):
    """A message that takes back its sender's last act on a sheet."""

    write: Uuid
    sheet: Key


class DraftWrite(msgspec.Struct, tag_field="act", tag="draft"):
    """A message that keeps half-written text: on the pad of a sheet, or in the note `id`. Empty text forgets it."""

    sheet: Key
    text: str
    id: UuidOrNone = ""


class StepWrite(msgspec.Struct, tag_field="act", tag="step"):
    """A message that brings the group to step number `step` (from 0) of `sheet`."""

    sheet: Key
    step: int


class WritingSign(msgspec.Struct, tag_field="act", tag="writing"):
    """A message that says whether its sender is writing just now."""

    on: bool


class Named(msgspec.Struct):
    """What is understood of a message that is otherwise wrong."""

    write: Uuid


Message = NoteWrite | UndoWrite | DraftWrite | StepWrite | WritingSign

decode = msgspec.json.Decoder(Message, strict=False).decode


def heard(text: str) -> Message:
    """The message in a socket's text. Raises NotUnderstood."""
    try:
        return decode(text)  # type: ignore[no-any-return]
    except (msgspec.MsgspecError, ValueError, RecursionError) as problem:
        raise NotUnderstood from problem


def understood(values: dict[str, str]) -> Message:
    """The message in a form's values. Raises NotUnderstood."""
    try:
        return msgspec.convert(values, Message, strict=False)  # type: ignore[no-any-return]
    except (msgspec.MsgspecError, ValueError) as problem:
        raise NotUnderstood from problem


def write_in(text: str) -> str | None:
    """The write id in a message that is otherwise wrong, so that its sender learns which it was."""
    try:
        return msgspec.json.decode(text, type=Named).write
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
