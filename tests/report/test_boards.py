"""A board in the file: the same in its picture, in its lists, and for those who hear it read."""

from collections import Counter
from dataclasses import replace
from gettext import NullTranslations

import pikepdf
from sqlalchemy import Connection

from app.demo import lay_out
from app.kits.kit import Kit
from app.printing import glyphs
from app.printing.lettering import Lettering
from app.printing.press import FONTS
from app.report.arrangement import bands, cluster, drawn
from app.report.boards import Boards
from app.report.contents import Board, Field, Line, Note, Report, gather
from app.report.picture import Area
from app.report.small import drawn as drawn_small
from app.report.words import Words
from app.workshop.evaluation import Result, Results
from app.workshop.workshops import by_code
from tests.ground import PRINTED
from tests.report.test_pdf import empty, read, tight

LETTERING = Lettering(glyphs.of(FONTS))
PLAIN = Note("", "kommune", 0, 0, 0, None)


def on(kit: Kit, zone: str, **what: object) -> Report:
    """A report with one field that holds something."""
    report = empty(kit)
    [chapter] = report.chapters

    def board(old: Board) -> Board:
        return replace(
            old,
            fields=tuple(replace(f, **what) if f.zone.key == zone else f for f in old.fields),  # type: ignore[arg-type]
        )

    return replace(report, chapters=(replace(chapter, boards=tuple(map(board, chapter.boards))),))


def test_a_cluster_is_a_list_in_the_list() -> None:
    members = (replace(PLAIN, text="Åpen dør", id="a"), replace(PLAIN, text="Kaffe", id="b"))
    told = read(on(PRINTED, "ideer", notes=(replace(PLAIN, text="Faste tider", is_cluster=True, members=members),)))
    whole = next(each for each in told.tree.all("L") if "Faste tider" in each.text)
    [inner] = whole.all("L")
    assert [body.text for body in inner.all("LBody")] == ["Åpen dør", "Kaffe"]
    assert "Ideer til nye møteplasser: 2 lapper, 1 samling." in str(told.kinds("Figure")[-1].alternative)


def test_a_note_says_what_it_is_about_and_what_was_said_of_it() -> None:
    card = next(sheet for sheet in PRINTED.sheets if sheet.cards).cards[0]
    note = replace(PLAIN, text="fordi vi kan", card=card, tags=("Spare tid",), votes=3, came_from=5, id="a")
    [body] = [
        item for item in read(on(PRINTED, "ideer", notes=(note, replace(PLAIN, text="x")))).items() if "fordi" in item
    ]
    assert tight(f"{card.title} ({card.who})") in tight(body)
    for said in ("fordi vi kan", "Spare tid", "3 stemmer, flest", "fra ark 5"):
        assert said in body


def test_a_guest_says_so_in_the_list_and_in_the_picture() -> None:
    guest, host = replace(PLAIN, text="Servicetorget", guest=True), replace(PLAIN, text="Ordføreren")
    report = on(PRINTED, "til-kommunen", notes=(guest, host))
    items = read(report).items()
    assert [item for item in items if "gjest" in item] == ["Servicetorgetgjest"]
    [field] = [each for board in report.chapters[0].boards for each in board.fields if each.notes]
    boards = Boards(LETTERING, Words(NullTranslations()), [each.key for each in PRINTED.perspectives])
    seen = boards.seen(field, {})["posts"]
    assert ["gjest" in str(post["foot"]) for post in seen] == [True, False]
    assert "merket som gjest" in read(report).everything


def test_equal_votes_are_said_to_be_equal() -> None:
    notes = tuple(replace(PLAIN, text=text, votes=votes) for text, votes in (("a", 2), ("b", 4), ("c", 4), ("d", None)))
    items = [item for item in read(on(PRINTED, "ideer", notes=notes)).items() if item[:1] in "abcd"]
    assert items == ["b4 stemmer, likt på topp", "c4 stemmer, likt på topp", "a2 stemmer", "d"]


def test_stands_are_told_in_numbers() -> None:
    told = read(on(PRINTED, "myte-1", stands=(3, 1, 0)))
    assert "Lever hos oss 3" in told.everything.replace("\u00a0", " ")
    assert "4 svar" in told.everything
    assert "Lever hos oss 3, Delvis 1, Nei 0" in str(told.kinds("Figure")[-1].alternative)


def test_rows_are_a_table_with_a_head() -> None:
    row, what = replace(PLAIN, text="Ventetid", id="r", came_from=7), replace(PLAIN, text="Uker", beside="r", id="w")
    report = on(PRINTED, "viktigste", notes=(row,))
    [chapter] = report.chapters
    boards = tuple(
        replace(b, fields=tuple(replace(f, notes=(what,)) if f.zone.key == "hva" else f for f in b.fields))
        for b in chapter.boards
    )
    told = read(replace(report, chapters=(replace(chapter, boards=boards),)))
    heads = [cell.text for cell in told.kinds("TH")]
    assert heads[-3:] == ["De viktigste effektene (fra ark 7)", "Hva kan vi måle?", "Hvordan kan vi måle?"]
    assert [cell.text for cell in told.kinds("TD")][-3:] == ["KVentetid", "KUker", ""]
    assert Counter(told.items())["Uker"] == 1


def test_a_sketch_is_told_in_words() -> None:
    lines = (Line((0, 0, 500, 900, 900, 500), "blue"), Line((5, 5, 500), "nowhere"))
    told = read(on(PRINTED, "samarbeidet", lines=lines, told="En pil mot høyre"))
    assert "Skissen: En pil mot høyre" in str(told.kinds("Figure")[-1].alternative)
    assert "Skissen i ord: En pil mot høyre" in told.kinds("Document")[0].text
    silent = read(on(PRINTED, "samarbeidet", lines=lines))
    assert "Gruppa tegnet en skisse, men beskrev den ikke med ord." in silent.kinds("Document")[0].text


def test_what_a_group_wrote_together_is_there() -> None:
    assert "Helse og omsorg" in read(on(PRINTED, "sektor", text="Helse og omsorg")).kinds("Document")[0].text


def test_no_perspective_stands_in_the_report_of_an_anonymous_workshop() -> None:
    told = read(
        replace(on(PRINTED, "ideer", notes=(replace(PLAIN, perspective=None, text="Uten navn"),)), anonymous=True)
    )
    assert "Uten navn" in told.items()
    text = told.kinds("Document")[0].text
    assert "Alle skrev uten navn." in text
    assert "Sosial entreprenør" not in text.partition("Vedlegg: ")[0]


def test_every_note_of_a_full_workshop_is_in_the_file_as_often_as_it_should_be(connection: Connection) -> None:
    report = gather(connection, by_code(connection, lay_out(connection).made.code).id)
    items = [tight(item) for item in read(report).items()]
    for chapter in report.chapters:
        for board in chapter.boards:
            for note in (note for field in board.fields for note in field.each()):
                assert any(tight(note.text) in item for item in items), note.text
    cells = Counter(tight(cell.text) for cell in read(report).kinds("TD"))
    for chapter in report.chapters:
        assert all(cells[tight(action.text)] == 1 for _, action in chapter.actions)


def test_the_evaluation_stands_in_it_where_that_was_chosen() -> None:
    scale, words = PRINTED.evaluation[0], PRINTED.evaluation[2]
    results = Results(3, (Result(scale, counts=(0, 0, 1, 0, 2)), Result(words, texts=("Å møte de andre",))))
    told = read(replace(empty(), evaluation=results))
    assert "Evaluering" in [heading.text for heading in told.kinds("H1")]
    assert f"5 ({scale.high}): 2" in told.kinds("Document")[0].text
    assert "Å møte de andre" in told.items()
    assert "Evaluering" not in [heading.text for heading in read(empty()).kinds("H1")]


def test_a_cluster_never_reaches_outside_its_field() -> None:
    area = Area(100, 100, 220, 160)
    members = tuple(replace(PLAIN, text="Et ganske langt ord om det vi mener her", id=str(n)) for n in range(9))
    whole = replace(PLAIN, text="Alt vi mener", x=100, y=100, is_cluster=True, members=members)
    boards = Boards(LETTERING, Words(NullTranslations()), ["kommune"])
    sheet, posts = cluster(whole, area, 9, LETTERING, boards.post)
    assert sheet.x >= 100
    assert sheet.x + sheet.w <= 320.1
    assert sheet.y + sheet.h <= 260.1
    assert all(sheet.x <= p["x"] and p["x"] + p["w"] <= sheet.x + sheet.w for p in posts)
    assert all(sheet.y <= p["y"] and p["y"] + p["h"] <= sheet.y + sheet.h for p in posts)


def test_rows_share_their_field_in_the_order_in_which_they_came() -> None:
    sheet = PRINTED.sheets_by_key["maling"]
    notes = tuple(replace(PLAIN, text=str(n), id=str(n), y=10 * n) for n in (2, 0, 1))
    fields = tuple(Field(zone, notes if zone.key == "viktigste" else (), 0) for zone in sheet.zones)
    found = bands(Board(8, sheet, fields), LETTERING)
    assert set(found) == {"viktigste", "hva", "hvordan"}
    rows, areas = found["hva"]
    assert rows == ["2", "0", "1"]
    assert [area.y for area in areas] == [area.y for area in found["viktigste"][1]] == sorted(area.y for area in areas)


def test_a_line_lies_where_it_was_drawn() -> None:
    zone = PRINTED.sheets_by_key["samarbeidet"].zones_by_key["samarbeidet"]
    placed = drawn(Line((0, 0, 300, 1000, 1000, 500), "red"), zone)
    assert placed["points"][0] == (380.0, 113.2)
    assert placed["points"][1] == (980.0, 693.1)
    assert placed["thick"] == 4.0


def test_where_the_pen_only_touched_is_a_dot_in_every_picture() -> None:
    line = Line((0, 0, 500, 900, 900, 500), "blue")
    for touch in ((5, 5, 500), (5, 5, 500, 5, 5, 700)):
        assert filled([line, Line(touch, "red")]) == filled([line]) + 1
        assert drawn_small({"points": [(5.0, 5.0)] * (len(touch) // 3), "colour": "red", "thick": 5.0}).endswith(
            'h0.1"/>'
        )


def filled(lines: list[Line]) -> int:
    """How many shapes are filled with a colour in the report of a sketch."""
    pages = read(on(PRINTED, "samarbeidet", lines=tuple(lines), told="x")).file.pages
    return sum(str(each.operator) == "f" for page in pages for each in pikepdf.parse_content_stream(page))
