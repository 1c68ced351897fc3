"""The pages at the table: a participant's board, earlier sheets, the kit's own stylesheet."""

import re
from pathlib import Path

from tests.databases import Store
from tests.ground import FIRST, GARDEN, PRINTED, ROOT, SILENT, THIRD, ZONE
from tests.house import Gathering, House, new_id


def test_the_board_is_the_sheet_as_the_kit_lays_it_out(gathering: Gathering) -> None:
    sheet = PRINTED.sheets[0]
    page = gathering.anna.page
    assert re.findall(r'class="zone" id="zone-[^"]+" data-zone="([^"]+)"', page) == [zone.key for zone in sheet.zones]
    for section in sheet.sections:
        assert section.heading in page
    assert f'data-me="{gathering.anna.id}"' in page
    assert "Anna" in page
    assert "Carl" not in page, "he is in another group"


def test_a_sheet_the_group_has_been_on_can_be_looked_at_and_not_written_on(gathering: Gathering) -> None:
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="fra første ark")
    gathering.move(SILENT)
    board = gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text
    href = re.findall(r'class="path-sheet" href="([^"]+)"', board)
    assert href == [f"/workshops/{gathering.code}/sheets/{FIRST}"]
    page = gathering.ben.browser.get(href[0]).text
    assert "fra første ark" in page
    assert "Du ser på et tidligere ark" in page
    assert "data-writable" not in page
    assert f"&amp;sheet={FIRST}" in re.findall(r'data-connect="([^"]+)"', page)[0]


def test_a_sheet_still_to_come_is_not_found(gathering: Gathering) -> None:
    for sheet in (SILENT, THIRD, "finnes-ikke"):
        assert gathering.anna.browser.get(f"/workshops/{gathering.code}/sheets/{sheet}").status_code == 404


def test_nobody_looks_at_sheets_without_having_joined(gathering: Gathering) -> None:
    for browser in (gathering.otto, gathering.fatma):
        assert browser.get(f"/workshops/{gathering.code}/sheets/{FIRST}").status_code == 404


def test_where_zones_lie_comes_from_the_kit(gathering: Gathering) -> None:
    address = re.findall(r'href="(/kits/[0-9a-f]{64}\.css)"', gathering.anna.page)[0]
    answer = gathering.otto.get(address)
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    for sheet in PRINTED.sheets:
        for zone in sheet.zones:
            rule = f'[data-sheet="{sheet.key}"]>[data-zone="{zone.key}"]'
            assert f"{rule}{{--zx:{zone.x};--zy:{zone.y};--zw:{zone.w};--zh:{zone.h}}}" in answer.text
    for perspective in PRINTED.perspectives:
        assert f'[data-perspective="{perspective.key}"]{{--post:var(--post-{perspective.colour})}}' in answer.text


def test_a_kit_that_is_not_there_has_no_stylesheet(house: House) -> None:
    with house.browser() as otto:
        assert otto.get(f"/kits/{'0' * 64}.css").status_code == 404


def test_a_workshop_keeps_the_kit_it_was_made_from(store: Store, tmp_path: Path) -> None:
    kits = tmp_path / "kits"
    folder = kits / GARDEN.key
    folder.mkdir(parents=True)
    for file in (ROOT / "tests" / "kits" / GARDEN.key).iterdir():
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    with House(store, kits=kits) as house, house.browser() as fatma:
        code, cookies = house.make_workshop(fatma), fatma.cookies
    sheet = folder / "01-hagen.toml"
    sheet.write_text(sheet.read_text("utf-8").replace("Hva vil vi med hagen?", "Hvem eier hagen?"), "utf-8")
    with House(store, kits=kits) as house, house.browser() as fatma:
        fatma.cookies.update(cookies)
        assert "Hva vil vi med hagen?" in fatma.get(f"/workshops/{code}").text
        other = house.make_workshop(fatma)
        assert "Hvem eier hagen?" in fatma.get(f"/workshops/{other}").text
