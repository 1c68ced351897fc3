"""The report as Markdown: it shows what people typed, and is no more than headings, paragraphs and lists."""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.report.markdown import markdown_of
from app.report.parts import Board
from tests.ground import PRINTED
from tests.report.test_boards import PLAIN, on
from tests.report.test_pdf import HOSTILE, PRODUCED, STRANGE, empty, one_field
from tests.report_files import RICH, items, kinds, legible, tight

MARKUP = (
    "# Overskrift",
    "Overskrift\n===",
    "Overskrift\n---",
    "- punkt\n* punkt\n+ punkt",
    "1. en\n2) to",
    "> sitat",
    "    innrykk som kode\n\tmer",
    "```\nkode\n```\n~~~\nmer\n~~~",
    "`kode` ``mer`` *a* **b** _c_ __d__ ~~e~~ ==f== $g$ $$h$$",
    "[lenke](http://eksempel.no) ![bilde](x.png) <http://eksempel.no> [a]\n\n[a]: /b",
    "<b>fet</b> <script>alert(1)</script> <!-- gjemt --> &amp; &#65; &copy; AT&T; og & alene",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "* * *\n- - -\n___\n***",
    "slutt med strek\\\nny linje\\",
    "C# og #1 og # alene ## \\# #",
    "først\n\n\n\nsist",
    "a  \nb\n  - c\n\n      d",
    "snake_case_navn 2*3*4 a_b_",
    "1986. Et godt år\n10) ti",
    "Term\n: forklaring [^1] [x] {attr}",
    "\\* \\\\ \\",
)
"""What Markdown, or one of its dialects, would take for its own."""
PLAIN_KINDS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "text_special"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "softbreak", "hardbreak"),
    *("em_open", "em_close", "strong_open", "strong_close"),
}


def told(*texts: str) -> bytes:
    return markdown_of(one_field(*texts), PRODUCED)


def missing(texts: tuple[str, ...] | list[str], file: bytes) -> Counter[str]:
    """Which of the texts are not shown as they were typed, as often as they were."""
    expected = Counter(tight(legible(text)) for text in texts if tight(legible(text)))
    found = [Counter(map(tight, shown)) for shown in (items(file), items(file, RICH))]
    return (expected - found[0]) + (expected - found[1])


def test_what_looks_like_markup_shows_as_it_was_typed() -> None:
    file = told(*MARKUP, *HOSTILE, *STRANGE)
    assert missing((*MARKUP, *HOSTILE, *STRANGE), file) == Counter()
    assert kinds(file) <= PLAIN_KINDS


@example(["0)", "\u2028#", "a\n\u00a0\n-", "\\", "`", "*\n*", "&amp", "<", "1."])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.sampled_from("ab1 \n\t#*_-+=>.)|`~<&;[]!\\$") | st.characters(), max_size=40), max_size=6))
def test_no_text_is_taken_for_markup(texts: list[str]) -> None:
    file = told(*texts)
    assert missing(texts, file) == Counter()
    assert kinds(file) <= PLAIN_KINDS


def test_it_reads_well_as_it_is() -> None:
    note = replace(PLAIN, text="Ring biblioteket\nHver torsdag", votes=3, came_from=5, author="Anna", id="a")
    text = markdown_of(on(PRINTED, "ideer", notes=(note, replace(PLAIN, text="Kaffe"))), PRODUCED).decode()
    shown = (
        "- Ring biblioteket\\\n  Hver torsdag (Anna)\\\n  *Kommune · 3 stemmer, flest · fra ark 5*\n"
        "- Kaffe\\\n  *Kommune*\n"
    )
    assert shown in text
    assert "## Gruppe 1\n\n4 deltakere, 2 lapper\n\n- Kommune: 4" in text
    assert "### 4. Hvilke nye møteplasser trenger vi?\n\n" in text
    assert text.startswith("# Nye veier\n\nRapport fra workshop · Utkast\n\nElvebyen kommune · 21. november 2026\n\n- ")
    assert not [line for line in text.split("\n") if line != line.rstrip()]


def test_a_cluster_and_a_row_have_lists_of_their_own() -> None:
    members = (replace(PLAIN, text="Åpen dør"), replace(PLAIN, text="Kaffe"))
    cluster = replace(PLAIN, text="Faste tider", is_cluster=True, members=members)
    text = markdown_of(on(PRINTED, "ideer", notes=(cluster,)), PRODUCED).decode()
    assert "- **Faste tider**\\\n  *Kommune*\n\n  - Åpen dør\\\n    *Kommune*\n  - Kaffe\\\n    *Kommune*\n" in text
    row = replace(PLAIN, text="Ventetid", id="r", came_from=7)
    report = on(PRINTED, "viktigste", notes=(row,))
    [chapter] = report.chapters

    def beside(board: Board) -> Board:
        note = replace(PLAIN, text="Uker", beside="r")
        fields = (replace(f, notes=(note,)) if f.zone.key == "hva" else f for f in board.fields)
        return replace(board, fields=tuple(fields))

    text = markdown_of(
        replace(report, chapters=(replace(chapter, boards=tuple(map(beside, chapter.boards))),)), PRODUCED
    ).decode()
    assert (
        "#### De viktigste effektene (fra ark 7)\n\n- **Ventetid**\\\n  *Kommune*\n\n  - **Hva kan vi måle?**\n" in text
    )
    assert "\n\n    - Uker\\\n      *Kommune*\n" in text


def test_titles_and_names_can_be_anything() -> None:
    report = replace(empty(), title="# Nye *veier*\n- til", municipality="1. Elvebyen", place="<b>Rådhuset</b>")
    assert kinds(markdown_of(report, PRODUCED)) <= PLAIN_KINDS
    assert markdown_of(report, PRODUCED).decode().startswith("# \\# Nye \\*veier\\* - til\n")
