"""Forms: read field by field, with what is wrong beside the field."""

from datetime import date

import pytest

from app.pages.forms import Form, Wrong, new_id
from app.refusals import NotUnderstood


@pytest.mark.parametrize(
    ("typed", "read"),
    [("  Elvebyen  ", "Elvebyen"), ("Ås\x00\x1b kommune", "Ås kommune"), ("x" * 120, "x" * 120)],
)
def test_a_line_is_read_without_what_cannot_be_printed(typed: str, read: str) -> None:
    form = Form({"title": typed})
    assert (form.text("title", "mangler"), form.errors) == (read, {})


@pytest.mark.parametrize(
    ("typed", "why"), [("", "mangler"), (" \t ", "mangler"), ("\u200b", "mangler"), ("x" * 121, "120 tegn")]
)
def test_a_line_that_is_missing_or_long_is_explained(typed: str, why: str) -> None:
    form = Form({"title": typed})
    assert form.text("title", "mangler") == ""
    assert why in form.errors["title"]


@pytest.mark.parametrize("typed", ["2026-11-21", "21.11.2026", " 21.11.2026 ", "21. 11. 2026"])
def test_a_date_is_read_as_browsers_send_it_and_as_people_write_it(typed: str) -> None:
    assert Form({"day": typed}).date("day", "mangler") == date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed", ["", "i morgen", "21.11", "2026-13-01", "30.02.2026", "1.1.1.1", "2026-11-21T10:00", "0.0.0"]
)
def test_what_is_no_date_is_explained(typed: str) -> None:
    form = Form({"day": typed})
    assert form.date("day", "skriv en dato") is None
    assert form.errors == {"day": "skriv en dato"}


@pytest.mark.parametrize(("typed", "read"), [("1", 1), ("25", 25), (" 7 ", 7), ("007", 7)])
def test_a_number_within_bounds_is_read(typed: str, read: int) -> None:
    form = Form({"groups": typed})
    assert (form.number("groups", 1, 25, "feil"), form.errors) == (read, {})


@pytest.mark.parametrize("typed", ["", "0", "26", "-1", "1,5", "²", "1e3", "9" * 5000])
def test_a_number_out_of_bounds_is_explained(typed: str) -> None:
    form = Form({"groups": typed})
    assert (form.number("groups", 1, 25, "feil"), form.errors) == (1, {"groups": "feil"})


def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_read() -> None:
    def read(_typed: str) -> int:
        raise Wrong("nei")

    form = Form({"a": "1", "b": "2"})
    assert (form.take("a", read, 9), form.take("b", int, 0), form.errors) == (9, 2, {"a": "nei"})


def test_a_forms_own_id_is_one_that_nobody_guesses() -> None:
    known = new_id()
    assert Form({"write": known}).id() == known != new_id()
    for made_up in ({}, {"write": ""}, {"write": "1"}, {"write": known + "0"}):
        with pytest.raises(NotUnderstood):
            Form(made_up).id()
