"""The checklist: what is ticked off stays so, for all who lead."""

from app.refusals import NotFound
from app.workshop.checklist import EVALUATION, KEYS, PARTS, Tick, parts_for, tick, ticked
from tests.ground import GARDEN, PRINTED, Ground, refusal


def test_each_check_has_a_key_of_its_own() -> None:
    assert len(set(KEYS)) == len(KEYS) > 20
    assert not any(" " in key for key in KEYS)


def test_a_check_is_done_once_however_often_it_is_said_and_may_be_undone(ground: Ground) -> None:
    assert ticked(ground.workshop) == frozenset()
    for key in ("report", "rescue", "rescue"):
        tick(ground.connection, Tick(ground.id, key, done=True))
    assert ticked(ground.workshop) == {"rescue", "report"}
    for _ in range(2):
        tick(ground.connection, Tick(ground.id, "report", done=False))
    assert ticked(ground.workshop) == {"rescue"}


def test_what_is_not_on_the_list_is_refused(ground: Ground) -> None:
    for key in ("", "finnes-ikke", "rescue report"):
        assert refusal(lambda key=key: tick(ground.connection, Tick(ground.id, key, done=True))) is NotFound  # type: ignore[misc]
    assert ticked(ground.workshop) == frozenset()


def test_a_kit_that_asks_nothing_has_no_evaluation_on_its_list() -> None:
    assert parts_for(PRINTED) == PARTS
    asks_nothing = GARDEN.model_copy(update={"evaluation": ()})
    left = [check for part in parts_for(asks_nothing) for check in part.checks]
    assert EVALUATION not in left
    assert len(left) == len(KEYS) - 1
