"""Times of day, as people in the room read them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Oslo")
DAY = 24 * 60


def clock(at: int) -> str:
    """The time of day at a time (ms since 1970): 10.42."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZONE).strftime("%H.%M")


def of_day(minutes: int) -> str:
    """So many minutes after midnight, as a time of day: 09.05."""
    return f"{minutes // 60 % 24:02}.{minutes % 60:02}"


def at_day(day: date, minutes: int) -> int:
    """So many minutes after midnight on a day, in ms since 1970."""
    begun = datetime.combine(day, time(), ZONE) + timedelta(days=minutes // DAY)
    at = begun.replace(hour=minutes // 60 % 24, minute=minutes % 60)
    return round(at.timestamp() * 1000)
