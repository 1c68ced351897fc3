"""Acts that no browser of ours sends, over both doors: each is refused with a reason, and the board stays as it was."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pycrdt import Doc, Text

from app.board.messages import Pen
from app.storage.keeping import problems
from tests.databases import Store
from tests.house import Gathering, House, Person, new_id
from tests.raw import nothing_wrong


def update_of(written: str) -> str:
    """What a browser sends that has written this in a field."""
    doc: Doc[Text] = Doc()
    doc["text"] = Text(written)
    return b64encode(doc.get_update()).decode()


SHEET = SKETCH = "samarbeidet"
FIELD = "sektor"
LINE = {"act": "note", "id": new_id(), "sheet": SHEET, "zone": SKETCH, "text": "", "kind": "line"}
TEXT = {"act": "text", "sheet": SHEET, "zone": FIELD}
ANSWER = {"act": "answer", "sheet": SHEET, "step": 0, "value": 1}

ACTS: dict[str, dict[str, Any]] = {
    "a line without points": LINE,
    "a line of nothing": LINE | {"points": []},
    "a line of half a point": LINE | {"points": [1, 2, 3, 4]},
    "a line of letters": LINE | {"points": ["a", "b", "c"]},
    "a line of lists": LINE | {"points": [[1, 2, 3]]},
    "a line of parts": LINE | {"points": [0.5, 0.5, 0.5]},
    "a line of something else": LINE | {"points": {"x": 1}},
    "a line far outside": LINE | {"points": [10**9, 0, 500]},
    "a line beyond all numbers": LINE | {"points": [10**400, 0, 500]},
    "a line too long": LINE | {"points": [1] * 3003},
    "a line of no colour there is": LINE | {"points": [1, 2, 3], "colour": "gull"},
    "a line of a colour that is code": LINE | {"points": [1, 2, 3], "colour": '"}#panic()'},
    "a line where nobody draws": LINE | {"points": [1, 2, 3], "zone": FIELD},
    "a note of points": LINE | {"points": [1, 2, 3], "kind": "note", "text": "x"},
    "a kind that is none": LINE | {"kind": "circle"},
    "a text that is no update": TEXT | {"update": "Hei"},
    "a text of nothing": TEXT | {"update": ""},
    "a text too long": TEXT | {"update": "A" * 60_001},
    "a text that is a list": TEXT | {"update": ["AAA="]},
    "a text in no field for it": TEXT | {"zone": SKETCH, "update": update_of("Hei")},
    "a text in a field of another sheet": TEXT | {"sheet": "hensikt", "update": update_of("Hei")},
    "a text longer than there is room for": TEXT | {"update": update_of("a" * 5001)},
    "an answer nobody asked for": ANSWER | {"subject": "finnes-ikke"},
    "an answer far too large": ANSWER | {"value": 21, "subject": ""},
    "an answer to a step far away": ANSWER | {"step": 99},
    "an answer to something else": ANSWER | {"subject": "<b>"},
    "a sharing of no sheet there is": {"act": "share", "sheet": "finnes-ikke"},
    "an undo on no sheet there is": {"act": "undo", "sheet": "../.."},
}


@pytest.fixture(scope="module")
def crowd(lasting_store: Store) -> Iterator[Gathering]:
    with House(lasting_store) as house, Gathering(house) as gathering:
        gathering.move(SHEET)
        yield gathering


def over_http(person: Person, act: str, **values: Any) -> tuple[int, str]:
    form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}
    answer = person.browser.post(f"/workshops/{person.code}/{act}s", data=form, headers={"hx-request": "true"})
    return answer.status_code, answer.text


def board(person: Person) -> str:
    return person.browser.get(f"/workshops/{person.code}/board").text.split("<article")[1].split("</article>")[0]


@pytest.mark.parametrize("values", ACTS.values(), ids=ACTS.keys())
def test_an_act_that_cannot_be_meant_is_refused_over_both_doors(crowd: Gathering, values: dict[str, Any]) -> None:
    before = board(crowd.ben)
    with nothing_wrong():
        write = new_id()
        status, said = over_http(crowd.anna, **{"write": write} | values)
        assert status in (404, 409, 422)
        assert write in said or "refusal" in said
        with crowd.anna.listen() as anna:
            anna.say(**{"write": (write := new_id())} | values)
            assert f'data-write="{write}"' in anna.until("refusal")
    assert board(crowd.ben) == before
    assert crowd.house.ask(lambda connection: list(problems(connection))) == []


def test_every_pen_on_the_board_is_one_that_is_understood(crowd: Gathering) -> None:
    pens = re.findall(r'name="colour" value="(\w+)"', board(crowd.anna))
    assert set(pens) == set(get_args(Pen))
