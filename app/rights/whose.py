"""Whose is what: the rows of one person, found by their number, or by the marks that only their browser can make."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.marks import mark
from app.model import ANSWER, CHANGE, GROUP, NOTE


@dataclass(frozen=True)
class Traces:
    """Where to look for what one person has left in a workshop; `secret` is what their browser holds, if it does."""

    connection: Connection
    workshop: Row[Any]
    person: int
    secret: str = ""

    @cached_property
    def kit(self) -> Kit:
        return kit_of(self.connection, self.workshop.kit_digest)

    @cached_property
    def groups(self) -> Sequence[Row[Any]]:
        """All groups: a person may have sat in several."""
        mine = select(GROUP).where(GROUP.c.workshop_id == self.workshop.id)
        return self.connection.execute(mine.order_by(GROUP.c.id)).all()

    @cached_property
    def touched(self) -> Sequence[int]:
        """The groups in whose log the person's number stands: all that they have written or changed is in those."""
        mine = CHANGE.c.group_id.in_([group.id for group in self.groups]) & (CHANGE.c.who == self.person)
        found = select(CHANGE.c.group_id).where(mine).distinct().order_by(CHANGE.c.group_id)
        return self.connection.scalars(found).all()

    @cached_property
    def marks(self) -> frozenset[str]:
        """Those of this person on every sheet of every group; none where nothing is marked."""
        if not (self.workshop.anonymous and self.secret):
            return frozenset()
        return frozenset(mark(self.secret, group.id, sheet.key) for group in self.groups for sheet in self.kit.sheets)

    def theirs(self, *columns: Any) -> ColumnElement[bool]:
        """What one of these columns says is this person's: a participant's number, or a mark."""
        return or_(*(column.in_(self.marks) if column.name == "mark" else column == self.person for column in columns))

    def notes(self) -> Sequence[Row[Any]]:
        """What they made, and what now says what they wrote, oldest first."""
        inside = NOTE.c.group_id.in_([group.id for group in self.groups])
        theirs = self.theirs(NOTE.c.author_id, NOTE.c.text_by, NOTE.c.mark)
        return self.connection.execute(select(NOTE).where(inside, theirs).order_by(NOTE.c.created_at, NOTE.c.id)).all()

    def changes(self) -> Sequence[Row[Any]]:
        """All changes of all notes that they have ever changed, in order."""
        inside = CHANGE.c.group_id.in_([group.id for group in self.groups]) & (CHANGE.c.note_id != "")
        touched = select(CHANGE.c.note_id).where(inside, self.theirs(CHANGE.c.who, CHANGE.c.mark))
        log = select(CHANGE).where(inside, CHANGE.c.note_id.in_(touched))
        return self.connection.execute(log.order_by(CHANGE.c.group_id, CHANGE.c.version)).all()

    def is_theirs(self, change: Row[Any]) -> bool:
        return bool(change.who == self.person) or (change.mark is not None and change.mark in self.marks)

    def answers(self) -> Sequence[Row[Any]]:
        """The votes and stands that stand under a mark this person's browser makes, or under their number."""
        bases, groups = [f"person {self.person}", *([self.secret] if self.secret else [])], self.groups
        steps = [(sheet.key, step) for sheet in self.kit.sheets for step in range(len(sheet.steps))]
        voters = [mark(base, group.id, *place) for base in bases for group in groups for place in steps]
        given = select(ANSWER).where(ANSWER.c.group_id.in_([group.id for group in groups]), ANSWER.c.subject != "")
        rows = self.connection.execute(given.where(ANSWER.c.value >= 0).order_by(ANSWER.c.version)).all()
        known = set(voters)
        return [row for row in rows if row.voter in known]
