"""Where one thing is picked lies one thing: what was picked before makes way, also when something is taken back."""

import pytest
from sqlalchemy import Connection, select

from app.board.messages import Said, UndoWrite
from app.board.receipts import receipt
from app.board.undo import undo
from app.model import NOTE
from app.refusals import NotUnderstood
from app.workshop.joining import Joined
from tests.ground import SCHOOL, Ground, new_id, refusal

SHEET, PICK, IDEAS = "tiltak", "stedet", "ideer"


@pytest.fixture
def ground(connection: Connection) -> Ground:
    made = Ground(connection, SCHOOL)
    made.move(SHEET)
    return made


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


def put(ground: Ground, person: Joined, note: str, **values: object) -> None:
    ground.note(person, **{"id": note, "sheet": None, "zone": None, "text": None} | values)


def picked(ground: Ground) -> set[str]:
    return set(ground.connection.scalars(select(NOTE.c.text).where(NOTE.c.zone == PICK, NOTE.c.gone.is_(False))))


def test_the_one_before_makes_way_and_comes_back_with_an_undo(ground: Ground, anna: Joined) -> None:
    ground.note(anna, sheet=SHEET, zone=PICK, text="Krysset")
    ground.note(anna, sheet=SHEET, zone=PICK, text="Broa")
    assert picked(ground) == {"Broa"}
    undo(ground.connection, Said(anna.participant_id, UndoWrite(new_id(), SHEET)))
    assert picked(ground) == {"Krysset"}
    assert receipt(ground.connection, anna.group_id).agrees


def test_what_comes_back_by_an_undo_is_what_is_picked(ground: Ground, anna: Joined, ben: Joined) -> None:
    crossing = ground.note(anna, sheet=SHEET, zone=PICK, text="Krysset")
    put(ground, anna, crossing, zone=IDEAS)
    ground.note(ben, sheet=SHEET, zone=PICK, text="Broa")
    undo(ground.connection, Said(anna.participant_id, UndoWrite(new_id(), SHEET)))
    assert picked(ground) == {"Krysset"}
    assert receipt(ground.connection, anna.group_id).agrees


def test_a_line_lies_only_where_one_sketches(ground: Ground, anna: Joined) -> None:
    line = ground.note(anna, sheet=SHEET, zone="skisse", text="", kind="line", points=[1, 2, 3])
    assert refusal(lambda: put(ground, anna, line, zone=PICK)) is NotUnderstood
