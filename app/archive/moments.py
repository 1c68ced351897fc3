"""Moments: what the tables keep as whole milliseconds since 1970, written as dates and times in the archive."""

from datetime import UTC, datetime, timedelta

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def moment(at: int) -> datetime:
    return BEGINNING + at * MILLISECOND


def moment_or_none(at: int | None) -> datetime | None:
    return None if at is None else moment(at)


def milliseconds(at: datetime) -> int:
    return (at - BEGINNING) // MILLISECOND


def milliseconds_or_none(at: datetime | None) -> int | None:
    return None if at is None else milliseconds(at)
