"""Digests: beside the sheet, as pages of their own, and for nobody else's workshop."""

import re

from tests.ground import PRINTED, SILENT, plain
from tests.house import Gathering

CHAPTER = PRINTED.reading[0]


def link(gathering: Gathering) -> tuple[str, str]:
    """Where the second sheet's reading step leads: the page, and what is laid beside the sheet."""
    gathering.move(SILENT)
    page = gathering.anna.browser.get(f"/workshops/{gathering.code}/board").text
    [whole, beside] = re.findall(r'href="([^"]+)" data-reading="([^"]+)"', page)[0]
    return whole, beside


def test_a_reading_step_leads_to_its_digest(gathering: Gathering) -> None:
    page, beside = link(gathering)
    for address in (page, beside):
        answer = gathering.anna.browser.get(address)
        assert answer.status_code == 200
        said = plain(answer.text)
        assert f"{CHAPTER.minutes} minutter" in said
        assert f"side {CHAPTER.pages.replace('-', '–')}" in said
        assert "Hva er en sosial entreprenør?" in said
    assert "<html" in gathering.anna.browser.get(page).text
    assert "<html" not in gathering.anna.browser.get(beside).text


def test_what_is_laid_beside_the_sheet_may_be_kept_for_ever(gathering: Gathering) -> None:
    _, beside = link(gathering)
    assert "immutable" in gathering.anna.browser.get(beside).headers["cache-control"]


def test_fatma_can_read_and_print_it_too_and_otto_cannot(gathering: Gathering) -> None:
    page, _ = link(gathering)
    assert gathering.fatma.get(page).status_code == 200
    refused = gathering.otto.get(page)
    assert refused.status_code == 404
    assert "Elvebyen" not in refused.text


def test_a_text_that_is_not_in_the_kit_is_not_found(gathering: Gathering) -> None:
    page, beside = link(gathering)
    for address in (page, beside.partition("?")[0]):
        assert gathering.anna.browser.get(address.replace(CHAPTER.key, "finnes-ikke")).status_code == 404
    assert gathering.anna.browser.get(f"/kits/{'0' * 64}/reading/{CHAPTER.key}").status_code == 404
