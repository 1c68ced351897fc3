"""The front page, and regaining a role."""

import re
from html import unescape

import pytest

from tests.ground import mistakes, plain
from tests.house import House, cookies_of


def test_a_code_leads_to_its_workshop_however_it_is_typed(house: House) -> None:
    with house.browser() as otto:
        code = house.make_workshop(otto)
        for typed in (code, code.lower(), code.replace("-", " "), f" {code} "):
            answer = otto.post("/", data={"code": typed})
            assert (answer.status_code, answer.headers["location"]) == (303, f"/{code}")


@pytest.mark.parametrize("typed", ["", "AAA-AAA", "<b>", "x" * 5000])
def test_a_wrong_code_says_so_and_keeps_what_was_typed(house: House, typed: str) -> None:
    with house.browser() as otto:
        answer = otto.post("/", data={"code": typed})
    assert answer.status_code == 404
    assert mistakes(answer.text) == {"code": "Koden finnes ikke. Se på skjermen eller spør fasilitatoren."}
    assert unescape(re.findall(r'id="code" name="code" value="([^"]*)"', answer.text)[0]) == typed


def test_a_rescue_code_gives_the_role_on_another_machine(house: House) -> None:
    with house.browser() as fatma, house.browser() as other:
        code = house.make_workshop(fatma)
        rescue = re.findall(r'class="big-code">(\w{4}(?:-\w{4}){3})<', fatma.get(f"/workshops/{code}/made").text)[0]
        typed = {"code": code.lower(), "rescue": rescue.upper().replace("-", " ")}
        answer = other.post("/rescue", data=typed)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/workshops/{code}")
        assert cookies_of(other).startswith(f"fasilitator-{code}=")
        for browser in (fatma, other):
            assert browser.get(f"/workshops/{code}").status_code == 200, "the groups and the first machine go on"


def test_a_wrong_rescue_code_says_which_part_is_wrong(house: House) -> None:
    with house.browser() as fatma, house.browser() as otto:
        code = house.make_workshop(fatma)
        wrong_code = otto.post("/rescue", data={"code": "AAA-AAA", "rescue": "acef"})
        assert (wrong_code.status_code, list(mistakes(wrong_code.text))) == (404, ["code"])
        wrong_rescue = otto.post("/rescue", data={"code": code, "rescue": "acef-acef-acef-acef"})
        assert (wrong_rescue.status_code, list(mistakes(wrong_rescue.text))) == (403, ["rescue"])
        assert 'value="acef-acef-acef-acef"' in wrong_rescue.text
        assert otto.get(f"/workshops/{code}").status_code == 404
        assert "Led workshopen fra denne maskinen" in plain(otto.get("/rescue").text)
