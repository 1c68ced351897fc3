"""Times of day, read and typed."""

from datetime import date

import pytest

from app.timing.clock_time import at_day, clock, minutes_in, of_day


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("09.00", 540),
        ("9.05", 545),
        (" 9:05 ", 545),
        ("9,05", 545),
        ("0905", 545),
        ("9", 540),
        ("0.00", 0),
        ("23.59", 1439),
        ("24.00", None),
        ("9.60", None),
        ("9.5", None),
        ("", None),
        ("ni", None),
        ("09.00.00", None),
        ("٩.٠٠", None),
    ],
)
def test_a_time_is_understood_as_people_type_it(typed: str, minutes: int | None) -> None:
    assert minutes_in(typed) == minutes


def test_a_time_is_written_as_norwegians_write_it() -> None:
    assert of_day(545) == "09.05"
    assert clock(at_day(date(2026, 11, 21), 545)) == "09.05"
    assert clock(at_day(date(2026, 7, 21), 545)) == "09.05", "in summer too"
    assert clock(at_day(date(2026, 11, 21), 25 * 60)) == "01.00", "after midnight"
