"""Every way of saying no has its status and its sentence."""

import re

from app import refusals
from app.refusals import TEXTS, NotFound, Refused, UnknownCode, status_and_text


def test_no_refusal_is_without_words() -> None:
    kinds = [each for each in vars(refusals).values() if isinstance(each, type) and issubclass(each, Refused)]
    assert len(kinds) > 10
    assert {kind for kind in kinds if kind is not Refused} == set(TEXTS)


def test_every_refusal_has_a_status_and_a_norwegian_sentence() -> None:
    for status, text in TEXTS.values():
        assert 400 <= status < 600
        assert re.fullmatch(r"[A-ZÆØÅ].*\.", text)
        assert "!" not in text


def test_a_refusal_without_words_of_its_own_has_its_parents() -> None:
    class Lost(NotFound):
        pass

    assert status_and_text(Lost()) == TEXTS[NotFound]
    assert status_and_text(UnknownCode()) == TEXTS[UnknownCode] != TEXTS[NotFound]
    assert status_and_text(ValueError())[0] == 500
