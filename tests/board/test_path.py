"""The path through the kit, as those at the table see it."""

from app.board.path import path_of
from app.timing.agenda import from_kit
from tests.ground import PRINTED


def test_the_path_shows_where_a_group_is_and_leads_only_where_it_has_been() -> None:
    keys = [sheet.key for sheet in PRINTED.sheets]
    path = path_of(PRINTED, from_kit(PRINTED), keys[1], [keys[0], keys[1], keys[4]], "/her")
    assert [stop.state for stop in path] == ["done", "here", *["to_come"] * 8]
    assert {stop.sheet.key: stop.href for stop in path if stop.href} == {
        keys[0]: f"/her/{keys[0]}",
        keys[4]: f"/her/{keys[4]}",
    }
