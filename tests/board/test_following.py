"""What follows from a change: notes go with their cluster, and nothing is lost when two do something at once."""

from typing import Any

import pytest
from sqlalchemy import select

from app.board.ledger import KEPT
from app.board.notes import Stored
from app.board.receipts import receipt
from app.model import CHANGE
from app.workshop.joining import Joined
from tests.board.test_belonging import PICKING, cluster, one, put
from tests.ground import ZONE, Ground, new_id

GOALS = "felles-mal"


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


def gather(ground: Ground, person: Joined, count: int = 2, **values: Any) -> tuple[str, list[str]]:
    """A cluster with notes in it."""
    notes = [ground.note(person, text=f"Lapp {number}") for number in range(count)]
    gathered = cluster(ground, person, **values)
    for note in notes:
        put(ground, person, note, cluster=gathered)
    return gathered, notes


def lie(ground: Ground, notes: list[str]) -> set[tuple[str, str | None, bool]]:
    """Where notes lie: field, cluster, and whether they are gone."""
    return {(row.zone, row.cluster, row.gone) for row in ground.notes() if row.id in notes}


def agrees(ground: Ground) -> bool:
    return receipt(ground.connection, ground.group(1).id).agrees


def test_notes_move_with_their_cluster(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, notes = gather(ground, anna)
    put(ground, ben, gathered, zone=GOALS, x=10, y=20)
    assert lie(ground, [gathered]) == {(GOALS, None, False)}
    assert lie(ground, notes) == {(GOALS, gathered, False)}
    since = ground.group(1).version
    put(ground, ben, gathered, x=11)
    assert [row.id for row in ground.notes() if row.version > since] == [gathered], "within its field it goes alone"
    assert agrees(ground)


def test_a_note_put_into_a_cluster_of_another_field_goes_there(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, _ = gather(ground, anna, zone=GOALS)
    note = ground.note(ben, zone=ZONE)
    put(ground, ben, note, cluster=gathered)
    assert lie(ground, [note]) == {(GOALS, gathered, False)}


def test_a_new_note_may_lie_in_a_cluster_at_once(ground: Ground, anna: Joined) -> None:
    gathered, _ = gather(ground, anna, zone=GOALS)
    note = ground.note(anna, cluster=gathered)
    assert lie(ground, [note]) == {(GOALS, gathered, False)}


def test_a_note_moved_to_another_field_leaves_its_cluster(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, [first, second] = gather(ground, anna)
    put(ground, ben, first, zone=GOALS)
    assert lie(ground, [first]) == {(GOALS, None, False)}
    assert lie(ground, [second]) == {(ZONE, gathered, False)}
    put(ground, ben, second, zone=GOALS, cluster="")
    assert lie(ground, [second]) == {(GOALS, None, False)}
    assert agrees(ground)


def test_a_dissolved_cluster_leaves_its_notes_where_it_lay(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, notes = gather(ground, anna)
    put(ground, anna, gathered, zone=GOALS)
    put(ground, ben, gathered, gone=True)
    assert lie(ground, notes) == {(GOALS, None, False)}
    assert agrees(ground)


def test_ben_dissolves_a_cluster_while_anna_puts_a_note_into_it(ground: Ground, anna: Joined, ben: Joined) -> None:
    for anna_is_first in (True, False):
        gathered, notes = gather(ground, anna)
        note = ground.note(anna, text="Underveis", zone=GOALS)
        hers = (anna, {"write": new_id(), "id": note, "cluster": gathered})
        his = (ben, {"write": new_id(), "id": gathered, "gone": True})
        outcomes = ground.write(*((hers, his) if anna_is_first else (his, hers)))
        assert all(isinstance(outcome, Stored) for outcome in outcomes)
        assert lie(ground, notes) == {(ZONE, None, False)}
        assert lie(ground, [note]) == {(ZONE if anna_is_first else GOALS, None, False)}
    assert agrees(ground)


def test_what_anna_wrote_offline_into_a_cluster_that_is_no_more_is_kept(
    ground: Ground, anna: Joined, ben: Joined
) -> None:
    gathered, _ = gather(ground, anna)
    put(ground, ben, gathered, gone=True)
    note = ground.note(anna, text="Skrevet uten nett", cluster=gathered)
    assert lie(ground, [note]) == {(ZONE, None, False)}


def test_two_people_move_one_cluster_and_its_notes_stay_together(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, notes = gather(ground, anna)
    ground.write(
        (anna, {"write": new_id(), "id": gathered, "zone": GOALS}),
        (ben, {"write": new_id(), "id": gathered, "zone": ZONE}),
    )
    assert lie(ground, notes) == {(ZONE, gathered, False)}
    ground.write(
        (ben, {"write": new_id(), "id": gathered, "zone": ZONE}),
        (anna, {"write": new_id(), "id": gathered, "zone": GOALS}),
    )
    assert lie(ground, notes) == {(GOALS, gathered, False)}
    assert agrees(ground)


def test_anna_moves_a_cluster_while_ben_takes_a_note_out_of_it(ground: Ground, anna: Joined, ben: Joined) -> None:
    for ben_is_first in (True, False):
        gathered, [first, second] = gather(ground, anna)
        hers = (anna, {"write": new_id(), "id": gathered, "zone": GOALS})
        his = (ben, {"write": new_id(), "id": first, "cluster": "", "zone": ZONE, "x": 1, "y": 1})
        ground.write(*((his, hers) if ben_is_first else (hers, his)))
        assert lie(ground, [first]) == {(ZONE, None, False)}
        assert lie(ground, [second]) == {(GOALS, gathered, False)}
    assert agrees(ground)


def test_a_deleted_note_comes_back_where_its_cluster_is_now(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, [first, second] = gather(ground, anna)
    for note in (first, second):
        put(ground, anna, note, gone=True)
    put(ground, ben, gathered, zone=GOALS)
    put(ground, anna, first, gone=False)
    assert lie(ground, [first]) == {(GOALS, gathered, False)}
    put(ground, ben, gathered, gone=True)
    put(ground, anna, second, gone=False)
    assert lie(ground, [first, second]) == {(GOALS, None, False), (ZONE, None, False)}
    assert agrees(ground)


def test_what_follows_is_logged_as_one_act_of_the_same_person(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered, notes = gather(ground, anna)
    write = new_id()
    for _ in range(2):
        ground.write((ben, {"write": write, "id": gathered, "zone": GOALS}))
    rows = ground.connection.execute(select(CHANGE).where(CHANGE.c.act == write).order_by(CHANGE.c.version)).all()
    assert [row.note_id for row in rows] == [gathered, *notes], "once, however often it is sent"
    assert {row.who for row in rows} == {ben.participant_id}
    assert all(set(row.state) == set(KEPT) for row in rows)


def test_where_one_note_is_picked_the_one_before_makes_way(ground: Ground, anna: Joined, ben: Joined) -> None:
    sheet = ground.kit.sheets_by_key[PICKING]
    pick = next(zone.key for zone in sheet.zones if zone.kind == "pick")
    ground.move(PICKING)
    first = ground.note(anna, sheet=PICKING, zone=pick)
    second = ground.note(ben, sheet=PICKING, zone=pick)
    assert [one(ground, note).gone for note in (first, second)] == [True, False]
    put(ground, anna, first, gone=False)
    assert [one(ground, note).gone for note in (first, second)] == [False, True]
