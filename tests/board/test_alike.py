"""Names are judged as in the browser, and gathered."""

from app.board.alike import gathered, is_alike, name_of
from tests.board.names import ALIKE, DIFFERENT


def judged(one: str, other: str) -> bool:
    return gathered([one, other]) == [[0, 1]] and gathered([other, one]) == [[0, 1]]


def test_what_is_alike_and_what_is_not() -> None:
    assert [judged(*pair) for pair in ALIKE] == [True] * len(ALIKE)
    assert [judged(*pair) for pair in DIFFERENT] == [False] * len(DIFFERENT)
    assert not is_alike(name_of("Ekra"), name_of("Akka"))


def test_names_are_gathered_around_the_first_of_each() -> None:
    names = ["Ekra", "NAV", "ekra AS", "Nav Elvebyen", "", "Ungt Kjøkken", "EKRA"]
    assert gathered(names) == [[0, 2, 6], [1], [3], [5]]
