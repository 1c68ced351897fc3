"""The bytes that everybody is sent, before and after a thing may be seen: every role, step and way, word by word."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import func, select, update
from sqlmodel import SQLModel

from app.kits.kit import Kit
from app.model import CHANGE, NOTE, PARTICIPANT, WORKSHOP
from tests.databases import ON_EITHER, Store
from tests.ears import Eavesdropper, known, paths, unheard
from tests.house import Gathering, House
from tests.silence import CHOOSE, FINISHED, SHARE, SHEET, VOTE, WORDS, do, secrets, silent, write_in_silence, written

UNHEARD = {
    *("/kits/{digest}.css", "/kits/{digest}/reading/{key}", "/people/{person}.css", "/rescue"),
    *("/workshops/new", "/workshops/import"),
    "/workshops/{code}/facilitators/{token}",
    *(f"/workshops/{{code}}/{name}.pdf" for name in ("blank-sheets", "blank-notes", "poster")),
    "/healthz",
}
"""What holds nothing that people write: styles, the kit's texts and empty sheets, the ways in."""


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return silent(tmp_path / "kits")


@pytest.fixture
def crowd(store: Store, kit: Kit, tmp_path: Path) -> Iterator[Gathering]:
    with House(store, kits=tmp_path / "kits") as house, Gathering(house, kit) as gathering:
        yield gathering


@pytest.fixture
def ears(crowd: Gathering) -> Iterator[dict[str, Eavesdropper]]:
    """Members, another group's, the facilitator with her looks, the Screen, another workshop's, and a stranger."""
    own, looks = (
        ["live?since=0", f"live?since=1&sheet={SHEET}"],
        ["overview/live", "groups/1/live?since=1", "groups/2/live"],
    )
    house = crowd.house
    with house.browser() as wall, house.browser() as stranger, Gathering(house, crowd.kit) as other:
        yield {
            **{
                name[0]: Eavesdropper(crowd, getattr(crowd, name).browser, own, WORDS)
                for name in ("anna", "ben", "carl")
            },
            "fatma": Eavesdropper(crowd, crowd.fatma, looks, WORDS),
            "screen": Eavesdropper(crowd, wall, [f"{crowd.screen}/live"], WORDS),
            "otto": Eavesdropper(crowd, other.fatma, [*own, *looks], WORDS),
            "oda": Eavesdropper(crowd, other.anna.browser, [*own, *looks], WORDS),
            "stranger": Eavesdropper(crowd, stranger, [*own, *looks], WORDS),
        }


@ON_EITHER
def test_nobody_is_sent_what_is_not_for_them_yet(crowd: Gathering, ears: dict[str, Eavesdropper]) -> None:
    anna, ben, carl = crowd.anna, crowd.ben, crowd.carl
    crowd.move(SHEET)
    for person, who in ((anna, "a"), (ben, "b"), (carl, "c")):
        write_in_silence(person, who)
    drafts = {who: {f"kladd7{who}"} for who in "abc"}
    nobody: dict[str, set[str]] = {name: set() for name in ("screen", "otto", "oda", "stranger", "fatma")}
    assert known(ears) == nobody | {who: secrets(who) | drafts[who] for who in "abc"}, "in silence"

    crowd.step(anna, SHEET, SHARE)
    assert known(ears)["b"] == secrets("b") | drafts["b"], "a step further, nothing is laid down by itself"
    do(anna, "shares")
    of_carl = {"c": secrets("c") | drafts["c"]}
    laid = nobody | {"a": secrets("a"), "b": secrets("a", "b"), "fatma": secrets("a")}
    assert known(ears) == {**laid, **of_carl, "a": laid["a"] | drafts["a"], "b": laid["b"] | drafts["b"]}

    crowd.step(anna, SHEET, FINISHED)
    cluster = written(anna, "ideer", "klynge7a", kind="cluster")
    gone = written(ben, "ideer", "slettet7b", cluster=cluster)
    do(ben, "notes", id=gone, gone="true")
    team = secrets("a", "b") | {"klynge7a", "slettet7b"}
    all_open = {"a": team | drafts["a"], "b": team | drafts["b"], "fatma": team}
    assert known(ears) == {**nobody, **all_open, **of_carl}, "when all is open"

    answer_and_show(crowd, ears, {**nobody, **all_open, **of_carl}, cluster)


def answer_and_show(crowd: Gathering, ears: dict[str, Eavesdropper], before: dict[str, set[str]], note: str) -> None:
    """Votes and stands are shown when nobody gives them any longer, and then as sums."""
    for step, subject, answers, shown in (
        (CHOOSE, "fart", (3, 3), {'stand-count">2', 'stand-count">0'}),
        (VOTE, note, (2, 1), {'note-votes"><span aria-hidden="true">3'}),
    ):
        crowd.step(crowd.anna, SHEET, step)
        for person, value in zip((crowd.anna, crowd.ben), answers, strict=True):
            do(person, "answers", step=step, subject=subject, value=value)
        assert known(ears) == before, "while they are given"
        assert all(answers_in(ears[who]) <= {value} for who, value in zip("ab", answers, strict=True))
        assert not any(answers_in(ears[name]) for name in ears if name not in "ab")
        crowd.step(crowd.anna, SHEET, FINISHED)
        for name in ("a", "b", "fatma"):
            before[name] |= shown
        assert known(ears) == before, "when they are over"


def answers_in(ear: Eavesdropper) -> set[int]:
    """The answers that somebody was sent on their own board, as they stand now."""
    page = ear.browser.get(f"/workshops/{ear.gathering.code}/board").text
    return {int(value) for mine in re.findall(r'id="mine"[^>]*', page) for value in re.findall(r"34;:(\d+)", mine)}


def test_every_address_is_listened_at(crowd: Gathering) -> None:
    routes = list(opened(crowd.house.apps[0].routes))
    assert len(routes) > 40
    assert unheard(paths(crowd), routes) <= UNHEARD


def opened(routes: Iterable[object]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every address that something can be got from, those of included routers too."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from opened(included.routes)
        elif isinstance(route, APIRoute) and "GET" in (route.methods or ()):
            yield route.path, route.path_regex


def forget_names(crowd: Gathering) -> None:
    crowd.house.do(lambda connection: connection.execute(update(WORKSHOP).values(anonymous=True)))


@ON_EITHER
def test_without_names_nobody_is_told_who_wrote_and_the_database_does_not_know(
    crowd: Gathering, ears: dict[str, Eavesdropper]
) -> None:
    forget_names(crowd)
    crowd.move(SHEET)
    for person, who in ((crowd.anna, "a"), (crowd.ben, "b")):
        write_in_silence(person, who)
    assert known(ears)["a"] == secrets("a"), "one's own is one's own, by the mark"
    crowd.step(crowd.anna, SHEET, SHARE)
    do(crowd.anna, "shares")
    do(crowd.ben, "shares", everybody="true")
    assert known(ears)["fatma"] == secrets("a", "b")
    for ear in ears.values():
        told = ear.told()
        assert not re.search(r'id="note-[0-9a-f]{8}[^>]* data-(author="p[1-9]|perspective)', told)
        assert not [path for path in paths(crowd) if "/history" in path and "Anna" in ear.text_of(path)]
    for table in SQLModel.metadata.sorted_tables:
        named = [column for column in table.columns if column.references(PARTICIPANT.c.id)]
        telling = (CHANGE.c.who, PARTICIPANT.c.editing, NOTE.c.perspective)
        named += [column for column in telling if column.table is table]
        for column in named:
            count = select(func.count()).where(column.is_not(None))
            assert crowd.house.ask(lambda asked: asked.scalar(count)) == 0, f"{column} tells who"  # noqa: B023
