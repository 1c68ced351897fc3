"""What is cut out or folded: read as people read it, and the codes on it scanned from a picture."""

import io
from datetime import UTC, date, datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, get_args

import pytest
import zxingcpp
from PIL import Image

from app.kits.kit import Kit
from app.language import catalogue
from app.paper.cards import Cards, Occasion, Sort, runs, typeset_cards
from app.paper.parts import Paper
from app.printing.glyphs import of
from app.printing.lettering import Lettering
from app.printing.press import FONTS, compiled, forget
from tests.ground import GARDEN, PRINTED, SCHOOL
from tests.house import Gathering
from tests.leading.test_roles import appoint
from tests.report_pdf import Reading

PRODUCED = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)
SORTS: tuple[Sort, ...] = get_args(Sort)
JOIN = "https://oppgaveark.elvebyen.example/AKX-49R"


def occasion(kit: Kit = PRINTED, groups: tuple[str, ...] = ("Oppvekst", "Arbeid", "Eldre"), **said: Any) -> Occasion:
    """An occasion without a database: `said` of the workshop."""
    usual = {
        "title": "Nye veier i Elvebyen",
        "municipality": "Elvebyen kommune",
        "held_on": date(2026, 11, 21),
        "starts_at": 9 * 60,
        "place": "Rådhuset, møterom Elva",
        "code": "AKX-49R",
        "anonymous": False,
    }
    rows: list[Any] = [SimpleNamespace(number=number, name=name) for number, name in enumerate(groups, start=1)]
    workshop: Any = SimpleNamespace(**usual | said)
    return Occasion(workshop, kit, rows, JOIN)


def read(sort: Sort, *asked: Any, **said: Any) -> Reading:
    return Reading(typeset_cards(sort, occasion(*asked, **said), produced=PRODUCED))


def tight(text: str) -> str:
    """A text without what line breaks change."""
    return "".join(text.split())


def scanned(sort: Sort, paper: Paper = "a4") -> list[list[str]]:
    """What somebody's telephone reads from each page."""
    given = Cards(occasion(), Lettering(of(FONTS)), catalogue("nb")).given(paper)
    drawn: Any = compiled(f"paper/{sort}", given, format="png", ppi=60.0)
    pages = [drawn] if isinstance(drawn, bytes) else drawn
    pictures = [Image.open(io.BytesIO(page)).convert("L") for page in pages]
    return [sorted(code.text for code in zxingcpp.read_barcodes(picture)) for picture in pictures]


def test_the_codes_can_be_scanned_from_paper_and_say_the_address() -> None:
    first, second, third = (f"{JOIN}?group={number}" for number in (1, 2, 3))
    assert scanned("slips") == [[first, second], [third]]
    assert scanned("tents") == [[first, first], [second, second], [third, third]], "to both sides"
    assert scanned("poster") == scanned("poster", "a3") == [[JOIN]]


def test_a_slip_says_where_when_and_how_to_take_part() -> None:
    reading = read("slips")
    said = tight(reading.tree.text)
    for part in (
        *("Nye veier i Elvebyen", "Elvebyen kommune", "21. november 2026 kl. 09.00", "Rådhuset, møterom Elva"),
        *("oppgaveark.elvebyen.example/AKX-49R", "Kode: AKX-49R"),
    ):
        assert said.count(tight(part)) == 3, part
    assert [heading.text for heading in reading.kinds("H1")] == ["Oppvekst", "Arbeid", "Eldre"]
    assert [figure.alternative for figure in reading.kinds("Figure")] == [
        f"QR-kode til {JOIN}?group={number}" for number in (1, 2, 3)
    ]
    assert (len(reading.pages), reading.millimetres) == (2, {(210, 297)})
    assert "None" not in read("slips", place="").everything


def test_a_table_card_has_the_rules_to_both_sides_but_is_read_once() -> None:
    reading = read("tents")
    assert len(reading.pages) == 3
    for rule in PRINTED.rules:
        assert tight(reading.tree.text).count(tight(rule)) == 3
        assert tight(reading.everything).count(tight(rule)) == 6
    assert "Spilleregler" not in read("tents", GARDEN).everything, "a kit without rules"
    assert tight(SCHOOL.rules[0]) in tight(read("tents", SCHOOL).everything)


def test_a_poster_is_as_large_as_its_paper() -> None:
    large = Reading(typeset_cards("poster", occasion(), "a3", PRODUCED))
    assert (large.millimetres, read("poster").millimetres) == ({(297, 420)}, {(210, 297)})
    assert "Nye veier i Elvebyen" in large.kinds("H1")[0].text


def test_post_its_have_a_page_for_each_perspective_unless_nothing_may_tell_it() -> None:
    reading = read("notes")
    assert len(reading.pages) == len(PRINTED.perspectives)
    headings = [heading.text for heading in reading.kinds("H1")]
    for perspective, heading in zip(PRINTED.perspectives, headings, strict=True):
        assert perspective.label in heading
        assert reading.everything.count(perspective.label) == 7
    nameless = read("notes", anonymous=True)
    assert len(nameless.pages) == 1
    assert "Kommune" not in nameless.everything


@pytest.mark.parametrize("sort", SORTS)
def test_each_is_a_file_for_screen_readers_with_title_and_language(sort: Sort) -> None:
    reading = read(sort)
    metadata, root = reading.file.open_metadata(), reading.file.Root
    assert (metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("A", "1")
    assert metadata["dc:title"].endswith(": Nye veier i Elvebyen")
    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("nb", True)
    kinds = [element.kind for element in reading.tree.all() if element.kind in ("H1", "H2", "H3")]
    assert all(int(after[1]) <= int(before[1]) + 1 for before, after in pairwise(kinds))


@pytest.mark.parametrize("text", ["#panic() $a^2$ *b* </b>", "W" * 120, "漢字 👍 سلام", "a b " * 30, "\u0301" * 90])
def test_titles_places_and_names_can_be_anything(text: str) -> None:
    strange = occasion(groups=(text,), title=text, municipality=text, place=text)
    for sort in SORTS:
        pages = {"slips": 1, "poster": 1, "tents": 1, "notes": 3}
        assert len(Reading(typeset_cards(sort, strange, produced=PRODUCED)).pages) == pages[sort], sort


def test_the_same_is_the_same_file() -> None:
    first = typeset_cards("tents", occasion(), produced=PRODUCED)
    forget()
    assert typeset_cards("tents", occasion(), produced=PRODUCED) == first


def test_dark_modules_beside_each_other_are_one_run() -> None:
    assert runs([1, 1, 0, 0, 1, 0, 1], 5) == [(0, 5, 2), (4, 5, 1), (6, 5, 1)]
    assert runs([0, 0], 1) == []


def test_fatma_prints_for_some_groups_and_guro_for_her_own(gathering: Gathering) -> None:
    base = f"/workshops/{gathering.code}"
    guro, _ = appoint(gathering, "Guro", "1")

    def names(browser: Any, asked: str) -> list[str]:
        answer = browser.get(f"{base}/{asked}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        return [heading.text for heading in Reading(answer.content).kinds("H1")]

    assert names(gathering.fatma, "invitations.pdf") == ["Gruppe 1", "Gruppe 2", "Gruppe 3"]
    assert names(gathering.fatma, "table-cards.pdf?group=1&group=3") == ["Gruppe 1", "Gruppe 3"]
    assert names(guro, "invitations.pdf") == ["Gruppe 1"]
    assert guro.get(f"{base}/table-cards.pdf?group=2").status_code == 404
    assert gathering.fatma.get(f"{base}/invitations.pdf?group=4").status_code == 404
    assert gathering.fatma.get(f"{base}/poster.pdf?paper=a5").status_code == 422
    assert f"{gathering.house.address.removeprefix('http://')}/{gathering.code}" in tight(
        Reading(gathering.fatma.get(f"{base}/poster.pdf").content).everything
    )
