"""The results over HTTP: who finds them when, and what the others' screens are told."""

import re

import httpx

from tests.databases import ON_SQLITE
from tests.ground import FIRST, ZONE, plain
from tests.house import Gathering, new_id
from tests.leading.test_roles import appoint
from tests.report_pdf import Reading

TEXTS = ("lapp fra gruppe en", "lapp fra gruppe to")


def write(gathering: Gathering) -> None:
    for person, text in zip((gathering.anna, gathering.carl), TEXTS, strict=True):
        assert person.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text=text).status_code == 200


def share(gathering: Gathering, is_open: bool) -> httpx.Response:
    return gathering.fatma.post(f"/workshops/{gathering.code}/results", data={"open": "1" if is_open else "0"})


def test_those_who_took_part_read_what_all_wrote_while_it_is_open_and_others_never(gathering: Gathering) -> None:
    write(gathering)
    at = f"/workshops/{gathering.code}/results"
    guro, _ = appoint(gathering, "Guro", "1")
    with Gathering(gathering.house) as other:
        strangers = (gathering.otto, other.fatma, other.anna.browser)
        inside = (gathering.anna.browser, gathering.carl.browser, guro)

        def asked(browser: httpx.Client) -> list[int]:
            answers = [browser.get(address) for address in (at, f"{at}?group=1", f"{at}.pdf")]
            found = "".join(
                Reading(each.content).everything if b"%PDF" in each.content else each.text for each in answers
            )
            assert all(text in plain(found) for text in TEXTS) or not any(text in found for text in TEXTS)
            return [answer.status_code for answer in answers]

        assert [asked(browser) for browser in inside] == [[403] * 3, [403] * 3, [404] * 3]
        assert asked(gathering.fatma) == [200] * 3
        assert share(gathering, True).status_code == 303
        assert [asked(browser) for browser in (*inside, gathering.fatma)] == [[200] * 3] * 4
        assert [asked(browser) for browser in strangers] == [[404] * 3] * 3
        share(gathering, False)
        assert [asked(browser) for browser in inside] == [[403] * 3, [403] * 3, [404] * 3]
    said = plain(gathering.anna.browser.get(at).text)
    assert "Resultatet er ikke åpent for deltakerne" in said
    assert [gathering.fatma.get(f"{at}?group={number}").status_code for number in ("9", "0", "9" * 30, "en")] == [
        *(404, 404, 404, 422)
    ]


@ON_SQLITE
def test_every_board_leads_there_while_it_is_open(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    link = f'href="/workshops/{gathering.code}/results"'
    share(gathering, True)
    assert link in anna.until('id="beside"')
    gathering.fatma.post(f"/workshops/{gathering.code}/closing", data={"closed": "1"})
    assert "Les resultatet" in anna.until('id="only-reading"')
    share(gathering, False)
    assert link not in anna.until('id="beside"')
    assert link not in gathering.anna.browser.get(f"/workshops/{gathering.code}/evaluation/thanks").text


@ON_SQLITE
def test_fatma_is_told_what_happens_before_and_after(gathering: Gathering) -> None:
    closing, at = f"/workshops/{gathering.code}/closing", f"/workshops/{gathering.code}/results"
    asked = {"group": "2", "sheet": FIRST}
    gathering.fatma.post(f"/workshops/{gathering.code}/asks", data=asked)
    for page in (closing, at):
        said = plain(gathering.fatma.get(page).text)
        assert "Åpner du, kan alle som var med, lese det alle gruppene skrev" in said
        assert "Workshopen pågår fortsatt" in said
        assert "Gruppe 2 har ikke sagt ja til å vise ark 1 til alle" in said
    write(gathering)
    for shown in (plain(gathering.fatma.get(at).text), Reading(gathering.fatma.get(f"{at}.pdf").content).everything):
        assert "Gruppa har ikke sagt ja til å vise dette arket til alle" in re.sub(r"\s+", " ", shown)
        assert TEXTS[0] in shown
        assert TEXTS[1] not in shown
    share(gathering, True)
    for page in (closing, at):
        assert "Steng for deltakerne" in gathering.fatma.get(page).text
    assert "Steng for deltakerne" not in gathering.anna.browser.get(at).text


@ON_SQLITE
def test_without_names_nothing_tells_who_wrote(gathering: Gathering) -> None:
    with Gathering(gathering.house) as nameless:
        code = gathering.house.make_workshop(nameless.fatma, anonymous="1")
        nameless.code = code
        anna = nameless.join("Anna", next(iter(nameless.kit.perspectives_by_key)), 1)
        anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text=TEXTS[0])
        page = nameless.fatma.get(f"/workshops/{code}/results").text
        assert TEXTS[0] in page
        assert "Anna" not in page
        assert 'class="written" data-perspective' not in page
