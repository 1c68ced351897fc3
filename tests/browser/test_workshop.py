"""One whole workshop, from the form to the report; and the same with a kit that the code has never seen.

That one is small, and served by several workers where there are servers for it.
"""

import shutil
from pathlib import Path
from threading import Timer

import pytest
from playwright.sync_api import Browser, expect

from app.kits.kit import Worksheet
from tests.browser.cast import Cast
from tests.browser.run import Run
from tests.browser.watch import NO_CONTACT
from tests.databases import EITHER, Store
from tests.report_pdf import Element, Reading
from tests.server import ROOT, Server

KITS = {"veier-til-samarbeid": (ROOT / "worksheets", "sqlite"), "skolevei": (ROOT / "tests" / "kits", EITHER)}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("kit", "store"),
    [(folder / name, kind) for name, (folder, kind) in KITS.items()],
    ids=KITS.keys(),
    indirect=["store"],
)
def test_a_whole_workshop(kit: Path, store: Store, chromium: Browser, tmp_path: Path) -> None:
    shutil.copytree(kit, tmp_path / "kits" / kit.name)
    with (
        Server(store, tmp_path / "kits") as server,
        Cast(chromium, server.address, reduced_motion="reduce") as cast,
    ):
        run = Run(cast, server, kit)
        run.gather()
        count = len(run.kit.sheets)
        for number in range(1, count + 1):
            sheet = run.lay(number)
            cast.fatma.axe()
            run.screen.axe()
            run.work_through(sheet)
            rework(run, sheet)
            run.agree(sheet)
            run.people["Anna"].axe()
            if number == (count + 1) // 2:
                reload_half_way(run)
                cut_the_power(run)
                run.agree(sheet)
        look_and_move_back(run)
        close_and_read(run)


def rework(run: Run, sheet: Worksheet) -> None:
    """Edit, drag, "Flytt til", delete and undo: the others see each. Chris deletes one for good."""
    anna, ben, bodil = run.tables[0]
    first, second, third, *_ = [lap.text for lap in run.laps(1, sheet)]
    last_zone, first_zone = sheet.zones[-1].label, sheet.zones[0].label
    ben.edit(first, f"{first} (Bens ord)")
    anna.sees_note(f"{first} (Bens ord)")
    anna.drag(second, last_zone)
    bodil.sees_note(second, last_zone)
    if len(sheet.zones) > 1:
        ben.move_to(second, first_zone)
        anna.sees_note(second, first_zone)
    bodil.delete(third)
    anna.sees_no_note(third)
    bodil.undo(third)
    anna.sees_note(third)
    carl, _, chris = run.tables[1]
    gone = run.laps(2, sheet)[-1].text
    chris.delete(gone)
    carl.sees_no_note(gone)


def reload_half_way(run: Run) -> None:
    """Bodil's half-written note survives a reload, and nobody else ever sees it."""
    anna, _, bodil = run.tables[0]
    lying = bodil.notes.count()
    bodil.pad.press_sequentially("Jeg holdt akkurat på å")
    expect(anna.person("Bodil")).to_have_attribute("data-writing", "")
    bodil.page.reload()
    expect(bodil.pad).to_have_value("Jeg holdt akkurat på å")
    expect(bodil.notes).to_have_count(lying)
    assert "Jeg holdt akkurat" not in anna.page.content()


def cut_the_power(run: Run) -> None:
    """kill -9 while people write: what was acknowledged is on disk, the rest is sent again, once."""
    anna, ben, bodil = run.tables[0]
    carl = run.tables[1][0]
    run.cast.forgive(NO_CONTACT)
    anna.write("Rett før strømmen gikk")
    Timer(0.2, run.server.kill).start()
    burst = [f"Strømmen går {number}" for number in range(8)]
    for text in burst:
        carl.lay(text)
    expect(carl.status).to_contain_text("Ingen kontakt")
    acknowledged = [text for text in burst if carl.note(text).get_attribute("data-pending") is None]
    expect(ben.status).to_contain_text("Ingen kontakt")
    ben.lay("Skrevet uten kontakt")
    expect(ben.pending).to_have_count(1)
    ben.axe()
    on_disk = {text for (text,) in run.server.asked("SELECT text FROM note")}
    assert {"Rett før strømmen gikk", *acknowledged} <= on_disk
    assert len(acknowledged) < len(burst), "the power was cut too late to show anything"
    run.server.start()
    anna.sees_note("Skrevet uten kontakt")
    for text in burst:
        carl.sees_note(text)
    expect(ben.status).to_be_empty()
    for text in ("Rett før strømmen gikk", "Skrevet uten kontakt", *burst):
        assert run.server.asked("SELECT count(*) FROM note WHERE text = ?", text) == [(1,)]
        assert run.server.asked("SELECT count(*) FROM change WHERE state ->> 'text' = ?", text) == [(1,)]
    expect(bodil.pad).to_have_value("Jeg holdt akkurat på å")
    bodil.pad.press("Enter")
    anna.sees_note("Jeg holdt akkurat på å")


def look_and_move_back(run: Run) -> None:
    """Anna looks at the first sheet by herself; Fatma takes everybody one sheet back, and on again."""
    anna, ben, _ = run.tables[0]
    last = len(run.kit.sheets)
    anna.look_at(1)
    expect(anna.notes).to_have_count(len(run.laps(1, run.kit.sheets[0])))
    anna.axe()
    anna.look_no_more()
    anna.is_at(last, len(run.kit.sheets[-1].steps))
    ben.pad.fill("Blir ikke borte")
    run.cast.fatma.go_to(last - 1)
    for person in run.people.values():
        person.is_at(last - 1, len(run.kit.sheets[-2].steps))
    run.agree(run.kit.sheets[-2])
    expect(ben.pad).to_have_value("Blir ikke borte")
    run.cast.fatma.go_to(last)
    anna.is_at(last, len(run.kit.sheets[-1].steps))
    ben.pad.fill("")
    run.agree(run.kit.sheets[-1])


def close_and_read(run: Run) -> None:
    """Fatma closes: everybody can read and nobody write. The report holds every note, each as often as it should."""
    fatma = run.cast.fatma
    fatma.close()
    fatma.axe()
    for person in run.people.values():
        expect(person.pad).to_be_hidden()
        person.sees("Workshopen er avsluttet. Lappene kan leses, men ikke endres.")
    run.people["Carl"].axe()
    address = fatma.page.get_by_role("link", name="Hent rapporten").get_attribute("href") or ""
    written = in_report(fatma.context.request.get(f"{address}.pdf").body())
    stored = {
        (f"Gruppe {group}", f"{number}\u00a0{sheet.question}"): run.server.texts(group, sheet.key)
        for group in (1, 2)
        for number, sheet in enumerate(run.kit.sheets, start=1)
    }
    assert written == {place: texts for place, texts in stored.items() if texts}


def in_report(pdf: bytes) -> dict[tuple[str, str], list[str]]:
    """The notes in a report, sorted, by the group's heading and the sheet's."""
    found: dict[tuple[str, str], list[str]] = {}
    group = sheet = ""
    for element in Reading(pdf).tree.all():
        if element.kind == "H1":
            group, sheet = element.text, ""
        elif element.kind == "H2":
            sheet = element.text
        elif sheet and group.startswith("Gruppe"):
            found.setdefault((group, sheet), []).extend(notes_of(element))
    return {place: sorted(texts) for place, texts in found.items() if texts}


def notes_of(element: Element) -> list[str]:
    """The note that an element is, but for a guest's mark: a list's item, or the first cell of a row without lists."""
    if element.kind == "TR" and not any(element.all("LBody")):
        return [cell.text for cell in element.all("TD")][:1]
    return [element.text.removesuffix("gjest")] if element.kind == "LBody" else []
