"""The page where it is chosen what leaves the house, and the report as it is told of on the way."""

import json
import time
from collections.abc import Callable
from multiprocessing import active_children

import pytest

from app.model import WORKSHOP
from tests.databases import ON_SQLITE
from tests.ground import FIRST, ZONE, mistakes, plain
from tests.house import Gathering, cookies_of, new_id
from tests.raw import Caller
from tests.report.test_producing import never_ends
from tests.report_pdf import Reading
from tests.server import PATIENCE


def page(gathering: Gathering) -> str:
    return gathering.fatma.get(f"/workshops/{gathering.code}/report").text


def write(gathering: Gathering, text: str) -> None:
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text=text)


@ON_SQLITE
def test_it_says_what_there_is_and_every_choice_leads_to_a_file(gathering: Gathering) -> None:
    write(gathering, "Én dør inn")
    told = page(gathering)
    assert "1 lapp er med så langt. Rapporten er et utkast" in plain(told)
    assert "Merk som utkast" not in told
    choices = {"group": "1", "sheet": FIRST, "pictures": "0", "names": "1"}
    for name, value in choices.items():
        assert f'name="{name}" value="{value}"' in told
    for ending in ("pdf", "docx", "xlsx", "md"):
        assert f'formaction="/workshops/{gathering.code}/report.{ending}"' in told
    file = gathering.fatma.get(f"/workshops/{gathering.code}/report.pdf", params=choices)
    reading = Reading(file.content)
    assert "Anna" in reading.everything
    assert not [each for each in reading.kinds("Figure") if each.alternative and "Tegning" in each.alternative]
    gathering.fatma.post(f"/workshops/{gathering.code}/closing", data={"closed": "1"})
    assert "Merk som utkast" in page(gathering)


def test_place_and_language_are_kept_for_the_front_page(gathering: Gathering) -> None:
    address = f"/workshops/{gathering.code}/report/front"
    wrong = gathering.fatma.post(address, data={"place": "x" * 121, "language": "../nn"})
    assert wrong.status_code == 422
    assert set(mistakes(wrong.text)) == {"place", "language"}
    assert "x" * 121 in wrong.text
    assert gathering.fatma.post(address, data={"place": " Rådhuset", "language": "nn"}).status_code == 303
    kept = gathering.house.ask(lambda connection: connection.execute(WORKSHOP.select()).one())
    assert (kept.place, kept.language) == ("Rådhuset", "nn")
    assert 'value="Rådhuset"' in page(gathering)
    reading = Reading(gathering.fatma.get(f"/workshops/{gathering.code}/report.pdf").content)
    assert "Rapport frå workshop" in reading.everything
    assert "Rådhuset" in reading.everything
    assert str(reading.file.Root.Lang) == "nn"


def test_a_script_is_told_how_far_it_has_come_and_then_given_the_file(gathering: Gathering) -> None:
    write(gathering, "Én dør inn")
    answer = gathering.fatma.get(f"/workshops/{gathering.code}/report/progress?ending=md&group=1")
    counted, named, file = answer.content.split(b"\n", 2)
    assert json.loads(counted) == {"notes": 1}
    about = json.loads(named)
    assert about["name"] == "veier-til-samarbeid-i-elvebyen.md"
    assert about["size"] == len(file)
    assert "Én dør inn" in file.decode()
    refused = gathering.fatma.get(f"/workshops/{gathering.code}/report/progress?group=9").text
    assert json.loads(refused)["refused"].startswith("Vi finner ikke")


@ON_SQLITE
def test_who_hangs_up_ends_the_work(gathering: Gathering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering.house.apps[0].state.producers, "work", never_ends)
    asked = f"GET /workshops/{gathering.code}/report.pdf HTTP/1.1\r\nhost: x\r\n"
    with Caller(gathering.house) as caller:
        caller.send(f"{asked}cookie: {cookies_of(gathering.fatma)}\r\n\r\n".encode())
        wait_until(lambda: bool(active_children()))
    wait_until(lambda: not active_children())


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)
