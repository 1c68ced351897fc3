"""The evaluation at the end: short, without names, each person's once. What came of it is for who leads the workshop.

It is open from when a facilitator opens it, comes to the closing of the time plan, or closes the workshop. While it is,
one may answer again, and the new answers take the place of the old. Nothing tells whose they are: they stand under a
mark that only the person's own browser can make.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from app.kits.copies import kit_of
from app.kits.kit import Kit, Question
from app.marks import mark
from app.model import EVALUATION, GROUP, WORKSHOP
from app.refusals import EmptyNote, NotOpenYet, NotUnderstood
from app.texts import tidy_lines
from app.visibility import Viewer, may_see_evaluation
from app.workshop.groups import groups_of, next_version
from app.workshop.workshops import hold

SCALE = ("1", "2", "3", "4", "5")
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Evaluating:
    """One person's answers, by the questions' keys; those left out are not answered."""

    workshop_id: int
    made_with: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered to a question: on a scale how many chose each value from 1 to 5; in words, the texts."""

    question: Question
    counts: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def answered(self) -> int:
        return sum(self.counts) or len(self.texts)

    @property
    def average(self) -> float | None:
        """From 1 to 5, or None where nobody has answered."""
        weighed = sum(value * count for value, count in enumerate(self.counts, start=1))
        return weighed / sum(self.counts) if sum(self.counts) else None


@dataclass(frozen=True, slots=True)
class Results:
    """How many have answered, and what, question by question."""

    people: int
    questions: tuple[Result, ...]


def is_open(workshop: Row[Any], kit: Kit) -> bool:
    return bool(kit.evaluation) and (bool(workshop.evaluating) or workshop.closed_at is not None)


def made_with(viewer: Viewer) -> str:
    """What a participant's answers stand under. Who joined before browsers held secrets has one by their number."""
    return mark(viewer.secret or f"person {viewer.participant_id}", viewer.workshop_id, "evaluation")


def evaluate(connection: Connection, said: Evaluating) -> None:
    """Keep one person's answers in the place of their older ones. Raises NotOpenYet, NotUnderstood, EmptyNote."""
    workshop = hold(connection, said.workshop_id)
    kit = kit_of(connection, workshop.kit_digest)
    if not is_open(workshop, kit):
        raise NotOpenYet
    answers = {question.key: said_to(question, said.answers.get(question.key, "")) for question in kit.evaluation}
    answers = {key: text for key, text in answers.items() if text}
    if not answers:
        raise EmptyNote
    connection.execute(delete(EVALUATION).where(EVALUATION.c.made_with == said.made_with))
    connection.execute(EVALUATION.insert().values(workshop_id=workshop.id, made_with=said.made_with, answers=answers))


def said_to(question: Question, text: str) -> str:
    """An answer as it is kept. Raises NotUnderstood for what the scale does not have."""
    kept = tidy_lines(text)[:LONGEST]
    if kept and question.low is not None and kept not in SCALE:
        raise NotUnderstood
    return kept


def own_answers(connection: Connection, viewer: Viewer) -> dict[str, str]:
    """What the viewer has answered, by question."""
    mine = select(EVALUATION.c.answers).where(EVALUATION.c.made_with == made_with(viewer))
    return dict(connection.scalar(mine) or {})


def awaits_answers(connection: Connection, viewer: Viewer, workshop: Row[Any]) -> bool:
    """Whether the evaluation is open and the viewer has not answered it."""
    return is_open(workshop, kit_of(connection, workshop.kit_digest)) and not own_answers(connection, viewer)


def results_for(connection: Connection, viewer: Viewer, workshop: Row[Any]) -> Results | None:
    """What was answered, as this viewer may see it; None where it is not for them, or nothing was asked."""
    kit = kit_of(connection, workshop.kit_digest)
    if not kit.evaluation or not may_see_evaluation(viewer, workshop):
        return None
    given = connection.scalars(select(EVALUATION.c.answers).where(EVALUATION.c.workshop_id == workshop.id)).all()
    return Results(len(given), tuple(result(question, given) for question in kit.evaluation))


def result(question: Question, given: Any) -> Result:
    # In the order of the alphabet, so that the order in which people answered tells nothing.
    texts = sorted(answers[question.key] for answers in given if question.key in answers)
    if question.low is None:
        return Result(question, texts=tuple(texts))
    return Result(question, counts=tuple(texts.count(value) for value in SCALE))


@dataclass(frozen=True, slots=True)
class Wish:
    """What a facilitator wants of the evaluation: that it is open, or that the report shows it; None leaves it."""

    workshop_id: int
    opened: bool | None = None
    in_report: bool | None = None


def lead_evaluation(connection: Connection, wish: Wish) -> list[int]:
    """Open or close the evaluation, or choose whether the report shows it. Returns the groups to ring."""
    hold(connection, wish.workshop_id)
    values = {"evaluating": wish.opened, "evaluation_in_report": wish.in_report}
    chosen = {name: value for name, value in values.items() if value is not None}
    if chosen:
        connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == wish.workshop_id).values(chosen))
    groups = [group.id for group in groups_of(connection, wish.workshop_id)] if wish.opened is not None else []
    for group_id in groups:
        version = next_version(connection, group_id)
        connection.execute(update(GROUP).where(GROUP.c.id == group_id).values(moved=version))
    return groups
