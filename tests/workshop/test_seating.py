"""Who sits where: people are moved, renamed and removed, groups named and added, and nothing written is lost."""

from typing import Any

import pytest

from app.cookies import participant_cookie
from app.model import NOTE, PARTICIPANT
from app.refusals import GroupNameTaken, NameTaken, NotFound, TooManyGroups, WrongKey
from app.who import member_of
from app.workshop.groups import groups_of
from app.workshop.joining import Returning, reenter
from app.workshop.seating import (
    GroupNaming,
    NewGroup,
    PersonNaming,
    Removal,
    Seating,
    add_another,
    move_person,
    remove_person,
    rename_group,
    rename_person,
)
from tests.ground import FIRST, SILENT, Ground


def row(ground: Ground, person: int) -> Any:
    return ground.connection.execute(PARTICIPANT.select().where(PARTICIPANT.c.id == person)).one_or_none()


def test_a_moved_person_sits_in_the_other_group_and_their_notes_stay(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.note(anna)
    rung = move_person(ground.connection, Seating(ground.id, anna.participant_id, 2))
    assert rung == [ground.group(1).id, ground.group(2).id]
    cookies = {participant_cookie(ground.made.code): anna.token}
    me = member_of(ground.connection, ground.made.code, cookies)
    assert me is not None
    assert me.group.number == 2
    [note] = ground.connection.execute(NOTE.select()).all()
    assert (note.group_id, note.author_id) == (ground.group(1).id, anna.participant_id)
    assert move_person(ground.connection, Seating(ground.id, anna.participant_id, 2)) == []


def test_two_in_a_group_are_not_called_the_same(ground: Ground) -> None:
    anna, other = ground.join("Anna", 1), ground.join("anna", 2)
    with pytest.raises(NameTaken):
        move_person(ground.connection, Seating(ground.id, other.participant_id, 1))
    ben = ground.join("Ben", 1)
    with pytest.raises(NameTaken):
        rename_person(ground.connection, PersonNaming(ground.id, ben.participant_id, "ANNA"))
    assert rename_person(ground.connection, PersonNaming(ground.id, anna.participant_id, " Anna  K ")) == [
        ground.group(1).id
    ]
    assert row(ground, anna.participant_id).name == "Anna K"


def test_a_removed_person_has_no_way_in_and_their_notes_stay_without_a_name(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.note(anna)
    assert remove_person(ground.connection, Removal(ground.id, anna.participant_id)) == [ground.group(1).id]
    assert remove_person(ground.connection, Removal(ground.id, anna.participant_id)) == []
    cookies = {participant_cookie(ground.made.code): anna.token}
    assert member_of(ground.connection, ground.made.code, cookies) is None
    with pytest.raises(WrongKey):
        reenter(ground.connection, Returning(ground.workshop, anna.reentry_code))
    [note] = ground.connection.execute(NOTE.select()).all()
    assert (note.text, note.author_id, note.gone) == ("Vi vil det samme", None, False)


def test_who_leads_one_group_reaches_nobody_in_another(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    second = ground.group(2).id
    with pytest.raises(NotFound):
        rename_person(ground.connection, PersonNaming(ground.id, anna.participant_id, "X", second))
    assert remove_person(ground.connection, Removal(ground.id, anna.participant_id, second)) == []
    assert row(ground, anna.participant_id) is not None


def test_nobody_reaches_into_another_workshop(ground: Ground) -> None:
    otto = Ground(ground.connection).join("Otto", 1)
    with pytest.raises(NotFound):
        move_person(ground.connection, Seating(ground.id, otto.participant_id, 2))
    assert remove_person(ground.connection, Removal(ground.id, otto.participant_id)) == []
    assert row(ground, otto.participant_id) is not None


def test_a_group_is_renamed_but_not_to_what_another_is_called(ground: Ground) -> None:
    rename_group(ground.connection, GroupNaming(ground.id, 1, "Bordet ved vinduet"))
    assert ground.group(1).name == "Bordet ved vinduet"
    with pytest.raises(GroupNameTaken):
        rename_group(ground.connection, GroupNaming(ground.id, 2, "bordet ved vinduet"))


def test_a_group_is_added_where_the_others_are_or_behind_and_twice_is_once(ground: Ground) -> None:
    ground.move(SILENT)
    assert len(add_another(ground.connection, NewGroup(ground.id, 4, "De sene"))) == 4
    assert add_another(ground.connection, NewGroup(ground.id, 4, "De sene")) == []
    add_another(ground.connection, NewGroup(ground.id, 5, "De rolige", behind=True))
    late, calm = ground.group(4), ground.group(5)
    assert (late.sheet, late.held, calm.sheet, calm.held) == (SILENT, False, FIRST, True)
    assert ground.join("Dina", 4).group_id == late.id


def test_there_are_no_more_than_25_groups(ground: Ground) -> None:
    for number in range(4, 26):
        add_another(ground.connection, NewGroup(ground.id, number, f"Gruppe {number}"))
    with pytest.raises(TooManyGroups):
        add_another(ground.connection, NewGroup(ground.id, 26, "Gruppe 26"))
    assert len(groups_of(ground.connection, ground.id)) == 25
