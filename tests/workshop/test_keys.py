"""Secrets and codes, as they are given out and as people type them."""

import pytest

from app.workshop.keys import as_join_code, as_typed_code, join_code, kept, token, typed_code


@pytest.mark.parametrize("typed", ["KX4-97R", "kx4-97r", " kx4 97r ", "KX497R", "k.x.4.9.7.r", "kx4–97r"])
def test_a_join_code_is_found_however_it_is_typed(typed: str) -> None:
    assert as_join_code(typed) == "KX4-97R"


@pytest.mark.parametrize("typed", ["", "   ", "KX4", "KX4-97R-KX4", "/../", "ÆØÅ æøå"])
def test_nonsense_is_never_a_join_code(typed: str) -> None:
    assert as_join_code(typed) != as_join_code(join_code())


@pytest.mark.parametrize(
    "typed", ["acef-ghkr-txy3-4679", "ACEF GHKR TXY3 4679", " acefghkrtxy34679", "acef–ghkr–txy3–4679"]
)
def test_a_personal_code_is_found_however_it_is_typed(typed: str) -> None:
    assert as_typed_code(typed) == "acef-ghkr-txy3-4679"


def test_codes_have_no_letters_that_sound_or_look_alike() -> None:
    given = {letter for _ in range(200) for letter in join_code() + typed_code().upper()} - {"-"}
    for alike in ("0O", "1IL", "BP", "DT", "MN", "5S", "2Z", "UV"):
        assert len(given & set(alike)) <= 1


def test_a_code_that_is_given_out_is_typed_back_as_it_is() -> None:
    join, personal = join_code(), typed_code()
    assert (as_join_code(join), as_typed_code(personal)) == (join, personal)


def test_nobody_is_given_the_same_secret_as_another() -> None:
    assert len({token() for _ in range(500)} | {typed_code() for _ in range(500)}) == 1000


def test_what_is_kept_does_not_tell_the_secret() -> None:
    assert kept("acef-ghkr-txy3-4679") == kept("acef-ghkr-txy3-4679") != kept("acef-ghkr-txy3-4677")
    assert len(kept("x")) == 64
