"""What the templates are given: notes, people and the path, already decided."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.board.people import initials, person_view
from app.board.views import note_view, shown_tags, size_of
from tests.ground import GARDEN


def row(**values: Any) -> Any:
    usual: dict[str, Any] = {
        "id": "7d1f8c1e-93aa-4a5e-9a3b-0c9d8e7f6a5b",
        "sheet": "hagen",
        "zone": "onsker",
        "text": "En tanke som ingen andre skal lese ennå, og som er lang nok til å bli liten",
        "gone": False,
        "hidden": False,
        "x": 1,
        "y": 2,
        "author_id": 3,
        "perspective": "styret",
        "version": 4,
        "kind": "note",
        "tags": [],
        "led": False,
        **dict.fromkeys(("cluster", "card", "from_sheet", "beside", "whom", "due", "votes", "points", "colour")),
    }
    return SimpleNamespace(**usual | values)


def test_a_blank_note_tells_neither_its_text_nor_how_long_it_is() -> None:
    blank = note_view(row(), GARDEN, readable=False)
    assert (blank.text, blank.blank, blank.size) == ("", True, "s")
    assert note_view(row(text="kort"), GARDEN, readable=False) == blank


def test_a_note_leans_alike_on_every_screen() -> None:
    tilts = {note_view(row(id=f"{'0' * 34}{end:02x}"), GARDEN, readable=True).tilt for end in range(30)}
    assert tilts == {-1, 0, 1}
    assert note_view(row(), GARDEN, readable=True).tilt == note_view(row(x=50), GARDEN, readable=False).tilt


def test_a_longer_text_is_set_smaller() -> None:
    text = "ord " * 125
    sizes = [size_of(text[:length].strip()) for length in (1, 40, 110, 240, 500)]
    assert sizes == ["s", "s", "m", "l", "xl"]


def test_a_long_word_is_set_smaller_too() -> None:
    assert size_of("Menneskerettighetskonvensjonen") == "xl"
    assert size_of("x" * 500) == "xl"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Kari", "Ka"),
        ("Anne Grete", "AG"),
        ("Anne-Grete Moe", "AG"),
        ("Ø", "Ø"),
        ("🦊 rev", "🦊R"),
        ("-", "-"),
        ("李", "李"),
    ],
)
def test_people_are_known_by_two_letters(name: str, shown: str) -> None:
    assert initials(name) == shown


def test_a_person_is_seen_with_a_perspective() -> None:
    seen = {"here": True, "writing": False, "editing": None}
    ben = person_view(SimpleNamespace(id=2, name="Ben", perspective="styret", **seen), GARDEN)  # type: ignore[arg-type]
    assert (ben.name, ben.initials, ben.perspective.mark, ben.here, ben.writing) == ("Ben", "Be", "ST", True, False)


def test_tags_are_shown_where_the_kit_offers_them_and_kept_elsewhere() -> None:
    offered = next(zone for sheet in GARDEN.sheets for zone in sheet.zones if zone.tags)
    silent = next(zone for sheet in GARDEN.sheets for zone in sheet.zones if not zone.tags)
    tags = [*reversed(offered.tags), "fra et annet felt"]
    assert shown_tags(tags, offered) == tuple(reversed(offered.tags))
    assert shown_tags(tags, silent) == ()
