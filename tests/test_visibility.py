"""Who may see what: the rules, and that every byte which anybody is sent keeps them."""

import re
from dataclasses import replace
from types import SimpleNamespace

import httpx
import pytest

from app.live.watching import PACE
from app.marks import mark
from app.visibility import Role, Viewer, everyone_may_read, is_own, may_read, may_see_group
from tests.ground import FIRST, SILENT, SILENT_STEP, SILENT_ZONE, THIRD, ZONE
from tests.house import Gathering, Person, new_id
from tests.report_pdf import Reading
from tests.sockets import Socket

HERE, ELSEWHERE = 1, 2
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


class Eavesdropper:
    """Somebody who asks for everything there is, by every way, and keeps what they were sent."""

    def __init__(self, gathering: Gathering, browser: httpx.Client, lives: list[str]) -> None:
        self.gathering, self.browser, self.lives = gathering, browser, lives
        self.sockets: list[Socket] = []
        self.listen_anew()

    def listen_anew(self) -> None:
        self.sockets += [self.gathering.dial(live, self.browser) for live in self.lives]

    def text_of(self, path: str) -> str:
        answer = self.browser.get(path)
        pdf = answer.headers.get("content-type") == "application/pdf"
        return Reading(answer.content).everything if pdf else answer.text

    def knows(self) -> set[str]:
        """The notes whose words were in anything that was sent, from the beginning until now."""
        told = [self.text_of(path) for path in paths(self.gathering)] + [socket.rest(0.02) for socket in self.sockets]
        return set(re.findall(r"(?:apen|skjult)[abc]\b", "".join(told)))


def known(ears: dict[str, Eavesdropper]) -> dict[str, set[str]]:
    """What each knows by now, with sockets that have been open all the while and new ones."""
    for ear in ears.values():
        ear.listen_anew()
    ears["fatma"].sockets[0].rest(2 * PACE)
    return {name: ear.knows() for name, ear in ears.items()}


def paths(gathering: Gathering) -> list[str]:
    """Every address that answers with something of a workshop."""
    own = ["board", f"sheets/{FIRST}", f"sheets/{SILENT}", "frames?since=0", "frames?since=1", f"frames?sheet={SILENT}"]
    led = ["", "overview/frames", "invitation", "closing", f"moves/{THIRD}", "made", "report.pdf?names=1"]
    looks = [f"groups/{n}/{path}" for n in (1, 2) for path in own]
    screen = [gathering.screen, f"{gathering.screen}/frames", f"/{gathering.code}"]
    return [f"/workshops/{gathering.code}/{path}".rstrip("/") for path in own + led + looks] + screen


def written(person: Person, sheet: str, zone: str, text: str) -> None:
    assert person.write(write=new_id(), id=new_id(), sheet=sheet, zone=zone, text=text).status_code == 200


def test_nobody_is_sent_by_any_way_what_they_may_not_see(gathering: Gathering) -> None:
    people = {"a": gathering.anna, "b": gathering.ben, "c": gathering.carl}
    own, looks = ["live?since=0", "live?since=1"], ["overview/live", "groups/1/live?since=1", "groups/2/live"]
    with gathering.house.browser() as wall, Gathering(gathering.house) as other:
        ears = {name: Eavesdropper(gathering, person.browser, own) for name, person in people.items()}
        ears["fatma"] = Eavesdropper(gathering, gathering.fatma, looks)
        ears["screen"] = Eavesdropper(gathering, wall, [f"{gathering.screen}/live"])
        ears["otto"] = Eavesdropper(gathering, other.fatma, [*own, *looks])
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
