"""The report as a file: what a person reads, what a screen reader reads, what an archive asks for."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import cycle, islice, pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.kits.kit import Kit
from app.language import catalogue
from app.printing import glyphs
from app.printing.lettering import Lettering
from app.printing.press import FONTS, fonts, forget
from app.report.contents import Board, Chapter, Field, Note, Report, Scope, gather
from app.report.pdf import pressed, typeset
from tests.ground import GARDEN, PRINTED, SILENT, SILENT_ZONE, Ground
from tests.report_pdf import Reading

PRODUCED = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)

HOSTILE = (
    "#panic() #let x = 1; $a^2$ *b* _c_ `d` <e> @f // g",
    "= Overskrift\n- punkt\n+ nummer\n/ ord: x",
    "</script><b>&amp;</b> \\u{41} \\n \\ {{ x }} {% y %}",
    '"}]}, "title": "annen"',
    "w" * 500,
    "W" * 500,
    "-" * 500,
    "a b " * 125,
    "http://eksempel.no/" + "sti/" * 120,
    "Linje\n\n\nlinje\nlinje",
    "x\u200by\u200cz\u200d",
    "soft\u00adhyphen",
    "Čáhci, đ, ŋ, š, ŧ, ž",
    "ﬁ fi ffi office",
    "👨‍👩‍👧 ❤️ 🇳🇴 👍🏽 1️⃣",
    "😀" * 500,
    "«sitat» – “quote” 'it' ...",
)
"""Texts that must come out as they went in."""

STRANGE = (
    "\x00\x07\x1b[31m",
    "\ufeffbom\ufffe",
    "\ue000",
    "\u202eabc\u202c",
    "漢字かな한국어",
    "ไทย தமிழ்",
    "Z͑ͫ̓a̴̢l̡g͏o",
    "\u0301" * 500,
    "a" + "\u0301" * 499,
    "﷽" * 100,
    "😀\u0651 ␗\u0321",
    "\U000e0041" * 500,
    "\n" * 499 + "x",
)
"""Texts that nobody can be sure to read; they must only do no harm."""


def empty(kit: Kit = PRINTED, groups: int = 1) -> Report:
    """A report without a note."""
    boards = tuple(
        Board(number, sheet, tuple(Field(zone, (), 0) for zone in sheet.zones))
        for number, sheet in enumerate(kit.sheets, start=1)
    )
    people = {kit.perspectives[0].key: 4}
    return Report(
        title="Nye veier",
        municipality="Elvebyen kommune",
        held_on=date(2026, 11, 21),
        draft=True,
        whole=True,
        names=False,
        kit=kit,
        sheets=tuple(kit.sheets),
        chapters=tuple(Chapter(number, f"Gruppe {number}", people, (), boards) for number in range(1, groups + 1)),
    )


def filled(report: Report, *texts: str, each: int = 1) -> Report:
    """The report with `each` of the texts in every field, in turn."""
    perspective = report.kit.perspectives[-1].key
    places = cycle((x, y) for x in (0, 35, 70, 100) for y in (0, 50, 100))
    notes = (Note(text, perspective, x, y, x % 3 - 1, None) for text, (x, y) in zip(cycle(texts), places))

    def board(old: Board) -> Board:
        return replace(old, fields=tuple(replace(one, notes=tuple(islice(notes, each))) for one in old.fields))

    return replace(
        report, chapters=tuple(replace(one, boards=tuple(map(board, one.boards))) for one in report.chapters)
    )


def one_field(*texts: str) -> Report:
    """A report with all the texts in one field."""
    report = empty()
    notes = tuple(Note(text, "kommune", 10 * n % 101, 7 * n % 101, 0, None) for n, text in enumerate(texts))
    [chapter] = report.chapters
    boards = list(chapter.boards)
    number = next(at for at, board in enumerate(boards) if len(board.fields) == 1)
    boards[number] = replace(boards[number], fields=(replace(boards[number].fields[0], notes=notes),))
    return replace(report, chapters=(replace(chapter, boards=tuple(boards)),))


def read(report: Report) -> Reading:
    return Reading(typeset(report, PRODUCED))


def tight(text: str) -> str:
    """A text without what line breaks change."""
    return "".join(text.split())


def shown(text: str) -> str:
    """A text as the report shows it."""
    return tight("\n".join("".join(line) for line in Lettering(glyphs.of(FONTS)).plain(text, 29).lines))


def test_every_note_is_in_the_lists_word_for_word(connection: Connection, ground: Ground) -> None:
    anna, carl = ground.join("Anna", 1), ground.join("Carl", 2)
    written = [f"{number}. lapp: Økt samhandling på tvers, «slik» – før jul" for number in range(40)]
    for number, text in enumerate(written):
        ground.note(carl if number % 3 else anna, text=text, x=number, y=2 * number)
    items = Counter(map(tight, read(gather(connection, ground.id)).items()))
    assert Counter(map(tight, written)) - items == Counter()


def test_hostile_texts_come_out_as_they_went_in() -> None:
    items = [tight(item) for item in read(one_field(*HOSTILE)).items()]
    assert [text for text in HOSTILE if tight(text) not in items] == []


def test_strange_texts_do_no_harm() -> None:
    items = [tight(item) for item in read(one_field("Først", *STRANGE, "Sist")).items()]
    assert "Først" in items
    assert "Sist" in items


def test_arabic_is_shown_with_every_letter() -> None:
    text = "سلام علیکم"
    # Typst sets its words from left to right, and repeats letters whose dots are glyphs of their own.
    assert set(tight(text)) in [set(tight(item)) for item in read(one_field(text)).items()]


def test_what_no_font_can_show_is_replaced_and_told() -> None:
    reading = read(one_field("Ordet 漢 her"))
    assert "Ordet \ufffd her" in reading.items()
    assert "U+6F22" in reading.kinds("Document")[0].text
    assert "U+6F22" not in read(one_field("Ordet her")).kinds("Document")[0].text


@example(["0\u00ad", "a\u00ad\u00ad b"])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(max_codepoint=0x24F), min_size=1, max_size=80), max_size=8))
def test_latin_texts_come_out_letter_by_letter(texts: list[str]) -> None:
    items = [tight(item) for item in read(one_field(*texts)).items()]
    assert [text for text in texts if shown(text) not in items] == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "M", "Cf"]), min_size=1, max_size=60), max_size=8))
def test_no_letter_of_any_script_is_lost(texts: list[str]) -> None:
    items = [set(tight(item)) for item in read(one_field(*texts)).items()]
    assert [text for text in texts if set(shown(text)) not in items] == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=60), max_size=8))
def test_no_text_can_make_it_fail(texts: list[str]) -> None:
    assert typeset(one_field(*texts), PRODUCED).startswith(b"%PDF-1.7")


def test_inter_alone_still_gives_a_whole_report() -> None:
    inter = Lettering(glyphs.of(FONTS, "Inter"))
    reading = Reading(pressed(one_field("Bra 👍 سلام", "Slutt"), PRODUCED, catalogue("nb"), inter))
    assert f"Bra {inter.substitute} {4 * inter.substitute}" in reading.items()
    assert "Slutt" in reading.items()


@pytest.mark.parametrize("title", [*HOSTILE[:7], *STRANGE[:6], "Sosialentreprenørskapssatsingsseminar"])
def test_titles_and_names_can_be_anything(title: str) -> None:
    report = filled(empty(), "En lapp")
    chapters = tuple(replace(chapter, name=title) for chapter in report.chapters)
    assert typeset(replace(report, title=title, municipality=title, chapters=chapters), PRODUCED)


def test_it_says_which_standards_it_follows() -> None:
    metadata = read(empty()).file.open_metadata()
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    assert metadata["pdfuaid:part"] == "1"
    assert metadata["dc:title"] == "Nye veier"


def test_it_has_title_language_and_tags() -> None:
    reading = read(empty())
    root = reading.file.Root
    assert str(root.Lang) == "nb"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)


def test_headings_lead_from_next_steps_to_the_sheets() -> None:
    reading = read(filled(empty(groups=2), "En lapp"))
    first, last = ["Sammendrag", "Neste steg"], ["Om rapporten", "Vedlegg: spørsmålene på arkene"]
    assert [heading.text for heading in reading.kinds("H1")] == [*first, "Gruppe 1", "Gruppe 2", *last]
    questions = [heading.text.replace("\u00a0", " ") for heading in reading.kinds("H2")]
    for number, sheet in enumerate(PRINTED.sheets, start=1):
        assert questions.count(f"{number} {sheet.question}") == 2 + (sheet.question == sheet.title)
    kinds = [element.kind for element in reading.tree.all() if element.kind in ("H1", "H2", "H3")]
    assert all(int(after[1]) <= int(before[1]) + 1 for before, after in pairwise(kinds))


def test_no_sheet_has_a_second_page_for_a_few_lines() -> None:
    """Its picture is a little smaller instead; where more is left over, it is as large as the page."""
    told = [notes_by_page(count) for count in range(10, 34, 2)]
    assert {len(each) for each in told} == {1, 2}
    assert all(last > 3 for *_, last in told)


def notes_by_page(count: int) -> list[int]:
    """How many of so many notes of one sheet stand on each of its pages."""
    pages = read(one_field(*map("Lapp{}.".format, range(count)))).pages.values()
    texts = [tight("".join(page.values())) for page in pages]
    return [found for text in texts if (found := sum(f"Lapp{n}." in text for n in range(count)))]


def test_bookmarks_name_the_groups_and_their_sheets() -> None:
    bookmarks = read(filled(empty(), "En lapp")).bookmarks
    assert [name for name, _ in bookmarks][:4] == ["Sammendrag", "Neste steg", "Gruppe 1", "Om rapporten"]
    assert len(bookmarks[2][1]) == len(bookmarks[4][1]) == len(PRINTED.sheets)


def test_the_lists_follow_the_sheet_s_order() -> None:
    report = one_field("én", "to", "tre")
    items = read(report).items()
    assert items[items.index("én") :][:3] == ["én", "to", "tre"]


def test_every_picture_has_a_text_in_its_place() -> None:
    report = filled(empty(), "En lapp")
    pictures = read(report).kinds("Figure")
    assert len(pictures) == 2 + len(PRINTED.sheets)
    assert all(picture.alternative for picture in pictures)
    label = PRINTED.sheets[0].zones[0].label
    assert f"{label}: 1 lapp." in str(pictures[2].alternative)


def test_all_fonts_are_in_the_file() -> None:
    embedded = 0
    for font in read(one_field("Vanlig, سلام, 👍 ✓")).fonts:
        assert "/ToUnicode" in font
        if str(font.Subtype) == "/Type0":
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
            embedded += 1
    assert embedded


def test_silent_and_deleted_notes_are_nowhere_in_the_file(connection: Connection, ground: Ground) -> None:
    anna, ben = ground.join("Anna", 1), ground.join("Ben", 1)
    deleted = ground.note(anna, text="MARKØR-SLETTET")
    ground.write((anna, {"id": deleted, "gone": True}))
    ground.note(anna, text="MARKØR-SYNLIG")
    ground.silence(anna)
    ground.note(ben, sheet=SILENT, zone=SILENT_ZONE, text="MARKØR-STILLE")
    reading = read(gather(connection, ground.id))
    everything = reading.everything + "".join(picture.alternative or "" for picture in reading.kinds("Figure"))
    assert "MARKØR-SYNLIG" in everything
    assert "SLETTET" not in everything
    assert "STILLE" not in everything
    assert "1 lapp er ikke snudd ennå og er ikke med her." in reading.kinds("Document")[0].text


def test_names_stand_in_it_only_if_they_are_asked_for(connection: Connection, ground: Ground) -> None:
    ground.note(ground.join("Anna Karoline", 1), text="En lapp")
    assert "Karoline" not in read(gather(connection, ground.id)).everything
    asked = read(gather(connection, ground.id, Scope(names=True)))
    assert "En lapp (Anna Karoline)" in asked.items()


def test_next_steps_come_first(connection: Connection, ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    for sheet in ground.kit.sheets:
        ground.move(sheet.key)
    place = next((sheet, zone) for sheet in ground.kit.sheets for zone in sheet.zones if zone.kind == "actions")
    ground.note(anna, text="Aller først", sheet=place[0].key, zone=place[1].key)
    reading = read(gather(connection, ground.id))
    texts = [element.text for element in reading.kinds("H1", "TH", "TD")]
    first = texts[texts.index("Neste steg") : texts.index("Gruppe 1")]
    assert first == ["Neste steg", "Hva", "Hvem", "Når", "Gruppe", "Aller først", "", "", "Gruppe 1, ark 4"]
    assert reading.items().count("Aller først") == 1


def test_the_front_says_what_an_archive_needs() -> None:
    text = read(replace(empty(), draft=False)).kinds("Document")[0].text
    for said in ("Nye veier", "Elvebyen kommune", "21. november 2026", "Endelig", "kl. 14.05", "versjon 1"):
        assert said in text


def test_a_kit_without_next_steps_has_no_page_for_them() -> None:
    without = GARDEN.model_copy(
        update={
            "sheets": tuple(
                sheet.model_copy(update={"zones": tuple(z for z in sheet.zones if z.kind != "actions")})
                for sheet in GARDEN.sheets
            )
        }
    )
    reading = read(filled(empty(without), "Poteter"))
    assert [heading.text for heading in reading.kinds("H1")][:3] == ["Sammendrag", "Gruppe 1", "Om rapporten"]


def test_the_largest_workshop_can_be_set() -> None:
    texts = ("Én dør inn", "Møteplass hver torsdag på biblioteket")
    report = filled(empty(groups=25), *texts)
    reading = read(report)
    assert sum(item in texts for item in reading.items()) >= report.notes
    assert reading.kinds("H1")[0].text == "Innhold"


def test_the_same_report_is_the_same_file() -> None:
    report = filled(empty(), "En lapp")
    first = typeset(report, PRODUCED)
    forget()
    assert typeset(report, PRODUCED) == first


def test_the_report_uses_no_fonts_but_its_own() -> None:
    assert "Inter" in fonts().families()
    assert not {"DejaVu Sans", "Liberation Sans", "Libertinus Serif"} & set(fonts().families())
