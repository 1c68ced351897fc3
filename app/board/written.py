"""What the templates are given of what a group writes together, and of how it draws."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from app.kits.zone import Zone


@dataclass(slots=True, frozen=True)
class TextView:
    """What stands in a shared field; `state` is the document in base64, `zone` the key it stands under."""

    zone: str
    text: str
    state: str
    version: int


def text_view(row: Row[Any]) -> TextView:
    return TextView(row.zone, row.text, b64encode(row.state).decode(), row.version)


def breadth(points: Sequence[int], zone: Zone) -> float:
    """How broad a line is on the whole, in per mille of its zone: pressed hardest, one per cent of the sheet."""
    pressed = points[2::3]
    return round(sum(pressed) / len(pressed) / zone.w, 1) if pressed else 0
