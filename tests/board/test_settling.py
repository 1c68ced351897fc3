"""Acts of several changes are taken back as one, or not at all; what others have done meanwhile stays whole."""

import pytest

from app.board.messages import Said, UndoWrite
from app.board.receipts import receipt
from app.board.undo import undo
from app.refusals import ChangedSince, NothingToUndo
from app.workshop.joining import Joined
from tests.board.test_belonging import cluster, put
from tests.board.test_following import GOALS, gather, lie
from tests.ground import FIRST, ZONE, Ground, new_id, refusal


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


def take_back(ground: Ground, person: Joined, write: str | None = None) -> int | None:
    return undo(ground.connection, Said(person.participant_id, UndoWrite(write or new_id(), FIRST))).version


def gather_at_once(ground: Ground, person: Joined) -> tuple[str, list[str]]:
    """The same as people do it: a cluster and what is in it are one act."""
    notes, act = [ground.note(person, text=f"Lapp {number}") for number in range(3)], new_id()
    gathered = cluster(ground, person, of=act)
    for note in notes:
        put(ground, person, note, cluster=gathered, of=act)
    put(ground, person, gathered, text="Tillit", of=act)
    return gathered, notes


def agrees(ground: Ground) -> bool:
    return receipt(ground.connection, ground.group(1).id).agrees


def test_gathering_is_taken_back_as_one(ground: Ground, anna: Joined) -> None:
    gathered, notes = gather_at_once(ground, anna)
    write = new_id()
    assert take_back(ground, anna, write) is not None
    assert lie(ground, notes) == {(ZONE, None, False)}
    assert lie(ground, [gathered]) == {(ZONE, None, True)}
    assert take_back(ground, anna, write) is None, "sent twice it takes back one act"
    assert lie(ground, notes) == {(ZONE, None, False)}
    take_back(ground, anna)
    assert lie(ground, notes) == {(ZONE, None, False), (ZONE, None, True)}, "then the notes, one by one"
    assert agrees(ground)


def test_gathering_is_refused_as_one_when_ben_has_moved_one_of_the_notes(
    ground: Ground, anna: Joined, ben: Joined
) -> None:
    gathered, notes = gather_at_once(ground, anna)
    put(ground, ben, notes[1], x=7)
    before = ground.notes()
    assert refusal(lambda: take_back(ground, anna)) is ChangedSince
    assert ground.notes() == before
    assert lie(ground, [gathered]) == {(ZONE, None, False)}


def test_what_ben_has_put_into_the_cluster_lies_by_itself_when_the_cluster_is_taken_back(
    ground: Ground, anna: Joined, ben: Joined
) -> None:
    gathered, _ = gather_at_once(ground, anna)
    bens = ground.note(ben, text="Bens", cluster=gathered)
    take_back(ground, anna)
    assert lie(ground, [bens]) == {(ZONE, None, False)}
    assert agrees(ground)


def test_a_move_of_a_cluster_is_taken_back_with_all_that_lies_in_it(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, notes = gather(ground, anna)
    put(ground, anna, gathered, zone=GOALS)
    bens = ground.note(ben, text="Bens", cluster=gathered)
    take_back(ground, anna)
    assert lie(ground, [*notes, bens]) == {(ZONE, gathered, False)}
    assert agrees(ground)


def test_what_was_taken_out_lies_where_the_cluster_is_now(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, [first, _] = gather(ground, anna)
    put(ground, anna, first, cluster="", x=3)
    put(ground, ben, gathered, zone=GOALS)
    take_back(ground, anna)
    assert lie(ground, [first]) == {(GOALS, gathered, False)}
    assert agrees(ground)


def test_dissolving_is_taken_back_with_all_that_lay_in_it(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, notes = gather(ground, ben)
    put(ground, anna, gathered, gone=True)
    take_back(ground, anna)
    assert lie(ground, notes) == {(ZONE, gathered, False)}
    put(ground, anna, gathered, gone=True)
    put(ground, ben, notes[0], x=3)
    assert refusal(lambda: take_back(ground, anna)) is ChangedSince
    assert lie(ground, notes) == {(ZONE, None, False)}
    assert agrees(ground)


def test_several_notes_deleted_at_once_come_back_at_once(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, notes = gather(ground, ben)
    act = new_id()
    for note in notes:
        put(ground, anna, note, gone=True, of=act)
    put(ground, ben, gathered, gone=True)
    take_back(ground, anna)
    assert lie(ground, notes) == {(ZONE, None, False)}, "the cluster is no more"
    assert agrees(ground)


def test_what_followed_from_an_undo_is_no_act_to_take_back(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered = cluster(ground, anna)
    bens = ground.note(ben, text="Bens", cluster=gathered)
    take_back(ground, anna)
    assert refusal(lambda: take_back(ground, anna)) is NothingToUndo
    assert lie(ground, [bens]) == {(ZONE, None, False)}


def test_two_people_with_the_same_act_take_back_their_own(ground: Ground, anna: Joined, ben: Joined) -> None:
    act = new_id()
    hers, his = ground.note(anna, of=act), ground.note(ben, of=act)
    take_back(ground, anna)
    assert lie(ground, [hers]) == {(ZONE, None, True)}
    assert lie(ground, [his]) == {(ZONE, None, False)}


def test_taking_back_a_move_is_no_new_text_to_those_who_write(ground: Ground, anna: Joined, ben: Joined) -> None:
    note = ground.note(ben)
    seen = ground.notes()[0].version
    put(ground, anna, note, x=3)
    take_back(ground, anna)
    put(ground, ben, note, text="Bens nye", seen=seen)
    assert [row.text for row in ground.notes()] == ["Bens nye"]
