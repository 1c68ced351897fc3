"""Half-written text, which belongs to its writer alone: kept on the server so that it survives a broken machine.

A draft lies where it was begun: on the pad of a sheet (`note_id` empty), or in a note being changed; who and when of
an action each have one of their own (`/whom`, `/due`).
No frame, page or report but its writer's own ever holds it. Where nothing may tell who writes what, it stays in
the browser.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, tuple_

from app.board.messages import DraftWrite, Said
from app.model import DRAFT, PARTICIPANT, WORKSHOP, now
from app.refusals import Refused

LONGEST = 2000
"""A draft may be longer than a note: it is cut when it is finished, not while it is written."""

MOST = 200
"""Drafts that are kept for one person; more than anybody leaves half written."""


def keep_drafts(connection: Connection, draftings: Sequence[Said[DraftWrite]]) -> list[Refused | None]:
    """Keep the newest of each draft; an empty one is forgotten, and so is a person's oldest when there are too many."""
    newest = {
        (each.participant_id, each.message.sheet, each.message.place): each.message.text.replace("\0", "")
        for each in draftings
    }
    named = select(PARTICIPANT.c.id).join(WORKSHOP, WORKSHOP.c.id == PARTICIPANT.c.workshop_id)
    people = {person for person, _, _ in newest}
    known = set(connection.scalars(named.where(PARTICIPANT.c.id.in_(people), WORKSHOP.c.anonymous.is_(False))))
    for (person, sheet, note), text in newest.items():
        here = (DRAFT.c.participant_id == person) & (DRAFT.c.sheet == sheet) & (DRAFT.c.note_id == note)
        connection.execute(delete(DRAFT).where(here))
        if text.strip() and person in known:
            connection.execute(
                DRAFT.insert().values(participant_id=person, sheet=sheet, note_id=note, text=text[:LONGEST], at=now())
            )
    for person in known:
        forget_oldest(connection, person)
    return [None] * len(draftings)


def forget_oldest(connection: Connection, participant_id: int) -> None:
    theirs = DRAFT.c.participant_id == participant_id
    place = (DRAFT.c.sheet, DRAFT.c.note_id)
    surplus = select(*place).where(theirs).order_by(DRAFT.c.at.desc()).offset(MOST)
    connection.execute(delete(DRAFT).where(theirs & tuple_(*place).in_(surplus)))


def drafts_of(connection: Connection, participant_id: int) -> dict[str, dict[str, str]]:
    """All of a participant's drafts: by sheet, and there by note id ("" for the pad)."""
    rows = connection.execute(select(DRAFT).where(DRAFT.c.participant_id == participant_id))
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.sheet, {})[row.note_id] = row.text
    return found
