"""What a report tells of a board: notes in their clusters, what they are about, votes, stands, rows, sketches."""

import pytest
from sqlalchemy import Connection, update

from app.board.answers import answer
from app.board.messages import AnswerWrite, Said
from app.board.receipts import receipt
from app.model import NOTE, SHARED_TEXT, WORKSHOP
from app.report.contents import Field, Note, Scope, gather
from app.workshop.joining import Joined
from tests.ground import FIRST, SILENT, SILENT_ZONE, ZONE, Ground, new_id

IDEAS, EXAMPLES, STEPS = (("moteplasser", zone) for zone in ("ideer", "eksempler", "forste-steg"))
PARTNERS, SUBJECT, SKETCH = ("partnere", "kommunen"), ("samarbeidet", "entreprenor"), ("samarbeidet", "samarbeidet")
EFFECTS, VOTE = ("effekter", "kommunen"), 2
ROWS, WHAT, HOW = (("maling", zone) for zone in ("viktigste", "hva", "hvordan"))
MYTHS, MYTH, ASKED = "myter", "myte-1", 1
LAST, NEXT = "gratulerer", "neste-skritt"
OTHERS_SIDE, OWN_SIDE = (("motepunkter", zone) for zone in ("til-kommunen", "til-sosial-entreprenor"))


@pytest.fixture
def anna(ground: Ground) -> Joined:
    """Anna, whose group has been on all sheets."""
    anna = ground.join("Anna", 1, "kommune")
    for sheet in ground.kit.sheets:
        ground.move(sheet.key)
    return anna


def lay(ground: Ground, person: Joined, place: tuple[str, str], text: str, **said: object) -> str:
    return ground.note(person, sheet=place[0], zone=place[1], text=text, **said)


def field(ground: Ground, sheet: str, zone: str, group: int = 0, scope: Scope | None = None) -> Field:
    """What the report tells of a field."""
    boards = gather(ground.connection, ground.id, scope or Scope()).chapters[group].boards
    return next(each for board in boards if board.sheet.key == sheet for each in board.fields if each.zone.key == zone)


def only(ground: Ground, sheet: str, zone: str) -> Note:
    [note] = field(ground, sheet, zone).notes
    return note


def say(ground: Ground, person: Joined, sheet: str, step: int, subject: str, value: int) -> None:
    message = AnswerWrite(write=new_id(), sheet=sheet, step=step, subject=subject, value=value)
    answer(ground.connection, Said(person.participant_id, message))


def test_a_cluster_holds_its_notes_and_is_none_itself(connection: Connection, ground: Ground, anna: Joined) -> None:
    cluster = lay(ground, anna, IDEAS, "Faste tider", kind="cluster")
    lay(ground, anna, IDEAS, "Åpen dør", cluster=cluster)
    lay(ground, anna, IDEAS, "Kaffe", cluster=cluster)
    lay(ground, anna, IDEAS, "For seg selv")
    told = field(ground, *IDEAS)
    [together] = [note for note in told.notes if note.is_cluster]
    assert (together.text, sorted(note.text for note in together.members)) == ("Faste tider", ["Kaffe", "Åpen dør"])
    assert sorted(note.text for note in told.each()) == ["For seg selv", "Kaffe", "Åpen dør"]
    assert (told.count, told.clusters, gather(connection, ground.id).notes) == (3, 1, 3)


def test_the_receipt_counts_notes_alone_and_still_agrees(connection: Connection, ground: Ground, anna: Joined) -> None:
    lay(ground, anna, IDEAS, "Faste tider", kind="cluster")
    lay(ground, anna, SKETCH, "", kind="line", points=[0, 0, 500, 9, 9, 500], colour="ink")
    kept, thrown = lay(ground, anna, IDEAS, "Åpen dør"), lay(ground, anna, IDEAS, "Kaffe")
    ground.write(
        (anna, {"id": thrown, "gone": True}), (anna, {"id": kept, "gone": True}), (anna, {"id": kept, "gone": False})
    )
    told = receipt(connection, anna.group_id)
    assert (told.written, told.stored, told.deleted, told.restored, told.agrees) == (2, 1, 1, 1, True)


def test_a_card_is_told_with_why_it_was_laid(ground: Ground, anna: Joined) -> None:
    lay(ground, anna, EXAMPLES, "vi har et tomt rom", card="kontorplass")
    lay(ground, anna, EXAMPLES, "", card="mentorer")
    told = {note.card.key: note.text for note in field(ground, *EXAMPLES).notes if note.card}
    assert told == {"kontorplass": "vi har et tomt rom", "mentorer": ""}


def test_an_action_says_who_and_when_and_lies_where_they_are_gathered(ground: Ground, anna: Joined) -> None:
    lay(ground, anna, STEPS, "Invitere til frokost", whom="Nadia", due="i januar")
    told = only(ground, *STEPS)
    assert (told.whom, told.due) == ("Nadia", "i januar")
    gathered = field(ground, LAST, NEXT)
    assert (gathered.count, [note.text for note in gathered.gathered]) == (0, ["Invitere til frokost"])


def test_an_action_that_was_brought_on_is_told_once(connection: Connection, ground: Ground, anna: Joined) -> None:
    first = lay(ground, anna, STEPS, "Invitere til frokost")
    lay(ground, anna, (LAST, NEXT), "Invitere til frokost i januar", origin=first)
    [(board, action)] = gather(connection, ground.id).chapters[0].actions
    assert (board.sheet.key, action.text) == (LAST, "Invitere til frokost i januar")


def test_what_was_picked_says_where_it_comes_from(ground: Ground, anna: Joined) -> None:
    partner = lay(ground, anna, PARTNERS, "Ekra Sykkel")
    lay(ground, anna, SUBJECT, "Ekra Sykkel", origin=partner)
    told = only(ground, *SUBJECT)
    assert (told.text, told.came_from, told.origin) == ("Ekra Sykkel", 5, partner)


def test_votes_are_told_when_they_are_counted_and_tags_always(ground: Ground, anna: Joined) -> None:
    note = lay(ground, anna, EFFECTS, "Færre får hjelp for seint", tag="Unngå kostnader")
    ground.move(EFFECTS[0])
    ground.step(anna, EFFECTS[0], VOTE)
    say(ground, anna, EFFECTS[0], VOTE, note, 2)
    assert (only(ground, *EFFECTS).votes, only(ground, *EFFECTS).tags) == (None, ("Unngå kostnader",))
    ground.move(ROWS[0])
    assert only(ground, *EFFECTS).votes == 2


def test_what_was_voted_becomes_rows_with_what_lies_beside_them(ground: Ground, anna: Joined) -> None:
    note = lay(ground, anna, EFFECTS, "Færre får hjelp for seint")
    ground.move(EFFECTS[0])
    ground.step(anna, EFFECTS[0], VOTE)
    say(ground, anna, EFFECTS[0], VOTE, note, 2)
    ground.move(ROWS[0])
    row = only(ground, *ROWS)
    lay(ground, anna, WHAT, "Ventetid i uker", beside=row.id)
    assert (row.text, row.came_from) == ("Færre får hjelp for seint", 7)
    assert only(ground, *WHAT).beside == row.id


def test_stands_are_told_when_nobody_is_answering_any_longer(ground: Ground, anna: Joined) -> None:
    ben = ground.join("Ben", 1)
    ground.move(MYTHS)
    ground.step(anna, MYTHS, ASKED)
    say(ground, anna, MYTHS, ASKED, MYTH, 0)
    say(ground, ben, MYTHS, ASKED, MYTH, 2)
    assert field(ground, MYTHS, MYTH).stands == ()
    ground.step(anna, MYTHS, ASKED + 1)
    assert field(ground, MYTHS, MYTH).stands == (1, 0, 1)
    assert field(ground, MYTHS, MYTH, group=1).stands == ()


def test_a_sketch_is_its_lines_and_its_words(connection: Connection, ground: Ground, anna: Joined) -> None:
    lay(ground, anna, SKETCH, "", kind="line", points=[0, 0, 500, 1000, 500, 500], colour="blue")
    written = {"group_id": anna.group_id, "sheet": SKETCH[0], "state": b"", "version": 1}
    connection.execute(SHARED_TEXT.insert().values(**written, zone="samarbeidet-alt", text="En pil mot høyre\n"))
    connection.execute(SHARED_TEXT.insert().values(**written, zone="sektor", text="Helse"))
    told = field(ground, *SKETCH)
    assert [(line.points, line.colour) for line in told.lines] == [((0, 0, 500, 1000, 500, 500), "blue")]
    assert (told.told, told.notes, told.count) == ("En pil mot høyre", (), 0)
    assert field(ground, SKETCH[0], "sektor").text == "Helse"
    assert field(ground, *SKETCH, group=1).told == ""


def test_nobody_can_be_told_from_an_anonymous_workshop(connection: Connection, ground: Ground) -> None:
    connection.execute(update(WORKSHOP).values(anonymous=True))
    ground.note(ground.join("Anna", 1, "kommune"))
    report = gather(connection, ground.id, Scope(names=True))
    [note] = [note for board in report.chapters[0].boards for f in board.fields for note in f.notes]
    assert (note.perspective, note.author, report.anonymous) == (None, None, True)


def test_nothing_of_what_is_hidden_is_told(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="Hemmelig")
    told = field(ground, SILENT, SILENT_ZONE)
    assert (told.notes, told.count, told.hidden, told.is_empty) == ((), 0, 1, False)
    assert field(ground, FIRST, ZONE).is_empty


def test_a_note_on_the_others_side_is_a_guest_but_never_where_nobody_is_named(
    connection: Connection, ground: Ground, anna: Joined
) -> None:
    for side in OTHERS_SIDE, OWN_SIDE:
        lay(ground, anna, side, "Servicetorget")
    assert [only(ground, *side).guest for side in (OTHERS_SIDE, OWN_SIDE)] == [True, False]
    connection.execute(update(WORKSHOP).values(anonymous=True))
    connection.execute(NOTE.delete())
    lay(ground, anna, OTHERS_SIDE, "Servicetorget")
    assert not only(ground, *OTHERS_SIDE).guest
