"""Who may see what: the rules alone. That every way out of the house keeps them is shown in `test_secrecy.py`."""

from types import SimpleNamespace

import pytest

from app.visibility import Role, Viewer, everyone_may_read, is_own, may_read, may_see_group

HERE, ELSEWHERE = 1, 2
ANNA = Viewer(Role.PARTICIPANT, HERE, group_id=1, participant_id=11)
BEN = Viewer(Role.PARTICIPANT, HERE, group_id=1, participant_id=12)
CARL = Viewer(Role.PARTICIPANT, HERE, group_id=2, participant_id=13)
FATMA, SCREEN, REPORT = (Viewer(role, HERE) for role in (Role.FACILITATOR, Role.SCREEN, Role.REPORT))
OTTO = Viewer(Role.FACILITATOR, ELSEWHERE)
EVERYBODY = [ANNA, BEN, CARL, FATMA, SCREEN, REPORT, OTTO]

GROUP_1 = SimpleNamespace(id=1, workshop_id=HERE)


def note(author: int | None = 11, *, hidden: bool) -> SimpleNamespace:
    return SimpleNamespace(group_id=1, author_id=author, hidden=hidden)


def test_only_the_groups_own_people_and_those_who_lead_its_workshop_see_its_boards() -> None:
    assert [viewer for viewer in EVERYBODY if may_see_group(viewer, GROUP_1)] == [ANNA, BEN, FATMA, SCREEN, REPORT]


def test_a_participant_sees_no_other_group_of_the_same_workshop() -> None:
    assert not may_see_group(CARL, GROUP_1)


def test_a_hidden_note_is_for_its_author_only() -> None:
    assert [viewer for viewer in EVERYBODY if may_read(viewer, note(hidden=True))] == [ANNA]


def test_an_open_note_is_for_all_who_see_the_board() -> None:
    assert all(may_read(viewer, note(hidden=False)) for viewer in EVERYBODY)


@pytest.mark.parametrize("viewer", EVERYBODY)
def test_a_hidden_note_without_author_is_nobodys(viewer: Viewer) -> None:
    assert not is_own(viewer, note(None, hidden=True))
    assert not may_read(viewer, note(None, hidden=True))


def test_what_all_are_sent_holds_no_hidden_note() -> None:
    assert not everyone_may_read(note(hidden=True))
    assert everyone_may_read(note(hidden=False))
