"""Times of day, as people in the room read and type them."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Oslo")
DAY = 24 * 60

TYPED = re.compile(r"([01]?\d|2[0-3])(?:[.:,]?([0-5]\d))?\Z")
"""As people type it: 9, 9.05, 09:05, 0905. Telephones' keys for numbers have no full stop."""


def clock(at: int) -> str:
    """The time of day at a time (ms since 1970): 10.42."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZONE).strftime("%H.%M")


def of_day(minutes: int) -> str:
    """So many minutes after midnight, as a time of day: 09.05."""
    return f"{minutes // 60 % 24:02}.{minutes % 60:02}"


def minutes_in(typed: str) -> int | None:
    """A time of day as somebody typed it, as minutes after midnight; None where it is none."""
    found = TYPED.match(typed.strip())
    return int(found[1]) * 60 + int(found[2] or 0) if found else None


def at_day(day: date, minutes: int) -> int:
    """So many minutes after midnight on a day, in ms since 1970."""
    begun = datetime.combine(day, time(), ZONE) + timedelta(days=minutes // DAY)
    at = begun.replace(hour=minutes // 60 % 24, minute=minutes % 60)
    return round(at.timestamp() * 1000)
