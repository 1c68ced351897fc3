"""The page where it is chosen what leaves the house, in a browser: every file is fetched, and a large one stopped."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.leading import reporting
from tests.browser.cast import Cast
from tests.browser.keys import Keys
from tests.browser.rulers import can_be_hit, fits_the_width
from tests.house import House
from tests.report.test_producing import lives, never_ends
from tests.report_pdf import Reading
from tests.server import PATIENCE

pytestmark = pytest.mark.browser


def test_fatma_chooses_and_fetches_with_keys(cast: Cast, tmp_path: Path) -> None:
    fatma, page, keys = cast.fatma, cast.fatma.page, Keys(cast.fatma.page)
    cast.make_workshop()
    cast.seat("Anna").write("Én dør inn")
    cast.seat("Carl").write("Fra en annen gruppe")
    fatma.lead()
    fatma.link("Rapport").click()
    expect(page.get_by_role("heading", name="Rapport", exact=True)).to_be_visible()
    keys.use(page.get_by_text("Bare noen grupper"))
    page.get_by_role("checkbox", name="1. Gruppe 1").check()
    with page.expect_download() as fetched:
        keys.use(page.get_by_role("button", name="Ren tekst"))
    fetched.value.save_as(file := tmp_path / "rapport.md")
    text = file.read_text("utf-8")
    assert "Én dør inn" in text
    assert "annen gruppe" not in text
    for width, height in ((1366, 768), (1920, 1080), (390, 844), (342, 192)):
        page.set_viewport_size({"width": width, "height": height})
        fits_the_width(page)
        can_be_hit(page)
        fatma.axe()


def test_a_large_one_tells_how_far_it_has_come_and_can_be_stopped(
    cast: Cast, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "MANY", 1)
    page, keys = cast.fatma.page, Keys(cast.fatma.page)
    cast.make_workshop()
    cast.seat("Anna").write("Én dør inn")
    cast.fatma.go(f"/workshops/{cast.fatma.code}/report")
    with page.expect_download() as fetched:
        keys.use(page.get_by_role("button", name="PDF"))
    fetched.value.save_as(file := tmp_path / fetched.value.suggested_filename)
    assert "Én dør inn" in Reading(file.read_bytes()).everything
    says = page.locator("#report-says")
    expect(says).to_have_text("Fila er laget, og ligger blant nedlastingene dine.")
    keys.stands_on(page.get_by_role("button", name="PDF"))
    producers = house.apps[0].state.producers
    monkeypatch.setattr(producers, "work", never_ends)
    keys.use(page.get_by_role("button", name="Word"))
    expect(says).to_contain_text("lapper er lest. Nå settes sidene.")
    cast.fatma.axe()
    process = int("".join(letter for letter in (says.text_content() or "") if letter.isdigit()))
    assert lives(process)
    keys.use(page.get_by_role("button", name="Avbryt"))
    expect(says).to_have_text("Avbrutt. Ingenting er hentet.")
    until = time.monotonic() + PATIENCE
    while lives(process):
        assert time.monotonic() < until, "the work goes on"
        time.sleep(0.02)
