"""Where nothing may tell who writes what, nothing in the database does: only marks that one browser can make."""

import pytest
from sqlalchemy import Connection, select, update

from app.board.drafts import drafts_of, keep_drafts
from app.board.messages import DraftWrite, NoteWrite, Said, ShareWrite, UndoWrite
from app.board.notes import write_notes
from app.board.sharing import share
from app.board.undo import undo
from app.model import CHANGE, NOTE, PARTICIPANT, WORKSHOP
from app.refusals import NothingToUndo
from app.workshop.joining import Joined
from app.workshop.presence import Sign, show_signs
from tests.ground import FIRST, SILENT, SILENT_STEP, SILENT_ZONE, ZONE, Ground, new_id, refusal


@pytest.fixture
def ground(connection: Connection) -> Ground:
    made = Ground(connection)
    connection.execute(update(WORKSHOP).values(anonymous=True))
    return made


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


def write(ground: Ground, person: Joined, secret: str, sheet: str, zone: str) -> None:
    message = NoteWrite(new_id(), new_id(), sheet=sheet, zone=zone, text="Hemmelig")
    [outcome] = write_notes(ground.connection, [Said(person.participant_id, message, secret)])
    assert not isinstance(outcome, Exception)


def test_a_note_and_its_log_name_nobody(ground: Ground, anna: Joined) -> None:
    write(ground, anna, "annas", FIRST, ZONE)
    [note] = ground.notes()
    assert (note.author_id, note.text_by, note.perspective) == (None, None, None)
    assert ground.connection.scalars(select(CHANGE.c.who)).all() == [None]
    assert "annas" not in str(note)


def test_half_written_text_stays_in_the_browser(ground: Ground, anna: Joined) -> None:
    keep_drafts(ground.connection, [Said(anna.participant_id, DraftWrite(FIRST, "Halvt"))])
    assert drafts_of(ground.connection, anna.participant_id) == {}


def test_that_anna_writes_is_not_seen(ground: Ground, anna: Joined) -> None:
    show_signs(ground.connection, [Sign(anna.participant_id, writing=True, editing=new_id())])
    seen = ground.connection.execute(select(PARTICIPANT.c.writing, PARTICIPANT.c.editing)).one()
    assert tuple(seen) == (False, None)


def test_a_browser_without_secret_lays_down_and_takes_back_nothing_that_nobody_signed(
    ground: Ground, anna: Joined
) -> None:
    ben = ground.join("Ben", 1)
    ground.silence(anna)
    write(ground, anna, "annas", SILENT, SILENT_ZONE)
    ground.step(anna, SILENT, SILENT_STEP + 1)
    ground.connection.execute(update(NOTE).values(hidden=True, mark=None))
    ground.connection.execute(update(CHANGE).values(mark=None))
    share(ground.connection, Said(ben.participant_id, ShareWrite(new_id(), SILENT)))
    assert ground.notes()[0].hidden
    taken = refusal(lambda: undo(ground.connection, Said(ben.participant_id, UndoWrite(new_id(), SILENT))))
    assert taken is NothingToUndo
