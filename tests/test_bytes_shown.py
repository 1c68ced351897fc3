"""The bytes that a look, the Screen and the page of the plenary are sent, while a thing may not be shown and after."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from app.model import WORKSHOP, now
from tests.databases import ON_SQLITE, Store
from tests.ears import Eavesdropper, paths
from tests.house import Gathering, House
from tests.leading.test_roles import appoint
from tests.silence import FINISHED, SHARE, SHEET, WORDS, do, secrets, silent, write_in_silence

NOTED = "notat7p"
EVER = f"{WORDS}|{NOTED}"
DRAWN = re.compile(r'id="server-time" data-at="(\d+)"')


class Onlooker:
    """Somebody who looks at one page, by every way: the page, its frames, its socket. Keeps each byte."""

    def __init__(self, crowd: Gathering, browser: httpx.Client, page: str, frames: str, live: str) -> None:
        self.browser, self.pages = browser, (page, frames)
        self.crowd = crowd
        self.live = live if live.startswith("/") else f"/workshops/{crowd.code}/{live}"
        self.socket = crowd.dial(self.live, browser)
        self.polled: list[str] = []

    def look(self, since: int = 0) -> None:
        """Ask for all; with a time, when the socket has been sent what was drawn then or later."""
        for page in self.pages:
            answer = self.browser.get(page)
            assert answer.status_code == 200, page
            self.polled.append(answer.text)
        while since and not any(int(at) >= since for at in DRAWN.findall(self.socket.next())):
            pass

    def come_anew(self) -> None:
        """Open the socket once more, for what it begins with."""
        with self.crowd.house.dial(self.live, self.browser) as again:
            self.polled.append(again.next())

    @property
    def received(self) -> str:
        return "".join([*self.polled, self.socket.rest(0.02)])

    @property
    def knows(self) -> set[str]:
        return set(re.findall(EVER, self.received))


class Plenary:
    """A crowd that writes on the silent sheet, what Fatma may want to put up, and the three who look."""

    def __init__(self, crowd: Gathering) -> None:
        self.crowd = crowd
        crowd.move(SHEET)
        self.notes = write_in_silence(crowd.anna, "a") + write_in_silence(crowd.ben, "b")
        write_in_silence(crowd.carl, "c")
        at = f"/workshops/{crowd.code}"
        plenary = (f"{at}/plenary?sheet={SHEET}", f"{at}/plenary/frames?sheet={SHEET}", f"plenary/live?sheet={SHEET}")
        board = (f"{at}/groups/1/board", f"{at}/groups/1/frames?since=0", "groups/1/live?since=0")
        self.screen = Onlooker(crowd, crowd.otto, crowd.screen, f"{crowd.screen}/frames", f"{crowd.screen}/live")
        self.page = Onlooker(crowd, crowd.fatma, *plenary)
        self.board = Onlooker(crowd, crowd.fatma, *board)

    def exhibits(self) -> Iterator[Mapping[str, object]]:
        """Everything that can be put up, of every kind."""
        yield {"kind": "boards", "sheet": SHEET, "group": "1"}
        yield {"kind": "boards", "sheet": SHEET, "group": ["1", "2"]}
        yield from ({"kind": "gathered", "sheet": SHEET, "page": page} for page in "01")
        yield {"kind": "votes", "sheet": SHEET}
        yield from ({"kind": "note", "note": note} for note in self.notes[::3])
        yield {"kind": "actions"}
        yield {}

    def put_up_all(self) -> set[int]:
        """Put up one exhibit after another, and look at each; with which statuses Fatma was answered."""
        answered: set[int] = set()
        self.board.look()
        for exhibit in self.exhibits():
            began = now()
            answer = self.crowd.fatma.post(f"/workshops/{self.crowd.code}/exhibits", data=exhibit)
            answered.add(answer.status_code)
            for one in (self.screen, self.page):
                one.look(began if answer.status_code == 303 else 0)
        for one in (self.screen, self.page, self.board):
            one.come_anew()
        return answered

    def known(self) -> tuple[set[str], set[str], set[str]]:
        """What the Screen, the plenary's page and the look have been sent until now."""
        return self.screen.knows, self.page.knows, self.board.knows


@pytest.fixture
def crowd(store: Store, tmp_path: Path) -> Iterator[Gathering]:
    kit = silent(tmp_path / "kits")
    with House(store, kits=tmp_path / "kits") as house, Gathering(house, kit) as gathering:
        yield gathering


@pytest.fixture
def plenary(crowd: Gathering) -> Plenary:
    return Plenary(crowd)


@ON_SQLITE
def test_nothing_is_shown_in_silence_nor_before_it_is_laid_down_and_everything_after(plenary: Plenary) -> None:
    crowd, nothing = plenary.crowd, set[str]()
    answered = plenary.put_up_all()
    assert plenary.known() == (nothing, nothing, nothing), "in silence"
    assert answered == {303, 404}, "a hidden note does not exist"
    crowd.step(crowd.anna, SHEET, SHARE)
    assert plenary.put_up_all() == {303, 404}
    assert plenary.known() == (nothing, nothing, nothing), "nothing is laid down yet"
    do(crowd.anna, "shares")
    plenary.put_up_all()
    assert plenary.known() == (secrets("a"), secrets("a"), secrets("a")), "who has laid down theirs"
    crowd.step(crowd.anna, SHEET, FINISHED)
    assert plenary.put_up_all() == {303}
    assert plenary.known() == (secrets("a", "b"),) * 3, "group 2 is still silent"


@ON_SQLITE
def test_what_stands_on_the_screen_while_others_write_in_silence_shows_none_of_it(plenary: Plenary) -> None:
    crowd = plenary.crowd
    gathered = {"kind": "gathered", "sheet": SHEET}
    assert crowd.fatma.post(f"/workshops/{crowd.code}/exhibits", data=gathered).status_code == 303
    began = now()
    write_in_silence(crowd.ben, "b")
    for one in (plenary.screen, plenary.page):
        one.look(began)
        assert one.knows == set()


@ON_SQLITE
@pytest.mark.parametrize("answer", ["", "false", "true"])
def test_a_group_that_was_asked_is_shown_when_it_has_said_yes_and_never_before(plenary: Plenary, answer: str) -> None:
    crowd = plenary.crowd
    asked = {"group": "1", "sheet": SHEET}
    assert crowd.fatma.post(f"/workshops/{crowd.code}/asks", data=asked).status_code == 303
    for person in (crowd.anna, crowd.carl):
        crowd.step(person, SHEET, FINISHED)
    if answer:
        do(crowd.ben, "consents", on=answer)
    shown = secrets("c") | (secrets("a", "b") if answer == "true" else set())
    answered = plenary.put_up_all()
    assert plenary.screen.knows == shown
    assert plenary.page.knows == shown
    assert plenary.board.knows == secrets("a", "b"), "who looks at the group's own board is not the Screen"
    assert answered == ({303} if answer == "true" else {303, 409})


@ON_SQLITE
def test_groups_and_their_facilitator_are_sent_nothing_of_other_groups_nor_of_the_plenary(plenary: Plenary) -> None:
    crowd = plenary.crowd
    guro, _ = appoint(crowd, "Guro", "1")
    lives = ["plenary/live", "overview/live", "groups/1/live?since=0", "groups/2/live?since=0"]
    own = ["live?since=0", f"live?since=1&sheet={SHEET}"]
    ears = {
        name: Eavesdropper(crowd, browser, [*own, *lives], EVER, to_others)
        for name, browser in (("guro", guro), ("anna", crowd.anna.browser), ("carl", crowd.carl.browser))
    }
    for person in (crowd.anna, crowd.carl):
        crowd.step(person, SHEET, FINISHED)
    noted = {"sheet": SHEET, "zone": "ideer", "text": NOTED}
    assert crowd.fatma.post(f"/workshops/{crowd.code}/plenary-notes", data=noted).status_code == 303
    plenary.put_up_all()
    assert NOTED in plenary.screen.knows & plenary.page.knows
    drafts = {"anna": {"kladd7a"}, "carl": {"kladd7c"}, "guro": set[str]()}
    groups = {"anna": ("a", "b"), "carl": ("c",), "guro": ("a", "b")}
    for name, ear in ears.items():
        ear.listen_anew()
        assert ear.knows() == secrets(*groups[name]) | drafts[name], name


def to_others(gathering: Gathering) -> list[str]:
    """All addresses but the Screen's, which is a secret of who leads."""
    return [path for path in paths(gathering) if not path.startswith("/screens/")]


@ON_SQLITE
def test_without_names_nobody_is_named_on_the_screen(crowd: Gathering) -> None:
    crowd.house.do(lambda connection: connection.execute(update(WORKSHOP).values(anonymous=True)))
    plenary = Plenary(crowd)
    for person in (crowd.anna, crowd.ben, crowd.carl):
        crowd.listen(person)
    for person in (crowd.anna, crowd.carl):
        crowd.step(person, SHEET, FINISHED)
    plenary.put_up_all()
    crowd.fatma.post(f"/workshops/{crowd.code}/moves", data={"item": "opening-1"})
    plenary.screen.look()
    told = plenary.screen.received
    assert secrets("a", "b", "c") <= plenary.screen.knows, "it was looked at when there was something to see"
    named = re.findall(r'.{60}(?:Anna|Ben\b|Carl|data-author="p\d|id="person-\d).{20}', told)
    assert not named, named[:3]
