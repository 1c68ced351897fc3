"""The kit's models: what they add up, and the copy a workshop keeps."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from app.kits.folder import load
from app.kits.kit import Kit, Mode, ZoneKind
from app.kits.parts import Box

ROOT = Path(__file__).parents[2]
PRINTED = load(ROOT / "worksheets" / "veier-til-samarbeid")
GARDEN = load(ROOT / "tests" / "kits" / "hagedag")
SCHOOL = load(ROOT / "tests" / "kits" / "skolevei")


@pytest.mark.parametrize("kit", [PRINTED, GARDEN, SCHOOL], ids=lambda kit: str(kit.key))
@pytest.mark.parametrize("exclude_defaults", [True, False])
def test_a_workshops_copy_is_the_same_kit(kit: Kit, exclude_defaults: bool) -> None:
    assert Kit.model_validate_json(kit.model_dump_json(exclude_defaults=exclude_defaults)) == kit


def test_a_kit_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        PRINTED.sheets[0].title = "Noe annet"  # type: ignore[misc]


def test_the_plan_adds_up_to_three_and_a_half_hours() -> None:
    assert PRINTED.planned_minutes == PRINTED.minutes == 210
    assert {item.kind for item in PRINTED.plan} == {"sheet", "opening", "break", "plenary", "closing"}


def test_sheets_are_numbered_as_printed() -> None:
    assert [PRINTED.number(sheet.key) for sheet in PRINTED.sheets] == list(range(1, 11))


def test_the_first_sheet_is_at_hand_all_the_way() -> None:
    assert PRINTED.standing == (PRINTED.sheets[0],)
    assert GARDEN.standing == ()


def test_parts_are_found_by_key() -> None:
    sheet = GARDEN.sheets_by_key["planter"]
    assert sheet.zones_by_key["bed"].kind is ZoneKind.CARDS
    assert sheet.cards_by_key["eng"].title == "Blomstereng"
    assert GARDEN.perspectives_by_key["styret"].mark == "ST"
    assert GARDEN.reading_by_key["vedtekter"].pages == "3"


def test_only_the_second_sheet_is_written_in_silence() -> None:
    silent = {sheet.key for sheet in PRINTED.sheets for step in sheet.steps if step.silent}
    assert silent == {PRINTED.sheets[1].key}


def test_the_kit_asks_for_everything_a_step_can_be() -> None:
    assert {step.mode for sheet in PRINTED.sheets for step in sheet.steps} == set(Mode)


def test_a_third_kit_uses_what_a_kit_can_have() -> None:
    zones = [zone for sheet in SCHOOL.sheets for zone in sheet.zones]
    steps = [step for sheet in SCHOOL.sheets for step in sheet.steps]
    cards = [card for sheet in SCHOOL.sheets for card in sheet.cards]
    used = [(each.__class__, name) for each in [SCHOOL, *SCHOOL.sheets, *zones, *steps, *cards] for name in given(each)]
    missing = {(kind, name) for kind, _ in used for name in kind.model_fields} - set(used)
    assert {name for _, name in missing} == {"each_zone"}
    assert {zone.kind for zone in zones} == set(ZoneKind)
    assert {step.mode for step in steps} == set(Mode)
    assert {sheet.reveal for sheet in SCHOOL.sheets} == {"group", "each"}


def given(part: BaseModel) -> list[str]:
    """What a part of a kit says otherwise than by leaving it out."""
    return [name for name, field in type(part).model_fields.items() if getattr(part, name) != field.default]


def test_there_are_six_myths_each_with_its_fact() -> None:
    myths = [zone for sheet in PRINTED.sheets for zone in sheet.zones if zone.kind is ZoneKind.STATEMENT]
    assert [myth.label for myth in myths] == [f"MYTE {number}:" for number in range(1, 7)]
    assert all(myth.fact and "2017" in myth.fact for myth in myths)


def test_a_new_note_keeps_clear_of_the_rings_within() -> None:
    outer, middle, inner = PRINTED.sheets_by_key["partnere"].zones
    assert PRINTED.sheets_by_key["partnere"].keep_clear(outer) == (middle.box, inner.box)
    assert PRINTED.sheets_by_key["partnere"].keep_clear(inner) == ()


def test_a_new_note_keeps_clear_of_a_question_in_the_middle() -> None:
    sheet = PRINTED.sheets[1]
    assert sheet.question_at == "centre"
    assert sheet.keep_clear(sheet.zones[0]) == (sheet.question_box,)


@pytest.mark.parametrize(
    ("other", "meets", "holds"),
    [
        (Box(20, 20, 10, 10), True, True),
        (Box(50, 20, 20, 10), True, False),
        (Box(60, 20, 10, 10), False, False),
        (Box(20, 80, 10, 10), False, False),
    ],
)
def test_boxes_meet_or_hold_each_other(other: Box, meets: bool, holds: bool) -> None:
    box = Box(10, 10, 50, 50)
    assert (box.meets(other), box.holds(other)) == (meets, holds)
