"""The report over HTTP, in every format: for the facilitator, at any time, without names unless they are asked for."""

import re

from app.report.formats import FORMATS
from app.report.reports import file_name
from tests.ground import FIRST, SILENT, ZONE
from tests.house import Gathering, new_id
from tests.report_files import READERS
from tests.report_pdf import Reading


def read(gathering: Gathering, **asked: str) -> str:
    answer = gathering.fatma.get(f"/workshops/{gathering.code}/report.pdf", params=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    return re.sub(r"\s+", " ", Reading(answer.content).everything)


def test_fatma_fetches_the_report_while_the_workshop_goes_on(gathering: Gathering) -> None:
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Skrevet av Anna i gruppe en")
    gathering.carl.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Skrevet av en annen gruppe")
    text = read(gathering)
    assert "Skrevet av Anna i gruppe en" in text
    assert "Skrevet av en annen gruppe" in text
    only = read(gathering, group="2")
    assert "Skrevet av en annen gruppe" in only
    assert "gruppe en" not in only


def test_names_are_left_out_unless_fatma_asks_for_them(gathering: Gathering) -> None:
    gathering.ben.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Hvem skrev dette")
    assert "Ben" not in read(gathering)
    assert "Ben" in read(gathering, names="1")


def test_the_file_is_named_after_the_workshop(gathering: Gathering) -> None:
    answer = gathering.fatma.get(f"/workshops/{gathering.code}/report.pdf")
    assert 'filename="veier-til-samarbeid-i-elvebyen.pdf"' in answer.headers["content-disposition"]
    assert file_name('Øl & "ære" i Ås\r\nx') == "ol-aere-i-as-x"
    assert file_name("日本") == "rapport"


def test_every_other_format_is_a_file_to_keep(gathering: Gathering) -> None:
    gathering.anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Skrevet av Anna i gruppe en")
    gathering.carl.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="Skrevet av en annen gruppe")
    for ending in ("docx", "xlsx", "md"):
        address = f"/workshops/{gathering.code}/report.{ending}"
        answer = gathering.fatma.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, FORMATS[ending].media_type)
        name = f"veier-til-samarbeid-i-elvebyen.{ending}"
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert "Skrevet av Anna i gruppe en" in READERS[ending](answer.content)
        part = gathering.fatma.get(
            f"{address}?group=2&group=3&sheet={FIRST}&sheet={SILENT}&draft=1&names=1&language=nb"
        )
        text = READERS[ending](part.content)
        assert "Skrevet av en annen gruppe" in text
        assert "Carl" in text
        assert "Anna i gruppe en" not in text
        assert "Gruppe 2 · Gruppe 3 · ark 1 og 2" in text


def test_a_part_that_is_not_there_has_no_report(gathering: Gathering) -> None:
    asked = ("group=4", f"group={'9' * 30}", "group=1&group=4", "sheet=ukjent", f"sheet={FIRST}&sheet=", "group=en")
    wrong = ("language=fr", "names=kanskje")
    for ending in FORMATS:
        address = f"/workshops/{gathering.code}/report.{ending}"
        answers = [gathering.fatma.get(f"{address}?{each}").status_code for each in (*asked, *wrong)]
        assert answers == [404, 404, 404, 404, 404, 422, 422, 422]


def test_the_report_is_for_nobody_else(gathering: Gathering) -> None:
    with Gathering(gathering.house) as other:
        for browser in (gathering.anna.browser, gathering.otto, other.fatma):
            for ending in FORMATS:
                answer = browser.get(f"/workshops/{gathering.code}/report.{ending}")
                assert answer.status_code == 404
                assert answer.content[:4] not in (b"%PDF", b"PK\x03\x04")
