"""A group's sheets as they lie: each on its page, one as a picture; nothing in them that the report may not hold."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PIL import Image
from sqlalchemy import Connection

from app.demo import lay_out
from app.kits.kit import Kit
from app.language import catalogue
from app.paper.boards import BoardPages, picture, sheets_of, titled, typeset_boards
from app.paper.parts import PAPERS
from app.printing.glyphs import of
from app.printing.lettering import Lettering
from app.printing.press import FONTS
from app.refusals import NotFound
from app.report.parts import Line, Note, Report
from app.workshop.groups import groups_of
from app.workshop.workshops import by_code
from tests.ground import FIRST, PRINTED, SILENT, SILENT_ZONE, THIRD, ZONE, Ground
from tests.house import Gathering, new_id
from tests.leading.test_roles import appoint
from tests.report.test_boards import on
from tests.report.test_pdf import HOSTILE, STRANGE, tight
from tests.report_pdf import Reading

PRODUCED = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)
PLAIN = Note("", "kommune", 0, 0, 0, None)


def read(report: Report, paper: str = "a4") -> Reading:
    return Reading(typeset_boards(report, "a3" if paper == "a3" else "a4", PRODUCED))


def only(report: Report, *sheets: str) -> Report:
    """The report of some sheets."""
    [chapter] = report.chapters
    boards = tuple(board for board in chapter.boards if board.sheet.key in sheets)
    kept = tuple(sheet for sheet in report.sheets if sheet.key in sheets)
    return replace(report, sheets=kept, chapters=(replace(chapter, boards=boards),))


def sheet_with(zone: str, kit: Kit = PRINTED, **what: object) -> Report:
    """A report of the one sheet that has a zone, with something in it."""
    there = next(sheet.key for sheet in kit.sheets if zone in sheet.zones_by_key)
    return only(on(kit, zone, **what), there)


def test_the_demo_has_a_page_for_each_sheet_and_every_text_is_told(connection: Connection) -> None:
    demo = lay_out(connection)
    workshop = by_code(connection, demo.made.code)
    group = groups_of(connection, workshop.id)[0]
    report = sheets_of(connection, workshop.id, group.number, group.id)
    for paper, size in zip(PAPERS, ((297, 210), (420, 297)), strict=True):
        reading = read(report, paper)
        assert (len(reading.pages), reading.millimetres) == (10, {size})
        told = [str(figure.alternative) for figure in reading.kinds("Figure")]
        for board, alternative in zip(report.chapters[0].boards, told, strict=True):
            for field in board.fields:
                assert field.zone.label.rstrip(":") in alternative
                assert all(f"«{note.text}»" in alternative or note.card for note in field.each())
    reading = read(report)
    metadata, root = reading.file.open_metadata(), reading.file.Root
    assert (metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("A", "1")
    assert metadata["dc:title"] == f"{workshop.title}, Gruppe 1: {group.name}"
    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("nb", True)
    kinds = [element.kind for element in reading.tree.all() if element.kind in ("H1", "H2", "H3")]
    assert all(int(after[1]) <= int(before[1]) + 1 for before, after in pairwise(kinds))
    assert "Slik det lå 21. november 2026 kl.\u00a014.05" in reading.everything


def test_only_sheets_that_the_group_has_been_on_are_there(connection: Connection, ground: Ground) -> None:
    anna = ground.join("Anna Karoline", 1)
    ground.note(anna, text="Annas lapp")
    ground.note(ground.join("Carl", 2), text="Carls lapp")
    ground.move(SILENT)
    group = groups_of(connection, ground.id)[0]
    whole = sheets_of(connection, ground.id, 1, group.id)
    assert [sheet.key for sheet in whole.sheets] == [FIRST, SILENT]
    text = read(whole).everything
    assert "Annas lapp" in text
    assert not {"Carls", "Karoline"} & set(text.split())
    assert [sheet.key for sheet in sheets_of(connection, ground.id, 1, group.id, FIRST).sheets] == [FIRST]
    for unknown in (THIRD, "finnes-ikke"):
        with pytest.raises(NotFound):
            sheets_of(connection, ground.id, 1, group.id, unknown)


def test_what_is_written_together_stands_in_its_field_or_below_where_it_is_long() -> None:
    for text, said in (("Fritid og barnevern", False), ("Et langt svar om samarbeidet. " * 160, True)):
        reading = read(sheet_with("sektor", text=text))
        assert tight(text) in tight(reading.tree.text if said else reading.everything)
        assert ("Teksten står nedenfor." in reading.everything) == said
        assert tight(text) in tight(str(reading.kinds("Figure")[0].alternative))
    long = BoardPages(sheet_with("sektor", text="Ord " * 1200), Lettering(of(FONTS)), catalogue("nb"))
    assert long.given(PRODUCED, "slide")["sheets"][0]["fields"][1]["written"] is not None


def test_what_the_picture_does_not_show_is_told_below_it() -> None:
    sketch = Line((100, 100, 30, 300, 300, 30), "ink")
    reading = read(sheet_with("samarbeidet", lines=(sketch,), told="En pil mot høyre", hidden=3))
    assert len(reading.pages) == 1
    for said in ("Skissen i ord: En pil mot høyre", "3 lapper er ikke snudd ennå og er ikke med her."):
        assert said in reading.tree.text
        assert said in str(reading.kinds("Figure")[0].alternative)


def test_actions_gathered_from_other_sheets_lie_beside_those_written_there() -> None:
    own = tuple(replace(PLAIN, text=f"Skrevet her {number}", id=str(number)) for number in range(2))
    gathered = tuple(replace(PLAIN, text=f"Fra ark 4 {number}", id=f"g{number}", whom="Jonas") for number in range(3))
    report = sheet_with("neste-skritt", notes=own, gathered=gathered)
    given = BoardPages(report, Lettering(of(FONTS)), catalogue("nb")).given(PRODUCED, "a4")
    posts = given["sheets"][0]["fields"][-1]["posts"]
    assert len({(post["x"], post["y"]) for post in posts[2:]} - {(post["x"], post["y"]) for post in posts[:2]}) == 3
    assert "«Fra ark 4 2» (Kommune, Hvem: Jonas)" in str(read(report).kinds("Figure")[0].alternative)


@pytest.mark.parametrize("texts", [HOSTILE, STRANGE], ids=["hostile", "strange"])
def test_people_can_have_written_anything(texts: tuple[str, ...]) -> None:
    notes = tuple(replace(PLAIN, text=text, x=10 * n % 101, id=str(n)) for n, text in enumerate(texts))
    report = sheet_with("svar", notes=notes, text="\n".join(texts))
    report = replace(report, title=texts[0], chapters=(replace(report.chapters[0], name=texts[1]),))
    assert typeset_boards(report, "a3").startswith(b"%PDF")
    assert b"<script" not in picture(report, "svg")


def test_a_picture_fits_a_slide_and_is_titled() -> None:
    report = sheet_with("svar", notes=(replace(PLAIN, text="En lapp"),))
    drawn = Image.open(io.BytesIO(picture(report, "png", PRODUCED)))
    assert drawn.size == (2400, 1350)
    svg = picture(report, "svg", PRODUCED).decode()
    assert "<title>2 Hvorfor skal vi i vår kommune samarbeide med sosiale entreprenører? (Gruppe 1)</title>" in svg
    assert "<text" not in svg, "all of it is drawn"
    assert titled(b'<svg a="b"><g/></svg>', "a<b & c") == (
        b'<svg a="b" role="img"><title>a&lt;b &amp; c</title><g/></svg>'
    )
    nameless = BoardPages(replace(report, anonymous=True), Lettering(of(FONTS)), catalogue("nb"))
    assert nameless.given(PRODUCED, "slide")["anonymous"]


def test_what_is_hidden_is_counted_and_never_in_a_file(gathering: Gathering) -> None:
    base = f"/workshops/{gathering.code}"
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Framme for alle")
    gathering.move(SILENT)
    gathering.step(gathering.anna, SILENT, 1)
    gathering.anna.write(write=new_id(), id=new_id(), sheet=SILENT, zone=SILENT_ZONE, text="SKJULTMARKØR")
    sheets = f"{base}/groups/1/sheets"
    for address in (f"{sheets}.pdf", f"{sheets}/{SILENT}.pdf?paper=a3"):
        reading = Reading(gathering.fatma.get(address).content)
        said = reading.everything + "".join(str(figure.alternative) for figure in reading.kinds("Figure"))
        assert "SKJULTMARKØR" not in said
        assert "1 lapp er ikke snudd ennå og er ikke med her." in said
    assert "Framme for alle" in Reading(gathering.fatma.get(f"{sheets}.pdf").content).everything
    before = gathering.fatma.get(f"{sheets}/{SILENT}.svg").text
    assert "SKJULTMARK" not in before
    posts = len(re.findall("#ffedb0", before))
    gathering.step(gathering.anna, SILENT, 2)
    opened = gathering.fatma.get(f"{sheets}/{SILENT}.svg").text
    assert len(re.findall("#ffedb0", opened)) == posts + 1, "turned over, it is drawn"
    assert "SKJULTMARKØR" in Reading(gathering.fatma.get(f"{sheets}.pdf").content).everything


def test_files_are_named_and_for_those_who_lead_the_group(gathering: Gathering) -> None:
    guro, _ = appoint(gathering, "Guro", "1")
    sheets = f"/workshops/{gathering.code}/groups/1/sheets"
    for address, kind, name in (
        (f"{sheets}.pdf", "application/pdf", 'inline; filename="arkene-gruppe-1-veier-til-samarbeid-i-elvebyen.pdf"'),
        (f"{sheets}/{FIRST}.pdf", "application/pdf", 'inline; filename="ark-1-hensikt-mal-og-spilleregler-gruppe-1'),
        (f"{sheets}/{FIRST}.png", "image/png", 'attachment; filename="ark-1-hensikt-mal-og-spilleregler-gruppe-1'),
        (f"{sheets}/{FIRST}.svg", "image/svg+xml", 'attachment; filename="ark-1-hensikt-mal-og-spilleregler-gruppe-1'),
    ):
        for browser in (gathering.fatma, guro):
            answer = browser.get(address)
            assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
            assert answer.headers["content-disposition"].startswith(name)
        assert guro.get(address.replace("/groups/1/", "/groups/2/")).status_code == 404
        for browser in (gathering.anna.browser, gathering.otto):
            assert browser.get(address).status_code == 404
    assert gathering.fatma.get(f"{sheets}/{THIRD}.pdf").status_code == 404, "the group has not come so far"
    assert gathering.fatma.get(f"{sheets}/{FIRST}.gif").status_code == 422
    look = guro.get(f"/workshops/{gathering.code}/groups/1/board").text
    for ending in ("pdf?paper=a4", "pdf?paper=a3", "png", "svg"):
        assert f'href="{sheets}/{FIRST}.{ending}"' in look
    assert "Hent arket" not in gathering.anna.page
