"""All that must hold of a whole kit, wherever it comes from."""

from collections.abc import Iterator

from app.kits.checks import Broken, broken_links
from app.kits.kit import Kit
from app.kits.layout import badly_laid
from app.kits.mechanics import unusable


def broken(kit: Kit) -> Iterator[Broken]:
    """Everything in a kit that does not hold: its references, how its sheets are laid out, what they offer."""
    yield from broken_links(kit)
    yield from badly_laid(kit)
    yield from unusable(kit)
