"""The tables. Every row that a board shows carries a `version` from its group's counter.

Times are UTC, in milliseconds since 1970 (whole numbers, so that both databases keep them alike).
Versions are large once a backup has been restored
(`keeping`). Secrets are stored as SHA-256 only. What may be shown to whom is decided in `visibility.py`.
"""

import time
from datetime import date

from sqlalchemy import JSON, BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

# Names for all constraints, so that a later migration can name what it changes.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class KitCopy(SQLModel, table=True):
    """A kit as it was when a workshop was made from it; `digest` is the SHA-256 of `content`."""

    __tablename__ = "kit_copy"

    digest: str = Field(primary_key=True)
    content: str


class Workshop(SQLModel, table=True):
    """A live run of a kit. `sheet` is where the facilitator has brought it, `closed_at` when it ended.

    `made_with` is the hash of the form's id, so that sending it twice makes one workshop.
    """

    __tablename__ = "workshop"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    title: str
    municipality: str
    held_on: date
    delete_on: date = Field(index=True)
    kit_digest: str = Field(foreign_key="kit_copy.digest")
    sheet: str
    screen_token: str = Field(unique=True)
    made_with: str = Field(unique=True)
    created_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    closed_at: int | None = Field(default=None, sa_column=Column(BigInteger))


class Facilitator(SQLModel, table=True):
    """Who may lead a workshop: holds the address' token, or the rescue code."""

    __tablename__ = "facilitator"

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    token_hash: str = Field(unique=True)
    rescue_hash: str = Field(unique=True)


class Group(SQLModel, table=True):
    """A sub-team at `sheet`. `version` is the newest of anything its boards show, `moved` that of its last move.

    A change of the workshop that its boards show (closing, a new name) counts as a move.
    """

    __tablename__ = "group"

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    number: int
    name: str
    sheet: str
    version: int = Field(default=0, sa_type=BigInteger)
    moved: int = Field(default=0, sa_type=BigInteger)


class Board(SQLModel, table=True):
    """One group's copy of one sheet; the row exists once the group has been there.

    `step` counts from 0. `version` rises when the group moves to another step.
    """

    __tablename__ = "board"

    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE", primary_key=True)
    sheet: str = Field(primary_key=True)
    step: int = 0
    version: int = Field(sa_type=BigInteger)


class Participant(SQLModel, table=True):
    """A person in a group. `here` is believed until the lease `here_until` has run out."""

    __tablename__ = "participant"
    __table_args__ = (Index("participant_by_version", "group_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE")
    name: str
    perspective: str
    token_hash: str = Field(unique=True)
    reentry_hash: str = Field(unique=True)
    joined_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    here: bool = False
    here_until: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    writing: bool = False
    version: int = Field(sa_type=BigInteger)
    made_with: str = Field(unique=True)


class Note(SQLModel, table=True):
    """A post-it. `x` and `y` are per cent of the free way in its zone; `hidden` until revealed.

    `id` is the UUID the browser made. `gone` marks a tombstone. `text_version` is the version of the change that gave
    the note its text, `text_by` who made it.
    """

    __tablename__ = "note"
    __table_args__ = (Index("note_by_version", "group_id", "version"),)

    id: str = Field(primary_key=True)
    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE")
    sheet: str
    zone: str
    author_id: int | None = Field(default=None, foreign_key="participant.id", ondelete="SET NULL")
    perspective: str
    text: str
    x: int
    y: int
    hidden: bool = False
    gone: bool = False
    text_version: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    text_by: int | None = Field(default=None, foreign_key="participant.id", ondelete="SET NULL")
    created_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    changed_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    version: int = Field(sa_type=BigInteger)


class Change(SQLModel, table=True):
    """What happened to a note, kept for history, undo and receipt. `id` is the write's UUID.

    `state` is the note as the change left it: text, zone, x, y, gone. `undoes` is the change it took back, if any.
    """

    __tablename__ = "change"
    __table_args__ = (UniqueConstraint("group_id", "version"),)

    id: str = Field(primary_key=True)
    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE")
    version: int = Field(sa_type=BigInteger)
    note_id: str = Field(index=True)
    sheet: str = Field(default="", sa_column_kwargs={"server_default": ""})
    who: int | None = None
    undoes: str | None = None
    at: int = Field(sa_column=Column(BigInteger, nullable=False))
    state: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))


class Draft(SQLModel, table=True):
    """Half-written text, which belongs to its writer alone. `note_id` is empty for the pad of a sheet."""

    __tablename__ = "draft"

    participant_id: int = Field(foreign_key="participant.id", ondelete="CASCADE", primary_key=True)
    sheet: str = Field(primary_key=True)
    note_id: str = Field(primary_key=True)
    text: str
    at: int = Field(sa_column=Column(BigInteger, nullable=False))


TABLES = SQLModel.metadata.tables
KIT_COPY = TABLES["kit_copy"]
WORKSHOP = TABLES["workshop"]
FACILITATOR = TABLES["facilitator"]
GROUP = TABLES["group"]
BOARD = TABLES["board"]
PARTICIPANT = TABLES["participant"]
NOTE = TABLES["note"]
CHANGE = TABLES["change"]
DRAFT = TABLES["draft"]


def now() -> int:
    """The time as the tables keep it: UTC, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
