"""The interface's words: all of them can be translated, and all of them are plain Norwegian."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from jinja2 import nodes

from app.language import LANGUAGES, REPORTED, catalogue
from app.pages.drawing import environment
from tests.ground import ROOT

PAGES = environment("nb").list_templates(["html"])
SPEAKING = (
    *("archive/checking", "archive/importing", "archive/mistakes", "archive/notes"),
    *("leading/cockpit", "leading/copying", "leading/facilitation", "leading/making", "leading/records"),
    *("plenary/conducting", "plenary/screen", "results/showing"),
    *(
        "pages/answers",
        "pages/forms",
        "participating/arriving",
        "participating/front",
        "participating/table",
        "refusals",
        "workshop/checklist",
    ),
)
"""The modules whose words stand on pages. The command line and the log speak to the operator, in Norwegian only."""

REPORTING = ("app/report/", *(f"app/paper/{name}.py" for name in ("blank_pages", "cards", "words")))
"""The modules whose words stand in what leaves the house, which can be in other languages than the interface."""

ALIKE_IN_ENGLISH = {"min"}

READ_ALOUD = {"title", "alt", "placeholder", "aria-label", "aria-description", "value", "content"}
OUR_NAME = "Oppgaveark"


def messages() -> list[tuple[str, tuple[str, ...]]]:
    """Every text marked for translation: where it stands, and its forms."""
    methods = [("app/**.py", "python"), ("templates/**.html", "jinja2")]
    found = extract_from_dir(ROOT, methods, keywords=DEFAULT_KEYWORDS, directory_filter=wanted)
    return [
        (f"{file}:{line}", message if isinstance(message, tuple) else (message,)) for file, line, message, *_ in found
    ]


def wanted(folder: str) -> bool:
    return Path(folder).name != "__pycache__"


def skeleton(name: str) -> str:
    """A template's own markup and words, with an x for whatever it is given or has translated."""
    parsed = environment("nb").parse((ROOT / "templates" / name).read_text("utf-8"))
    parts = [part.data if isinstance(part, nodes.TemplateData) else "x" for part in parsed.find_all(nodes.Expr)]
    return "".join(parts)


def unmarked(name: str) -> list[str]:
    """The sentences that stand in a template's expressions without being translated."""
    parsed = environment("nb").parse((ROOT / "templates" / name).read_text("utf-8"))
    calls = [
        call for call in parsed.find_all(nodes.Call) if getattr(call.node, "name", "") in ("_", "gettext", "ngettext")
    ]
    marked = {id(each) for call in calls for each in call.find_all(nodes.Const)}
    texts = [
        each.value for each in parsed.find_all(nodes.Const) if id(each) not in marked and isinstance(each.value, str)
    ]
    return [text for text in texts if re.search(r"[æøåÆØÅ]|[a-z]{2,} [a-z]{2,}", text)]


class Words(HTMLParser):
    """The words in markup that a person would see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if tag != "meta" and (name in READ_ALOUD or (name.startswith("data-") and " " in (value or "").strip())):
                self.hear(value or "")

    def handle_data(self, data: str) -> None:
        # Blocks and macros may hold attributes for a tag that stands elsewhere.
        self.hear(re.sub(r'\b(?!title|alt|placeholder|aria-label)[a-z-]+="[^"]*"', "", data))

    def hear(self, text: str) -> None:
        found = re.findall(r"(?<!#)\b[^\W\d_]{2,}", text)
        self.found += [word for word in found if word != OUR_NAME and set(word) != {"x"}]


def words(markup: str) -> list[str]:
    parser = Words()
    parser.feed(markup)
    parser.close()
    return parser.found


@pytest.mark.parametrize("name", PAGES)
def test_no_template_says_a_word_that_cannot_be_translated(name: str) -> None:
    assert words(skeleton(name)) == unmarked(name) == []


def test_a_word_that_cannot_be_translated_would_be_heard() -> None:
    markup = '<p title="Hei du" data-say="kom inn">Velkommen <b class="stor">hit</b></p> Oppgaveark class="stor liten"'
    assert words(markup) == ["Hei", "du", "kom", "inn", "Velkommen", "hit"]


def test_hundreds_of_texts_can_be_translated() -> None:
    texts = {message for _, message in messages()}
    assert len(texts) > 200
    for known in ("Bli med", "Neste trinn", "Lag workshopen", "Koden stemmer ikke. Se etter en gang til."):
        assert (known,) in texts
    assert ("%(count)s person er her", "%(count)s personer er her") in texts


def test_texts_are_plain_norwegian() -> None:
    english = re.compile(
        r"\b(?:click|submit|error|please|session|board|user|login|cancel|the|and|team|feedback)\b", re.IGNORECASE
    )
    for where, message in messages():
        for text in message:
            assert text, where
            assert text == text.strip() or text.endswith(": "), where
            assert "!" not in text, where
            assert not english.search(text), (where, text)
            assert not re.search(r"%(?!\(\w+\)[sd]|%)", text), (where, text)


@pytest.mark.parametrize("language", sorted(REPORTED.keys() - {"nb"}))
def test_everything_a_report_says_is_in_every_language_it_can_be_in(language: str) -> None:
    catalogued = catalogue(language)
    said = [message for where, message in messages() if where.startswith(REPORTING)]
    assert len(said) > 80
    for message in said:
        forms = [catalogued.ngettext(message[0], message[-1], count) for count in (1, 2)]
        for source, told in zip(message, forms if len(message) > 1 else [catalogued.gettext(message[0])], strict=True):
            assert told, source
            assert names_in(told) == names_in(source), source
    missing = {message for message in said if catalogued.gettext(message[0]) == message[0] and language == "en"}
    assert {message[0] for message in missing} <= ALIKE_IN_ENGLISH


def names_in(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", text))


def norwegian(tree: ast.AST) -> Iterator[str]:
    """Constant texts that read like sentences and are not marked; docstrings are English and read by us only."""
    marked, quiet = set[ast.AST](), set[ast.AST]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            marked |= set(ast.walk(node))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in marked | quiet:
            yield from re.findall(r".*[æøåÆØÅ].*|.*[a-z]{2,} [a-z]{2,}.*|^[A-Z][a-z]+ ?$", node.value)


@pytest.mark.parametrize("module", SPEAKING)
def test_no_module_says_on_a_page_what_cannot_be_translated(module: str) -> None:
    said = set(norwegian(ast.parse((ROOT / "app" / f"{module}.py").read_text("utf-8"))))
    assert said - {"Value", "Refused"} == set()


def test_without_a_catalogue_the_source_itself_is_shown() -> None:
    assert "nb" in LANGUAGES
    assert catalogue("nb").gettext("Neste trinn") == "Neste trinn"
    assert catalogue("nb").ngettext("%(count)s person", "%(count)s personer", 2) == "%(count)s personer"
