"""Moves: all groups, some, one held back or let ahead, and one click back."""

import pytest

from app.board.closing import close
from app.board.moves import Move, move
from app.board.moving_back import MoveBack, move_back
from app.board.passages import last_move
from app.model import NOTE, now
from app.plenary.exhibit import Exhibit, Exhibiting, put_up
from app.refusals import NotFound, TooLate, WorkshopClosed
from app.timing.agenda import agenda_of
from app.timing.clocks import Winding, clocks_of, wind
from app.workshop.evaluation import Wish, lead_evaluation
from app.workshop.seating import Holding, hold_back
from tests.ground import FIRST, SILENT, SILENT_STEP, SILENT_ZONE, THIRD, Ground, new_id


def sheets(ground: Ground) -> list[str]:
    return [ground.group(number).sheet for number in (1, 2, 3)]


def back(ground: Ground) -> list[int]:
    last = last_move(ground.connection, ground.id)
    assert last is not None
    return move_back(ground.connection, MoveBack(ground.id, last.id))


def test_some_groups_are_moved_and_the_workshop_stays(ground: Ground) -> None:
    move(ground.connection, Move(ground.id, SILENT, frozenset({1, 3}), whole=False))
    assert sheets(ground) == [SILENT, FIRST, SILENT]
    assert (ground.workshop.sheet, ground.workshop.item) == (FIRST, "")


def test_a_group_that_is_held_stays_and_one_that_is_ahead_is_not_drawn_back(ground: Ground) -> None:
    hold_back(ground.connection, Holding(ground.id, 1, held=True))
    move(ground.connection, Move(ground.id, THIRD, frozenset({2}), whole=False))
    ground.move(SILENT)
    assert sheets(ground) == [FIRST, THIRD, SILENT]
    ground.move(THIRD)
    assert sheets(ground) == [FIRST, THIRD, THIRD]
    hold_back(ground.connection, Holding(ground.id, 1, held=False))
    ground.move("moteplasser")
    assert sheets(ground) == ["moteplasser"] * 3


def test_groups_that_are_named_go_along_even_where_they_are_held(ground: Ground) -> None:
    hold_back(ground.connection, Holding(ground.id, 1, held=True))
    move(ground.connection, Move(ground.id, SILENT, frozenset({1, 2, 3})))
    assert sheets(ground) == [SILENT] * 3


def test_one_click_takes_a_move_back(ground: Ground) -> None:
    ground.move("opening-1")
    ground.move(SILENT)
    assert len(back(ground)) == 3
    assert sheets(ground) == [FIRST] * 3
    assert (ground.workshop.sheet, ground.workshop.item) == (FIRST, "opening-1")
    back(ground)
    assert ground.workshop.item == ""


def test_only_the_last_move_can_be_taken_back_and_only_once(ground: Ground) -> None:
    ground.move(SILENT)
    first = last_move(ground.connection, ground.id)
    ground.move(THIRD)
    assert first is not None
    with pytest.raises(TooLate):
        move_back(ground.connection, MoveBack(ground.id, first.id))
    back(ground)
    assert len(move_back(ground.connection, MoveBack(ground.id, first.id))) == 3
    assert move_back(ground.connection, MoveBack(ground.id, first.id)) == []
    with pytest.raises(NotFound):
        move_back(ground.connection, MoveBack(ground.id, new_id()))


def test_what_was_written_in_silence_is_hidden_again(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE)
    ground.move(THIRD)
    assert [note.hidden for note in ground.notes()] == [False], "a move turns it over"
    back(ground)
    assert [note.hidden for note in ground.notes()] == [True]


def test_a_group_that_has_gone_on_by_itself_hides_nothing(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE)
    ground.step(anna, SILENT, SILENT_STEP + 1)
    ground.move(THIRD)
    back(ground)
    assert [note.hidden for note in ground.notes()] == [False]


def test_the_same_move_twice_is_once(ground: Ground) -> None:
    wish = Move(ground.id, SILENT, write=new_id())
    assert len(move(ground.connection, wish)) == 3
    ground.move(FIRST)
    assert move(ground.connection, wish) == [], "a late repetition draws nobody back"
    assert sheets(ground) == [FIRST] * 3


def test_nobody_is_moved_to_where_there_is_nothing(ground: Ground) -> None:
    for wish in (
        Move(ground.id, "finnes-ikke"),
        Move(ground.id, SILENT, frozenset({4})),
        Move(ground.id, "opening-1", frozenset({1}), whole=False),
    ):
        with pytest.raises(NotFound):
            move(ground.connection, wish)
    ground.connection.execute(NOTE.delete())
    assert sheets(ground) == [FIRST] * 3


def test_a_closed_workshop_is_not_moved(ground: Ground) -> None:
    ground.move(SILENT)
    close(ground.connection, ground.id)
    with pytest.raises(WorkshopClosed):
        ground.move(THIRD)
    with pytest.raises(WorkshopClosed):
        back(ground)


def test_who_is_at_the_first_sheet_already_has_its_time_from_when_it_begins(ground: Ground) -> None:
    group = int(ground.group(1).id)
    ground.move("opening-1")
    assert not clocks_of(ground.connection, [group])
    ground.move(FIRST)
    assert clocks_of(ground.connection, [group])[group]["sheet"].running


def test_at_the_closing_the_evaluation_opens_and_stays_open_until_somebody_closes_it(ground: Ground) -> None:
    closing = agenda_of(ground.workshop, ground.kit)[-1]
    ground.move(SILENT)
    assert not ground.workshop.evaluating
    ground.move(closing.key)
    assert ground.workshop.evaluating
    lead_evaluation(ground.connection, Wish(ground.id, opened=False))
    ground.move(closing.key)
    assert not ground.workshop.evaluating


def test_what_is_taken_back_has_its_clocks_and_what_was_on_the_screen_again(ground: Ground) -> None:
    group = int(ground.group(1).id)
    ground.move(FIRST)
    add = Winding("sheet", "add", 7, new_id(), now())
    wind(ground.connection, group, add)
    wind(ground.connection, group, Winding("step", "start", 3, new_id(), now()))
    put_up(ground.connection, Exhibiting(ground.id, Exhibit("gathered", FIRST)))
    before = {scope: time.ends_at for scope, time in clocks_of(ground.connection, [group])[group].items()}
    ground.move(agenda_of(ground.workshop, ground.kit)[-1].key)
    assert ground.workshop.evaluating
    assert not ground.workshop.screen
    back(ground)
    assert not ground.workshop.evaluating
    assert "gathered" in ground.workshop.screen
    ground.move(SILENT)
    back(ground)
    after = {scope: time.ends_at for scope, time in clocks_of(ground.connection, [group])[group].items()}
    assert after == before


def test_taking_back_the_move_of_some_leaves_the_others_as_they_are(ground: Ground) -> None:
    ground.move(SILENT)
    ground.move("break-6")
    other = int(ground.group(2).id)
    wind(ground.connection, other, Winding("break", "add", 5, new_id(), now()))
    before = clocks_of(ground.connection, [other])[other]["break"].ends_at
    move(ground.connection, Move(ground.id, THIRD, frozenset({1}), whole=False))
    assert back(ground) == [int(ground.group(1).id)]
    assert clocks_of(ground.connection, [other])[other]["break"].ends_at == before
