"""The demo workshop's content fits the kit: people, places, and notes that can all be read."""

import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

from app.kits.folder import load
from app.kits.parts import Box
from app.kits.worksheet import Worksheet
from app.kits.zone import Zone, ZoneKind
from app.workshop.evaluation import SCALE

FOLDER = Path(__file__).parent.parent / "worksheets" / "veier-til-samarbeid"
KIT = load(FOLDER)
DEMO = tomllib.loads((FOLDER / "demo.toml").read_text("utf-8"))
PEOPLE: list[dict[str, Any]] = DEMO["people"]
NOTES: list[dict[str, Any]] = DEMO["notes"]
MAY_SAY = {"card", "tags", "from", "beside", "whom", "due", "at_first", "thrown", "restored"}
CLUSTERED = {(each["group"], each["sheet"], text) for each in DEMO["clusters"] for text in each["notes"]}

# Width and height by the longest text, in per cent of the sheet; roughly what the stylesheet makes of it.
SIZES = ((40, 9, 12.7), (110, 10.5, 12.7), (240, 14, 15), (500, 19, 20))
HEAD = 8


def place(note: dict[str, Any], zone: Zone) -> Box:
    """Where the note lies: per cent of its free way below the zone's label, in a ring of the whole ring."""
    width, height = next((w, h) for most, w, h in SIZES if len(note["text"]) <= most)
    head = 0 if zone.shape == "ring" else HEAD
    free_x, free_y = zone.w - width, max(0, zone.h - head - height)
    return Box(zone.x + free_x * note["x"] / 100, zone.y + head + free_y * note["y"] / 100, width, height)


def covered(first: Box, second: Box) -> float:
    """How much of the smaller lies under the other, as a share."""
    across = min(first.x + first.w, second.x + second.w) - max(first.x, second.x)
    down = min(first.y + first.h, second.y + second.h) - max(first.y, second.y)
    return max(0, across) * max(0, down) / min(first.w * first.h, second.w * second.h)


def boards() -> list[tuple[int, Worksheet, list[tuple[dict[str, Any], Zone]]]]:
    return [
        (
            group,
            sheet,
            [
                (note, sheet.zones_by_key[note["zone"]])
                for note in NOTES
                if (note["group"], note["sheet"]) == (group, sheet.key)
            ],
        )
        for group in range(1, len(DEMO["groups"]) + 1)
        for sheet in KIT.sheets
    ]


def test_three_groups_of_five_or_six_with_mixed_perspectives() -> None:
    assert len(DEMO["groups"]) == 3
    assert len(PEOPLE) == len({person["name"] for person in PEOPLE}) == 16
    assert sorted(Counter(person["group"] for person in PEOPLE).values()) == [5, 5, 6]
    for group in range(1, 4):
        mixed = {person["perspective"] for person in PEOPLE if person["group"] == group}
        assert mixed == set(KIT.perspectives_by_key)


def test_every_note_lies_in_a_zone_and_is_written_by_one_of_its_group() -> None:
    groups = {person["name"]: person["group"] for person in PEOPLE}
    for note in NOTES:
        assert set(note) - MAY_SAY == {"group", "sheet", "zone", "author", "text", "x", "y"}
        assert note["zone"] in KIT.sheets_by_key[note["sheet"]].zones_by_key
        assert groups[note["author"]] == note["group"]
        assert note["x"] in range(101)
        assert note["y"] in range(101)


def test_there_are_some_two_hundred_notes_and_everybody_wrote() -> None:
    assert 140 <= len(NOTES) <= 240
    assert {note["author"] for note in NOTES} == {person["name"] for person in PEOPLE}


def test_every_group_worked_on_every_sheet() -> None:
    assert all(len(notes) >= 4 for _, _, notes in boards())


def test_notes_are_as_people_write_them() -> None:
    texts = [note["text"] for note in NOTES]
    assert all(text == text.strip() and 0 < len(text) <= 300 for text in texts)
    assert len(set(texts)) > 0.95 * len(texts)
    assert sum(len(text) <= 40 for text in texts) > len(texts) / 3
    assert any(len(text) > 240 for text in texts)
    assert any(ord(letter) > 0x1F300 for text in texts for letter in text)
    assert not any("@" in text for text in texts)


def test_every_group_has_next_steps_on_two_sheets() -> None:
    for group in range(1, 4):
        steps = [
            note["sheet"]
            for number, _, notes in boards()
            for note, zone in notes
            if number == group and zone.kind is ZoneKind.ACTIONS
        ]
        assert len(set(steps)) == 2
        assert len(steps) >= 4


def free(number: int, sheet: Worksheet, notes: list[tuple[dict[str, Any], Zone]]) -> list[tuple[dict[str, Any], Zone]]:
    """The notes that lie where they were put, neither in a cluster nor beside a row."""
    return [
        (note, zone)
        for note, zone in notes
        if "beside" not in note and (number, sheet.key, note["text"]) not in CLUSTERED
    ]


def test_no_note_hides_another() -> None:
    for number, sheet, notes in boards():
        for (one, its_zone), (other, others_zone) in combinations(free(number, sheet, notes), 2):
            share = covered(place(one, its_zone), place(other, others_zone))
            assert share < 0.15, (one["text"], other["text"])


def test_what_people_do_with_notes_names_notes_people_and_cards_that_are_there() -> None:
    there = {(note["group"], note["sheet"], note["text"]) for note in NOTES}
    members = {number: [p["name"] for p in PEOPLE if p["group"] == number] for number in range(1, 4)}
    for note in NOTES:
        sheet = KIT.sheets_by_key[note["sheet"]]
        assert note.get("card") in (None, *sheet.cards_by_key)
        assert set(note.get("tags", ())) <= set(sheet.zones_by_key[note["zone"]].tags)
        assert "from" not in note or (note["group"], note["from"], note["text"]) in there
    for vote in DEMO["votes"]:
        assert (vote["group"], vote["sheet"], vote["note"]) in there
        assert set(vote["dots"]) <= set(members[vote["group"]])
    for stand in DEMO["stands"]:
        most = len(KIT.sheets_by_key[stand["sheet"]].zones_by_key[stand["zone"]].stands)
        assert len(stand["answers"]) == len(members[stand["group"]])
        assert all(-1 <= answer < most for answer in stand["answers"])
    assert there >= CLUSTERED


def test_every_sketch_is_told_in_words_and_every_field_to_write_in_is_filled() -> None:
    groups = {person["name"]: person["group"] for person in PEOPLE}
    fields = {(sheet.key, zone.shared) for sheet in KIT.sheets for zone in sheet.zones if zone.shared}
    for group in range(1, 4):
        assert fields == {(each["sheet"], each["zone"]) for each in DEMO["texts"] if each["group"] == group}
        assert {each["zone"] for each in DEMO["sketches"] if each["group"] == group} == {"samarbeidet"}
    assert all(groups[each["author"]] == each["group"] for each in DEMO["texts"])
    for note in NOTES:
        assert KIT.sheets_by_key[note["sheet"]].zones_by_key[note["zone"]].kind is not ZoneKind.TEXT


def test_the_evaluation_is_answered_without_names() -> None:
    questions = {question.key: question for question in KIT.evaluation}
    for answers in DEMO["evaluations"]:
        assert set(answers) <= set(questions)
        assert all(said in SCALE for key, said in answers.items() if questions[key].low)
    said = [text for answers in DEMO["evaluations"] for text in answers.values()]
    assert not any(person["name"] in text for person in PEOPLE for text in said)


def test_notes_keep_clear_of_inner_rings_and_of_the_question() -> None:
    for number, sheet, notes in boards():
        for note, zone in free(number, sheet, notes):
            box = place(note, zone)
            assert all(covered(box, clear) < 0.1 for clear in sheet.keep_clear(zone)), note["text"]
