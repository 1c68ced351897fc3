"""Who asks to be forgotten is forgotten: not a word is left anywhere, and what others wrote is as they wrote it."""

import json
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from app.archive.gathering import archive_of
from app.board.drafts import keep_drafts
from app.board.frames import frame
from app.board.messages import DraftWrite, Said, UndoWrite
from app.board.receipts import receipt
from app.board.rows import lay_row
from app.board.undo import undo
from app.model import CHANGE, DRAFT, NOTE, PARTICIPANT, WORKSHOP
from app.participating.past import wastebasket
from app.refusals import NotFound, NothingToUndo
from app.report.contents import gather
from app.rights.erasing import Erasure, erase_person, would_erase
from app.rights.gathering import record_of
from app.rights.unnaming import Unnaming, take_name
from app.storage.engine import engine, rewrite
from app.storage.keeping import problems
from app.visibility import Role, Viewer
from app.workshop.joining import Joined
from app.workshop.workshops import by_code
from tests.archive.workshops import AT, brought_in, busy
from tests.databases import ON_SQLITE, Store
from tests.ground import FIRST, SILENT, SILENT_ZONE, ZONE, Ground, new_id, refusal
from tests.rights.kept import everything

WORD = "hjerterot"
ACTIONS = {"sheet": "moteplasser", "zone": "forste-steg"}


@pytest.fixture
def anna(ground: Ground) -> Joined:
    for sheet in ground.kit.sheets:
        ground.move(sheet.key)
    return ground.join("Anna", 1)


@pytest.fixture
def ben(ground: Ground, anna: Joined) -> Joined:
    assert anna.group_id == ground.group(1).id
    return ground.join("Ben", 1)


def row(ground: Ground, note: str) -> Any:
    return ground.connection.execute(select(NOTE).where(NOTE.c.id == note)).one()


def states(ground: Ground, note: str) -> list[dict[str, Any]]:
    log = select(CHANGE.c.state).where(CHANGE.c.note_id == note).order_by(CHANGE.c.version)
    return list(ground.connection.scalars(log))


def change(ground: Ground, person: Joined, note: str, **values: Any) -> None:
    [outcome] = ground.write((person, {"id": note, **values}))
    assert not isinstance(outcome, Exception), outcome


def draft(ground: Ground, person: Joined, text: str, **where: Any) -> None:
    keep_drafts(ground.connection, [Said(person.participant_id, DraftWrite(FIRST, text, **where))])


def erase(ground: Ground, person: Joined, *, removal: bool = False) -> Any:
    return erase_person(ground.connection, Erasure(ground.id, person.participant_id, removal))


def test_not_a_word_is_left_and_the_books_agree(ground: Ground, anna: Joined, ben: Joined) -> None:
    group = anna.group_id
    kept = ground.note(ben, text="Bens egen")
    plain = ground.note(anna, text=WORD)
    change(ground, anna, plain, text=f"{WORD} igjen")
    change(ground, ben, plain, text=f"{WORD}, sier Ben også")
    action = ground.note(anna, text=f"Ringe {WORD}", **ACTIONS)
    change(ground, anna, action, whom=WORD, due=f"når {WORD} kan")
    ground.note(anna, text=WORD, sheet="moteplasser", zone="eksempler", card="mentorer")
    deleted = ground.note(anna, text=f"{WORD} slettet")
    change(ground, anna, deleted, gone=True)
    change(ground, anna, deleted, gone=False)
    change(ground, anna, deleted, gone=True)
    draft(ground, anna, f"halv {WORD}")
    draft(ground, ben, f"{WORD} endret", id=plain)
    draft(ground, ben, "Bens halve")
    ground.connection.execute(update(NOTE).where(NOTE.c.id == plain).values(votes=2))
    before = receipt(ground.connection, group)
    since = ground.group(1).version

    said = would_erase(ground.connection, ground.workshop, anna.participant_id)
    done = erase(ground, anna)
    assert (done.own, done.deleted, done.copies, done.mended) == (said.own, said.deleted, said.copies, said.mended)
    assert (dict(done.own), done.deleted, done.copies, done.mended) == ({"note": 3}, 1, 0, 0)
    assert done.groups == (group,)
    assert WORD not in everything(ground.connection)
    assert list(problems(ground.connection)) == []
    after = receipt(ground.connection, group)
    assert (after.written, after.stored, after.deleted) == (before.written, before.stored - 3, before.deleted + 3)
    assert row(ground, kept).text == "Bens egen"
    assert [each.text for each in ground.connection.execute(select(DRAFT))] == ["Bens halve"]
    news = frame(ground.connection, ground.as_participant(ben), group, since, FIRST)
    assert f'<li id="note-{plain}" data-gone>' in news
    assert 'id="results"' in news, "a list of votes may have told of it"
    assert WORD not in frame(ground.connection, ground.as_participant(ben), group, 0)
    assert WORD not in str(gather(ground.connection, ground.id))

    assert erase(ground, anna).own == {}, "twice is once"
    assert row(ground, kept).version < since


def test_nothing_brings_it_back(ground: Ground, anna: Joined, ben: Joined) -> None:
    note = ground.note(anna, text=WORD)
    change(ground, ben, note, gone=True)
    erase(ground, anna)
    for person in (anna, ben):
        with pytest.raises(NothingToUndo):
            undo(ground.connection, Said(person.participant_id, UndoWrite(new_id(), FIRST)))
        again = {"id": note, "sheet": FIRST, "zone": ZONE, "text": WORD, "gone": False}
        assert isinstance(ground.write((person, again))[0], NotFound)
    assert wastebasket(ground.connection, ground.as_participant(ben), ground.kit, FIRST) == []
    assert WORD not in everything(ground.connection)


def test_what_others_brought_on_goes_too_unless_they_have_written_it_anew(
    ground: Ground, anna: Joined, ben: Joined
) -> None:
    first = ground.note(anna, text=f"Ringe {WORD}", **ACTIONS)
    same, longer, other = (
        ground.note(ben, text=f"Ringe {WORD}", origin=first, sheet="gratulerer", zone="neste-skritt") for _ in range(3)
    )
    change(ground, ben, longer, text=f"Ringe  {WORD.upper()} på tirsdag")
    change(ground, ben, other, text="Invitere alle", whom="Ben")
    lay_row(ground.connection, row(ground, first), "maling", "viktigste")
    beside = ground.note(ben, text="måles slik", sheet="maling", zone="hva")
    change(ground, ben, beside, beside=next(n.id for n in ground.notes() if n.zone == "viktigste"))
    done = erase(ground, anna)
    assert (dict(done.own), done.copies, done.mended) == ({"note": 1}, 3, 1)
    assert WORD not in everything(ground.connection).casefold()
    assert [row(ground, note).gone for note in (first, same, longer, other, beside)] == [True, True, True, False, False]
    assert (row(ground, other).text, row(ground, other).whom) == ("Invitere alle", "Ben")
    assert {state["text"] for state in states(ground, other)} == {"Invitere alle"}
    assert receipt(ground.connection, anna.group_id).agrees
    told = [note.text for chapter in gather(ground.connection, ground.id).chapters for _, note in chapter.actions]
    assert told == ["Invitere alle"]


def test_others_notes_say_what_others_wrote_on_them(ground: Ground, anna: Joined, ben: Joined) -> None:
    note = ground.note(ben, text="Bens tanke", **ACTIONS)
    change(ground, anna, note, text=f"Bens tanke og {WORD}", whom="Kari")
    change(ground, ben, note, text=f"Bens tanke og {WORD}, ja", due="mandag")
    change(ground, ben, note, x=7)
    ground.note(ben, text="Kari")
    done = erase(ground, anna)
    assert (dict(done.own), done.copies, done.mended) == ({}, 0, 1)
    now = row(ground, note)
    assert (now.text, now.whom, now.due, now.x, now.text_by) == ("Bens tanke", None, "mandag", 7, ben.participant_id)
    assert {state["text"] for state in states(ground, note)} == {"Bens tanke"}
    assert WORD not in everything(ground.connection)
    assert receipt(ground.connection, anna.group_id).agrees
    assert [each.text for each in ground.notes() if each.zone == ZONE] == ["Kari"], "that is Ben's own word"


def test_what_she_only_copied_from_others_stays_theirs(ground: Ground, anna: Joined, ben: Joined) -> None:
    bens = ground.note(ben, text="Bens ord")
    copy = ground.note(anna, text="Bens ord", origin=bens, sheet=SILENT, zone=SILENT_ZONE)
    on = ground.note(ben, text="Bens ord", origin=copy, **ACTIONS)
    erase(ground, anna)
    assert [row(ground, note).gone for note in (bens, copy, on)] == [False, True, False]


def test_a_cluster_keeps_what_others_laid_in_it_and_loses_her_title(ground: Ground, anna: Joined, ben: Joined) -> None:
    used, left = (ground.note(anna, text=WORD, kind="cluster") for _ in range(2))
    inside, hers = ground.note(ben, text="Bens"), ground.note(anna, text=WORD)
    for note, cluster in ((inside, used), (hers, left)):
        change(ground, ben, note, cluster=cluster)
    erase(ground, anna)
    assert [(row(ground, note).gone, row(ground, note).text) for note in (used, left)] == [(False, ""), (True, "")]
    assert row(ground, inside).cluster == used
    assert WORD not in everything(ground.connection)
    assert receipt(ground.connection, anna.group_id).agrees


def test_notes_in_silence_and_drawings_and_those_in_a_group_she_left(ground: Ground, anna: Joined) -> None:
    ground.silence(anna)
    hidden = ground.note(anna, text=WORD, sheet=SILENT, zone=SILENT_ZONE)
    sketch = next(s for s in ground.kit.sheets if any(zone.kind == "sketch" for zone in s.zones))
    zone = next(zone.key for zone in sketch.zones if zone.kind == "sketch")
    line = ground.note(anna, sheet=sketch.key, zone=zone, text="", kind="line", points=[731, 847, 500], colour="red")
    ground.connection.execute(update(PARTICIPANT).values(group_id=ground.group(2).id))
    done = erase(ground, anna)
    assert dict(done.own) == {"note": 1, "line": 1}
    assert [row(ground, note).gone for note in (hidden, line)] == [True, True]
    assert "731, 847" not in everything(ground.connection)
    assert WORD not in everything(ground.connection)


def test_with_removal_the_person_is_gone_too(ground: Ground, anna: Joined) -> None:
    ground.join("Ben", 1)
    ground.note(anna, text=WORD)
    erase(ground, anna, removal=True)
    assert "Anna" not in everything(ground.connection)
    assert erase(ground, anna, removal=True).groups == ()
    assert "Ben" in everything(ground.connection)


def test_only_a_person_of_the_workshop_and_never_where_there_are_no_names(ground: Ground, anna: Joined) -> None:
    other = Ground(ground.connection)
    ground.note(anna, text=WORD)
    assert erase_person(ground.connection, Erasure(other.id, anna.participant_id)).own == {}
    ground.connection.execute(update(WORKSHOP).values(anonymous=True))
    assert refusal(lambda: erase(ground, anna)) is NotFound
    assert WORD in everything(ground.connection)


def test_without_the_name_the_notes_stay_and_nothing_says_whose_they_are(
    ground: Ground, anna: Joined, ben: Joined
) -> None:
    note, bens = ground.note(anna, text=WORD), ground.note(ben, text="Bens")
    change(ground, anna, bens, text="Annas ord")
    since = ground.group(1).version
    assert take_name(ground.connection, Unnaming(ground.id, anna.participant_id)) == [anna.group_id]
    kept = row(ground, note)
    assert (kept.text, kept.author_id, kept.text_by, kept.perspective) == (WORD, None, None, "kommune")
    assert set(ground.connection.scalars(select(CHANGE.c.who))) == {ben.participant_id, None}
    assert "Anna" not in everything(ground.connection).replace("Annas ord", "")
    news = frame(ground.connection, ground.as_participant(ben), anna.group_id, since)
    notes, people = news.split('<li id="person-', 1)
    assert f'id="note-{note}"' in notes
    assert f'data-author="p{anna.participant_id}"' not in notes
    assert "Deltaker 1" in people
    assert receipt(ground.connection, anna.group_id).agrees
    version = ground.group(1).version
    assert take_name(ground.connection, Unnaming(ground.id, anna.participant_id)) == []
    assert ground.group(1).version == version


@ON_SQLITE
def test_the_file_itself_keeps_nothing_of_it(store: Store) -> None:
    made = engine(store.url)
    with made.connect().execution_options(writes=True) as connection:
        ground = Ground(connection)
        anna = ground.join("Anna", 1)
        for number in range(50):
            ground.note(anna, text=f"{WORD} {number} {'lang ' * 80}")
        connection.commit()
        assert WORD in everything(connection)
        erase(ground, anna)
        connection.commit()
    rewrite(made)
    made.dispose()
    assert WORD.encode() not in files(store)


def files(store: Store) -> bytes:
    return b"".join(path.read_bytes() for path in store.data.glob("*.sqlite3*"))


@ON_SQLITE
def test_an_archive_holds_nothing_of_it_and_can_be_brought_in(connection: Connection) -> None:
    demo = busy(connection)
    workshop, nadia = by_code(connection, demo.made.code), demo.people["Nadia"]
    row = connection.execute(select(PARTICIPANT).where(PARTICIPANT.c.id == nadia.participant_id)).one()
    hers = record_of(connection, Viewer(Role.FACILITATOR, workshop.id), workshop, row)
    assert {note.kind for note in hers.notes} == {"note", "cluster", "line"}
    erase_person(connection, Erasure(workshop.id, row.id, removal=True))
    assert list(problems(connection)) == []
    for history in (True, False):
        content = archive_of(connection, demo.made.code, history=history, produced=AT)
        said = {note.get("text") for note in json.loads(content)["notes"]}
        assert not said & {note.text for note in hers.notes if note.text and note.kind == "note"}
        again = by_code(connection, brought_in(connection, content))
        assert list(problems(connection)) == []
        reports = [gather(connection, each.id) for each in (workshop, again)]
        assert reports[0].receipts == reports[1].receipts
        assert [chapter.notes for chapter in reports[0].chapters] == [chapter.notes for chapter in reports[1].chapters]
