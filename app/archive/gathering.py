"""A workshop's archive, gathered from the database: what the report may tell, and nothing else.

What is never in it: secrets, half-written text, what has not been laid down, who wrote what in a workshop without
names, whose an answer is. Deleted notes and the log are in it only where the history is asked for.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Connection, Row, Table, select

from app.archive.answers import ballots_of, evaluation_of
from app.archive.course import clock_of, messages_of, passages_of, workshop_of
from app.archive.files import lines
from app.archive.log import changes_of
from app.archive.moments import moment
from app.archive.notes import notes_of, restored_in, withheld_of
from app.archive.numbers import Numbers, numbered
from app.archive.parts import FORMAT, VERSION, Board, Group, Person, Receipt, Text
from app.archive.values import Consents
from app.board.receipts import receipt
from app.kits.copies import kit_of
from app.kits.kit import Kit
from app.model import BOARD, CLOCK, GROUP, PARTICIPANT, SHARED_TEXT
from app.pages import drawing
from app.texts import tidy_lines
from app.timing.clocks import SCOPES
from app.visibility import asked_of
from app.workshop.workshops import by_code

Parts = Iterator[tuple[str, Any]]


def archive_of(connection: Connection, code: str, history: bool, produced: datetime | None = None) -> bytes:
    """A workshop's archive as a file, as it is now, with or without its `history`. `produced` is the time it bears.

    The same workshop gives the same bytes but for that time. Raises UnknownCode.
    """
    return b"".join(lines(parts_of(connection, by_code(connection, code), history, produced)))


def write_archive(connection: Connection, code: str, history: bool, file: BinaryIO) -> None:
    """The same, written to an open file bit by bit."""
    file.writelines(lines(parts_of(connection, by_code(connection, code), history)))


def parts_of(connection: Connection, workshop: Row[Any], history: bool, produced: datetime | None = None) -> Parts:
    """An archive's parts by name, in the order in which they stand in the file."""
    kit = kit_of(connection, workshop.kit_digest)
    numbers = numbered(connection, workshop, history=history)
    restored = restored_in(connection, numbers.groups)
    yield from {"format": FORMAT, "version": VERSION}.items()
    yield "produced_at", (produced or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    yield "produced_by", f"Oppgaveark {drawing.VERSION}"
    yield "history", history
    yield "workshop", workshop_of(workshop)
    yield "kit", msgspec.Raw(kit.model_dump_json(exclude_defaults=True).encode())
    yield "groups", list(groups_of(connection, numbers, kit))
    yield "people", people_of(connection, workshop, numbers)
    yield "notes", notes_of(connection, numbers, restored)
    yield "withheld", withheld_of(connection, numbers, restored)
    yield "texts", list(texts_of(connection, numbers, kit))
    yield "ballots", ballots_of(connection, workshop, kit, numbers)
    yield "evaluation", evaluation_of(connection, workshop)
    yield "messages", messages_of(connection, numbers)
    yield "passages", passages_of(connection, numbers)
    yield "changes", changes_of(connection, numbers) if history else []


def groups_of(connection: Connection, numbers: Numbers, kit: Kit) -> Iterator[Group]:
    """The groups, the plenary first where there is one."""

    def rows(table: Table, group: int) -> list[Row[Any]]:
        return list(connection.execute(select(table).where(table.c.group_id == group)))

    for number, group in numbers.by_group():
        row = connection.execute(select(GROUP).where(GROUP.c.id == group)).one()
        counted = receipt(connection, group)
        boards = sorted(rows(BOARD, group), key=lambda each: kit.number(each.sheet))
        clocks = sorted(rows(CLOCK, group), key=lambda each: SCOPES.index(each.scope))
        yield Group(
            number=number,
            name=tidy_lines(row.name),
            sheet=row.sheet,
            held=row.held,
            consents=msgspec.convert(dict(sorted(asked_of(row).items())), Consents),
            boards=[Board(sheet=each.sheet, step=each.step) for each in boards],
            clocks=[clock_of(each._asdict()) for each in clocks],
            receipt=Receipt(
                written=counted.written,
                stored=counted.stored,
                deleted=counted.deleted,
                restored=counted.restored,
                agrees=counted.agrees,
            ),
        )


def people_of(connection: Connection, workshop: Row[Any], numbers: Numbers) -> Iterator[Person]:
    """Those who take part, in the order in which they came. Where nothing may tell who wrote, neither does the time."""
    mine = select(PARTICIPANT).where(PARTICIPANT.c.workshop_id == workshop.id).order_by(PARTICIPANT.c.id)
    for row in connection.execute(mine):
        yield Person(
            number=numbers.people[row.id],
            group=numbers.groups[row.group_id],
            name=row.name,
            perspective=row.perspective,
            joined_at=None if workshop.anonymous else moment(row.joined_at),
        )


def texts_of(connection: Connection, numbers: Numbers, kit: Kit) -> Iterator[Text]:
    """What each group has written together: what it says, not how it came about."""
    mine = select(SHARED_TEXT).where(SHARED_TEXT.c.group_id.in_(list(numbers.groups)), SHARED_TEXT.c.text != "")

    def place(row: Row[Any]) -> tuple[int, int, str]:
        return numbers.groups[row.group_id], kit.number(row.sheet), row.zone

    for row in sorted(connection.execute(mine), key=place):
        yield Text(group=numbers.groups[row.group_id], sheet=row.sheet, zone=row.zone, text=row.text)
