"""Undo takes back one's own last acts, whatever others do, and never somebody else's."""

from tests.house import Gathering, new_id

SHEET, ZONE = "hensikt", "rundt-bordet"


def board(gathering: Gathering) -> str:
    return gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text


def undo(person: object, gathering: Gathering, **values: str) -> int:
    form = {"write": new_id(), "sheet": SHEET} | values
    headers = {"hx-request": "true"}
    return int(person.browser.post(f"/workshops/{gathering.code}/undos", data=form, headers=headers).status_code)  # type: ignore[attr-defined]


def test_anna_takes_back_step_by_step_while_ben_goes_on(gathering: Gathering) -> None:
    note = {"id": new_id(), "sheet": SHEET, "zone": ZONE, "text": "Først"}
    gathering.anna.write(write=new_id(), **note)
    gathering.anna.write(write=new_id(), id=note["id"], text="Så")
    gathering.ben.write(write=new_id(), id=new_id(), sheet=SHEET, zone=ZONE, text="Bens egen")
    assert undo(gathering.anna, gathering) == 200
    assert "Først" in board(gathering)
    assert "Så" not in board(gathering).split("data-drafts")[1]
    assert undo(gathering.anna, gathering) == 200
    assert "Først" not in board(gathering)
    assert "Bens egen" in board(gathering)
    assert undo(gathering.anna, gathering) == 409


def test_what_ben_has_changed_since_is_left_as_it_is(gathering: Gathering) -> None:
    note = {"id": new_id(), "sheet": SHEET, "zone": ZONE, "text": "Annas"}
    gathering.anna.write(write=new_id(), **note)
    gathering.ben.write(write=new_id(), id=note["id"], text="Bens ord")
    assert undo(gathering.anna, gathering) == 409
    assert "Bens ord" in board(gathering)


def test_an_undo_sent_twice_takes_back_one_act(gathering: Gathering) -> None:
    for text in ("En", "To"):
        gathering.anna.write(write=new_id(), id=new_id(), sheet=SHEET, zone=ZONE, text=f"Lapp {text}")
    write = new_id()
    assert [undo(gathering.anna, gathering, write=write) for _ in range(2)] == [200, 200]
    assert "Lapp En" in board(gathering)
    assert "Lapp To" not in board(gathering)


def test_a_deletion_is_taken_back(gathering: Gathering) -> None:
    note = {"id": new_id(), "sheet": SHEET, "zone": ZONE, "text": "Kommer igjen"}
    gathering.anna.write(write=new_id(), **note)
    gathering.anna.write(write=new_id(), id=note["id"], gone="true")
    assert "Kommer igjen" not in board(gathering)
    undo(gathering.anna, gathering)
    assert "Kommer igjen" in board(gathering)
