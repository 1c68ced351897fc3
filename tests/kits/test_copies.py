"""The kits at hand, and the copies that workshops keep."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from app.kits.copies import at_hand, keep, kit_of
from app.kits.mistakes import KitMistakes
from app.model import KIT_COPY
from app.refusals import NotFound
from tests.ground import GARDEN, PRINTED, ROOT, SCHOOL, refusal


def test_the_kits_of_a_folder_are_at_hand() -> None:
    assert at_hand(ROOT / "worksheets") == {PRINTED.key: PRINTED}
    assert at_hand(ROOT / "tests" / "kits") == {GARDEN.key: GARDEN, SCHOOL.key: SCHOOL}


def test_a_folder_without_kits_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "finnes-ikke"):
        with pytest.raises(KitMistakes, match="Mappa har ingen opplegg"):
            at_hand(folder)


def test_a_copy_is_kept_once_and_is_the_kit_itself(connection: Connection) -> None:
    first, again, other = keep(connection, PRINTED), keep(connection, PRINTED), keep(connection, GARDEN)
    assert first == again != other
    assert len(connection.execute(select(KIT_COPY)).all()) == 2
    assert (kit_of(connection, first), kit_of(connection, other)) == (PRINTED, GARDEN)


def test_an_edited_kit_is_another_copy(connection: Connection) -> None:
    edited = GARDEN.model_copy(update={"title": "Hagedag, ny utgave"})
    assert keep(connection, edited) != keep(connection, GARDEN)
    assert kit_of(connection, keep(connection, GARDEN)).title == "Hagedag i borettslaget"


def test_a_copy_that_is_not_there_is_not_found(connection: Connection) -> None:
    assert refusal(lambda: kit_of(connection, "0" * 64)) is NotFound
