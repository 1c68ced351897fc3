"""What a report holds: everything that was written, and nothing that may not be read."""

from typing import Any

import pytest
from sqlalchemy import Connection

from app.board.closing import close, reopen
from app.kits.kit import Kit, ZoneKind
from app.model import WORKSHOP
from app.refusals import NotFound
from app.report.contents import Report, Scope, gather
from tests.ground import FIRST, GARDEN, SILENT, SILENT_ZONE, ZONE, Ground


def texts(report: Report) -> list[str]:
    """All texts in a report, in its order."""
    return [
        note.text for chapter in report.chapters for board in chapter.boards for f in board.fields for note in f.notes
    ]


def action_zone(kit: Kit) -> dict[str, Any]:
    """A sheet and zone where the kit asks for next steps."""
    return next(
        {"sheet": sheet.key, "zone": zone.key}
        for sheet in kit.sheets
        for zone in sheet.zones
        if zone.kind is ZoneKind.ACTIONS
    )


def test_everything_the_groups_wrote_is_in_it(connection: Connection, ground: Ground) -> None:
    anna, carl = ground.join("Anna", 1), ground.join("Carl", 2)
    ground.note(anna, text="Én dør inn")
    ground.note(anna, text="Hver torsdag")
    ground.note(carl, text="Ring biblioteket")
    assert texts(gather(connection, ground.id)) == ["Én dør inn", "Hver torsdag", "Ring biblioteket"]


def test_every_group_and_every_sheet_is_there_before_anything_is_written(
    connection: Connection, ground: Ground
) -> None:
    report = gather(connection, ground.id)
    assert [chapter.name for chapter in report.chapters] == ["Gruppe 1", "Gruppe 2", "Gruppe 3"]
    for chapter in report.chapters:
        assert [board.sheet for board in chapter.boards] == list(ground.kit.sheets)
        assert [board.number for board in chapter.boards] == list(range(1, len(ground.kit.sheets) + 1))
    assert report.notes == 0


def test_a_note_lies_where_it_was_laid(connection: Connection, ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.note(anna, text="Her", x=20, y=80)
    [field] = [field for field in gather(connection, ground.id).chapters[0].boards[0].fields if field.notes]
    assert field.zone.key == ZONE
    assert (field.notes[0].x, field.notes[0].y) == (20, 80)


def test_one_group_can_be_asked_for_alone(connection: Connection, ground: Ground) -> None:
    ground.note(ground.join("Anna", 1), text="Fra Anna")
    ground.note(ground.join("Carl", 2), text="Fra Carl")
    report = gather(connection, ground.id, Scope(groups=frozenset({2})))
    assert texts(report) == ["Fra Carl"]
    assert not report.whole


def test_a_group_that_does_not_exist_is_not_found(connection: Connection, ground: Ground) -> None:
    with pytest.raises(NotFound):
        gather(connection, ground.id, Scope(groups=frozenset({2, 9})))


def test_an_unknown_workshop_is_not_found(connection: Connection, ground: Ground) -> None:
    with pytest.raises(NotFound):
        gather(connection, ground.id + 1)


def test_otto_s_workshop_stays_out_of_it(connection: Connection, ground: Ground) -> None:
    other = Ground(connection)
    other.note(other.join("Otto", 1), text="Fra en annen workshop")
    ground.note(ground.join("Anna", 1), text="Fra Anna")
    assert texts(gather(connection, ground.id)) == ["Fra Anna"]


def test_what_is_written_in_silence_is_counted_but_not_told(connection: Connection, ground: Ground) -> None:
    anna, ben = ground.join("Anna", 1), ground.join("Ben", 1)
    ground.silence(anna)
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="Hemmelig")
    ground.note(ben, sheet=SILENT, zone=SILENT_ZONE, text="Også hemmelig")
    report = gather(connection, ground.id)
    assert texts(report) == []
    assert [board.hidden for board in report.chapters[0].boards if board.sheet.key == SILENT] == [2]
    close(connection, ground.id)
    assert sorted(texts(gather(connection, ground.id))) == ["Hemmelig", "Også hemmelig"]


def test_a_deleted_note_is_neither_told_nor_counted(connection: Connection, ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    note = ground.note(anna, text="Slettet")
    ground.write((anna, {"id": note, "gone": True}))
    report = gather(connection, ground.id)
    assert texts(report) == []
    assert all(board.hidden == 0 for board in report.chapters[0].boards)


def test_names_are_left_out_unless_they_are_asked_for(connection: Connection, ground: Ground) -> None:
    ground.note(ground.join("Anna", 1))
    without = gather(connection, ground.id)
    assert "Anna" not in repr(without)
    asked = gather(connection, ground.id, Scope(names=True))
    assert asked.chapters[0].names == (("Anna", "kommune"),)
    assert asked.chapters[0].boards[0].fields[0].notes[0].author == "Anna"


def test_people_are_counted_by_perspective(connection: Connection, ground: Ground) -> None:
    for name, group, perspective in (("Anna", 1, "kommune"), ("Ben", 1, "sosial-entreprenor"), ("Carl", 2, "kommune")):
        ground.join(name, group, perspective)
    report = gather(connection, ground.id)
    assert dict(report.chapters[0].people) == {"kommune": 1, "sosial-entreprenor": 1}
    assert dict(report.people) == {"kommune": 2, "sosial-entreprenor": 1}


def test_it_is_a_draft_until_the_workshop_is_closed(connection: Connection, ground: Ground) -> None:
    assert gather(connection, ground.id).draft
    close(connection, ground.id)
    assert not gather(connection, ground.id).draft
    reopen(connection, ground.id)
    assert gather(connection, ground.id).draft


def test_next_steps_are_what_lies_where_the_kit_asks_for_them(connection: Connection, ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    place = action_zone(ground.kit)
    for sheet in ground.kit.sheets:
        ground.move(sheet.key)
    ground.note(anna, text="Bare en tanke", sheet=FIRST, zone=ZONE)
    ground.note(anna, text="Ring Fatma før jul", **place)
    first, second, _ = gather(connection, ground.id).chapters
    [(board, note)] = first.actions
    assert (board.sheet.key, note.text) == (place["sheet"], "Ring Fatma før jul")
    assert second.actions == ()


def test_any_kit_will_do(connection: Connection) -> None:
    ground = Ground(connection, GARDEN, groups=1)
    sheet = GARDEN.sheets[0]
    ground.note(ground.join("Anna", 1), sheet=sheet.key, zone=sheet.zones[0].key, text="Poteter")
    close(connection, ground.id)
    report = gather(connection, ground.id)
    assert texts(report) == ["Poteter"]
    assert [board.sheet.title for board in report.chapters[0].boards] == [sheet.title for sheet in GARDEN.sheets]


def test_some_sheets_can_be_asked_for_alone(connection: Connection, ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.note(anna, text="På det første")
    ground.move("motepunkter")
    ground.note(anna, sheet="motepunkter", zone="til-kommunen", text="På det tredje")
    report = gather(connection, ground.id, Scope(sheets=frozenset({"motepunkter", "effekter"})))
    assert [sheet.key for sheet in report.sheets] == ["motepunkter", "effekter"]
    assert [board.number for board in report.chapters[0].boards] == [3, 7]
    assert texts(report) == ["På det tredje"]
    with pytest.raises(NotFound):
        gather(connection, ground.id, Scope(sheets=frozenset({"finnes-ikke"})))


def test_what_is_over_can_still_be_asked_for_as_a_draft(connection: Connection, ground: Ground) -> None:
    close(connection, ground.id)
    assert not gather(connection, ground.id).draft
    assert gather(connection, ground.id, Scope(draft=True)).draft


def test_its_language_is_the_workshop_s_unless_another_is_asked_for(connection: Connection, ground: Ground) -> None:
    assert gather(connection, ground.id).language == ground.kit.language == "nb"
    connection.execute(WORKSHOP.update().values(language="nn", place="Rådhuset"))
    report = gather(connection, ground.id)
    assert (report.language, report.place) == ("nn", "Rådhuset")
    assert gather(connection, ground.id, Scope(language="en")).language == "en"
