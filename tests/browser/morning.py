"""A morning with four groups and all who lead it, in the words of the people in the room."""

import re
from concurrent.futures import ThreadPoolExecutor

from playwright.sync_api import Browser, Locator, expect

from app.model import PASSAGE
from tests.browser.cast import Cast
from tests.browser.participant import Participant
from tests.browser.people import Facilitator, Visitor
from tests.house import House

NAMES = {1: ("Anna", "Ben", "Bodil"), 2: ("Carl", "Cecilie", "Chris"), 3: ("Dina", "David", "Dag"), 4: ("Eva", "Emil")}
MINUTE = 60_000


class Morning:
    """One workshop: Fatma and Mons lead it, Guro leads group 2, and a Screen stands on the wall."""

    def __init__(self, browser: Browser, house: House) -> None:
        self.house = house
        self.cast = Cast(browser, house.address, reduced_motion="reduce")
        self.fatma = self.cast.fatma
        self.people: dict[str, Participant] = {}

    def prepare(self) -> None:
        """Weeks before: the workshop is made, and the role shared."""
        self.fatma.make_workshop("Veier til samarbeid i Elvebyen", groups=4)
        self.rescue_code = self.fatma.page.locator(".created-rescue .big-code").inner_text()
        self.mons = self.appoint("Mons", "Hele workshopen, sammen med deg")
        self.guro = self.appoint("Guro", "Bare Gruppe 2")
        self.screen = self.cast.bring(Visitor)
        self.screen.go(self.fatma.screen)
        self.screen.sees(self.fatma.code)

    def appoint(self, name: str, what: str) -> Facilitator:
        """Fatma gives somebody an address, which they open in a browser of their own."""
        page = self.fatma.page
        self.fatma.go(f"/workshops/{self.fatma.code}/facilitators")
        page.get_by_label("Navn").fill(name)
        page.get_by_label(what).check()
        self.fatma.button("Lag adresse og redningskode").click()
        address = page.get_by_role("link", name="/facilitators/").get_attribute("href") or ""
        self.fatma.axe()
        self.fatma.button("Jeg har skrevet det ned").click()
        somebody = self.cast.bring(Facilitator)
        somebody.code = self.fatma.code
        somebody.go(address)
        return somebody

    def arrive(self) -> None:
        """Eleven people come; the twelfth is late."""
        for number, names in NAMES.items():
            for name in names:
                self.join(name, number)

    def join(self, name: str, number: int) -> Participant:
        person = self.people[name] = self.cast.bring(Participant)
        person.go(f"/{self.fatma.code}?group={number}")
        person.say_who(name, 1 + len(self.people) % 3)
        return person

    def first_of(self, *numbers: int) -> list[Participant]:
        """Whoever came first in each of these groups."""
        return [self.people[NAMES[number][0]] for number in numbers]

    def shown(self) -> Locator:
        return self.screen.page.locator("#screen")

    def screen_shows(self, kind: str, *texts: str) -> None:
        """What the Screen shows, looked at with axe."""
        expect(self.shown()).to_have_attribute("data-shows", kind)
        for text in texts:
            expect(self.shown()).to_contain_text(text)
        self.screen.axe()

    def axe_everywhere(self) -> None:
        """The page of every role as it stands just now: all who lead, the Screen, and one of each of two groups."""
        for somebody in (self.fatma, self.mons, self.guro, self.screen, *self.first_of(1, 2)):
            somebody.axe()

    def next(self, label: str) -> None:
        """Fatma presses the large button, and confirms where she is asked."""
        press_next(self.fatma, label)

    def pass_time(self, minutes: int) -> None:
        """Let everything so far have begun that much earlier."""
        back = PASSAGE.update().values(at=PASSAGE.c.at - minutes * MINUTE)
        # Beside Playwright's event loop, which this thread has.
        with ThreadPoolExecutor(1) as beside:
            beside.submit(self.house.do, lambda connection: connection.execute(back)).result()

    def fatma_vanishes(self) -> None:
        """Her browser is gone, with all that it held."""
        self.fatma.context.close()

    def fatma_comes_back(self) -> None:
        """On another machine, with her rescue code."""
        code = self.fatma.code
        self.fatma = self.cast.bring(Facilitator)
        self.fatma.code = code
        self.fatma.go("/rescue")
        self.fatma.axe()
        self.fatma.page.get_by_label("Kode for workshopen").fill(code)
        self.fatma.page.get_by_label("Redningskode").fill(self.rescue_code)
        self.fatma.button("Fortsett").click()

    def plenary(self, number: int) -> None:
        """Fatma goes to the plenary, to a sheet."""
        self.fatma.lead()
        self.fatma.link("Plenum").click()
        self.fatma.page.locator(".plenary-path").get_by_role("link", name=re.compile(rf"^Ark {number}\b")).click()
        expect(self.fatma.page.locator("#show-heading")).to_contain_text(f"Vis fra ark {number}")

    def presenter(self, number: int) -> Locator:
        return self.fatma.page.locator(".presenter").nth(number - 1)

    def leave(self) -> None:
        self.cast.__exit__(None, None, None)


def press_next(fatma: Facilitator, label: str) -> None:
    button = fatma.page.locator(".now-next")
    expect(button).to_contain_text(label)
    asks = button.get_attribute("href") is not None
    button.click()
    if asks:
        fatma.axe()
        fatma.page.locator("#asked form").get_by_role("button").first.click()
        expect(fatma.page.locator("#asked")).to_be_hidden()
    expect(button).not_to_contain_text(label)
