"""The demo workshop: as if sixteen people had spent a morning on it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pycrdt import Doc, Text
from sqlalchemy import Connection, select

from app.board.merging import NAME, pairs
from app.board.receipts import receipt
from app.demo import Demo, addresses, lay_out
from app.kits.kit import ZoneKind
from app.model import BOARD, CHANGE, GROUP, NOTE, PARTICIPANT, SHARED_TEXT, now
from app.report.contents import gather
from app.storage.engine import engine
from app.workshop.joining import Returning, reenter
from app.workshop.workshops import by_code
from tests.databases import Store
from tests.ground import PRINTED


@dataclass(frozen=True)
class Laid:
    """A demo on a connection that has not committed it, and when that was."""

    connection: Connection
    demo: Demo
    at: int


@pytest.fixture(scope="module")
def laid(lasting_store: Store) -> Iterator[Laid]:
    made = engine(lasting_store.url)
    with made.connect().execution_options(writes=True) as connection:
        yield Laid(connection, lay_out(connection), now())
    made.dispose()


@pytest.fixture
def connection(laid: Laid) -> Iterator[Connection]:
    """What a test writes is taken back, so that all have the same demo."""
    with laid.connection.begin_nested() as taken_back:
        yield laid.connection
        taken_back.rollback()


@pytest.fixture
def demo(laid: Laid) -> Demo:
    return laid.demo


def test_three_groups_have_worked_on_every_sheet(connection: Connection, demo: Demo) -> None:
    boards = Counter(row.group_id for row in connection.execute(BOARD.select()))
    assert set(boards.values()) == {len(PRINTED.sheets)}
    assert len(boards) == 3
    notes = connection.execute(NOTE.select()).all()
    assert len(notes) > 140
    assert {(note.group_id, note.sheet) for note in notes} == {
        (g, sheet.key) for g in boards for sheet in PRINTED.sheets
    }
    assert by_code(connection, demo.made.code).sheet == PRINTED.sheets[-1].key


def test_no_note_is_left_hidden(connection: Connection, demo: Demo) -> None:
    assert demo.people
    assert connection.execute(select(NOTE.c.id).where(NOTE.c.hidden)).all() == []


def test_the_notes_were_written_one_after_another_until_now(connection: Connection, laid: Laid) -> None:
    times = connection.execute(select(NOTE.c.created_at)).scalars().all()
    assert laid.at - 5000 < max(times) <= laid.at
    assert len(set(times)) == len(times)
    assert 2 < (max(times) - min(times)) / 3_600_000 < 5


def test_the_log_tells_of_every_note(connection: Connection, demo: Demo) -> None:
    assert demo.people
    logged = set(connection.scalars(select(CHANGE.c.note_id).where(CHANGE.c.note_id != "")))
    assert logged == set(connection.scalars(select(NOTE.c.id)))
    groups = connection.scalars(select(GROUP.c.id)).all()
    assert all(receipt(connection, group).agrees for group in groups)


def test_every_group_has_used_what_the_sheets_offer(connection: Connection, demo: Demo) -> None:
    report = gather(connection, by_code(connection, demo.made.code).id)
    for chapter in report.chapters:
        fields = [field for board in chapter.boards for field in board.fields]
        notes = [note for field in fields for note in field.each()]
        assert sum(bool(note.card) for note in notes) >= 3
        assert sum(bool(note.tags) for note in notes) >= 2
        assert sum(note.came_from is not None and not note.beside for note in notes) >= 5
        assert sum(bool(note.beside) for note in notes) >= 5
        assert sum(bool(note.votes) for note in notes) >= 5
        assert sum(field.clusters for field in fields) == 2
        assert sum(any(field.stands) for field in fields) == 6
        assert [(bool(field.lines), bool(field.told)) for field in fields if field.lines or field.told] == [
            (True, True)
        ]
        assert [(bool(f.text), f.notes) for f in fields if f.zone.kind is ZoneKind.TEXT] == [(True, ())]
        assert sum(len(field.gathered) for field in fields) == 1
        assert all(note.whom and note.due for _, note in chapter.actions)


def test_what_is_in_a_field_that_all_write_in_was_written_by_more_than_one(connection: Connection, demo: Demo) -> None:
    assert demo.people
    texts = connection.execute(select(SHARED_TEXT).where(SHARED_TEXT.c.zone == "sektor")).all()
    assert len(texts) == 3
    for row in texts:
        document: Doc[Text] = Doc()
        document.apply_update(row.state)
        assert len(list(pairs(document.get_state()))) >= 2
        assert str(document.get(NAME, type=Text)) == row.text


def test_somebody_thought_better_of_something_and_took_it_back(connection: Connection, demo: Demo) -> None:
    told = gather(connection, by_code(connection, demo.made.code).id).receipts.values()
    assert all(each.deleted and each.agrees for each in told)
    assert sum(each.restored for each in told) == 1


def test_most_have_answered_the_evaluation_and_the_report_shows_it(connection: Connection, demo: Demo) -> None:
    told = gather(connection, by_code(connection, demo.made.code).id).evaluation
    assert told is not None
    assert len(demo.people) / 2 < told.people < len(demo.people)
    assert all(each.answered for each in told.questions)


def test_what_the_group_found_most_important_has_become_rows(connection: Connection, demo: Demo) -> None:
    assert demo.people
    rows = connection.execute(select(NOTE).where(NOTE.c.sheet == "maling", NOTE.c.from_sheet == "effekter")).all()
    assert Counter(Counter(row.group_id for row in rows).values()) == {5: 2, 6: 1}


def test_everybodys_code_opens_their_own_seat(connection: Connection, demo: Demo) -> None:
    workshop = by_code(connection, demo.made.code)
    names = dict(connection.execute(select(PARTICIPANT.c.id, PARTICIPANT.c.name)).all())
    for name, person in demo.people.items():
        assert names[reenter(connection, Returning(workshop, person.reentry_code)).participant_id] == name


def test_two_demos_can_lie_beside_each_other(connection: Connection, demo: Demo) -> None:
    other = lay_out(connection)
    assert other.made.code != demo.made.code
    assert len(connection.execute(GROUP.select()).all()) == 6


def test_every_address_is_told(demo: Demo) -> None:
    told = addresses(demo, "https://ark.example")
    for part in (demo.made.code, demo.made.secrets.token, demo.made.secrets.rescue_code, demo.screen_token):
        assert part in told
    assert all(f"{name:<10} {person.reentry_code}" in told for name, person in demo.people.items())
