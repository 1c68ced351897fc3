"""Workshops, their groups and people."""

from datetime import date

from sqlalchemy import JSON, BigInteger, Column, Index, false
from sqlmodel import Field, SQLModel


class KitCopy(SQLModel, table=True):
    """A kit as it was when a workshop was made from it; `digest` is the SHA-256 of `content`."""

    __tablename__ = "kit_copy"

    digest: str = Field(primary_key=True)
    content: str


class Workshop(SQLModel, table=True):
    """A live run of a kit. `sheet` is where the facilitator has brought it, `closed_at` when it ended.

    `made_with` is the hash of the form's id, so that sending it twice makes one workshop. In an
    `anonymous` one nothing ever tells who wrote a note. `steps_by` says who moves a group between
    steps: "anyone" in it, or "facilitator". The evaluation is open while `evaluating`, and when the workshop is closed.

    `agenda` is the time plan as JSON (`timing/agenda.py`), empty where it is the kit's; `starts_at` when it begins, in
    minutes after midnight; `item` the item of it that the workshop has come to, empty before it has begun. `screen` is
    what the facilitator has put on the Screen, as JSON; empty where it follows by itself. `ticked` are the keys of what
    has been done on the checklist, with spaces between. `language` is that of the report's own
    words, empty where it is the kit's. While `results_open`, those who took part may read what all groups wrote.
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
    anonymous: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    steps_by: str = Field(default="anyone", sa_column_kwargs={"server_default": "anyone"})
    evaluating: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    evaluation_in_report: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    agenda: str = Field(default="", sa_column_kwargs={"server_default": ""})
    starts_at: int = Field(default=540, sa_column_kwargs={"server_default": "540"})
    item: str = Field(default="", sa_column_kwargs={"server_default": ""})
    screen: str = Field(default="", sa_column_kwargs={"server_default": ""})
    ticked: str = Field(default="", sa_column_kwargs={"server_default": ""})
    place: str = Field(default="", sa_column_kwargs={"server_default": ""})
    language: str = Field(default="", sa_column_kwargs={"server_default": ""})
    results_open: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    screen_token: str = Field(unique=True)
    made_with: str = Field(unique=True)
    created_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    closed_at: int | None = Field(default=None, sa_column=Column(BigInteger))


class Passage(SQLModel, table=True):
    """That a facilitator brought groups on: all of the workshop to an `item` of its agenda, or some of its groups.

    `id` is the act's UUID. `came_from` is where they were, as JSON (`board/moves.py`), so that it can be taken back;
    then it is `undone`.
    """

    __tablename__ = "passage"

    id: str = Field(primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    at: int = Field(sa_column=Column(BigInteger, nullable=False))
    item: str
    came_from: str
    undone: bool = False


class Facilitator(SQLModel, table=True):
    """Who may lead a workshop, or one group of it (`group_id`): holds the address' token, or the rescue code.

    `holder` is the row of whoever first got the role: a rescue on another machine adds a row of the same holder.
    """

    __tablename__ = "facilitator"

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    token_hash: str = Field(unique=True)
    rescue_hash: str = Field(unique=True)
    name: str = Field(default="", sa_column_kwargs={"server_default": ""})
    group_id: int | None = Field(default=None, foreign_key="group.id", ondelete="CASCADE")
    holder: int | None = None
    made_at: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default="0"))


class Group(SQLModel, table=True):
    """A sub-team at `sheet`. `version` is the newest of anything its boards show, `moved` that of its last move.

    A change of the workshop that its boards show (closing, a new name) counts as a move. `noticed` is the version of
    its last notice (`board/notice.py`): a clock, a message, that they are `calling` for attention, that the group asked
    for help at `help_at`, that a facilitator asks to show its sheet (`asked`, as JSON). A `held` group is not
    moved with the others. Number 0 is the plenary, which nobody sits in.
    """

    __tablename__ = "group"

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    number: int
    name: str
    sheet: str
    version: int = Field(default=0, sa_type=BigInteger)
    moved: int = Field(default=0, sa_type=BigInteger)
    noticed: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default="0"))
    held: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    calling: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    help_at: int | None = Field(default=None, sa_column=Column(BigInteger))
    asked: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Clock(SQLModel, table=True):
    """A group's clock for the step, the sheet or the break (`scope`): runs until `ends_at`, or has `left` (ms).

    `minutes` is how long it was set for. `write` is the act that changed it last, so that the same twice is once.
    """

    __tablename__ = "clock"

    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE", primary_key=True)
    scope: str = Field(primary_key=True)
    minutes: int
    ends_at: int | None = Field(default=None, sa_column=Column(BigInteger))
    left: int | None = None
    write: str = ""


class Message(SQLModel, table=True):
    """A word from a facilitator to a group; the same `id` in each group it was said to."""

    __tablename__ = "message"

    id: str = Field(primary_key=True)
    group_id: int = Field(foreign_key="group.id", ondelete="CASCADE", primary_key=True)
    text: str
    at: int = Field(sa_column=Column(BigInteger, nullable=False))


class Participant(SQLModel, table=True):
    """A person in a group. `here` is believed until the lease `here_until` has run out.

    `editing` is the note they have open, while they are `writing`.
    """

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
    editing: str | None = None
    version: int = Field(sa_type=BigInteger)
    made_with: str = Field(unique=True)


class Evaluation(SQLModel, table=True):
    """One person's answers to the evaluation, by question. Nothing tells whose; `made_with` lets them count once."""

    __tablename__ = "evaluation"

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    made_with: str = Field(unique=True)
    answers: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
