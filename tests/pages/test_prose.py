"""A kit's Markdown as HTML: what an author may use, and what stays text."""

import pytest

from app.kits.folder import load
from app.pages.prose import prose
from tests.ground import PRINTED, ROOT


def test_an_author_may_use_headings_lists_quotes_and_bold() -> None:
    html = prose("## Over\n\nEt **ord**.\n\n- én\n- to\n\n1. først\n\n> sagt")
    for part in ("<h2>Over</h2>", "<strong>ord</strong>", "<ul>", "<ol>", "<blockquote>"):
        assert part in html


def test_headings_fit_below_those_of_the_place_they_are_shown_in() -> None:
    text = "# En\n\n## To\n\n### Tre"
    assert [f"<h{n}>" in prose(text, 3) for n in (1, 2, 3, 4)] == [False, False, True, True]
    assert [f"<h{n}>" in prose(text, 2) for n in (1, 2, 3)] == [False, True, True]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klikk](javascript:alert(1))",
        "[klikk](https://eksempel.no)",
        "![bilde](https://eksempel.no/spor.png)",
        "<https://eksempel.no>",
        "https://eksempel.no",
        "`kode`",
    ],
)
def test_html_links_and_pictures_stay_text(text: str) -> None:
    html = prose(text)
    assert not any(f"<{tag}" in html for tag in ("script", "img", "a ", "a>", "code"))


def test_every_digest_of_the_kit_becomes_html() -> None:
    kit = load(ROOT / "worksheets" / "veier-til-samarbeid")
    assert all(reading.text for reading in kit.reading)
    for reading in PRINTED.reading:
        html = prose(reading.text or "", 3)
        assert "<h3>" in html
        assert "**" not in html
