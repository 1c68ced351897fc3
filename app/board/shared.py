"""Fields that a group writes in together: one field of kind "text", and the words that go with a sketch.

Nobody's text overwrites another's (`merging.py`). A write that comes again finds everything in it already there.
"""

import unicodedata
from base64 import b64decode
from typing import Any

from sqlalchemy import Connection, Row, select

from app.board.authors import Author, asker
from app.board.merging import EMPTY, Document, merged
from app.board.messages import Said, TextWrite
from app.board.notes import Stored
from app.kits.copies import kit_of
from app.kits.worksheet import Worksheet
from app.model import BOARD, SHARED_TEXT
from app.refusals import NotFound, NotUnderstood, NotYet, SharedTooLong
from app.workshop.groups import next_version

LONGEST = 5_000
MOST_BYTES = 150_000
"""What has been deleted leaves a trace in the document. Nobody who types comes near this."""


def write_text(connection: Connection, said: Said[TextWrite]) -> Stored:
    """Let an update into a shared field. Raises NotFound, NotYet, NotUnderstood, SharedTooLong, WorkshopClosed."""
    message, me = said.message, asker(connection, said)
    sheet = kit_of(connection, me.digest).sheets_by_key.get(message.sheet)
    if sheet is None or message.zone not in shared_fields(sheet):
        raise NotFound
    here = (BOARD.c.group_id == me.group_id) & (BOARD.c.sheet == message.sheet)
    if connection.scalar(select(BOARD.c.step).where(here)) is None:
        raise NotYet
    before = stored(connection, me, message)
    after = merged(before.state if before else EMPTY, bytes_of(message.update))
    if before is not None and after.state == before.state:
        return Stored(me.group_id, message.write, None)
    refuse_long(before, after)
    return Stored(me.group_id, message.write, keep(connection, me, message, after, is_new=before is None))


def shared_fields(sheet: Worksheet) -> list[str]:
    """The keys of all that a group writes in together on a sheet."""
    return [zone.shared for zone in sheet.zones if zone.shared]


def bytes_of(update: str) -> bytes:
    try:
        return b64decode(update, validate=True)
    except ValueError as problem:
        raise NotUnderstood from problem


def stored(connection: Connection, me: Author, message: TextWrite) -> Row[Any] | None:
    return connection.execute(select(SHARED_TEXT).where(*place(me, message))).one_or_none()


def place(me: Author, message: TextWrite) -> tuple[Any, ...]:
    table = SHARED_TEXT.c
    return table.group_id == me.group_id, table.sheet == message.sheet, table.zone == message.zone


def refuse_long(before: Row[Any] | None, after: Document) -> None:
    """A text that has become too long can still be made shorter."""
    longer = len(after.text) > (len(before.text) if before is not None else 0)
    if (longer and len(after.text) > LONGEST) or len(after.state) > MOST_BYTES:
        raise SharedTooLong


def keep(connection: Connection, me: Author, message: TextWrite, after: Document, *, is_new: bool) -> int:
    version = next_version(connection, me.group_id)
    values = {"state": after.state, "text": legible(after.text), "version": version}
    if is_new:
        named = {"group_id": me.group_id, "sheet": message.sheet, "zone": message.zone}
        connection.execute(SHARED_TEXT.insert().values(**named, **values))
    else:
        connection.execute(SHARED_TEXT.update().where(*place(me, message)).values(**values))
    return version


def legible(text: str) -> str:
    """The text without what no page, no report and no database could hold."""
    return "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs"))
