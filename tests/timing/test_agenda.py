"""The agenda: the kit's time plan, until somebody changes it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from app.refusals import NotUnderstood
from app.timing.agenda import Item, agenda_of, checked, divided, following, kept, new_key, position, sheets_in_order
from tests.ground import FIRST, PRINTED, SILENT, Ground


def test_it_begins_as_the_kits(ground: Ground) -> None:
    agenda = agenda_of(ground.workshop, ground.kit)
    assert sum(item.minutes for item in agenda) == 210
    assert sheets_in_order(agenda) == tuple(sheet.key for sheet in PRINTED.sheets)
    assert [item.kind for item in agenda if not item.sheet] == ["opening", "break", "plenary", "closing"]
    for item in agenda:
        if item.sheet:
            assert sum(item.steps) == item.minutes


def test_what_is_kept_is_read_again(ground: Ground) -> None:
    changed = tuple(replace(item.lasting(item.minutes + 3), out=item.key == SILENT) for item in before(ground))
    assert agenda_of(SimpleNamespace(agenda=kept(changed)), ground.kit) == changed


def before(ground: Ground) -> tuple[Item, ...]:
    return agenda_of(ground.workshop, ground.kit)


@pytest.mark.parametrize(
    ("minutes", "parts", "given"),
    [
        (10, (1, 1), (5, 5)),
        (10, (0, 0, 0), (3, 4, 3)),
        (7, (2, 3, 5), (1, 3, 3)),
        (0, (4, 4), (0, 0)),
        (100, (1,), (100,)),
    ],
)
def test_minutes_are_divided_as_the_steps_are_to_each_other(
    minutes: int, parts: tuple[int, ...], given: tuple[int, ...]
) -> None:
    assert divided(minutes, parts) == given
    assert sum(given) == minutes


def test_an_agenda_that_does_not_fit_the_kit_is_refused(ground: Ground) -> None:
    agenda = before(ground)
    pause = Item("break-9", "break", 10, "Pause")
    assert checked((*agenda, pause), ground.kit)[-1] == pause
    for wrong in (
        agenda[:-3],
        (*agenda, agenda[1]),
        (*agenda, replace(pause, minutes=481)),
        (*agenda, replace(pause, minutes=-1)),
        (*agenda, replace(pause, kind="lunch")),
        (*agenda, replace(pause, label="")),
        (*agenda, replace(pause, label="x" * 121)),
        tuple(replace(item, minutes=item.minutes + 1) for item in agenda),
        tuple(replace(item, out=bool(item.sheet)) for item in agenda),
        (*agenda, *(replace(pause, key=f"break-{n}") for n in range(20, 80))),
    ):
        with pytest.raises(NotUnderstood):
            checked(wrong, ground.kit)


def test_what_is_out_is_passed_over(ground: Ground) -> None:
    agenda = tuple(replace(item, out=item.key == SILENT) for item in before(ground))
    after = following(agenda, FIRST)
    assert after is not None
    assert after.key == "motepunkter"
    assert following(agenda, "") == agenda[0]
    assert following(agenda, agenda[-1].key) is None
    assert SILENT not in sheets_in_order(agenda)
    assert position(agenda, SILENT) == 2


def test_one_more_item_gets_a_key_of_its_own(ground: Ground) -> None:
    agenda = before(ground)
    key = new_key(agenda, "break")
    assert key not in {item.key for item in agenda}
    assert new_key((*agenda, Item(key, "break", 5, "Pause")), "break") != key
