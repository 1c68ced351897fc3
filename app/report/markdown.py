"""The report as Markdown (CommonMark), readable as it is, too. What people wrote shows as they typed it.

CommonMark has no tables: a table is a list of its rows, each with what stands beside it.
"""

import re
from datetime import datetime
from gettext import NullTranslations
from typing import assert_never

from app.report.outline import Block, Counted, Front, Heading, Item, Items, Legend, Paragraph, Table
from app.report.parts import Report
from app.report.telling import outline

MARKUP = re.compile(r"[\\`*_\[<~|$]|&(?=#?\w+;)|(?<!\S)#")
"""What can be markup anywhere in a line."""
AT_START = re.compile(r"^(?=[-+=>])|^(\d{1,9})(?=[.)])")
"""Before what can be markup where a line begins."""
BLANK = re.compile(r"\n\s*\n")
BREAK = "\\\n"
IN_ITEM = re.compile(r"\n(?!\n)")


def markdown_of(report: Report, produced: datetime | None = None, language: NullTranslations | None = None) -> bytes:
    """The report as Markdown, in UTF-8; `produced` is the time it bears, or now."""
    told = outline(report, produced, language)
    return "\n\n".join(filter(None, [front(told.front), *map(written, told.blocks)])).encode() + b"\n"


def written(block: Block) -> str:
    match block:
        case Heading(level, text, number):
            return f"{'#' * (level + 1)} {'' if number is None else f'{number}. '}{escaped(text)}"
        case Paragraph(text, label=label):
            return typed(f"{label}: {text}" if label else text)
        case Items(items):
            return listed(items)
        case Legend(each):
            return "\n".join(f"- {typed(f'{of.label}: {said}' if said else of.label)}" for of, said in each)
        case Counted(counts, said):
            return typed(" · ".join(filter(None, [*(f"{label}: {count}" for label, count in counts), said])))
        case Table(head, rows):
            return listed(tuple(row_of(head, row) for row in rows))
    assert_never(block)


def front(of: Front) -> str:
    below = (" · ".join(filter(None, said)) for said in ((of.kind, of.state), (of.municipality, of.date), (of.part,)))
    facts = "\n".join(f"- {typed(f'{label}: {said}')}" for label, said in of.facts)
    return "\n\n".join(filter(None, (f"# {escaped(of.title)}", *map(typed, below), facts)))


def row_of(head: tuple[str, ...], row: tuple[str | Items, ...]) -> Item:
    """A row of a table as an item of a list."""
    first, *others = row
    beside = list(zip(head[1:], others, strict=True))
    members = tuple(Item(label, members=cell.items) for label, cell in beside if isinstance(cell, Items) and cell.items)
    if isinstance(first, Items):
        [subject] = first.items
        return Item(subject.text, subject.perspective, subject.lead, subject.author, subject.details, False, members)
    said = (f"{label}: {' '.join(cell.split())}" for label, cell in beside if isinstance(cell, str) and cell)
    return Item(first, details=tuple(said), members=members)


def listed(items: tuple[Item, ...]) -> str:
    return "\n".join(map(item, items))


def item(each: Item) -> str:
    """An item: the card it is about, its text, what is said of it, and in a list of their own those that lie in it."""
    author = f" ({each.author})" if each.author else ""
    said = " · ".join([*([each.perspective.label] if each.perspective else []), *each.details])
    text = in_signs(each.text + author, "**") if each.members and not each.lead else typed(each.text + author)
    own = BREAK.join(filter(None, (in_signs(each.lead, "**"), text, in_signs(said, "*"))))
    return "- " + IN_ITEM.sub("\n  ", "\n\n".join(filter(None, (own, listed(each.members)))))


def typed(text: str) -> str:
    """A text so that it shows as it was typed: blank lines part its paragraphs, other lines are lines."""
    paragraphs = BLANK.split(text.strip())
    return "\n\n".join(BREAK.join(map(escaped, paragraph.split("\n"))) for paragraph in paragraphs)


def in_signs(text: str, signs: str) -> str:
    """The lines of a text, each between signs that say how it looks."""
    return BREAK.join(f"{signs}{escaped(line.strip())}{signs}" for line in text.split("\n") if line.strip())


def escaped(line: str) -> str:
    """A line with nothing in it that Markdown would take for its own."""
    return AT_START.sub(r"\1\\", MARKUP.sub(r"\\\g<0>", line.strip(" ")))
