"""An empty Word document that looks like our report: its styles and lists, its page with head and foot."""

from collections.abc import Iterable
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.shared import Mm
from lxml import etree

from app.kits.kit import Perspective
from app.printing.press import TEMPLATES
from app.report.outline import Front
from app.report.parts import Report
from app.report.wordml import NAMESPACE, Element, field, paragraph, run, tab, w

STYLES, LISTS = (TEMPLATES / "report" / name for name in ("word-styles.xml", "word-lists.xml"))
MARKED, PLAIN, CLUSTER = 1, 2, 3
"""The lists by their numbers: of notes that begin with a mark, of others, and of clusters."""
DEEPEST = 2
"""The last of a list's levels, from 0."""
LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB", "se": "se-NO"}
FILLS = {"yellow": "FFEDB0", "coral": "FFD4C6", "blue": "D8EBF6", "green": "DEEFC9", "violet": "E9DFF6"}
"""The colours of the perspectives' post-its, as in look.typ."""
LONGEST = 255
"""The longest text that a file says of itself."""
OURS = ("styles", "numbering", "settings", "theme", "officeDocument", "core-properties")
"""What of the library's own template is ours, too: not its picture, its fonts, or that Word for Mac made it."""


def empty_document(report: Report, front: Front, produced: datetime) -> Document:
    """A document without a word, in the styles and languages of a report."""
    document = docx.Document()
    for rels in document.part.package.rels, document.part.rels:
        for key in [key for key, each in rels.items() if not each.reltype.endswith(OURS)]:
            del rels[key]
    dress(document, LOCALES[report.language], LOCALES[report.kit.language])
    describe(document, front, produced)
    document.core_properties.language = LOCALES[report.language]
    return document


def dress(document: Document, own: str, of_notes: str) -> None:
    """Our styles: the report's own words in one language, what people wrote in perhaps another."""
    styles = etree.parse(STYLES).getroot()
    for lang in styles.iter(f"{{{NAMESPACE}}}lang"):
        value = of_notes if lang.get(f"{{{NAMESPACE}}}val") == "NOTES" else own
        lang.set(f"{{{NAMESPACE}}}val", value)
    document.styles.element[:] = list(styles)
    document.part.numbering_part.element[:] = list(etree.parse(LISTS).getroot())
    settings = document.settings.element
    for old in settings.xpath("w:zoom | w:proofState | w:themeFontLang | w:rsids"):
        settings.remove(old)
    for name, value in (("decimalSymbol", ","), ("listSeparator", ";")):
        settings.find(f"{{{NAMESPACE}}}{name}").set(f"{{{NAMESPACE}}}val", value)
    for mode in settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        # Older modes are said on top of the window, and lay text out as Word did then.
        mode.set(f"{{{NAMESPACE}}}val", "15")


def describe(document: Document, front: Front, produced: datetime) -> None:
    """What the file says of itself. It names nobody."""
    said = document.core_properties
    said.title, said.subject, said.category = front.title[:LONGEST], front.municipality[:LONGEST], front.kind
    said.author, said.last_modified_by, said.comments = "Oppgaveark", "", ""
    said.content_status = front.state
    said.created = said.modified = produced.astimezone(UTC).replace(tzinfo=None)


def set_page(document: Document, front: Front, perspectives: Iterable[Perspective], of: str) -> None:
    """A4, with head and foot on every page but the first: what and where, the marks, and the page's number."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(30), Mm(26)
    section.header_distance, section.footer_distance = Mm(14), Mm(12)
    section.different_first_page_header_footer = True
    said = " · ".join(filter(None, (front.municipality, front.date, front.state)))
    # The heading of the chapter, whatever Word calls its style in the reader's language.
    head = paragraph("Header", run(said), tab(), field("STYLEREF 1"))
    marks = [part for each in perspectives for part in (mark(each), run(f" {each.label}    "))]
    foot = paragraph("Footer", *marks, tab(), field("PAGE", "1"), run(f" {of} "), field("NUMPAGES", "1"))
    section.header.part.element[:] = [head]
    section.footer.part.element[:] = [foot]


def mark(perspective: Perspective) -> Element:
    """A perspective's mark in its colour: a very small post-it."""
    colour = w("shd", val="clear", color="auto", fill=FILLS[perspective.colour])
    # Spaces that do not break, so that the colour is as wide before the letter as after it.
    return run(f"\u00a0{perspective.mark}\u00a0", "Merke", colour)
