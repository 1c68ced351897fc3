"""A workshop's archive over HTTP: for who leads it all, whole and while others write."""

import io

from app.archive.archives import PIECE, pieces
from tests.ground import FIRST, ZONE
from tests.house import Gathering, new_id


def test_fatma_gets_everything_in_one_file(gathering: Gathering) -> None:
    note = new_id()
    for text in ("Tanke 7f", "Tanke 7s"):
        gathering.anna.write(write=new_id(), id=note, sheet=FIRST, zone=ZONE, text=text, seen=10**6)
    address = f"/workshops/{gathering.code}/archive.json"
    answer = gathering.fatma.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    name = "veier-til-samarbeid-i-elvebyen-arkiv.json"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert [each["text"] for each in answer.json()["notes"]] == ["Tanke 7s"]
    assert "Tanke 7f" not in answer.text
    whole = gathering.fatma.get(f"{address}?history=1").json()
    assert [each["state"]["text"] for each in whole["changes"]] == ["Tanke 7f", "Tanke 7s"]
    assert gathering.fatma.get(f"{address}?history=tull").status_code == 422


def test_nobody_else_does(gathering: Gathering) -> None:
    for browser in (gathering.anna.browser, gathering.otto):
        for query in ("", "?history=1"):
            answer = browser.get(f"/workshops/{gathering.code}/archive.json{query}")
            assert answer.status_code == 404
            assert "Rundt bordet" not in answer.text


def test_a_large_one_is_sent_piece_by_piece() -> None:
    whole = bytes(3 * PIECE - 1)
    assert list(map(len, pieces(io.BytesIO(whole)))) == [PIECE, PIECE, PIECE - 1]
