"""Writing on post-its: permitted, changed, logged, and never twice."""

from typing import Any

import pytest
from sqlalchemy import select

from app.board.closing import close
from app.board.ledger import KEPT
from app.board.notes import MOST, Stored
from app.model import CHANGE
from app.refusals import TEXTS, EmptyNote, NotFound, NotUnderstood, NotYet, SheetFull, TooLong, WorkshopClosed
from app.workshop.joining import Joined
from tests.ground import FIRST, SILENT, SILENT_STEP, SILENT_ZONE, THIRD, ZONE, Ground, new_id, refusal


def new(**values: Any) -> dict[str, Any]:
    return {"write": new_id(), "id": new_id(), "sheet": FIRST, "zone": ZONE, "text": "Vi vil det samme"} | values


def log(ground: Ground) -> list[Any]:
    return list(ground.connection.execute(select(CHANGE).order_by(CHANGE.c.group_id, CHANGE.c.version)))


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


@pytest.fixture
def carl(ground: Ground) -> Joined:
    return ground.join("Carl", 2)


def test_anna_writes_a_note(ground: Ground, anna: Joined) -> None:
    values = new(text="  Vi kjenner hverandre  ", x=3, y=97)
    assert ground.write((anna, values)) == [Stored(anna.group_id, values["write"], ground.group(1).version)]
    [note] = ground.notes()
    assert (note.id, note.sheet, note.zone, note.text) == (values["id"], FIRST, ZONE, "Vi kjenner hverandre")
    assert (note.x, note.y, note.hidden, note.gone) == (3, 97, False, False)
    assert (note.author_id, note.perspective, note.group_id) == (anna.participant_id, "kommune", anna.group_id)


def test_a_note_without_a_place_lies_where_every_screen_would_put_it(ground: Ground, anna: Joined) -> None:
    ground.note(anna, id="ffffffff-0000-4000-8000-000000000000")
    [note] = ground.notes()
    assert (note.x, note.y) == (0xFFFF % 101, 0xFFFF % 101)


@pytest.mark.parametrize("batched", [True, False])
def test_the_same_write_twice_changes_nothing_and_is_acknowledged(ground: Ground, anna: Joined, batched: bool) -> None:
    values = new()
    again = values | {"text": "Noe annet"}
    if batched:
        first, second = ground.write((anna, values), (anna, again))
    else:
        [first], [second] = ground.write((anna, values)), ground.write((anna, again))
    assert first == Stored(anna.group_id, values["write"], ground.group(1).version)
    assert second == Stored(anna.group_id, values["write"], None)
    assert [note.text for note in ground.notes()] == ["Vi vil det samme"]


def test_a_write_stored_before_the_end_is_acknowledged_after_it(ground: Ground, anna: Joined) -> None:
    values = new()
    ground.write((anna, values))
    close(ground.connection, ground.id)
    assert ground.write((anna, values)) == [Stored(anna.group_id, values["write"], None)]


def test_ben_changes_only_what_he_names(ground: Ground, anna: Joined, ben: Joined) -> None:
    note_id = ground.note(anna, x=1, y=2)
    ground.note(ben, id=note_id, sheet=None, zone="felles-mal", text=None)
    ground.note(ben, id=note_id, sheet=None, zone=None, text=None, x=50)
    ground.note(ben, id=note_id, sheet="finnes-ikke", zone=None, text="Ny tekst")
    [note] = ground.notes()
    assert (note.sheet, note.zone, note.text, note.x, note.y) == (FIRST, "felles-mal", "Ny tekst", 50, 2)
    assert note.author_id == anna.participant_id


def test_a_deleted_note_can_be_restored(ground: Ground, anna: Joined, ben: Joined) -> None:
    note_id = ground.note(anna)
    ground.note(ben, id=note_id, text=None, gone=True)
    assert [(note.gone, note.text) for note in ground.notes()] == [(True, "Vi vil det samme")]
    ground.note(anna, id=note_id, text=None, gone=False)
    assert [(note.gone, note.text) for note in ground.notes()] == [(False, "Vi vil det samme")]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"text": ""}, EmptyNote),
        ({"text": " \n "}, EmptyNote),
        ({"text": "x" * 501}, TooLong),
        ({"zone": "finnes-ikke"}, NotFound),
        ({"sheet": "finnes-ikke"}, NotYet),
        ({"sheet": THIRD}, NotYet),
        ({"sheet": None}, NotUnderstood),
        ({"zone": None}, NotUnderstood),
        ({"text": None}, NotUnderstood),
    ],
)
def test_a_note_that_cannot_lie_there_is_refused(
    ground: Ground, anna: Joined, values: dict[str, Any], why: type[Exception]
) -> None:
    assert refusal(lambda: ground.note(anna, **values)) is why
    assert ground.notes() == log(ground) == []


def test_nobody_writes_in_a_closed_workshop(ground: Ground, anna: Joined) -> None:
    close(ground.connection, ground.id)
    assert refusal(lambda: ground.note(anna)) is WorkshopClosed


def test_a_stranger_writes_nothing(ground: Ground, anna: Joined) -> None:
    stranger = Joined(999, anna.group_id, "", "")
    assert refusal(lambda: ground.note(stranger)) is NotFound


def test_carl_cannot_touch_a_note_of_group_1(ground: Ground, anna: Joined, carl: Joined) -> None:
    note_id = ground.note(anna)
    before = ground.notes()
    for values in ({"text": "Min"}, {"gone": True, "text": None}, {"x": 1, "text": None}):
        assert refusal(lambda v=values: ground.note(carl, id=note_id, **v)) is NotFound  # type: ignore[misc]
    assert ground.notes() == before


def test_ben_cannot_touch_a_note_he_cannot_read(ground: Ground, anna: Joined, ben: Joined) -> None:
    ground.silence(anna)
    note_id = ground.note(anna, sheet=SILENT, zone=SILENT_ZONE)
    assert refusal(lambda: ground.note(ben, id=note_id, zone=None, text="Min")) is NotFound
    ground.note(anna, id=note_id, zone=None, text="Fortsatt min")
    ground.step(ben, SILENT, SILENT_STEP + 1)
    ground.note(ben, id=note_id, zone=None, text="Vår")
    assert [note.text for note in ground.notes()] == ["Vår"]


def test_only_a_silent_step_hides_what_is_written(ground: Ground, anna: Joined) -> None:
    ground.move(SILENT)
    for step in range(3):
        ground.step(anna, SILENT, step)
        ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text=str(step))
        assert ground.notes()[-1].hidden == (step == SILENT_STEP)


def test_what_comes_late_to_a_silent_sheet_the_group_has_left_is_not_hidden_for_ever(
    ground: Ground, anna: Joined
) -> None:
    ground.silence(anna)
    ground.move(THIRD)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="Sendt i det arket ble byttet")
    assert [note.hidden for note in ground.notes()] == [False]


def test_one_bad_write_does_not_take_others_down(ground: Ground, anna: Joined, ben: Joined, carl: Joined) -> None:
    outcomes = ground.write((anna, new()), (ben, new(text="")), (carl, new()), (ben, new(zone="x")), (anna, new()))
    assert [type(outcome) for outcome in outcomes] == [Stored, EmptyNote, Stored, NotFound, Stored]
    assert len(ground.notes()) == 3


def test_acknowledgements_come_in_the_order_of_versions(ground: Ground, anna: Joined, ben: Joined) -> None:
    begun = ground.group(1).version
    outcomes = ground.write(*[((anna, ben)[number % 2], new()) for number in range(20)])
    versions = [outcome.version for outcome in outcomes if isinstance(outcome, Stored)]
    assert versions == list(range(begun + 1, begun + 21))
    assert ground.group(1).version == begun + 20


def test_the_log_says_who_did_what_and_ends_in_the_notes(ground: Ground, anna: Joined, ben: Joined) -> None:
    note_id = ground.note(anna)
    for person, values in (
        (ben, {"text": "To"}),
        (anna, {"x": 9, "y": 9}),
        (ben, {"gone": True}),
        (anna, {"text": "3"}),
    ):
        ground.note(person, **{"id": note_id, "text": None} | values)
    ground.note(ben)
    entries = log(ground)
    assert [entry.who for entry in entries if entry.note_id == note_id] == [
        person.participant_id for person in (anna, ben, anna, ben, anna)
    ]
    last = {entry.note_id: entry for entry in entries}
    for note in ground.notes():
        assert last[note.id].state == {name: getattr(note, name) for name in KEPT}
        assert last[note.id].version == note.version


@pytest.mark.parametrize("batched", [True, False])
def test_a_sheet_takes_so_many_notes_and_then_says_that_it_is_full(
    ground: Ground, anna: Joined, carl: Joined, monkeypatch: pytest.MonkeyPatch, batched: bool
) -> None:
    monkeypatch.setattr("app.board.notes.MOST", 3)
    writings = [(anna, new()) for _ in range(5)]
    outcomes = ground.write(*writings) if batched else [ground.write(each)[0] for each in writings]
    assert [type(each) for each in outcomes] == [Stored, Stored, Stored, SheetFull, SheetFull]
    ground.note(anna, **writings[0][1] | {"write": new_id(), "text": "Det som ligger der, kan endres"})
    ground.note(anna, **writings[1][1] | {"write": new_id(), "gone": True})
    assert refusal(lambda: ground.note(anna)) is SheetFull, "what was taken away may come back"
    ground.note(carl)


def test_as_many_as_fit_is_what_people_are_told() -> None:
    assert str(MOST) in TEXTS[SheetFull][1]
