"""Who may see what: the rules, and that every byte which anybody is sent keeps them."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from app.marks import mark
from app.visibility import Role, Viewer, everyone_may_read, is_own, may_read, may_see_group
from tests.databases import ON_EITHER
from tests.ears import Eavesdropper, known
from tests.ground import FIRST, SILENT, SILENT_STEP, SILENT_ZONE, ZONE
from tests.house import Gathering, Person, new_id

HERE, ELSEWHERE = 1, 2
WORDS = r"(?:apen|skjult)[abc]\b"
ANNA = Viewer(Role.PARTICIPANT, HERE, group_id=1, participant_id=11)
BEN = Viewer(Role.PARTICIPANT, HERE, group_id=1, participant_id=12)
CARL = Viewer(Role.PARTICIPANT, HERE, group_id=2, participant_id=13)
FATMA, SCREEN, REPORT = (Viewer(role, HERE) for role in (Role.FACILITATOR, Role.SCREEN, Role.REPORT))
OTTO = Viewer(Role.FACILITATOR, ELSEWHERE)
EVERYBODY = [ANNA, BEN, CARL, FATMA, SCREEN, REPORT, OTTO]

GROUP_1 = SimpleNamespace(id=1, workshop_id=HERE)


def note(author: int | None = 11, *, hidden: bool, mark: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(group_id=1, sheet="arket", author_id=author, mark=mark, hidden=hidden)


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


def test_where_nothing_tells_whose_it_is_only_a_secret_opens_a_hidden_note() -> None:
    anna, ben = (replace(viewer, secret=secret) for viewer, secret in ((ANNA, "annas"), (BEN, "bens")))
    nameless = note(None, hidden=True, mark=mark("annas", 1, "arket"))
    assert may_read(anna, nameless)
    assert not any(may_read(viewer, nameless) for viewer in (ANNA, ben, *EVERYBODY))
    assert not may_read(anna, note(None, hidden=True, mark=mark("annas", 1, "et annet")))
    assert "annas" not in repr(anna)


def test_what_all_are_sent_holds_no_hidden_note() -> None:
    assert not everyone_may_read(note(hidden=True))
    assert everyone_may_read(note(hidden=False))


def written(person: Person, sheet: str, zone: str, text: str) -> None:
    assert person.write(write=new_id(), id=new_id(), sheet=sheet, zone=zone, text=text).status_code == 200


@ON_EITHER
def test_nobody_is_sent_by_any_way_what_they_may_not_see(gathering: Gathering) -> None:
    people = {"a": gathering.anna, "b": gathering.ben, "c": gathering.carl}
    own, looks = ["live?since=0", "live?since=1"], ["overview/live", "groups/1/live?since=1", "groups/2/live"]
    with gathering.house.browser() as wall, Gathering(gathering.house) as other:
        ears = {name: Eavesdropper(gathering, person.browser, own, WORDS) for name, person in people.items()}
        ears["fatma"] = Eavesdropper(gathering, gathering.fatma, looks, WORDS)
        ears["screen"] = Eavesdropper(gathering, wall, [f"{gathering.screen}/live"], WORDS)
        ears["otto"] = Eavesdropper(gathering, other.fatma, [*own, *looks], WORDS)
        for name, person in people.items():
            written(person, FIRST, ZONE, f"apen{name}")
        gathering.move(SILENT)
        for person in (gathering.anna, gathering.carl):
            gathering.step(person, SILENT, SILENT_STEP)
        for name, person in people.items():
            written(person, SILENT, SILENT_ZONE, f"skjult{name}")

        team, all_open = {"apena", "apenb"}, {"apena", "apenb", "apenc"}
        nobody: dict[str, set[str]] = {"screen": set(), "otto": set()}
        assert known(ears) == nobody | {
            "a": team | {"skjulta"},
            "b": team | {"skjultb"},
            "c": {"apenc", "skjultc"},
            "fatma": all_open,
        }
        gathering.step(gathering.ben, SILENT, SILENT_STEP + 1)
        assert known(ears) == nobody | {
            "a": team | {"skjulta", "skjultb"},
            "b": team | {"skjulta", "skjultb"},
            "c": {"apenc", "skjultc"},
            "fatma": all_open | {"skjulta", "skjultb"},
        }
        gathering.fatma.post(f"/workshops/{gathering.code}/closing", data={"closed": "1"})
        assert ears["fatma"].knows() == all_open | {"skjulta", "skjultb", "skjultc"}
