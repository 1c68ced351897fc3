"""What the templates are given of what a group writes together."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row


@dataclass(slots=True, frozen=True)
class TextView:
    """What stands in a shared field; `state` is the document in base64, `zone` the key it stands under."""

    zone: str
    text: str
    state: str
    version: int


def text_view(row: Row[Any]) -> TextView:
    return TextView(row.zone, row.text, b64encode(row.state).decode(), row.version)
