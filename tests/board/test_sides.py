"""Sides: one's own is suggested; what lies on another's is a guest; where nobody is named, nobody has a side."""

import json
import re
from html import unescape

import pytest
from sqlalchemy import Connection, update

from app.board.frames import frame, whole
from app.board.sides import suggested, suggestions
from app.kits.kit import Kit
from app.model import WORKSHOP
from app.workshop.joining import Joined
from tests.ground import PRINTED, SCHOOL, THIRD, Ground, plain

CITY, ENTERPRISE, OTHERS = "kommune", "sosial-entreprenor", "annet"
FIRST_SIDE, SECOND_SIDE = "til-kommunen", "til-sosial-entreprenor"


@pytest.fixture
def anna(ground: Ground) -> Joined:
    """Anna of the municipality, at a sheet with two sides."""
    anna = ground.join("Anna", 1, CITY)
    ground.move(THIRD)
    return anna


def sent(ground: Ground, person: Joined) -> str:
    return frame(ground.connection, ground.as_participant(person), person.group_id, 0)


def test_everybody_is_suggested_their_own_side_whoevers_turn_it_is() -> None:
    sheet = PRINTED.sheets_by_key[THIRD]
    for step in range(len(sheet.steps)):
        assert suggested(sheet, step, ENTERPRISE) == FIRST_SIDE
        assert suggested(sheet, step, CITY) == SECOND_SIDE
    assert [suggested(sheet, step, OTHERS) for step in (0, 1, 2)] == [None, FIRST_SIDE, SECOND_SIDE]


def test_what_is_said_is_what_differs_from_the_step() -> None:
    sheet = PRINTED.sheets_by_key[THIRD]
    assert suggestions(PRINTED, sheet, 0) == {CITY: SECOND_SIDE, ENTERPRISE: FIRST_SIDE}
    assert suggestions(PRINTED, sheet, 1) == {CITY: SECOND_SIDE}


def test_another_kits_sides_are_its_own() -> None:
    sheet = SCHOOL.sheets[0]
    assert suggestions(SCHOOL, sheet, 1) == {"skolen": "skolen"}
    assert suggestions(SCHOOL, sheet, 2) == {"foresatt": "hjemmet"}


@pytest.mark.parametrize("kit", [PRINTED, SCHOOL], ids=["printed", "school"])
def test_where_a_field_is_everybodys_the_step_decides(kit: Kit) -> None:
    for sheet in kit.sheets:
        if not any(zone.perspective for zone in sheet.zones):
            assert not any(suggestions(kit, sheet, step) for step in range(len(sheet.steps)))


def test_the_steps_tell_each_perspective_where_to_write(ground: Ground, anna: Joined) -> None:
    found = re.search(r'data-sides="([^"]*)"', sent(ground, anna))
    assert found is not None
    assert json.loads(unescape(found[1])) == {CITY: SECOND_SIDE, ENTERPRISE: FIRST_SIDE}


def test_whose_side_it_is_stands_in_words(ground: Ground, anna: Joined) -> None:
    side = re.search(r'data-zone="til-kommunen".*?</section>', sent(ground, anna), re.DOTALL)
    assert side is not None
    assert "SE Sosial entreprenør · Din side" in plain(side[0])


def test_a_note_on_the_others_side_says_that_it_is_a_guest_until_it_is_moved_home(ground: Ground, anna: Joined) -> None:
    note = ground.note(anna, sheet=THIRD, zone=FIRST_SIDE, text="Prøv servicetorget")
    assert "Prøv servicetorget gjest K (Kommune)" in plain(sent(ground, anna))
    ground.note(anna, id=note, zone=SECOND_SIDE, text=None)
    html = sent(ground, anna)
    assert "Prøv servicetorget K (Kommune)" in plain(html)
    assert "data-guest" not in html


def test_a_guest_in_a_cluster_says_so_too(ground: Ground, anna: Joined) -> None:
    cluster = ground.note(anna, sheet=THIRD, zone=FIRST_SIDE, text="Telefon", kind="cluster")
    ground.note(anna, sheet=THIRD, zone=FIRST_SIDE, text="Prøv servicetorget", cluster=cluster)
    assert "Prøv servicetorget gjest K" in plain(sent(ground, anna))


def test_where_nobody_is_named_nobody_has_a_side(connection: Connection, ground: Ground, anna: Joined) -> None:
    connection.execute(update(WORKSHOP).values(anonymous=True))
    assert "data-sides" not in sent(ground, anna)
    assert whole(connection, ground.as_participant(anna), anna.group_id).suggestions == {}
