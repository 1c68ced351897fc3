"""What people's browsers say, understood or refused."""

import pytest

from app.board.messages import DraftWrite, NoteWrite, StepWrite, WritingSign, heard, understood, write_in
from app.refusals import NotUnderstood

WRITE, NOTE = "0b3b1a52-6d2e-4c51-8d3a-1f3c5f0a1b2c", "7d1f8c1e-93aa-4a5e-9a3b-0c9d8e7f6a5b"
WHOLE = f'{{"act":"note","write":"{WRITE}","id":"{NOTE}"}}'


def test_a_note_names_only_what_changes() -> None:
    assert heard(WHOLE) == NoteWrite(write=WRITE, id=NOTE)
    moved = heard(WHOLE[:-1] + ',"x":0,"y":100,"zone":"svar"}')
    assert moved == NoteWrite(write=WRITE, id=NOTE, x=0, y=100, zone="svar")


def test_both_doors_understand_the_same() -> None:
    form = {"act": "note", "write": WRITE, "id": NOTE, "x": "7", "y": "9", "gone": "1", "text": "Hei"}
    said = f'{{"act":"note","write":"{WRITE}","id":"{NOTE}","x":7,"y":9,"gone":true,"text":"Hei"}}'
    assert understood(form) == heard(said)
    assert understood({"act": "step", "sheet": "s", "step": "2"}) == heard('{"act":"step","sheet":"s","step":2}')
    assert understood({"act": "step", "sheet": "s", "step": "2"}) == StepWrite("s", 2)
    assert understood({"act": "writing", "on": "false"}) == heard('{"act":"writing","on":false}') == WritingSign(False)


def test_a_draft_lies_on_a_pad_or_in_a_note() -> None:
    on_pad = heard('{"act":"draft","sheet":"s","text":"Halvt"}')
    assert heard('{"act":"draft","sheet":"s","text":"Halvt","id":""}') == on_pad == DraftWrite("s", "Halvt")
    assert heard(f'{{"act":"draft","sheet":"s","text":"Halvt","id":"{NOTE}"}}') == DraftWrite("s", "Halvt", NOTE)
    with pytest.raises(NotUnderstood):
        heard('{"act":"draft","sheet":"s","text":"Halvt","id":"en lapp"}')


def test_what_a_newer_browser_adds_is_passed_over() -> None:
    assert heard(WHOLE[:-1] + ',"flavour":"red"}') == heard(WHOLE)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "null",
        "{}",
        '{"act":"note"}',
        WHOLE.replace(NOTE, NOTE.upper()),
        WHOLE.replace(NOTE, NOTE + "0"),
        WHOLE.replace(WRITE, f"{WRITE}\\n"),
        WHOLE.replace("note", "notes"),
        WHOLE[:-1] + ',"x":-1}',
        WHOLE[:-1] + ',"x":101}',
        WHOLE[:-1] + ',"x":0.5}',
        WHOLE[:-1] + ',"text":5}',
        WHOLE[:-1] + ',"text":"\\ud800"}',
        WHOLE[:-1] + ',"gone":"kanskje"}',
        '{"act":"step","sheet":"s","step":"to"}',
        "[" * 5000,
    ],
)
def test_what_follows_no_rule_is_refused(said: str) -> None:
    with pytest.raises(NotUnderstood):
        heard(said)


@pytest.mark.parametrize("form", [{}, {"act": "note"}, {"act": "writing", "on": "ja"}, {"act": "step", "step": "1"}])
def test_a_form_that_lacks_something_is_refused(form: dict[str, str]) -> None:
    with pytest.raises(NotUnderstood):
        understood(form)


def test_the_sender_of_a_wrong_write_learns_which_it_was() -> None:
    assert write_in(WHOLE[:-1] + ',"x":900}') == WRITE
    assert write_in('{"act":"note"}') is None
    assert write_in("[1]") is None
    assert write_in("{") is None
