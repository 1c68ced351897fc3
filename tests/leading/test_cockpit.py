"""The overview: where a workshop is, who is here, and who has fallen silent."""

import pytest

from app.leading.cockpit import news, overview
from app.model import NOTE, now
from app.workshop.joining import Joined
from app.workshop.presence import Sign, show_signs
from tests.ground import FIRST, SILENT, SILENT_ZONE, Ground, plain


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


def test_everybody_who_is_here_is_counted(ground: Ground, anna: Joined) -> None:
    ben, carl = ground.join("Ben", 1), ground.join("Carl", 2)
    signs = [Sign(anna.participant_id), Sign(ben.participant_id, writing=True), Sign(carl.participant_id)]
    show_signs(ground.connection, signs[:2])
    whole = overview(ground.connection, ground.as_facilitator())
    assert (len(whole.groups), whole.here, whole.writing) == (3, 2, 1)
    assert [(tile.here, len(tile.people), tile.writing) for tile in whole.tiles] == [(2, 2, 1), (0, 1, 0), (0, 0, 0)]


def test_another_workshops_people_are_not_counted(ground: Ground) -> None:
    other = Ground(ground.connection)
    show_signs(ground.connection, [Sign(other.join("Otto", 1).participant_id)])
    assert overview(ground.connection, ground.as_facilitator()).here == 0


def test_a_group_is_quiet_since_its_last_note(ground: Ground, anna: Joined) -> None:
    def quiet() -> list[int | None]:
        return [tile.quiet_minutes for tile in overview(ground.connection, ground.as_facilitator()).tiles]

    assert quiet() == [None, None, None]
    ground.note(anna)
    assert quiet() == [0, None, None]
    ground.connection.execute(NOTE.update().values(changed_at=now() - 7 * 60_000 - 1))
    assert quiet() == [7, None, None]
    ground.connection.execute(NOTE.update().values(changed_at=now() + 60_000))
    assert quiet() == [0, None, None], "a clock that was set back"


def test_notes_are_counted_and_drawn_without_a_word_of_them(ground: Ground, anna: Joined) -> None:
    ground.note(anna)
    gone = ground.note(anna)
    ground.note(anna, id=gone, zone=None, text=None, gone=True)
    [tile, *_] = overview(ground.connection, ground.as_facilitator()).tiles
    assert (tile.notes, len(tile.picture.marks), len(tile.picture.zones)) == (1, 1, len(ground.kit.sheets[0].zones))
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="Hemmelig tanke")
    [tile, *_] = overview(ground.connection, ground.as_facilitator()).tiles
    assert (tile.notes, len(tile.picture.marks)) == (1, 1)
    assert "Hemmelig" not in repr(tile)


def test_the_way_on_follows_the_agenda(ground: Ground) -> None:
    whole = overview(ground.connection, ground.as_facilitator())
    assert (whole.number, whole.sheet.key, whole.item) == (1, FIRST, None)
    passed = []
    while (item := overview(ground.connection, ground.as_facilitator()).next) is not None:
        passed.append(item.key)
        ground.move(item.key)
    assert passed == [item.key for item in whole.agenda]
    assert overview(ground.connection, ground.as_facilitator()).item == whole.agenda[-1]


def test_what_is_drawn_anew_is_what_rang_and_where_we_are(ground: Ground) -> None:
    second = ground.group(2).id
    parts = news(ground.connection, ground.as_facilitator(), {second}, join_url="ark.example/KX4-97R")
    assert set(parts) == {f"tile-{second}", "now"}
    assert all(f'id="{name}"' in html for name, html in parts.items())
    assert "ark.example/KX4-97R" in parts["now"]
    assert "Begynn: Velkommen" in plain(parts["now"])
    everything = news(ground.connection, ground.as_facilitator(), None, join_url="")
    assert len(everything) == 4
