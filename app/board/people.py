"""The people at a table, as the others see them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from app.kits.kit import Kit, Perspective


@dataclass(slots=True, frozen=True)
class Person:
    """A participant: who they are, whether they are here, and whether they write, and on which note."""

    id: int
    name: str
    initials: str
    perspective: Perspective
    here: bool
    writing: bool
    editing: str | None


def person_view(row: Row[Any], kit: Kit) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        initials=initials(row.name),
        perspective=kit.perspectives_by_key[row.perspective],
        here=row.here,
        writing=row.writing,
        editing=row.editing,
    )


def initials(name: str) -> str:
    """At most two letters: "Anne Grete" becomes "AG", "Kari" becomes "Ka"."""
    words = name.replace("-", " ").split()
    return "".join(word[0] for word in words[:2]).upper() if len(words) > 1 else name[:2].capitalize()
