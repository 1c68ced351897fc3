"""Votes: how many dots each note was given, hidden while people vote and written on the notes when they are done."""

from sqlalchemy import Connection, func, select, update

from app.kits.worksheet import Mode, Worksheet
from app.model import ANSWER, NOTE


def count_votes(connection: Connection, group_id: int, sheet: Worksheet, open_step: int | None, version: int) -> None:
    """Show on a sheet's notes what was voted, or hide it while the group is at the vote again (`open_step`, from 0)."""
    steps = [number for number, step in enumerate(sheet.steps) if step.mode is Mode.VOTE]
    if not steps:
        return
    here = (NOTE.c.group_id == group_id) & (NOTE.c.sheet == sheet.key)
    dots = {} if open_step in steps else dots_of(connection, group_id, sheet.key, steps)
    shown = {row.id: row.votes for row in connection.execute(select(NOTE.c.id, NOTE.c.votes).where(here))}
    for note_id, votes in shown.items():
        if votes != dots.get(note_id):
            changed = update(NOTE).where(NOTE.c.id == note_id)
            connection.execute(changed.values(votes=dots.get(note_id), version=version))


def dots_of(connection: Connection, group_id: int, sheet: str, steps: list[int]) -> dict[str, int]:
    """The dots of each note that has some, in the last of the votes that was held."""
    mine = (ANSWER.c.group_id == group_id) & (ANSWER.c.sheet == sheet) & ANSWER.c.step.in_(steps)
    # That one has done the step is an answer too, with no note for a subject.
    given = mine & (ANSWER.c.value > 0) & (ANSWER.c.subject != "")
    held = connection.scalar(select(func.max(ANSWER.c.step)).where(given))
    rows = connection.execute(
        select(ANSWER.c.subject, func.sum(ANSWER.c.value))
        .where(given, ANSWER.c.step == held)
        .group_by(ANSWER.c.subject)
    )
    return {subject: int(dots) for subject, dots in rows}
