"""Rulers: what of a page is too wide, cut, outside the window, or too small to hit."""

from playwright.sync_api import Page

TARGETS = "button, a, input:not([type=hidden]), select, textarea, summary"
PAPER = "#board .note-open, #board .zone-head, #board .printed, #board .question"

TOO_WIDE = "() => Math.max(0, document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth)"
TOO_HIGH = "() => Math.max(0, document.scrollingElement.scrollHeight - document.scrollingElement.clientHeight)"
OUTSIDE = """elements => elements.filter(element => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const isInside = left >= -0.5 && top >= -0.5 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5;
  return element.checkVisibility() && !isInside;
}).map(element => element.id || element.className)"""
CUT = """elements => elements.filter(element => element.checkVisibility()
  && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)
).map(element => `${element.className}: ${element.textContent.trim().slice(0, 60)}`)"""
TOO_SMALL = """elements => elements.filter(element => {
  const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
  const isText = getComputedStyle(element).display === "inline" || element.matches(".ds-skip-link:not(:focus)");
  return element.checkVisibility() && !isText && (width < 23.5 || height < 23.5);
}).map(element => element.outerHTML.slice(0, 120))"""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`p { margin-block-end: 2em !important; }
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
AS_BEFORE = "document.adoptedStyleSheets = []"


def fits_the_width(page: Page) -> None:
    assert page.evaluate(TOO_WIDE) == 0


def fits_the_window(page: Page, parts: str) -> None:
    """Nobody needs to scroll, and these parts lie inside the window whole."""
    assert page.evaluate(TOO_HIGH) == 0
    lies_inside(page, parts)


def lies_inside(page: Page, parts: str) -> None:
    assert page.locator(parts).evaluate_all(OUTSIDE) == []


def is_whole(page: Page, parts: str = PAPER) -> None:
    cut = page.locator(parts).evaluate_all(CUT)
    assert cut == [], cut


def can_be_hit(page: Page) -> None:
    """What is pressed is at least 24 pixels each way, but for links in running text (WCAG 2.2, 2.5.8)."""
    assert page.locator(TARGETS).evaluate_all(TOO_SMALL) == []


def bears_spacing(page: Page) -> None:
    """A reader's own line, letter and word spacing makes nothing disappear (WCAG 2.1, 1.4.12)."""
    page.evaluate(SPACED)
    fits_the_width(page)
    is_whole(page, "#board .note-open")
    page.evaluate(AS_BEFORE)
