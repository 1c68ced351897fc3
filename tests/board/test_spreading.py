"""Places for many notes at once: on the field, not on each other, in the order in which they are read."""

from itertools import combinations

import pytest

from app.board.spreading import Grid, area_of, is_clear, is_in_ring, size_of, spread
from app.kits.parts import Box
from app.kits.worksheet import Worksheet
from app.kits.zone import Zone
from tests.ground import GARDEN, PRINTED, SCHOOL

FIELDS = [(sheet, zone) for kit in (PRINTED, GARDEN, SCHOOL) for sheet in kit.sheets for zone in sheet.zones]
LARGE, RING = (
    (sheet, sheet.zones_by_key[zone])
    for sheet, zone in (
        (PRINTED.sheets_by_key["hvorfor"], "svar"),
        (PRINTED.sheets_by_key["partnere"], "hele-landet"),
    )
)


@pytest.mark.parametrize(("sheet", "zone"), FIELDS, ids=lambda each: each.key)
def test_every_field_has_places_for_any_number(sheet: Worksheet, zone: Zone) -> None:
    for number in (0, 1, 3, 12, 40, 100):
        places = spread(sheet, zone, [], ["En lapp"] * number)
        assert len(places) == number
        assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in places)


def test_notes_lie_beside_each_other_in_rows() -> None:
    sheet, zone = LARGE
    places = spread(sheet, zone, [], ["Tretti tegn på en vanlig lapp"] * 12)
    assert places == sorted(places, key=lambda place: (place[1], place[0]))
    area, (wide, high) = area_of(zone), size_of(30, 12)
    boxes = [Grid(area, wide, high, 1, 1).box(place) for place in places]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_what_lies_there_is_not_lain_upon() -> None:
    sheet, zone = LARGE
    first = spread(sheet, zone, [], ["En"] * 5)
    assert not set(first) & set(spread(sheet, zone, first, ["To"] * 5))


def test_longer_notes_lie_farther_apart() -> None:
    sheet, zone = LARGE
    short, long = (spread(sheet, zone, [], [text] * 3) for text in ("Kort", "Lang " * 40))
    assert short[1][0] < long[1][0]


def test_in_a_ring_notes_lie_within_it_and_not_in_the_next_or_on_its_name() -> None:
    sheet, zone = RING
    area, rings = area_of(zone), sheet.keep_clear(zone)
    wide, high = size_of(2, 8)
    for place in spread(sheet, zone, [], ["En"] * 8):
        assert is_clear(Grid(area, wide, high, 1, 1).box(place), zone, rings)
    assert len(rings) == 2


def test_too_many_are_laid_on_each_other_rather_than_outside() -> None:
    sheet = PRINTED.sheets_by_key["samarbeidet"]
    places = spread(sheet, sheet.zones_by_key["entreprenor"], [(0, 0)] * 30, ["Mange"] * 400)
    assert len(places) == 400
    assert len(set(places)) > 100


def test_a_point_is_in_a_ring_or_in_its_corner() -> None:
    ring = Box(0, 0, 20, 10)
    assert is_in_ring((10, 5), ring)
    assert not is_in_ring((1, 1), ring)
