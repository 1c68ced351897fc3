"""What lies where on a sheet: clusters with what is in them, and notes whose cluster is no more."""

import re

import pytest
from sqlalchemy import Connection

from app.board.frames import frame, whole
from app.board.views import NoteView
from app.workshop.joining import Joined
from tests.board.test_belonging import cluster, put
from tests.board.test_following import GOALS, gather
from tests.ground import SCHOOL, ZONE, Ground


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


def laid(ground: Ground, person: Joined) -> dict[str, list[NoteView]]:
    view = whole(ground.connection, ground.as_participant(person), person.group_id)
    return {zone.key: notes for zone, notes in view.zones}


def test_notes_lie_in_their_cluster_oldest_first(ground: Ground, anna: Joined) -> None:
    gathered, notes = gather(ground, anna, text="Tillit")
    loose = ground.note(anna)
    zone = laid(ground, anna)[ZONE]
    assert {note.id for note in zone} == {gathered, loose}
    drawn = next(note for note in zone if note.kind == "cluster")
    assert ({note.id for note in drawn.members}, drawn.text) == (set(notes), "Tillit")


def test_a_cluster_that_is_moved_is_drawn_once_with_its_notes(ground: Ground, anna: Joined) -> None:
    gathered, notes = gather(ground, anna)
    put(ground, anna, gathered, zone=GOALS)
    zones = laid(ground, anna)
    assert zones[ZONE] == []
    assert [note.id for note in zones[GOALS]] == [gathered]
    assert {note.id for note in zones[GOALS][0].members} == set(notes)


def test_nothing_is_drawn_of_what_is_gone(ground: Ground, anna: Joined) -> None:
    gathered, [first, second] = gather(ground, anna)
    put(ground, anna, first, gone=True)
    [drawn] = laid(ground, anna)[ZONE]
    assert [note.id for note in drawn.members] == [second]
    put(ground, anna, gathered, gone=True)
    assert [note.id for note in laid(ground, anna)[ZONE]] == [second]


def test_an_empty_cluster_lies_there_for_the_next_note(ground: Ground, anna: Joined) -> None:
    gathered = cluster(ground, anna, text="Tomt")
    [drawn] = laid(ground, anna)[ZONE]
    assert (drawn.id, list(drawn.members)) == (gathered, [])


def test_a_frame_brings_a_cluster_before_what_lies_in_it(ground: Ground, anna: Joined) -> None:
    note = ground.note(anna)
    since = ground.group(1).version
    gathered = cluster(ground, anna, text="Tillit")
    put(ground, anna, note, cluster=gathered)
    put(ground, anna, gathered, text="Mer tillit")
    html = frame(ground.connection, ground.as_participant(anna), anna.group_id, since)
    assert html.index(f'id="note-{gathered}"') < html.index(f'id="note-{note}"')
    assert f'data-in="cluster-{gathered}-notes zone-{ZONE}-notes"' in html, "and a field to lie in without it"


def test_a_cluster_drawn_anew_costs_only_itself(ground: Ground, anna: Joined) -> None:
    gathered, notes = gather(ground, anna)
    since = ground.group(1).version
    put(ground, anna, gathered, text="Nytt navn")
    html = frame(ground.connection, ground.as_participant(anna), anna.group_id, since)
    assert "Nytt navn" in html
    assert not any(f'id="note-{note}"' in html for note in notes)


def seen(ground: Ground, person: Joined, since: int) -> str:
    return frame(ground.connection, ground.as_participant(person), person.group_id, since)


def test_a_row_that_is_moved_away_takes_its_place_beside_along(connection: Connection) -> None:
    ground = Ground(connection, SCHOOL)
    anna = ground.join("Anna", 1)
    ground.move("plan")
    row = ground.note(anna, sheet="plan", zone="verst", text="Krysset")
    since = ground.group(1).version
    ground.note(anna, id=row, sheet=None, zone="arsak", text=None)
    assert 'id="board"' in seen(ground, anna, since)
    since = ground.group(1).version
    ground.note(anna, id=row, sheet=None, zone="alle-steg", text=None)
    assert 'id="board"' not in seen(ground, anna, since)


def test_what_is_no_action_any_longer_leaves_where_actions_are_gathered(connection: Connection) -> None:
    ground = Ground(connection, SCHOOL)
    anna = ground.join("Anna", 1)
    ground.move("tiltak")
    action = ground.note(anna, sheet="tiltak", zone="straks", text="FAU skriver")
    ground.move("plan")
    since = ground.group(1).version
    assert f'id="note-{action}"' in seen(ground, anna, 0)
    ground.note(anna, id=action, sheet=None, zone="ideer", text=None)
    assert re.search(rf'id="note-{action}"[^>]*data-gone', seen(ground, anna, since))
    assert f'id="note-{action}"' not in seen(ground, anna, 0)
