"""Markdown from a kit as HTML: headings, paragraphs, lists, quotes and bold. What looks like HTML in it is text."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

FORMATTING = ("paragraph", "heading", "list", "blockquote", "emphasis", "hr", "newline", "escape", "entity")
"""All that an author may use. No HTML, no links and no pictures: a kit comes from somebody else."""


@lru_cache(maxsize=256)
def prose(text: str, highest: int = 2) -> Markup:
    """The text as HTML. Its highest headings ("##") become `highest`, so that they fit below the page's own."""
    reader = MarkdownIt("zero", {"html": False}).enable(list(FORMATTING))
    tokens = reader.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(highest, int(token.tag[1]) + highest - 2))}"
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 (the renderer escapes all text)
