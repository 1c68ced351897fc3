"""What lies on the boards of a group, and what has happened to it."""

from sqlalchemy import JSON, BigInteger, Column, Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel


class Board(SQLModel, table=True):
    """One group's copy of one sheet; the row exists once the group has been there.

    `step` counts from 0. `version` rises when the group moves to another step.
    """

    __tablename__ = "board"

    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE", primary_key=True)
    sheet: str = Field(primary_key=True)
    step: int = 0
    version: int = Field(sa_type=BigInteger)


class Note(SQLModel, table=True):
    """A post-it, or something that lies on a sheet like one: `kind` is "note", "cluster" or "line".

    `id` is the UUID the browser made. `x` and `y` are per cent of the free way in its zone; `hidden` until revealed.
    `gone` marks a tombstone, on which nothing stands where it was erased for good (`board/erased.py`).
    `text_version` is the version of the change that gave the note its text, `text_by` who made it, `perspective` on
    whose behalf. Where nothing may tell who that was, all three are empty, and `mark` is what only that person's
    browser can make (`app/marks.py`).

    Of a note: the `cluster` it lies in, its `tags`, the kit's `card` it is about, the note and sheet it was brought
    from, the row it lies `beside`; of an action `whom` and `due`; `votes` once they are counted. A cluster's text is
    its title. A line has `points` (x, y, pressure in per mille of its zone, and so on) and a `colour`. What a
    facilitator wrote is `led`, and has no author.
    """

    __tablename__ = "note"
    __table_args__ = (Index("note_by_version", "group_id", "version"), Index("note_by_sheet", "group_id", "sheet"))

    id: str = Field(primary_key=True)
    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE")
    sheet: str
    zone: str
    author_id: int | None = Field(default=None, foreign_key="participant.id", ondelete="SET NULL")
    perspective: str | None = None
    text: str
    x: int
    y: int
    hidden: bool = False
    gone: bool = False
    text_version: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    text_by: int | None = Field(default=None, foreign_key="participant.id", ondelete="SET NULL")
    kind: str = Field(default="note", sa_column_kwargs={"server_default": "note"})
    cluster: str | None = None
    tags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))
    card: str | None = None
    from_note: str | None = None
    from_sheet: str | None = None
    beside: str | None = None
    whom: str | None = None
    due: str | None = None
    votes: int | None = None
    points: list[int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    colour: str | None = None
    mark: str | None = None
    led: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    created_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    changed_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    version: int = Field(sa_type=BigInteger)


class Change(SQLModel, table=True):
    """What happened to a note, kept for history, undo and receipt. `id` is the write's UUID.

    `state` is what of the note can change, as the change left it (`ledger.KEPT`). `undoes` is the change it took back,
    if any. Changes with the same `act` were one act of one person. Of answers there is only that they were given:
    `note_id` is empty.
    """

    __tablename__ = "change"
    __table_args__ = (UniqueConstraint("group_id", "version"),)

    id: str = Field(primary_key=True)
    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE")
    version: int = Field(sa_type=BigInteger)
    note_id: str = Field(index=True)
    sheet: str = Field(default="", sa_column_kwargs={"server_default": ""})
    who: int | None = None
    mark: str | None = None
    act: str = Field(default="", sa_column_kwargs={"server_default": ""})
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


class Answer(SQLModel, table=True):
    """What one person answers in a step: dots on a note, a stand on a statement (from 0), or 1 for being done with it.

    `subject` is the note's id, the zone's key, or empty. `voter` is what only that person's browser can make.
    """

    __tablename__ = "answer"

    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE", primary_key=True)
    sheet: str = Field(primary_key=True)
    step: int = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    voter: str = Field(primary_key=True)
    value: int
    version: int = Field(sa_type=BigInteger)


class SharedText(SQLModel, table=True):
    """A field that several write in at once: `state` is the Yjs document, `text` what it says."""

    __tablename__ = "shared_text"

    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE", primary_key=True)
    sheet: str = Field(primary_key=True)
    zone: str = Field(primary_key=True)
    state: bytes
    text: str
    version: int = Field(sa_type=BigInteger)
