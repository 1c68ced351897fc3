"""Blank sheets: all that a group needs on paper, each sheet on a page, and nothing that anybody has written."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from sqlalchemy import Connection, update

from app.kits.kit import Kit
from app.model import WORKSHOP
from app.paper.blank import of_kit, of_workshop, typeset_blank
from app.paper.blank_pages import bounds, within
from app.paper.parts import PAPERS, Blank, Paper
from app.printing.press import forget
from app.refusals import NotFound
from app.timing.agenda import agenda_of, kept
from tests.ground import FIRST, GARDEN, PRINTED, SCHOOL, SILENT, THIRD, Ground
from tests.house import Gathering
from tests.report_pdf import Reading

PRODUCED = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)


def read(blank: Blank) -> Reading:
    return Reading(typeset_blank(blank, PRODUCED))


def tight(text: str) -> str:
    """A text without what line breaks change."""
    return "".join(text.split())


def numbers(reading: Reading) -> list[str]:
    """The numbers of the sheets, page by page."""
    return [heading.text.split("\u00a0")[0] for heading in reading.kinds("H1")]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kit", [PRINTED, GARDEN, SCHOOL], ids=lambda kit: kit.key)
def test_everything_that_is_printed_on_a_sheet_is_there(kit: Kit, paper: Paper) -> None:
    reading = read(of_kit(kit, paper))
    said = tight(reading.tree.text)
    for sheet in kit.sheets:
        assert tight(sheet.question) in said
        for words in (
            *(step.text for step in sheet.steps),
            *(section.heading for section in sheet.sections),
            *(word for zone in sheet.zones for word in (zone.label, zone.claim, *zone.help, *zone.stands, zone.fact)),
            *(item for tip in sheet.tips for item in (tip.title, *tip.items)),
        ):
            assert tight(words or "") in said, words
    assert tight(kit.credits.source) in tight(reading.everything)


@pytest.mark.parametrize("kit", [PRINTED, GARDEN, SCHOOL], ids=lambda kit: kit.key)
def test_each_sheet_has_a_page_and_facts_one_of_their_own(kit: Kit) -> None:
    facts = sum(any(zone.fact for zone in sheet.zones) for sheet in kit.sheets)
    reading = read(of_kit(kit))
    assert len(reading.pages) == len(kit.sheets) + facts
    assert f"1 av {len(reading.pages)}" in reading.everything
    assert all("Gruppe:" in "".join(page.values()) for page in reading.pages.values())


def test_on_a3_every_row_has_room_for_a_post_it_if_need_be_on_one_more_page() -> None:
    small, large = read(of_kit(PRINTED)), read(of_kit(PRINTED, "a3"))
    assert (small.millimetres, large.millimetres) == ({(297, 210)}, {(420, 297)})
    assert len(large.pages) == len(small.pages) + 1
    assert "(flere rader)" in large.everything
    assert "(flere rader)" not in small.everything


def test_some_sheets_can_be_had_alone(connection: Connection, ground: Ground) -> None:
    reading = read(of_workshop(connection, ground.id, "a3", {SILENT, THIRD}))
    assert (numbers(reading), reading.millimetres) == (["2", "3"], {(420, 297)})
    with pytest.raises(NotFound):
        of_workshop(connection, ground.id, only={"finnes-ikke"})


def test_many_steps_have_pages_of_their_own() -> None:
    sheet = GARDEN.sheets[0]
    step = sheet.steps[0].model_copy(update={"text": "Dette er et langt trinn om hagen. " * 12})
    steps = {"sheets": (sheet.model_copy(update={"steps": (step,) * 12}), *GARDEN.sheets[1:])}
    long = Kit.model_validate_json(GARDEN.model_copy(update=steps).model_dump_json(exclude_defaults=True))
    reading = read(of_kit(long))
    assert len(reading.pages) > len(read(of_kit(GARDEN)).pages)
    assert tight(reading.tree.text).count("Detteeretlangttrinn") == 12 * 12


def test_it_is_a_file_for_screen_readers_with_title_and_language(connection: Connection, ground: Ground) -> None:
    reading = read(of_workshop(connection, ground.id))
    metadata, root = reading.file.open_metadata(), reading.file.Root
    assert (metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("A", "1")
    assert metadata["dc:title"] == ground.workshop.title
    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("nb", True)
    kinds = [element.kind for element in reading.tree.all() if element.kind in ("H1", "H2", "H3")]
    assert all(int(after[1]) <= int(before[1]) + 1 for before, after in pairwise(kinds))
    assert ground.workshop.municipality in reading.everything
    steps = reading.items()
    assert any("Ta en runde rundt bordet" in step and "5 min" in step for step in steps)


def test_only_sheets_of_the_plan_in_its_order_with_its_minutes(connection: Connection, ground: Ground) -> None:
    items = {item.key: item for item in agenda_of(ground.workshop, PRINTED)}
    first, second, third = (items[key] for key in (FIRST, SILENT, THIRD))
    agenda = (third.lasting(77), first, *(item for key, item in items.items() if key not in (FIRST, SILENT, THIRD)))
    out = type(second)(second.key, second.kind, second.minutes, second.label, second.steps, out=True)
    changed = {"agenda": kept((*agenda, out))}
    connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == ground.id).values(changed))
    reading = read(of_workshop(connection, ground.id))
    assert numbers(reading) == ["3", "1", *map(str, range(4, 11))]
    assert PRINTED.sheets_by_key[SILENT].question not in reading.everything
    minutes = [int(item.text.partition(" min")[0].rpartition(" ")[2]) for item in reading.kinds("LI")[:3]]
    assert sum(minutes) == 77


def test_nothing_that_anybody_has_written_or_is_called_is_in_it(connection: Connection, ground: Ground) -> None:
    ground.note(ground.join("Anna Karoline", 1), text="MARKØR")
    text = read(of_workshop(connection, ground.id)).everything
    assert "MARKØR" not in text
    assert "Karoline" not in text


def test_how_to_mark_what_one_writes_is_said_unless_it_is_nameless(connection: Connection, ground: Ground) -> None:
    assert "Merk det du skriver:" in read(of_workshop(connection, ground.id)).everything
    connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == ground.id).values(anonymous=True))
    assert "Merk det du skriver:" not in read(of_workshop(connection, ground.id)).everything


@pytest.mark.parametrize("title", ["#panic() $a^2$ *b* </b>", "W" * 200, "漢字 👍 سلام", "a b " * 50, "\u0301" * 90])
def test_a_title_can_be_anything(title: str) -> None:
    assert typeset_blank(Blank(title, GARDEN, ("hagen",), about=(title, title)), PRODUCED).startswith(b"%PDF")


def test_the_same_sheets_are_the_same_file() -> None:
    first = typeset_blank(of_kit(GARDEN), PRODUCED)
    forget()
    assert typeset_blank(of_kit(GARDEN), PRODUCED) == first


def test_a_workshop_that_is_not_there_has_no_sheets(connection: Connection, ground: Ground) -> None:
    with pytest.raises(NotFound):
        of_workshop(connection, ground.id + 1)


def test_parts_keep_how_they_lie_to_each_other() -> None:
    around = bounds([zone.box for zone in PRINTED.sheets[2].zones])
    (left, _, wide, high), (right, *_) = (within(zone.box, around) for zone in PRINTED.sheets[2].zones)
    assert (left, high) == (0, 1)
    assert 0.45 < wide < right < 0.55


def test_fatma_prints_all_of_them_or_some_on_paper_that_she_chooses(gathering: Gathering) -> None:
    address = f"/workshops/{gathering.code}/blank-sheets.pdf"
    some = Reading(gathering.fatma.get(f"{address}?paper=a3&sheet={THIRD}").content)
    assert (numbers(some), some.millimetres) == (["3"], {(420, 297)})
    assert gathering.fatma.get(f"{address}?sheet=finnes-ikke").status_code == 404
    answer = gathering.fatma.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert 'filename="tomme-ark-veier-til-samarbeid-i-elvebyen.pdf"' in answer.headers["content-disposition"]
    assert numbers(Reading(answer.content)) == [str(number) for number in range(1, 11)]


def test_they_are_for_nobody_else(gathering: Gathering) -> None:
    with Gathering(gathering.house) as other:
        for browser in (gathering.anna.browser, gathering.otto, other.fatma):
            answer = browser.get(f"/workshops/{gathering.code}/blank-sheets.pdf")
            assert answer.status_code == 404
            assert b"%PDF" not in answer.content
