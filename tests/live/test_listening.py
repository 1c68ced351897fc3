"""Listeners: what is due to each, and who is sent the same."""

from typing import Any, cast

from app.live.listening import Listener, group_alike
from app.visibility import Role, Viewer


def listener(cursor: int = 1, sheet: str | None = None, role: Role = Role.PARTICIPANT) -> Listener:
    return Listener(cast(Any, None), Viewer(role, 1, 1, 1), 1, cursor, sheet)


def test_a_reply_that_came_after_the_reading_waits_for_the_next_frame() -> None:
    anna = listener()
    anna.replies = ["lest", "lest også"]
    anna.due = len(anna.replies)
    anna.replies.append("skrevet etterpå")
    assert anna.take_replies() == "lestlest også"
    assert (anna.take_replies(), anna.replies) == ("", ["skrevet etterpå"])


def test_alike_are_those_with_the_same_cursor_sheet_and_role() -> None:
    here = [
        listener(1),
        listener(2),
        listener(1),
        listener(1, "hensikt"),
        listener(1, role=Role.FACILITATOR),
    ]
    assert sorted(len(some) for some in group_alike(here)) == [1, 1, 1, 2]
