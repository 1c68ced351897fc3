"""A group's board and its frames: what is in them, for whom, and what they cost."""

import re

import pytest

from app.board.closing import close
from app.board.frames import frame, whole
from app.model import NOTE
from app.refusals import NotFound
from app.visibility import Role, Viewer
from app.workshop.joining import Joined
from tests.ground import FIRST, SILENT, SILENT_STEP, SILENT_ZONE, THIRD, Ground, refusal


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


def sent(ground: Ground, person: Joined, since: int, sheet: str | None = None) -> str:
    return frame(ground.connection, ground.as_participant(person), person.group_id, since, sheet)


def cursor(html: str) -> int:
    return int(re.findall(r'id="cursor" data-version="(\d+)"', html)[-1])


@pytest.mark.parametrize("since", [0, -1, 10**6])
def test_from_a_cursor_that_is_none_of_ours_comes_the_whole_board(ground: Ground, anna: Joined, since: int) -> None:
    ground.note(anna, text="Den ligger her")
    html = sent(ground, anna, since)
    for part in ("path", "people", "steps", "board", "beside", "pad-zones", "editor-zones"):
        assert f'id="{part}"' in html
    assert "Den ligger her" in html
    assert cursor(html) == ground.group(1).version


def test_a_frame_holds_what_is_new_and_nothing_else(ground: Ground, anna: Joined, ben: Joined) -> None:
    ground.note(anna, text="gammel")
    since = ground.group(1).version
    new = ground.note(anna, text="ny")
    html = sent(ground, ben, since)
    assert f'id="note-{new}"' in html
    assert "gammel" not in html
    assert 'id="board"' not in html
    assert cursor(html) == ground.group(1).version


def test_a_frame_costs_what_changed_and_not_what_the_board_holds(ground: Ground, anna: Joined) -> None:
    since = ground.group(1).version
    ground.note(anna, text="en")
    alone = len(sent(ground, anna, since))
    for _ in range(200):
        ground.note(anna)
    since = ground.group(1).version
    ground.note(anna, text="en")
    assert len(sent(ground, anna, since)) <= alone + 10


def test_the_same_frame_twice_is_the_same(ground: Ground, anna: Joined) -> None:
    since = ground.group(1).version
    ground.note(anna)
    assert sent(ground, anna, since) == sent(ground, anna, since)


def test_a_version_that_comes_to_mean_another_text_is_drawn_anew(ground: Ground, anna: Joined) -> None:
    note = ground.note(anna, text="fra en framtid som ble borte")
    assert "ble borte" in sent(ground, anna, 1)
    changed = NOTE.update().where(NOTE.c.id == note)
    ground.connection.execute(changed.values(text="slik det ble", changed_at=NOTE.c.changed_at + 1))
    assert "slik det ble" in sent(ground, anna, 1)


def test_what_people_write_is_text_and_never_markup(ground: Ground, anna: Joined) -> None:
    evil = "<script>alert(1)</script>\"' onclick='x' &amp; {{ 7*7 }}"
    ground.note(anna, text=evil)
    ground.join("<img src=x>", 1)
    for html in (sent(ground, anna, 0), sent(ground, anna, 1)):
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "{{ 7*7 }}" in html


def test_a_deleted_note_leaves_and_a_restored_one_comes_back(ground: Ground, anna: Joined) -> None:
    note_id = ground.note(anna, text="fram og tilbake")
    since = ground.group(1).version
    ground.note(anna, id=note_id, zone=None, text=None, gone=True)
    html = sent(ground, anna, since)
    assert re.search(rf'id="note-{note_id}"[^>]*data-gone', html)
    assert "fram og tilbake" not in html + sent(ground, anna, 0)
    ground.note(anna, id=note_id, zone=None, text=None, gone=False)
    assert "fram og tilbake" in sent(ground, anna, since)


def test_a_step_and_a_person_come_by_themselves(ground: Ground, anna: Joined) -> None:
    since = ground.group(1).version
    ground.step(anna, FIRST, 1)
    assert 'id="steps"' in (stepped := sent(ground, anna, since))
    assert 'id="board"' not in stepped
    since = ground.group(1).version
    carl = ground.join("Carl", 1)
    assert f'id="person-{carl.participant_id}"' in (joined := sent(ground, anna, since))
    assert 'id="steps"' not in joined


def test_a_move_brings_the_whole_new_board(ground: Ground, anna: Joined) -> None:
    since = ground.group(1).version
    ground.move(SILENT)
    html = sent(ground, anna, since)
    assert f'id="board" class="board" data-sheet="{SILENT}"' in html
    assert 'id="board"' not in sent(ground, anna, ground.group(1).version)


def test_a_closed_workshop_is_drawn_anew_for_reading_only(ground: Ground, anna: Joined) -> None:
    assert "data-writable" in sent(ground, anna, 0)
    since = ground.group(1).version
    close(ground.connection, ground.id)
    html = sent(ground, anna, since)
    assert 'id="board"' in html
    assert "data-writable" not in html


def test_whoever_looks_at_an_earlier_sheet_stays_there(ground: Ground, anna: Joined) -> None:
    ground.move(SILENT)
    since = ground.group(1).version
    ground.note(anna, sheet=FIRST, text="sent, men framme")
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="på det nye arket")
    html = sent(ground, anna, since, FIRST)
    assert "sent, men framme" in html
    assert "på det nye arket" not in html
    ground.move(THIRD)
    assert 'id="board"' not in sent(ground, anna, since, FIRST)
    assert "data-writable" not in sent(ground, anna, 0, FIRST)


def test_ben_is_sent_annas_hidden_note_blank_and_anna_her_own_words(ground: Ground, anna: Joined, ben: Joined) -> None:
    ground.silence(anna)
    since = ground.group(1).version
    note_id = ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="Hemmelig tanke")
    for cursor_held in (0, since):
        his, hers = sent(ground, ben, cursor_held), sent(ground, anna, cursor_held)
        assert "Hemmelig tanke" not in his
        assert re.search(rf'id="note-{note_id}"[^>]*data-blank', his)
        assert hers.startswith(his[: his.index("<i id=")]), "the common part is the same for both"
        assert "Hemmelig tanke" in hers[len(his) - 10 :], "hers comes after it"
    ground.step(ben, SILENT, SILENT_STEP + 1)
    assert "Hemmelig tanke" in sent(ground, ben, since)


def test_fatma_is_sent_hidden_notes_blank(ground: Ground, anna: Joined) -> None:
    ground.silence(anna)
    since = ground.group(1).version
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="Hemmelig tanke")
    for held in (0, since):
        html = frame(ground.connection, ground.as_facilitator(), anna.group_id, held)
        assert "data-blank" in html
        assert "Hemmelig tanke" not in html
    assert "data-writable" not in frame(ground.connection, ground.as_facilitator(), anna.group_id, 0)


def test_somebody_elses_board_is_not_found(ground: Ground, anna: Joined) -> None:
    carl, other = ground.join("Carl", 2), Ground(ground.connection)
    strangers = [
        ground.as_participant(carl),
        other.as_participant(other.join("Otto", 1)),
        other.as_facilitator(),
        Viewer(Role.SCREEN, other.id),
    ]
    for viewer in strangers:
        for held in (0, 1):
            assert refusal(lambda v=viewer, h=held: frame(ground.connection, v, anna.group_id, h)) is NotFound  # type: ignore[misc]
        assert refusal(lambda v=viewer: whole(ground.connection, v, anna.group_id)) is NotFound  # type: ignore[misc]


def test_a_sheet_the_group_has_not_been_on_is_not_found(ground: Ground, anna: Joined) -> None:
    viewer = ground.as_participant(anna)
    for sheet in (SILENT, "finnes-ikke"):
        assert refusal(lambda s=sheet: whole(ground.connection, viewer, anna.group_id, s)) is NotFound  # type: ignore[misc]


def test_notes_lie_in_their_zones_oldest_first(ground: Ground, anna: Joined) -> None:
    first, second = ground.note(anna, text="1"), ground.note(anna, text="2")
    ground.note(anna, text="3", zone="felles-mal")
    ground.note(anna, id=first, zone=None, text="1, endret")
    view = whole(ground.connection, ground.as_participant(anna), anna.group_id)
    lying = {zone.key: [note.id for note in notes] for zone, notes in view.zones}
    assert [len(notes) for notes in lying.values()] == [2, 1, 0]
    assert set(next(iter(lying.values()))) == {first, second}
    assert (view.me.name if view.me else "", view.may_write, view.number) == ("Anna", True, 1)
