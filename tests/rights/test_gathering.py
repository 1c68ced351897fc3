"""What is kept about a person: all of it for themselves, and for who leads what they may see."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from app.board.answers import answer
from app.board.drafts import keep_drafts
from app.board.messages import AnswerWrite, DraftWrite, NoteWrite, Said
from app.board.notes import write_notes
from app.model import WORKSHOP
from app.rights.files import Texts, as_json
from app.rights.gathering import record_of
from app.rights.mentions import mentions
from app.rights.record import Record
from app.visibility import Viewer
from app.workshop.joining import Joined
from app.workshop.seating import Seating, move_person, person_in
from tests.databases import ON_SQLITE
from tests.ground import FIRST, SILENT, SILENT_ZONE, THIRD, ZONE, Ground, new_id


@pytest.fixture
def anna(ground: Ground) -> Joined:
    return ground.join("Anna", 1)


def asked(ground: Ground, viewer: Viewer, person: Joined) -> Record:
    row = person_in(ground.connection, ground.id, person.participant_id)
    return record_of(ground.connection, viewer, ground.workshop, row)


def own(ground: Ground, person: Joined, secret: str = "") -> Record:
    return asked(ground, replace(ground.as_participant(person), secret=secret), person)


def texts(record: Record) -> set[str]:
    return {note.text for note in record.notes}


def write_all(ground: Ground, anna: Joined, ben: Joined) -> None:
    """What there can be: a note changed twice, one of Ben's, a hidden one, one thrown away, half a one, and a vote."""
    note = ground.note(anna, text="utkast til det")
    ground.write((anna, {"id": note, "text": "min"}), (ben, {"id": note, "x": 4}))
    ground.note(ben, text="Bens ord")
    bens = ground.note(ben, text="Bens egen")
    ground.write((anna, {"id": bens, "text": "mitt på Bens"}))
    ground.note(anna, id=ground.note(anna, text="kastet"), gone=True, text=None, zone=None)
    keep_drafts(ground.connection, [Said(anna.participant_id, DraftWrite(FIRST, "halvt"))])
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="skjult")


@ON_SQLITE
def test_it_is_all_there_for_anna_and_nothing_of_bens(ground: Ground, anna: Joined) -> None:
    write_all(ground, anna, ground.join("Ben", 1))
    found = own(ground, anna)
    assert texts(found) == {"min", "mitt på Bens", "kastet", "skjult"}
    assert {note.text for note in found.lying} == {"min", "mitt på Bens", "skjult"}
    assert [each.text for each in found.drafts] == ["halvt"]
    assert [deed.what["text"] for deed in found.deeds if "text" in deed.what] == [
        *("utkast til det", "min", "mitt på Bens", "kastet", "skjult")
    ]
    assert found.unread == 0
    notes, whole, data = Texts(found).notes(), Texts(found).whole(), json.loads(as_json(found))
    for word in ("min", "mitt på Bens (begynt av en annen", "skjult (ikke lagt fram)"):
        assert f"- {word}" in notes
    assert not any(word in notes for word in ("kastet", "halvt", "Bens ord"))
    assert all(word in whole for word in ("Navn: Anna", "- kastet", "- halvt", "utkast til det"))
    assert data["person"]["name"] == "Anna"
    assert {note["text"] for note in data["notes"]} == texts(found)
    assert not any("Bens ord" in text or "Bens egen" in text for text in (whole, str(data)))


@ON_SQLITE
def test_what_anna_has_not_laid_down_is_handed_out_by_fatma_when_all_is_over(ground: Ground, anna: Joined) -> None:
    write_all(ground, anna, ground.join("Ben", 1))
    while_open = asked(ground, ground.as_facilitator(), anna)
    assert texts(while_open) == {"min", "mitt på Bens", "kastet"}
    assert (while_open.drafts, while_open.unread) == ((), 2)
    assert not any(word in Texts(while_open).whole() + as_json(while_open) for word in ("skjult", "halvt"))
    ground.connection.execute(update(WORKSHOP).values(closed_at=1))
    closed = asked(ground, ground.as_facilitator(), anna)
    assert [each.text for each in closed.drafts] == ["halvt"]


@ON_SQLITE
def test_what_she_wrote_in_another_group_is_hers_still(ground: Ground, anna: Joined) -> None:
    ground.note(anna, text="fra gruppe 1")
    move_person(ground.connection, Seating(ground.id, anna.participant_id, 2))
    moved = replace(ground.as_participant(anna), group_id=ground.group(2).id)
    assert texts(asked(ground, moved, anna)) == {"fra gruppe 1"}


def give(ground: Ground, person: Joined, note: str, secret: str) -> None:
    said = AnswerWrite(new_id(), "effekter", 2, 1, note)
    answer(ground.connection, Said(person.participant_id, said, secret))


@ON_SQLITE
def test_votes_are_hers_alone_to_find(ground: Ground, anna: Joined) -> None:
    for sheet in ground.kit.sheets[:7]:
        ground.move(sheet.key)
    note = ground.note(anna, sheet="effekter", zone="kommunen", text="stemt på")
    ground.step(anna, "effekter", 2)
    give(ground, anna, note, "annas")
    assert [(each.about, each.value) for each in own(ground, anna, "annas").given] == [("stemt på", "1")]
    assert own(ground, anna, "bens").given == ()
    assert asked(ground, ground.as_facilitator(), anna).given == ()
    give(ground, anna, note, "")
    assert [each.about for each in asked(ground, ground.as_facilitator(), anna).given] == ["stemt på"], "by her number"


@ON_SQLITE
def test_without_names_only_the_browser_knows_what_is_hers(ground: Ground, anna: Joined) -> None:
    ground.connection.execute(update(WORKSHOP).values(anonymous=True))
    said: dict[str, Any] = {"sheet": FIRST, "zone": ZONE, "text": "hemmelig"}
    for secret, text in (("annas", "min"), ("bens", "hans")):
        message = NoteWrite(new_id(), new_id(), **(said | {"text": text}))
        write_notes(ground.connection, [Said(anna.participant_id, message, secret)])
    assert texts(own(ground, anna, "annas")) == {"min"}
    assert [deed.what["text"] for deed in own(ground, anna, "annas").deeds] == ["min"]
    without = own(ground, anna)
    assert (texts(without), without.is_known) == (set(), False)
    assert texts(asked(ground, ground.as_facilitator(), anna)) == set()


@ON_SQLITE
def test_fatma_sees_where_others_have_written_the_name(ground: Ground, anna: Joined) -> None:
    ben, carl = ground.join("Ben", 1), ground.join("Carl", 2)
    ground.note(anna, text="Anna skriver dette selv")
    ground.note(ben, text="Spør anna om det")
    ground.note(ben, text="Annas kusine heter Annabel")
    for sheet in (SILENT, THIRD, "moteplasser"):
        ground.move(sheet)
    ground.note(carl, sheet="moteplasser", zone="forste-steg", text="Ringe", whom="Anna og Carl")
    found = mentions(
        ground.connection,
        ground.as_facilitator(),
        ground.workshop,
        person_in(ground.connection, ground.id, anna.participant_id),
    )
    assert [(each.group, each.number, each.says) for each in found] == [
        ("Gruppe 1", 1, "Spør anna om det"),
        ("Gruppe 2", 4, "Ringe · Anna og Carl"),
    ]
