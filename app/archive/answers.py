"""What people answered, in an archive: never whose it is, nor that two answers are the same person's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Connection, Row, select

from app.archive.numbers import Ids, Numbers
from app.archive.parts import Answered, Ballot, Evaluation, Given
from app.board.tally import counts, least, tally
from app.kits.kit import Kit, Mode, Worksheet
from app.model import ANSWER, BOARD, GROUP
from app.visibility import Role, Viewer
from app.workshop.evaluation import SCALE, results_for

Values = dict[str, Any]
Rows = list[Row[Any]]


def ballots_of(connection: Connection, workshop: Row[Any], kit: Kit, numbers: Numbers) -> Iterator[Ballot]:
    """What was answered in each step, by group, sheet and step. Of what is being answered just now only who is done."""
    ids = list(numbers.groups)
    at = select(GROUP.c.id, GROUP.c.sheet, BOARD.c.step).join(BOARD, BOARD.c.group_id == GROUP.c.id)
    here = at.where(GROUP.c.id.in_(ids), BOARD.c.sheet == GROUP.c.sheet)
    under_way = set() if workshop.closed_at is not None else {tuple(row) for row in connection.execute(here)}
    found: defaultdict[tuple[int, str, int], Rows] = defaultdict(list)
    for row in connection.execute(select(ANSWER).where(ANSWER.c.group_id.in_(ids))):
        found[row.group_id, row.sheet, row.step].append(row)
    for group, sheet, step in sorted(found, key=lambda key: (numbers.groups[key[0]], kit.number(key[1]), key[2])):
        rows = found[group, sheet, step]
        worksheet, is_open = kit.sheets_by_key[sheet], (group, sheet, step) in under_way
        given = [] if is_open else [row for row in rows if is_told(row, worksheet, numbers)]
        if given or any(row.subject == "" and row.value > 0 for row in rows):
            yield ballot(numbers.groups[group], worksheet, rows, given, numbers)


def is_told(row: Row[Any], sheet: Worksheet, numbers: Numbers) -> bool:
    """Whether an answer is one, to something that is in the archive."""
    by_note = sheet.steps[row.step].mode is Mode.VOTE
    known = row.subject in (numbers.notes if by_note else sheet.zones_by_key)
    return known and row.value >= 0 and counts(row, sheet)


def ballot(group: int, sheet: Worksheet, rows: Rows, given: Rows, numbers: Numbers) -> Ballot:
    step = rows[0].step
    values: defaultdict[str, list[int]] = defaultdict(list)
    for row in given:
        values[row.subject].append(row.value)
    by_note = sheet.steps[step].mode is Mode.VOTE
    return Ballot(
        group=group,
        sheet=sheet.key,
        step=step,
        done=tally(rows, sheet, step, here=True).done.get(step, 0),
        answered=tally(given, sheet, step, here=True).answered.get(step, 0),
        given=sorted(
            (
                Given(
                    note=numbers.note(subject) if by_note else None,
                    zone=None if by_note else subject,
                    values=sorted(some, reverse=True),
                )
                for subject, some in values.items()
            ),
            key=lambda each: (each.note or 0, each.zone or ""),
        ),
    )


def answer_rows(each: Ballot, sheet: Worksheet, ids: Ids, version: int) -> Iterator[Values]:
    """The answers again, under voters whom nobody is. As many have answered, and have done the step, as before."""
    here = {"group_id": ids.groups[each.group], "sheet": each.sheet, "step": each.step, "version": version}

    def row(subject: str, voter: object, value: int) -> Values:
        mark = ids.new("voter", each.group, each.sheet, each.step, voter)
        return here | {"subject": subject, "voter": mark, "value": value}

    for voter in range(each.done):
        yield row("", voter, 1)
    dealt = whole_ballots if least(sheet, each.step) > 1 else in_turn
    for (at, value), voter in zip(flat(each.given), dealt(each), strict=True):
        subject = ids.note(each.given[at].note) or each.given[at].zone or ""
        yield row(subject, voter, value)


def flat(given: Sequence[Given]) -> Iterator[tuple[int, int]]:
    for at, some in enumerate(given):
        for value in some.values:
            yield at, value


def in_turn(each: Ballot) -> Iterator[int]:
    """Each answer to the next of those who answered, so that all of them have given one."""
    return (number % max(1, each.answered) for number, _ in enumerate(flat(each.given)))


def whole_ballots(each: Ballot) -> Iterator[int]:
    """So many who answered everything first; each further answer to somebody else."""
    others = count(each.answered)
    for some in each.given:
        for number, _ in enumerate(some.values):
            yield number if number < each.answered else next(others)


def evaluation_of(connection: Connection, workshop: Row[Any]) -> Evaluation | None:
    """What was answered at the end, question by question, where the report may show it."""
    results = results_for(connection, Viewer(Role.REPORT, workshop.id), workshop)
    if results is None or not results.people:
        return None
    questions = [
        Answered(question=each.question.key, answers=list(each.texts) or in_words(each.counts))
        for each in results.questions
        if each.answered
    ]
    return Evaluation(people=results.people, questions=questions)


def in_words(scale: Iterable[int]) -> list[str]:
    return [value for value, chosen in zip(SCALE, scale, strict=False) for _ in range(chosen)]


def evaluation_rows(evaluation: Evaluation, workshop_id: int, ids: Ids) -> list[Values]:
    """As many who answered as before, each with some of the answers: whose they were is not known."""
    people: list[dict[str, str]] = [{} for _ in range(evaluation.people)]
    number = 0
    for question in evaluation.questions:
        for answer in question.answers:
            people[number % len(people)][question.question] = answer
            number += 1
    return [
        {"workshop_id": workshop_id, "made_with": ids.new("evaluation", number), "answers": answers}
        for number, answers in enumerate(people)
    ]
