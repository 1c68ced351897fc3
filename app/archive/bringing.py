"""Bringing in an archive: a new workshop with all that was in another, of which nobody has the secrets yet.

Everybody in it is there by name alone: no token opens it, no re-entry code leads back, and nothing of what they
wrote is theirs to take back. Who brings it in leads it.
"""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pycrdt import Doc, Text
from sqlalchemy import Connection, select, update

from app.archive.answers import answer_rows, evaluation_rows
from app.archive.course import PLAIN, agenda_in, message_rows, passage_row
from app.archive.laying import lay, store
from app.archive.moments import milliseconds, milliseconds_or_none
from app.archive.numbers import Ids, note_ids
from app.archive.parts import Archive
from app.board.merging import NAME
from app.kits.kit import Kit
from app.model import ANSWER, EVALUATION, GROUP, MESSAGE, PARTICIPANT, PASSAGE, SHARED_TEXT, WORKSHOP
from app.timing.agenda import kept
from app.workshop.checklist import KEYS
from app.workshop.groups import PLENARY, add_group
from app.workshop.workshops import Made, NewWorkshop, by_code, create

Values = dict[str, Any]


@dataclass(frozen=True)
class Bringing:
    """A wish to make a workshop of an archive that holds together; `made_with` as in `NewWorkshop`."""

    archive: Archive
    kit: Kit
    delete_on: date
    made_with: str


def bring_in(connection: Connection, wish: Bringing) -> Made:
    """Make the workshop; for the same wish again, new secrets to the same."""
    again = select(WORKSHOP.c.id).where(WORKSHOP.c.made_with == wish.made_with)
    is_known = connection.scalar(again) is not None
    made = create(connection, new_workshop(wish))
    if not is_known:
        Workshop(connection, wish, by_code(connection, made.code).id).fill()
    return made


def new_workshop(wish: Bringing) -> NewWorkshop:
    said = wish.archive.workshop
    return NewWorkshop(
        wish.kit,
        said.title,
        said.municipality,
        said.held_on,
        wish.delete_on,
        tuple(group.name for group in wish.archive.groups if group.number != PLENARY),
        made_with=wish.made_with,
        steps_by=said.steps_by,
        anonymous=said.anonymous,
        starts_at=said.starts_at,
        agenda=kept(agenda_in(said)) if said.agenda else "",
        evaluation_in_report=said.evaluation_in_report,
        place=said.place,
        language=said.language,
    )


class Workshop:
    """A workshop that has just been made, and what is to be in it."""

    def __init__(self, connection: Connection, wish: Bringing, workshop_id: int) -> None:
        self.connection, self.archive, self.kit, self.id = connection, wish.archive, wish.kit, workshop_id
        space = uuid.uuid5(uuid.NAMESPACE_OID, wish.made_with)
        notes = note_ids(space, (note.tilt for note in wish.archive.notes))
        self.ids = Ids(space, self.groups(), {}, notes)
        self.tops: dict[int, int] = {}

    def fill(self) -> None:
        """Lay everything in it."""
        archive, ids = self.archive, self.ids
        store(self.connection, PARTICIPANT, self.people())
        rows = self.connection.execute(
            select(PARTICIPANT.c.made_with, PARTICIPANT.c.id).where(PARTICIPANT.c.workshop_id == self.id)
        )
        by_name = {row.made_with: row.id for row in rows}
        ids.people.update({each.number: by_name[ids.new("person", each.number)] for each in archive.people})
        self.tops = lay(self.connection, archive, self.kit, ids)
        store(self.connection, SHARED_TEXT, self.texts())
        store(self.connection, ANSWER, self.answers())
        store(
            self.connection, EVALUATION, evaluation_rows(archive.evaluation, self.id, ids) if archive.evaluation else ()
        )
        store(
            self.connection,
            MESSAGE,
            (row for n, each in enumerate(archive.messages) for row in message_rows(n, each, ids)),
        )
        store(self.connection, PASSAGE, (passage_row(n, each, self.id, ids) for n, each in enumerate(archive.passages)))
        self.settle()

    def groups(self) -> dict[int, int]:
        """The groups' ids by number; the plenary is made where there was one."""
        if self.archive.groups[0].number == PLENARY:
            add_group(self.connection, self.id, PLENARY, "", self.archive.groups[0].sheet)
        rows = self.connection.execute(select(GROUP.c.number, GROUP.c.id).where(GROUP.c.workshop_id == self.id))
        return {row.number: row.id for row in rows}

    def people(self) -> Iterator[Values]:
        """Those who took part, with hashes that no secret has."""
        for each in self.archive.people:
            name = self.ids.new("person", each.number)
            joined = each.joined_at or self.archive.workshop.created_at + timedelta(milliseconds=each.number)
            yield {
                "workshop_id": self.id,
                "group_id": self.ids.groups[each.group],
                "name": each.name,
                "perspective": each.perspective,
                "token_hash": name,
                "reentry_hash": name,
                "made_with": name,
                "joined_at": milliseconds(joined),
                "here": False,
                "here_until": 0,
                "writing": False,
                "version": 1,
            }

    def texts(self) -> Iterator[Values]:
        """What was written together, as new documents that say the same."""
        for each in self.archive.texts:
            document: Doc[Text] = Doc(client_id=1)
            text = document.get(NAME, type=Text)
            text += each.text
            yield {
                "group_id": self.ids.groups[each.group],
                "sheet": each.sheet,
                "zone": each.zone,
                "state": document.get_update(),
                "text": each.text,
                "version": self.tops[each.group],
            }

    def answers(self) -> Iterator[Values]:
        for each in self.archive.ballots:
            yield from answer_rows(each, self.kit.sheets_by_key[each.sheet], self.ids, self.tops[each.group])

    def settle(self) -> None:
        """Let the workshop and its groups be where they were."""
        said = self.archive.workshop
        moments = {
            "created_at": milliseconds(said.created_at),
            "closed_at": milliseconds_or_none(said.closed_at),
            "ticked": " ".join(key for key in KEYS if key in said.ticked),
        }
        plain = {name: getattr(said, name) for name in PLAIN if name != "delete_on"}
        self.connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == self.id).values(**plain, **moments))
        for group in self.archive.groups:
            top = self.tops[group.number]
            values = {
                "sheet": group.sheet,
                "held": group.held,
                "asked": json.dumps(group.consents, separators=(",", ":")) if group.consents else "",
            }
            changed = update(GROUP).where(GROUP.c.id == self.ids.groups[group.number])
            self.connection.execute(changed.values(version=top, moved=top, noticed=top, **values))
