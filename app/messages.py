"""What people's browsers say, on the socket or in a form: the names and bounds of `docs/protocol.md`."""

from typing import Annotated

import msgspec

from app.refusals import NotUnderstood

Uuid = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\Z")]
Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]


class NoteWrite(msgspec.Struct, tag_field="act", tag="note", omit_defaults=True):
    """A message that makes, changes, moves or deletes (`gone`) one note; None leaves as it was."""

    write: Uuid
    id: Uuid
    sheet: str | None = None
    zone: str | None = None
    text: str | None = None
    x: Percent | None = None
    y: Percent | None = None
    gone: bool | None = None
    seen: int | None = None


class UndoWrite(msgspec.Struct, tag_field="act", tag="undo"):
    """A message that takes back its sender's last act on a sheet."""

    write: Uuid
    sheet: str


class DraftWrite(msgspec.Struct, tag_field="act", tag="draft"):
    """A message that keeps half-written text: on the pad of a sheet, or in the note `id`. Empty text forgets it."""

    sheet: str
    text: str
    id: str = ""


class StepWrite(msgspec.Struct, tag_field="act", tag="step"):
    """A message that brings the group to step number `step` (from 0) of `sheet`."""

    sheet: str
    step: int


class WritingSign(msgspec.Struct, tag_field="act", tag="writing"):
    """A message that says whether its sender is writing just now."""

    on: bool


Message = NoteWrite | UndoWrite | DraftWrite | StepWrite | WritingSign

decode = msgspec.json.Decoder(Message, strict=False).decode


def heard(text: str) -> Message:
    """The message in a socket's text. Raises NotUnderstood."""
    try:
        return decode(text)  # type: ignore[no-any-return]
    except (msgspec.MsgspecError, ValueError) as problem:
        raise NotUnderstood from problem


def understood(values: dict[str, str]) -> Message:
    """The message in a form's values. Raises NotUnderstood."""
    try:
        return msgspec.convert(values, Message, strict=False)  # type: ignore[no-any-return]
    except (msgspec.MsgspecError, ValueError) as problem:
        raise NotUnderstood from problem


class Named(msgspec.Struct):
    """What of a message names its write."""

    write: Uuid


def write_in(text: str) -> str | None:
    """The write id in a message that is otherwise wrong, so that its sender learns which it was."""
    try:
        return msgspec.json.decode(text, type=Named).write
    except (msgspec.MsgspecError, ValueError):
        return None
