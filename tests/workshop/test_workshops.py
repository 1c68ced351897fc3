"""Workshops: made, found, closed, reopened, deleted."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, select

from app.board.closing import close, reopen
from app.model import FACILITATOR, KIT_COPY, TABLES, WORKSHOP
from app.refusals import NotFound, UnknownCode, WrongKey
from app.workshop.appointing import Rescue, rescue
from app.workshop.groups import group_by_number, groups_of
from app.workshop.keys import kept
from app.workshop.workshops import by_code, create, remove, remove_outdated
from tests.ground import FIRST, GARDEN, SILENT, SILENT_ZONE, Ground, plan, refusal


def rows(connection: Connection) -> dict[str, int]:
    counted = {name: len(connection.execute(select(table)).all()) for name, table in TABLES.items()}
    return {name: count for name, count in counted.items() if count}


def test_a_new_workshop_has_its_groups_on_the_first_sheet(ground: Ground) -> None:
    assert (ground.workshop.sheet, ground.workshop.closed_at) == (FIRST, None)
    groups = groups_of(ground.connection, ground.id)
    assert [(group.number, group.name, group.sheet) for group in groups] == [
        (number, f"Gruppe {number}", FIRST) for number in (1, 2, 3)
    ]


def test_fatmas_secrets_are_not_stored(ground: Ground) -> None:
    row = ground.connection.execute(select(FACILITATOR)).one()
    assert (row.token_hash, row.rescue_hash) == (kept(ground.made.secrets.token), kept(ground.made.secrets.rescue_code))


def test_the_same_form_twice_makes_one_workshop_that_both_answers_lead_to(connection: Connection) -> None:
    asked = plan()
    first, again = create(connection, asked), create(connection, asked)
    assert first.code == again.code
    assert rows(connection)["workshop"] == 1
    hashes = set(connection.execute(select(FACILITATOR.c.token_hash)).scalars())
    assert hashes == {kept(first.secrets.token), kept(again.secrets.token)}


def test_workshops_with_the_same_kit_share_one_copy_of_it(connection: Connection) -> None:
    Ground(connection), Ground(connection), Ground(connection, GARDEN)
    assert rows(connection)["kit_copy"] == 2


def test_a_rescue_code_gives_the_role_again_and_takes_it_from_nobody(ground: Ground) -> None:
    token = rescue(ground.connection, Rescue(ground.id, kept(ground.made.secrets.rescue_code)))
    hashes = set(ground.connection.execute(select(FACILITATOR.c.token_hash)).scalars())
    assert hashes == {kept(ground.made.secrets.token), kept(token)}
    rescue(ground.connection, Rescue(ground.id, kept(ground.made.secrets.rescue_code)))


def test_a_rescue_code_opens_only_its_own_workshop(ground: Ground) -> None:
    other = Ground(ground.connection)
    wishes = [
        Rescue(other.id, kept(ground.made.secrets.rescue_code)),
        Rescue(ground.id, kept("acef")),
        Rescue(ground.id, ""),
    ]
    for wish in wishes:
        with pytest.raises(WrongKey):
            rescue(ground.connection, wish)


def test_what_is_not_there_is_not_found(ground: Ground) -> None:
    assert refusal(lambda: by_code(ground.connection, "AAA-AAA")) is UnknownCode
    assert refusal(lambda: group_by_number(ground.connection, ground.id, 4)) is NotFound
    assert issubclass(UnknownCode, NotFound)


def test_closing_turns_all_notes_over_and_every_board_is_drawn_anew(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE)
    assert [note.hidden for note in ground.notes()] == [True]
    rung = close(ground.connection, ground.id)
    assert rung == [ground.group(number).id for number in (1, 2, 3)]
    assert [note.hidden for note in ground.notes()] == [False]
    assert all(ground.group(number).moved == ground.group(number).version for number in (1, 2, 3))
    assert ground.notes()[0].version == ground.group(1).version


def test_a_reopened_workshop_is_as_it_was_but_for_the_silence(ground: Ground) -> None:
    close(ground.connection, ground.id)
    assert ground.workshop.closed_at is not None
    reopen(ground.connection, ground.id)
    assert ground.workshop.closed_at is None
    ground.note(ground.join("Anna", 1))


def test_deleting_leaves_nothing(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.note(anna)
    ground.move(SILENT)
    remove(ground.connection, ground.id)
    assert rows(ground.connection) == {}


def test_deleting_one_workshop_leaves_the_others_whole(ground: Ground) -> None:
    ground.note(ground.join("Anna", 1))
    before = rows(ground.connection)
    other = Ground(ground.connection, GARDEN)
    other.note(other.join("Otto", 1), sheet="hagen", zone="onsker")
    remove(ground.connection, other.id)
    assert rows(ground.connection) == before
    same_kit = Ground(ground.connection)
    remove(ground.connection, same_kit.id)
    assert ground.connection.execute(select(KIT_COPY.c.digest)).scalars().all() == [ground.workshop.kit_digest]


def test_deletion_dates_are_carried_out_on_the_day_and_not_before(connection: Connection) -> None:
    today = date(2026, 11, 21)
    due = Ground(connection, delete_on=today)
    long_due = Ground(connection, delete_on=today - timedelta(days=400))
    later = Ground(connection, delete_on=today + timedelta(days=1))
    gone = [group.id for ground in (due, long_due) for group in groups_of(connection, ground.id)]
    assert sorted(remove_outdated(connection, today)) == sorted(gone)
    assert connection.execute(select(WORKSHOP.c.id)).scalars().all() == [later.id]
    assert remove_outdated(connection, today) == []
