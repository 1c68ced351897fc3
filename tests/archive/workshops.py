"""A workshop with everything in it, and bringing in what is archived of it."""

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, update

from app.archive.bringing import Bringing, bring_in
from app.archive.checking import sound
from app.board.answers import answer
from app.board.drafts import keep_drafts
from app.board.led_notes import LedNote, leave_note
from app.board.messages import AnswerWrite, ConsentWrite, DraftWrite, Said, StepWrite
from app.board.moves import Move, move
from app.board.moving_back import MoveBack, move_back
from app.board.notes import write_notes
from app.board.passages import last_move
from app.board.steps import StepMove, lead_step
from app.demo import Demo, lay_out
from app.kits.copies import kit_of
from app.model import WORKSHOP, now
from app.plenary.asking import Asking, ask, consent
from app.plenary.notes import PlenaryNote, note_down
from app.timing.agenda import agenda_of, kept
from app.timing.clocks import Winding
from app.workshop.checklist import Tick, tick
from app.workshop.seating import Removal, remove_person
from app.workshop.telling import ClockWish, Telling, tell, wind_clocks
from app.workshop.workshops import by_code
from tests.ground import FIRST, SILENT, SILENT_STEP, SILENT_ZONE, ZONE, new_id, writing

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
VOTED, VOTE = "effekter", 2
HIDDEN, DELETED, DRAFT = "ikke lagt fram 7h", "slettet 7s", "halvskrevet 7k"


def busy(connection: Connection) -> Demo:
    """The demo, and after it all that can happen besides: something hidden, deleted, asked, told and taken back."""
    demo = lay_out(connection)
    workshop_id = by_code(connection, demo.made.code).id
    ingrid, hanne, gunnar = (demo.people[name] for name in ("Ingrid", "Hanne", "Gunnar"))
    gone = new_id()
    for values in (
        {"id": gone, "sheet": FIRST, "zone": ZONE, "text": DELETED},
        {"id": gone, "gone": True},
        {"id": gone, "gone": False},
        {"id": gone, "gone": True},
    ):
        [outcome] = write_notes(connection, [writing(ingrid, **values)])
        assert not isinstance(outcome, Exception)
    keep_drafts(connection, [Said(ingrid.participant_id, DraftWrite(sheet=FIRST, text=DRAFT))])
    note_down(connection, PlenaryNote(workshop_id, new_id(), FIRST, ZONE, "Alle vil møtes oftere"))
    tell(connection, Telling(workshop_id, new_id(), "Fem minutter igjen"))
    tell(connection, Telling(workshop_id, new_id(), "Bare til dere", frozenset({2})))
    leave_note(connection, LedNote(workshop_id, new_id(), "Husk brukerne", groups=frozenset({1})))
    ask(connection, Asking(workshop_id, 3, FIRST))
    consent(connection, Said(gunnar.participant_id, ConsentWrite(FIRST, on=False)))
    ask(connection, Asking(workshop_id, 1, VOTED))
    tick(connection, Tick(workshop_id, "rescue", done=True))
    move_all_about(connection, workshop_id)
    vote_again(connection, demo, workshop_id)
    silent = {"id": new_id(), "sheet": SILENT, "zone": SILENT_ZONE, "text": HIDDEN}
    write_notes(connection, [writing(ingrid, **silent)])
    remove_person(connection, Removal(workshop_id, hanne.participant_id))
    return demo


def move_all_about(connection: Connection, workshop_id: int) -> None:
    """Another agenda, a move that is taken back, a clock that stands still; at last a sheet written in silence."""
    workshop = connection.execute(WORKSHOP.select().where(WORKSHOP.c.id == workshop_id)).one()
    agenda = kept(agenda_of(workshop, kit_of(connection, workshop.kit_digest)))
    connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == workshop_id).values(agenda=agenda, place="Rådhuset"))
    move(connection, Move(workshop_id, "break-6"))
    move(connection, Move(workshop_id, "partnere"))
    passage = last_move(connection, workshop_id)
    assert passage is not None
    move_back(connection, MoveBack(workshop_id, passage.id))
    move(connection, Move(workshop_id, SILENT, frozenset({1}), whole=False))
    lead_step(connection, StepMove(workshop_id, StepWrite(SILENT, SILENT_STEP), frozenset({1})))
    wind_clocks(connection, ClockWish(workshop_id, Winding("sheet", "pause", 0, new_id(), now()), frozenset({1})))


def vote_again(connection: Connection, demo: Demo, workshop_id: int) -> None:
    """Group 2 is at a vote, and nobody is shown what is given."""
    move(connection, Move(workshop_id, VOTED, frozenset({2}), whole=False))
    lead_step(connection, StepMove(workshop_id, StepWrite(VOTED, VOTE), frozenset({2})))
    bjorn = demo.people["Bjørn"].participant_id
    answer(connection, Said(bjorn, AnswerWrite(new_id(), VOTED, VOTE, 1)))


def brought_in(connection: Connection, content: bytes, made_with: str = "", delete_on: date | None = None) -> str:
    """Bring in what a file holds; the new workshop's code."""
    found = sound(io.BytesIO(content))
    wish = Bringing(found.archive, found.kit, delete_on or found.delete_on, made_with or new_id())
    return bring_in(connection, wish).code


def changed(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """A file in which something has been changed."""
    said = json.loads(content)
    change(said)
    return json.dumps(said, ensure_ascii=False).encode()
