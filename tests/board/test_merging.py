"""Updates may come twice, late, or before what they build on: the text is the same, and nothing is left over."""

from itertools import permutations
from random import Random

import pytest
from pycrdt import Doc, Text

from app.board.merging import EMPTY, merged
from app.refusals import NotUnderstood


class Writer:
    """Somebody's browser: what it writes, as updates."""

    def __init__(self, name: int = 0) -> None:
        self.doc: Doc[Text] = Doc(client_id=name) if name else Doc()
        self.field = self.doc.get("text", type=Text)

    @property
    def text(self) -> str:
        return str(self.field)

    def write(self, words: str, at: int | None = None) -> bytes:
        before = self.doc.get_state()
        self.field.insert(len(self.text.encode()) if at is None else at, words)
        return self.doc.get_update(before)

    def delete(self, start: int, end: int) -> bytes:
        before = self.doc.get_state()
        del self.field[start:end]
        return self.doc.get_update(before)

    def hear(self, state: bytes) -> None:
        self.doc.apply_update(state)


def all_of(updates: list[bytes]) -> tuple[str, int]:
    state, text = EMPTY, ""
    for update in updates:
        state, text = merged(state, update)
    return text, len(state)


def test_in_whatever_order_updates_come_the_text_is_the_same_and_as_short() -> None:
    anna = Writer()
    updates = [anna.write("Opp"), anna.write("vekst"), anna.delete(1, 4), anna.write(" og skole"), anna.delete(0, 1)]
    found = {all_of(list(order)) for order in permutations(updates)}
    assert found == {(anna.text, len(anna.doc.get_update()))}


def test_an_update_twice_is_once() -> None:
    update = Writer().write("Helse")
    once = merged(EMPTY, update)
    assert merged(once.state, update) == once


def test_what_two_write_in_the_same_word_is_all_there() -> None:
    anna, ben = Writer(1), Writer(2)
    state = merged(EMPTY, anna.write("skole")).state
    ben.hear(state)
    by_anna, by_ben = anna.write("fritid", 5), ben.write("barne", 0)
    assert merged(merged(state, by_anna).state, by_ben).text == "barneskolefritid"
    assert merged(merged(state, by_ben).state, by_anna).text == "barneskolefritid"


def test_a_deletion_that_comes_before_what_it_deletes_is_not_forgotten() -> None:
    anna = Writer()
    written, deleted = anna.write("feil"), anna.delete(0, 4)
    early = merged(EMPTY, deleted)
    assert early.text == ""
    assert merged(early.state, written).text == ""


def test_many_who_write_at_random_end_with_the_same() -> None:
    chance, state, text = Random(4), EMPTY, ""
    writers = [Writer(number) for number in range(1, 6)]
    for _ in range(200):
        one = chance.choice(writers)
        if chance.random() < 0.6:
            one.hear(state)
        length = len(one.text)
        if length > 60:
            start = chance.randrange(length - 10)
            update = one.delete(start, start + 10)
        else:
            update = one.write("ord ", chance.randint(0, length))
        state, text = merged(state, update)
    for one in writers:
        one.hear(state)
    assert {one.text for one in writers} == {text}


@pytest.mark.parametrize("nonsense", [b"", b"\0", b"\xff" * 40, b"Hei", b"\1\1\1\0"])
def test_nonsense_is_refused(nonsense: bytes) -> None:
    with pytest.raises(NotUnderstood):
        merged(EMPTY, nonsense)


def test_no_broken_update_does_more_than_be_refused_or_read() -> None:
    chance, update = Random(5), Writer().write("Vi prøver oss fram")
    state = merged(EMPTY, update).state
    for _ in range(500):
        broken = bytearray(update)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            merged(state, bytes(broken))
        except NotUnderstood:
            continue
