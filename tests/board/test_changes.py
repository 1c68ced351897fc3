"""What is newer than a cursor, read for many groups at once."""

import pytest
from sqlalchemy import Connection

from app.board.changes import changes, on_sheet
from app.workshop.groups import groups_of
from app.workshop.workshops import remove
from tests.ground import FIRST, SILENT, Ground


def test_from_the_beginning_there_is_everything(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    note_id = ground.note(anna)
    ground.move(SILENT)
    found = changes(ground.connection, {anna.group_id: 0})[anna.group_id]
    assert [note.id for note in found.notes] == [note_id]
    assert [person.name for person in found.people] == ["Anna"]
    assert {board.sheet for board in found.boards} == {FIRST, SILENT}
    assert (found.workshop.code, found.kit.key, found.group.number) == (ground.made.code, ground.kit.key, 1)


def test_from_a_cursor_there_is_only_what_is_newer(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.note(anna)
    cursor = ground.group(1).version
    assert nothing(ground, anna.group_id, cursor)
    later = ground.note(anna)
    found = changes(ground.connection, {anna.group_id: cursor})[anna.group_id]
    assert ([note.id for note in found.notes], found.people, found.boards) == ([later], [], [])


def nothing(ground: Ground, group: int, cursor: int) -> bool:
    found = changes(ground.connection, {group: cursor})[group]
    return not (found.notes or found.people or found.boards)


def test_of_all_that_is_new_a_sheet_shows_its_own(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    first = ground.note(anna)
    ground.move(SILENT)
    cursor = ground.group(1).version
    second = ground.note(anna, sheet=SILENT, zone="svar")
    found = changes(ground.connection, {anna.group_id: 0})[anna.group_id]
    assert [note.id for note in on_sheet(found, 0, FIRST)] == [first]
    assert [note.id for note in on_sheet(found, cursor, SILENT)] == [second]
    assert list(on_sheet(found, cursor + 1, SILENT)) == []


@pytest.mark.parametrize("count", [1, 2, 16, 17, 25])
def test_each_of_many_groups_gets_its_own_and_from_its_own_cursor(connection: Connection, count: int) -> None:
    ground = Ground(connection, groups=count)
    people = [ground.join(f"Deltaker {number}", number) for number in range(1, count + 1)]
    for person in people:
        ground.note(person, text="før")
    cursors = {group.id: group.version for group in groups_of(connection, ground.id)}
    for person in people[::2]:
        ground.note(person, text=f"etter {person.participant_id}")
    found = changes(connection, cursors)
    assert set(found) == set(cursors)
    for place, person in enumerate(people):
        new = [note.text for note in found[person.group_id].notes]
        assert new == ([] if place % 2 else [f"etter {person.participant_id}"])


def test_groups_of_several_workshops_are_kept_apart(ground: Ground) -> None:
    other = Ground(ground.connection)
    anna, otto = ground.join("Anna", 1), other.join("Otto", 1)
    ground.note(anna, text="annas")
    other.note(otto, text="ottos")
    found = changes(ground.connection, {anna.group_id: 0, otto.group_id: 0})
    assert [[note.text for note in found[who.group_id].notes] for who in (anna, otto)] == [["annas"], ["ottos"]]
    assert [found[who.group_id].workshop.id for who in (anna, otto)] == [ground.id, other.id]


def test_groups_that_are_no_more_are_left_out(ground: Ground) -> None:
    other = Ground(ground.connection)
    gone, here = other.group(1).id, ground.group(1).id
    remove(other.connection, other.id)
    assert set(changes(ground.connection, {gone: 0, here: 0, 10**9: 5})) == {here}
    assert changes(ground.connection, {gone: 0}) == {}
