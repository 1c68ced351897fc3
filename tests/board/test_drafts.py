"""Drafts on the server: the newest of each, and no more of one person than anybody leaves half written."""

import time

from app.board.drafts import MOST, drafts_of, keep_drafts
from app.board.messages import DraftWrite, Said
from app.workshop.joining import Joined
from tests.ground import FIRST, Ground, new_id


def keep(ground: Ground, person: Joined, *ids: str, text: str = "Halvskrevet") -> None:
    """Drafts of notes, all of one moment, which is later than any before."""
    time.sleep(0.002)
    keep_drafts(ground.connection, [Said(person.participant_id, DraftWrite(FIRST, text, each)) for each in ids])


def kept(ground: Ground, person: Joined) -> dict[str, str]:
    return drafts_of(ground.connection, person.participant_id).get(FIRST, {})


def test_of_annas_many_drafts_the_oldest_goes_and_bens_stay(ground: Ground) -> None:
    anna, ben = ground.join("Anna", 1), ground.join("Ben", 1)
    first, second, *others = (new_id() for _ in range(MOST + 1))
    keep(ground, ben, first)
    keep(ground, anna, first)
    keep(ground, anna, second)
    keep(ground, anna, *others[:-1])
    assert kept(ground, anna).keys() == {first, second, *others[:-1]}
    keep(ground, anna, first, text="Skrevet videre på")
    keep(ground, anna, others[-1])
    assert kept(ground, anna).keys() == {first, *others}
    assert kept(ground, anna)[first] == "Skrevet videre på"
    assert kept(ground, ben).keys() == {first}


def test_more_drafts_at_once_than_are_kept_leave_as_many_as_are(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    keep(ground, anna, *(new_id() for _ in range(MOST + 50)))
    assert len(kept(ground, anna)) == MOST


def test_an_emptied_draft_is_forgotten(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    keep(ground, anna, pad := "")
    keep(ground, anna, pad, text=" ")
    assert kept(ground, anna) == {}
