"""Drawing: static files' addresses, dates, and text that stays text."""

from datetime import date

import pytest
from jinja2 import UndefinedError

from app.pages.drawing import STATIC, VERSION, asset, day, environment, fragment
from app.settings import Operator
from tests.databases import Store
from tests.house import House


def test_a_date_is_written_as_norwegians_write_it() -> None:
    assert day(date(2026, 5, 1)) == "1. mai 2026"
    assert day(date(2026, 11, 21)) == "21. november 2026"


def test_what_a_page_is_not_given_is_a_mistake_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        fragment("_note.html")


def test_text_is_never_markup_in_any_template() -> None:
    assert fragment("_refusal.html", write='"><script>', text="<b>", again=False).count("<") == 2
    for name in environment("nb").list_templates(["html"]):
        source = (STATIC.parent / "templates" / name).read_text("utf-8")
        assert "|safe" not in source.replace(" ", ""), name
        assert "autoescape" not in source, name


def test_a_static_file_may_be_kept_for_ever_under_its_digest(house: House) -> None:
    with house.browser() as otto:
        lasting = otto.get(asset("css/theme.css"))
        assert (lasting.status_code, lasting.headers["content-type"]) == (200, "text/css; charset=utf-8")
        assert lasting.headers["cache-control"] == "public, max-age=31536000, immutable"
        stale = otto.get("/static/0123456789ab/css/theme.css")
        assert (stale.status_code, stale.headers["cache-control"]) == (200, "no-cache")
        missing = otto.get(asset("css/finnes-ikke.css"))
        assert (missing.status_code, missing.headers["cache-control"]) == (404, "no-store")


@pytest.mark.parametrize(
    "path", ["../app/web.py", "..%2Fapp%2Fweb.py", "css/../../app/web.py", "/etc/passwd", "", "css"]
)
def test_only_what_lies_among_the_static_files_is_given_out(house: House, path: str) -> None:
    with house.browser() as otto:
        assert otto.get(asset("") + path).status_code == 404


def test_every_page_says_which_version_it_is_and_who_runs_it(store: Store) -> None:
    operator = Operator("Lillevik kommune", "https://lillevik.example/uu", "https://lillevik.example/personvern")
    with House(store, operator=operator) as house, house.browser() as otto:
        page = otto.get("/").text
    assert f"Oppgaveark {VERSION}" in page
    for link in (
        'href="https://lillevik.example/uu"',
        'href="https://lillevik.example/personvern"',
        "Lillevik kommune",
    ):
        assert link in page
    environment("nb").globals["operator"] = Operator()


def test_large_pages_are_compressed(house: House) -> None:
    with house.browser() as otto:
        assert otto.get("/workshops/new").headers["content-encoding"] == "gzip"
