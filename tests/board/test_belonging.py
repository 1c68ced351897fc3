"""What a note belongs to: a cluster, and tags. Only where the kit lets it, and only the group's own."""

from typing import Any

import pytest
from sqlalchemy import Connection, Row

from app.refusals import NotFound, NotUnderstood, StillSilent
from app.workshop.joining import Joined
from tests.ground import GARDEN, SILENT, SILENT_STEP, SILENT_ZONE, Ground, new_id, refusal

TAGGED, TAGGED_ZONE, OTHER_ZONE = "planter", "bed", "naer"
PICKING = "samarbeidet"


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground) -> Joined:
    return ground.join("Ben", 1)


@pytest.fixture
def garden(connection: Connection) -> Ground:
    return Ground(connection, GARDEN)


def one(ground: Ground, note_id: str) -> Row[Any]:
    return next(note for note in ground.notes() if note.id == note_id)


def cluster(ground: Ground, person: Joined, **values: Any) -> str:
    return ground.note(person, **{"kind": "cluster", "text": ""} | values)


def put(ground: Ground, person: Joined, note_id: str, **values: Any) -> str:
    return ground.note(person, **{"id": note_id, "sheet": None, "zone": None, "text": None} | values)


def test_anna_gathers_notes_under_a_title(ground: Ground, anna: Joined, ben: Joined) -> None:
    hers, his = ground.note(anna), ground.note(ben)
    gathered = cluster(ground, anna, text="Tillit")
    for note in (hers, his):
        put(ground, anna, note, cluster=gathered)
    assert [one(ground, note).cluster for note in (hers, his)] == [gathered, gathered]
    assert (one(ground, gathered).kind, one(ground, gathered).text) == ("cluster", "Tillit")
    put(ground, ben, hers, cluster="")
    assert [one(ground, note).cluster for note in (hers, his)] == [None, gathered]


def test_a_title_may_be_empty_and_be_given_later(ground: Ground, anna: Joined, ben: Joined) -> None:
    gathered = cluster(ground, anna)
    put(ground, ben, gathered, text="Det vi deler")
    assert one(ground, gathered).text == "Det vi deler"
    put(ground, anna, gathered, text="")
    assert one(ground, gathered).text == ""


def test_a_note_cannot_lie_in_what_is_no_cluster_of_its_sheet(ground: Ground, anna: Joined) -> None:
    note, other, gathered = ground.note(anna), ground.note(anna), cluster(ground, anna)
    ground.move(SILENT)
    elsewhere = ground.note(anna, sheet=SILENT, zone=SILENT_ZONE)
    for it, into, why in (
        (note, other, NotFound),
        (note, new_id(), NotFound),
        (elsewhere, gathered, NotFound),
        (gathered, gathered, NotUnderstood),
    ):
        assert refusal(lambda i=it, c=into: put(ground, anna, i, cluster=c)) is why  # type: ignore[misc]
    assert [one(ground, each).cluster for each in (note, other, elsewhere, gathered)] == [None] * 4


def test_clusters_do_not_lie_in_clusters(ground: Ground, anna: Joined) -> None:
    inner, outer = cluster(ground, anna), cluster(ground, anna)
    assert refusal(lambda: put(ground, anna, inner, cluster=outer)) is NotUnderstood


def test_carl_cannot_put_his_note_into_a_cluster_of_group_1(ground: Ground, anna: Joined) -> None:
    carl = ground.join("Carl", 2)
    gathered, his, hers = cluster(ground, anna), ground.note(carl), ground.note(anna)
    assert refusal(lambda: put(ground, carl, his, cluster=gathered)) is NotFound
    assert refusal(lambda: put(ground, carl, hers, cluster=gathered)) is NotFound
    assert [one(ground, note).cluster for note in (his, hers)] == [None, None]


def test_nobody_gathers_while_each_writes_for_themselves(ground: Ground, anna: Joined, ben: Joined) -> None:
    ground.move(SILENT)
    gathered = cluster(ground, anna, sheet=SILENT, zone=SILENT_ZONE)
    ground.step(ben, SILENT, SILENT_STEP)
    note = ground.note(anna, sheet=SILENT, zone=SILENT_ZONE)
    assert refusal(lambda: cluster(ground, anna, sheet=SILENT, zone=SILENT_ZONE, text="Røper noe")) is StillSilent
    assert refusal(lambda: put(ground, anna, note, cluster=gathered)) is NotUnderstood
    assert refusal(lambda: put(ground, ben, note, cluster=gathered)) is NotFound
    ground.step(ben, SILENT, SILENT_STEP + 1)
    put(ground, ben, note, cluster=gathered)
    assert one(ground, note).cluster == gathered


def test_where_one_note_is_picked_no_cluster_lies(ground: Ground, anna: Joined) -> None:
    sheet = ground.kit.sheets_by_key[PICKING]
    pick = next(zone.key for zone in sheet.zones if zone.kind == "pick")
    other = next(zone.key for zone in sheet.zones if zone.kind == "notes")
    ground.move(PICKING)
    assert refusal(lambda: cluster(ground, anna, sheet=PICKING, zone=pick)) is NotUnderstood
    gathered = cluster(ground, anna, sheet=PICKING, zone=other)
    assert refusal(lambda: put(ground, anna, gathered, zone=pick)) is NotUnderstood


def test_tags_are_put_on_and_taken_off_where_the_kit_offers_them(garden: Ground) -> None:
    anna, ben = garden.join("Anna", 1), garden.join("Ben", 1)
    garden.move(TAGGED)
    note = garden.note(anna, sheet=TAGGED, zone=TAGGED_ZONE)
    put(garden, anna, note, tag="Lite vann")
    put(garden, ben, note, tag="Mye sol")
    put(garden, ben, note, tag="Mye sol")
    assert one(garden, note).tags == ["Lite vann", "Mye sol"]
    put(garden, ben, note, untag="Lite vann")
    put(garden, ben, note, untag="Lite vann")
    assert one(garden, note).tags == ["Mye sol"]
    assert refusal(lambda: put(garden, anna, note, tag="Noe annet")) is NotFound


def test_tags_stay_on_a_note_that_is_moved_and_can_be_put_on_only_where_they_are_offered(garden: Ground) -> None:
    anna = garden.join("Anna", 1)
    garden.move(TAGGED)
    note = garden.note(anna, sheet=TAGGED, zone=TAGGED_ZONE)
    put(garden, anna, note, tag="Mye sol")
    put(garden, anna, note, zone=OTHER_ZONE)
    assert one(garden, note).tags == ["Mye sol"]
    assert refusal(lambda: put(garden, anna, note, tag="Lite vann")) is NotFound
    put(garden, anna, note, zone=TAGGED_ZONE, tag="Lite vann")
    assert one(garden, note).tags == ["Mye sol", "Lite vann"]
