"""The tables: what is kept about people, and that every row a board shows has its version."""

from app.model import BOARD, CHANGE, GROUP, NOTE, PARTICIPANT, TABLES, now


def test_nothing_is_kept_of_people_but_what_they_are_told() -> None:
    seat = {"id", "workshop_id", "group_id", "joined_at", "here", "here_until", "version", "made_with"}
    seat |= {"writing", "editing"}
    assert set(PARTICIPANT.c.keys()) - seat == {"name", "perspective", "token_hash", "reentry_hash"}


def test_everything_that_a_board_shows_has_a_version() -> None:
    for table in (GROUP, BOARD, PARTICIPANT, NOTE, CHANGE):
        assert "version" in table.c


def test_whatever_belongs_to_a_workshop_goes_with_it() -> None:
    for table in TABLES.values():
        for key in table.foreign_keys:
            if key.column.table.name in ("workshop", "group"):
                assert key.ondelete == "CASCADE", (table.name, key.column.table.name)


def test_the_time_is_in_milliseconds() -> None:
    assert 1_700_000_000_000 < now() < 10_000_000_000_000
