"""Groups moving between steps, and between sheets."""

import pytest
from sqlalchemy import Connection

from app.board.closing import close, reopen
from app.board.steps import reached
from app.kits.kit import Mode
from app.model import BOARD
from app.refusals import NotFound, NotYet, WorkshopClosed
from tests.ground import FIRST, GARDEN, SILENT, SILENT_STEP, SILENT_ZONE, THIRD, Ground, refusal


def steps(ground: Ground) -> dict[tuple[int, str], int]:
    numbers = {ground.group(number).id: number for number in (1, 2, 3)}
    return {(numbers[row.group_id], row.sheet): row.step for row in ground.connection.execute(BOARD.select())}


def test_a_group_steps_on_its_own(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    assert ground.step(anna, FIRST, 2) == anna.group_id
    assert steps(ground) == {(1, FIRST): 2, (2, FIRST): 0, (3, FIRST): 0}


def test_stepping_twice_is_once(ground: Ground) -> None:
    anna, ben = ground.join("Anna", 1), ground.join("Ben", 1)
    ground.step(anna, FIRST, 1)
    version = ground.group(1).version
    ground.step(ben, FIRST, 1)
    assert (steps(ground)[1, FIRST], ground.group(1).version) == (1, version)


def test_a_group_may_step_back(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.step(anna, FIRST, 2)
    ground.step(anna, FIRST, 0)
    assert steps(ground)[1, FIRST] == 0


@pytest.mark.parametrize("step", [-1, 3, 10**30])
def test_a_step_that_the_sheet_does_not_have_is_refused(ground: Ground, step: int) -> None:
    anna = ground.join("Anna", 1)
    assert refusal(lambda: ground.step(anna, FIRST, step)) is NotFound


def test_a_step_on_a_sheet_the_group_is_not_on_is_refused(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.move(SILENT)
    for sheet in (FIRST, THIRD, "finnes-ikke"):
        assert refusal(lambda s=sheet: ground.step(anna, s, 0)) is NotYet  # type: ignore[misc]


def test_nobody_steps_in_a_closed_workshop_or_without_being_in_one(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    close(ground.connection, ground.id)
    assert refusal(lambda: ground.step(anna, FIRST, 1)) is WorkshopClosed
    stranger = type(anna)(participant_id=999, group_id=anna.group_id, token="", reentry_code="")
    assert refusal(lambda: ground.step(stranger, FIRST, 1)) is NotFound


def test_notes_written_in_silence_turn_over_when_the_group_steps_on(ground: Ground) -> None:
    anna, ben = ground.join("Anna", 1), ground.join("Ben", 1)
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE)
    assert [note.hidden for note in ground.notes()] == [True]
    before = ground.group(1).version
    ground.step(ben, SILENT, SILENT_STEP + 1)
    assert [(note.hidden, note.version > before) for note in ground.notes()] == [(False, True)]


def test_stepping_back_into_the_silence_hides_nothing_that_was_seen(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE)
    ground.step(anna, SILENT, SILENT_STEP + 1)
    ground.step(anna, SILENT, SILENT_STEP)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE)
    assert [note.hidden for note in ground.notes()] == [False, True]


def test_a_silence_that_goes_on_over_two_steps_is_not_broken(connection: Connection) -> None:
    sheet = GARDEN.sheets[0]
    twice = sheet.model_copy(update={"steps": (sheet.steps[0], *sheet.steps), "reveal": "group"})
    ground = Ground(connection, GARDEN.model_copy(update={"sheets": (twice, *GARDEN.sheets[1:])}))
    anna = ground.join("Anna", 1)
    ground.note(anna, sheet=sheet.key, zone="onsker")
    ground.step(anna, sheet.key, 1)
    assert [note.hidden for note in ground.notes()] == [True]
    ground.step(anna, sheet.key, 2)
    assert [note.hidden for note in ground.notes()] == [False]


def test_where_each_lays_down_their_own_the_silence_lasts_until_that_is_done(connection: Connection) -> None:
    sheet = GARDEN.sheets[0]
    discussed = sheet.steps[1].model_copy(update={"mode": Mode.DISCUSS})
    longer = sheet.model_copy(update={"steps": (*sheet.steps, discussed)})
    ground = Ground(connection, GARDEN.model_copy(update={"sheets": (longer, *GARDEN.sheets[1:])}))
    anna = ground.join("Anna", 1)
    ground.note(anna, sheet=sheet.key, zone="onsker")
    ground.step(anna, sheet.key, 1)
    assert [note.hidden for note in ground.notes()] == [True]
    ground.note(anna, sheet=sheet.key, zone="onsker")
    assert sorted(note.hidden for note in ground.notes()) == [False, True]
    ground.step(anna, sheet.key, 2)
    assert [note.hidden for note in ground.notes()] == [False, False]


def test_another_groups_silence_is_not_broken(ground: Ground) -> None:
    anna, carl = ground.join("Anna", 1), ground.join("Carl", 2)
    ground.silence(anna)
    ground.step(carl, SILENT, SILENT_STEP)
    ground.note(carl, sheet=SILENT, zone=SILENT_ZONE)
    ground.step(anna, SILENT, SILENT_STEP + 1)
    assert [note.hidden for note in ground.notes()] == [True]


def test_fatma_brings_all_groups_to_a_sheet(ground: Ground) -> None:
    rung = ground.move(SILENT)
    assert rung == [ground.group(number).id for number in (1, 2, 3)]
    assert ground.workshop.sheet == SILENT
    assert all(ground.group(number).sheet == SILENT for number in (1, 2, 3))
    assert all(ground.group(number).moved for number in (1, 2, 3))


def test_moving_twice_is_once(ground: Ground) -> None:
    ground.move(SILENT)
    version = ground.group(1).version
    assert ground.move(SILENT) == []
    assert ground.group(1).version == version


def test_moving_back_and_forward_loses_nothing(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.note(anna, text="Fra første ark")
    ground.step(anna, FIRST, 2)
    ground.move(SILENT)
    ground.step(anna, SILENT, 2)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="Fra andre ark")
    ground.move(FIRST)
    ground.move(SILENT)
    assert [(note.sheet, note.text, note.gone) for note in ground.notes()] == [
        (FIRST, "Fra første ark", False),
        (SILENT, "Fra andre ark", False),
    ]
    assert (steps(ground)[1, FIRST], steps(ground)[1, SILENT]) == (2, 2)
    assert set(reached(ground.connection, anna.group_id)) == {FIRST, SILENT}


def test_leaving_a_sheet_turns_over_what_was_written_there_in_silence(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE)
    ground.move(THIRD)
    assert [note.hidden for note in ground.notes()] == [False]


def test_fatma_cannot_move_to_a_sheet_that_the_kit_does_not_have(ground: Ground) -> None:
    assert refusal(lambda: ground.move("finnes-ikke")) is NotFound
    assert ground.workshop.sheet == FIRST


def test_a_closed_workshop_stays_where_it_is_until_it_is_reopened(ground: Ground) -> None:
    close(ground.connection, ground.id)
    assert refusal(lambda: ground.move(SILENT)) is WorkshopClosed
    reopen(ground.connection, ground.id)
    assert ground.move(SILENT)
