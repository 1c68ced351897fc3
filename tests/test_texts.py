"""Texts, as people typed them and as they are kept."""

import pytest

from app.refusals import EmptyNote, TooLong
from app.texts import tidy


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Vi vil det samme \n", "Vi vil det samme"),
        ("én\r\nto\nog tre", "én\nto\nog tre"),
        ("a\x00b\x07c\x1b[0m", "abc[0m"),
        ("\ud800halvt tegn", "halvt tegn"),
        ("Buorre 👩‍👩‍👧 čáŋž", "Buorre 👩‍👩‍👧 čáŋž"),
        ("مرحبا بكم", "مرحبا بكم"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("x" * 500, "x" * 500),
        ("x" * 500 + "  \n", "x" * 500),
    ],
)
def test_a_text_is_kept_as_it_was_meant(typed: str, stored: str) -> None:
    assert tidy(typed) == stored


@pytest.mark.parametrize("typed", ["", "  \n ", "\x00", "\r\n\r\n", "\ud800"])
def test_a_text_that_nobody_could_read_is_empty(typed: str) -> None:
    with pytest.raises(EmptyNote):
        tidy(typed)


def test_one_letter_too_many_is_refused_and_not_cut() -> None:
    with pytest.raises(TooLong):
        tidy("x" * 501)
