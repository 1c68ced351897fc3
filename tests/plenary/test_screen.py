"""The Screen: it follows the workshop, and shows nothing that people write until it is put up."""

import re
import time

from sqlalchemy import update

from app.model import WORKSHOP
from tests.ground import FIRST, SILENT, ZONE, plain
from tests.house import Gathering, new_id
from tests.sockets import PATIENCE


def shown(gathering: Gathering) -> str:
    return plain(gathering.otto.get(gathering.screen).text)


def test_while_people_arrive_it_shows_how_to_join(gathering: Gathering) -> None:
    page = gathering.otto.get(gathering.screen).text
    assert gathering.code in page
    assert f"{gathering.house.address.partition('://')[2]}" in plain(page)
    assert "<svg" in page
    assert "0 personer er her" in plain(page)
    gathering.listen(gathering.anna)
    until = time.monotonic() + PATIENCE
    while "1 person er her" not in shown(gathering):
        assert time.monotonic() < until


def test_it_follows_the_workshop(gathering: Gathering) -> None:
    screen = gathering.dial(f"{gathering.screen}/live")
    screen.next()
    gathering.move(SILENT)
    assert "Hvorfor skal vi i vår kommune samarbeide" in screen.until(f'data-sheet="{SILENT}"')
    assert gathering.code in screen.heard[-1], "for those who come late"
    assert 'data-shows="sheet"' in screen.heard[-1]
    polled = gathering.otto.get(f"{gathering.screen}/frames").text
    assert plain(polled) == plain(screen.heard[-1])


def test_it_shows_the_step_that_all_groups_are_at_or_all_steps(gathering: Gathering) -> None:
    gathering.move(SILENT)
    assert "Les sammendraget av kapittel 1" in shown(gathering)
    assert "Skriv i stillhet" not in shown(gathering)
    gathering.step(gathering.anna, SILENT, 1)
    assert "Les sammendraget av kapittel 1" in shown(gathering)
    assert "Skriv i stillhet" in shown(gathering), "the groups differ"
    for number, person in ((2, gathering.carl), (3, gathering.join("Dina", "annet", 3))):
        assert number
        gathering.step(person, SILENT, 1)
    assert "Les sammendraget av kapittel 1" not in shown(gathering)


def test_who_has_come_is_named_at_the_welcome_group_by_group(gathering: Gathering) -> None:
    gathering.listen(gathering.anna)
    until = time.monotonic() + PATIENCE
    while "Gruppe 1 Anna" not in shown(gathering):
        assert time.monotonic() < until
    assert "Gruppe 3 ingen ennå" in shown(gathering)
    gathering.house.do(lambda connection: connection.execute(update(WORKSHOP).values(anonymous=True)))
    assert "Gruppe 1 1" in shown(gathering), "nobody is named where nobody writes under a name"


def test_it_follows_the_agenda_from_the_welcome_to_the_thanks(gathering: Gathering) -> None:
    seen = [shown(gathering)]
    for item in ("opening-1", FIRST, "break-6"):
        gathering.move(item)
        seen.append(shown(gathering))
    closing = next(key for key in items(gathering) if key.startswith("closing"))
    gathering.move(closing)
    seen.append(shown(gathering))
    gathering.fatma.post(f"/workshops/{gathering.code}/evaluations", data={"opened": "1"})
    seen.append(shown(gathering))
    gathering.fatma.post(f"/workshops/{gathering.code}/closing", data={"closed": "1"})
    seen.append(shown(gathering))
    for told, says in zip(
        seen,
        (
            "Bli med på",
            "Velkommen og felles innledning",
            "Kommer du nå?",
            "Vi fortsetter kl.",
            "runde i plenum",
            "Evalueringen er åpen",
            "Takk for i dag",
        ),
        strict=True,
    ):
        assert says in told, (says, told)
    assert "Da slettes alt her" in seen[-1]


def items(gathering: Gathering) -> list[str]:
    page = gathering.fatma.get(f"/workshops/{gathering.code}/plan").text
    return re.findall(r'name="key" value="([^"]+)"', page)


def test_the_screens_clock_is_the_groups_and_makes_no_sound(gathering: Gathering) -> None:
    gathering.move(FIRST)
    page = gathering.otto.get(gathering.screen).text
    assert 'data-scope="sheet"' in page
    assert "data-silent" in page
    assert "data-mute" not in page


def test_it_shows_no_notes_and_under_way_no_names(gathering: Gathering) -> None:
    gathering.move(FIRST)
    screen = gathering.dial(f"{gathering.screen}/live")
    gathering.listen(gathering.anna)
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Ikke for veggen")
    gathering.move(SILENT)
    screen.until(f'data-sheet="{SILENT}"')
    told = "".join(screen.heard) + gathering.otto.get(gathering.screen).text
    assert not re.search(r"Ikke for veggen|Anna|Ben\b|Carl", told)


def test_a_screen_that_is_not_there_is_not_found(gathering: Gathering) -> None:
    for path in ("/screens/x", "/screens/x/frames"):
        assert gathering.otto.get(path).status_code == 404
    assert gathering.dial("/screens/x/live").closing() == 1008


def test_a_screen_opens_nothing_but_itself(gathering: Gathering) -> None:
    gathering.otto.get(gathering.screen)
    assert gathering.otto.get(f"/workshops/{gathering.code}").status_code == 404
    assert not gathering.otto.cookies
