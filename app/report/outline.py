"""A report as one reads it, from the top: headings, paragraphs, lists and tables, in no format.

Every text is as it was written and has no markup in it; a format's writer says how it looks, and nothing else.
"""

from dataclasses import dataclass
from typing import Literal

from app.kits.kit import Perspective

Facts = tuple[tuple[str, str], ...]
"""What stands beside what: a label, and what it is."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the report is of; `state` is whether it is a draft, `part` what it holds where that is not all."""

    kind: str
    state: str
    title: str
    municipality: str
    date: str
    part: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: of a chapter (level 1), a sheet with its `number` (2) or a field (3)."""

    level: Literal[1, 2, 3]
    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. An `intro` stands below a chapter's heading, an `aside` is said by the way; `label` is before it."""

    text: str
    role: Literal["text", "intro", "aside"] = "text"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A note in a list, or a cluster with its `members`: below `lead`, the card it is about; above its `details`."""

    text: str
    perspective: Perspective | None = None
    lead: str = ""
    author: str = ""
    details: tuple[str, ...] = ()
    is_cluster: bool = False
    members: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """Perspectives as their notes are marked, with what is said of each."""

    each: tuple[tuple[Perspective, str], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there were of each, and what is said of all."""

    counts: tuple[tuple[str, int], ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; in a cell stands a text, or a list. `widths` are shares of the page's."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | Items, ...], ...]
    widths: tuple[int, ...]


Block = Heading | Paragraph | Items | Legend | Counted | Table


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report."""

    front: Front
    blocks: tuple[Block, ...]
