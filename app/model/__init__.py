"""The tables. Every row that a board shows carries a `version` from its group's counter.

Times are UTC, in milliseconds since 1970 (whole numbers, so that both databases keep them alike).
Versions are large once a backup has been restored
(`keeping`). Secrets are stored as SHA-256 only. What may be shown to whom is decided in `visibility.py`.
"""

import time

from sqlmodel import SQLModel

# Names for all constraints, so that a later migration can name what it changes.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

from app.model import board, workshop  # noqa: E402 (their constraints are named as said above)

__all__ = ["SQLModel", "board", "workshop"]

TABLES = SQLModel.metadata.tables
KIT_COPY = TABLES["kit_copy"]
WORKSHOP = TABLES["workshop"]
FACILITATOR = TABLES["facilitator"]
GROUP = TABLES["group"]
BOARD = TABLES["board"]
PARTICIPANT = TABLES["participant"]
NOTE = TABLES["note"]
CHANGE = TABLES["change"]
DRAFT = TABLES["draft"]
ANSWER = TABLES["answer"]
SHARED_TEXT = TABLES["shared_text"]
PASSAGE = TABLES["passage"]
CLOCK = TABLES["clock"]
MESSAGE = TABLES["message"]
EVALUATION = TABLES["evaluation"]


def now() -> int:
    """The time as the tables keep it: UTC, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
