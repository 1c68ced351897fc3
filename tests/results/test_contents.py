"""What the results hold: what all groups have laid down, and nothing that a group has not let be shown."""

from dataclasses import replace

from sqlalchemy import update

from app.board.messages import ConsentWrite, Said
from app.model import GROUP, WORKSHOP
from app.plenary.asking import Asking, ask, consent
from app.report.contents import gather
from app.report.parts import Report
from app.results.contents import shared, state_of, unconsented
from app.results.opening import Opening, open_results
from app.results.pages import Leaves
from app.visibility import Role, Viewer, may_see_results
from tests.ground import FIRST, SILENT, SILENT_ZONE, Ground


def texts(report: Report) -> set[str]:
    return {
        note.text for chapter in report.chapters for board in chapter.boards for f in board.fields for note in f.notes
    }


def test_all_groups_are_there_without_names_and_what_is_hidden_is_only_counted(ground: Ground) -> None:
    anna, carl = ground.join("Anna", 1), ground.join("Carl", 2)
    ground.note(anna, text="fra Anna")
    ground.note(carl, text="fra Carl")
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="hemmelig")
    found = gather(ground.connection, ground.id, shared())
    assert texts(found) == {"fra Anna", "fra Carl"}
    assert not found.names
    assert found.evaluation is None
    shown = str(Leaves(found).given())
    assert "1 lapp er ikke snudd" in shown
    assert not any(word in shown for word in ("hemmelig", "'Anna'", "'Carl'"))
    assert texts(gather(ground.connection, ground.id, shared(2))) == {"fra Carl"}


def test_a_sheet_that_a_group_was_asked_about_is_there_when_it_has_said_yes(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.note(anna, text="fra Anna")
    ask(ground.connection, Asking(ground.id, 1, FIRST))
    before = state_of(ground.connection, ground.id)
    assert texts(gather(ground.connection, ground.id, shared())) == set()
    assert unconsented(ground.connection, ground.workshop) == [("Gruppe 1", [1])]
    consent(ground.connection, Said(anna.participant_id, ConsentWrite(FIRST, False)))
    assert texts(gather(ground.connection, ground.id, shared())) == set()
    consent(ground.connection, Said(anna.participant_id, ConsentWrite(FIRST, True)))
    assert texts(gather(ground.connection, ground.id, shared())) == {"fra Anna"}
    assert unconsented(ground.connection, ground.workshop) == []
    assert state_of(ground.connection, ground.id) != before


def test_opening_tells_every_group_once(ground: Ground) -> None:
    groups = [ground.group(number).id for number in (1, 2, 3)]
    assert sorted(open_results(ground.connection, Opening(ground.id, True))) == groups
    moved = ground.group(1).moved
    assert open_results(ground.connection, Opening(ground.id, True)) == []
    assert ground.group(1).moved == moved
    assert sorted(open_results(ground.connection, Opening(ground.id, False))) == groups
    assert ground.group(1).moved > moved


def test_who_may_see_them(ground: Ground) -> None:
    group = ground.group(1).id
    member, guide = Viewer(Role.PARTICIPANT, ground.id, group, 1), Viewer(Role.FACILITATOR, ground.id, group)
    leader, screen = Viewer(Role.FACILITATOR, ground.id), Viewer(Role.SCREEN, ground.id)
    inside = [member, guide, leader, screen]
    outside = [replace(each, workshop_id=ground.id + 1) for each in inside]
    assert [each for each in inside if may_see_results(each, ground.workshop)] == [leader]
    ground.connection.execute(update(WORKSHOP).values(results_open=True))
    assert [each for each in inside if may_see_results(each, ground.workshop)] == [member, guide, leader]
    assert not any(may_see_results(each, ground.workshop) for each in outside)


def test_whatever_changes_on_a_board_makes_it_another_state(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    states = {state_of(ground.connection, ground.id)}
    note = ground.note(anna)
    states.add(state_of(ground.connection, ground.id))
    ground.write((anna, {"id": note, "gone": True}))
    states.add(state_of(ground.connection, ground.id))
    ground.connection.execute(update(GROUP).where(GROUP.c.number == 1).values(name="De grønne"))
    states.add(state_of(ground.connection, ground.id))
    assert len(states) == 4
