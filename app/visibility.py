"""What may be shown to whom. Every page, frame, count, report and export asks here; nothing else decides."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.marks import mark


class Role(StrEnum):
    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    SCREEN = "screen"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks. A participant has a group and an id, a facilitator an id and perhaps a group; others see all groups.

    By a participant's `secret` we know what is theirs where nothing tells who wrote it (`marks.py`).
    """

    role: Role
    workshop_id: int
    group_id: int | None = None
    participant_id: int | None = None
    leader_id: int | None = None
    secret: str = field(default="", repr=False)

    @property
    def leads_all(self) -> bool:
        """Whether they lead the whole workshop."""
        return self.role is Role.FACILITATOR and self.group_id is None


class NoteLike(Protocol):
    """What deciding about a note needs to know of it."""

    @property
    def group_id(self) -> int: ...
    @property
    def sheet(self) -> str: ...
    @property
    def mark(self) -> str | None: ...
    @property
    def author_id(self) -> int | None: ...
    @property
    def hidden(self) -> bool: ...


class GroupLike(Protocol):
    """What deciding about a group needs to know of it."""

    @property
    def id(self) -> int: ...
    @property
    def workshop_id(self) -> int: ...


class AskedGroup(GroupLike, Protocol):
    """What deciding about showing a group's sheet to all needs to know of it besides."""

    @property
    def asked(self) -> str: ...


class WorkshopLike(Protocol):
    """What deciding about a workshop's evaluation needs to know of it."""

    @property
    def id(self) -> int: ...
    @property
    def evaluation_in_report(self) -> bool: ...


class SharedWorkshop(Protocol):
    """What deciding about what all groups of a workshop wrote needs to know of it."""

    @property
    def id(self) -> int: ...
    @property
    def results_open(self) -> bool: ...


class EndingWorkshop(Protocol):
    """What deciding about what nobody has laid down needs to know of a workshop."""

    @property
    def id(self) -> int: ...
    @property
    def closed_at(self) -> int | None: ...


def may_see_group(viewer: Viewer, group: GroupLike) -> bool:
    """Whether a group's boards exist for this viewer at all."""
    return group.workshop_id == viewer.workshop_id and viewer.group_id in (None, group.id)


def asked_of(group: AskedGroup) -> dict[str, str]:
    """What a group has been asked to show to all, by sheet: "asked", or what it answered, "yes" or "no"."""
    return json.loads(group.asked) if group.asked else {}


def may_project(group: AskedGroup, sheet: str) -> bool:
    """Whether what a group has revealed on a sheet may be shown to all: where it was asked, only once it said yes."""
    return asked_of(group).get(sheet, "yes") == "yes"


def may_see_evaluation(viewer: Viewer, workshop: WorkshopLike) -> bool:
    """Whether what people answered, without names, is for this viewer: who leads, and the report if they chose so."""
    if workshop.id != viewer.workshop_id or viewer.group_id is not None:
        return False
    is_chosen = viewer.role is Role.REPORT and bool(workshop.evaluation_in_report)
    return viewer.role is Role.FACILITATOR or is_chosen


def may_see_results(viewer: Viewer, workshop: SharedWorkshop) -> bool:
    """Whether what all groups wrote is for this viewer: who leads the whole, and while it is open all who are inside.

    Of a sheet that a group has been asked about there is nothing before it has said yes (`may_project`).
    """
    if workshop.id != viewer.workshop_id or viewer.role not in (Role.PARTICIPANT, Role.FACILITATOR):
        return False
    return viewer.leads_all or bool(workshop.results_open)


def is_own(viewer: Viewer, note: NoteLike) -> bool:
    if note.mark is not None and viewer.secret:
        return note.mark == mark(viewer.secret, note.group_id, note.sheet)
    return viewer.participant_id is not None and note.author_id == viewer.participant_id


def may_see_drafts(viewer: Viewer, workshop: EndingWorkshop, participant_id: int) -> bool:
    """Whether somebody's half-written text is for this viewer: theirs alone, and of who leads when all is over.

    Who leads must then be able to hand out everything that is kept of a person who asks for it.
    """
    if workshop.id != viewer.workshop_id:
        return False
    return viewer.participant_id == participant_id or (viewer.leads_all and workshop.closed_at is not None)


def may_read(viewer: Viewer, note: NoteLike) -> bool:
    """Whether the text of a note on a board the viewer may see is for them; else it is a blank note."""
    return everyone_may_read(note) or is_own(viewer, note)


def everyone_may_read(note: NoteLike) -> bool:
    """Whether all who see the board may read the note: what a frame's common part may hold."""
    return not note.hidden
