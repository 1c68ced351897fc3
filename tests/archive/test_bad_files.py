"""Files that are no archive, or do not hold together: each is refused with a sentence, and nothing is stored."""

import copy
import io
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from app.archive.checking import sound
from app.archive.gathering import archive_of
from app.archive.mistakes import BadArchive
from app.report.contents import gather
from app.storage.engine import engine, url_of
from app.storage.keeping import problems
from app.workshop.workshops import by_code
from tests.archive.workshops import brought_in, busy, changed
from tests.ground import FIRST, Ground

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def here(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder = tmp_path_factory.mktemp("here")
    shutil.copytree(migrated, folder, dirs_exist_ok=True)
    with engine(url_of(folder)).connect().execution_options(writes=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def small(here: Connection) -> bytes:
    """An archive of two notes, with its history."""
    ground = Ground(here)
    anna = ground.join("Anna", 1)
    ground.join("Ben", 2)
    first = ground.note(anna)
    ground.note(anna, text="Et annet", origin=first)
    return archive_of(here, ground.made.code, history=True)


@pytest.fixture(scope="module")
def large(here: Connection) -> bytes:
    """An archive with everything in it, and its history."""
    return archive_of(here, busy(here).made.code, history=True)


def why_not(content: bytes) -> str:
    """What is said of a file that is refused; empty where it is not."""
    try:
        sound(io.BytesIO(content))
    except BadArchive as problem:
        return str(problem)
    return ""


def test_a_whole_file_is_taken_also_with_the_mark_that_some_editors_add(small: bytes) -> None:
    assert why_not(small) == ""
    assert why_not(b"\xef\xbb\xbf" + small) == ""
    assert why_not(changed(small, dict.copy)) == "", "however it is set"


NOT_ONE, NOT_WHOLE = "ikke et arkiv fra Oppgaveark", "Fila er ikke hel"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", NOT_ONE),
        (b"%PDF-1.7", NOT_ONE),
        (b"tull", NOT_ONE),
        (b"\xff\xfe\x00", NOT_ONE),
        (b"[" * 100_000, NOT_ONE),
        (b"null", NOT_ONE),
        (b"{}", NOT_ONE),
        (b'{"format":"annet","version":1}', NOT_ONE),
        (b'{"format":"oppgaveark-archive","version":"1"}', NOT_ONE),
        (b'{"format":"oppgaveark-archive","version":1', NOT_WHOLE),
        (b'{"format":"oppgaveark-archive","version":1}', "følger ikke formatet"),
        (b'{"format":"oppgaveark-archive","version":1,"kit":' + b"[" * 100_000 + b"}", NOT_WHOLE),
        (b'{"format":"oppgaveark-archive","version":' + b"9" * 5_000 + b"}", NOT_ONE),
        (b'{"format":"oppgaveark-archive","version":2,"nytt":true}', "nyere utgave"),
        (b'{"format":"oppgaveark-archive","version":0}', "følger ikke formatet"),
    ],
)
def test_what_is_no_archive_is_told_so(content: bytes, why: str) -> None:
    assert why in why_not(content)


def test_a_file_that_was_cut_short_is_not_whole(small: bytes) -> None:
    for length in (len(small) // 3, len(small) // 2, len(small) - 3):
        assert NOT_WHOLE in why_not(small[:length])


def put(path: str, value: Any) -> Change:
    """Put something at a place: notes.0.text."""

    def change(said: dict[str, Any]) -> None:
        *way, last = path.split(".")
        there: Any = said
        for name in way:
            there = there[int(name)] if name.isdigit() else there[name]
        there[int(last) if last.isdigit() else last] = value

    return change


def more(name: str, **values: Any) -> Change:
    """One more of something, like the last."""
    return lambda said: said[name].append(said[name][-1] | values)


def many_groups(said: dict[str, Any]) -> None:
    said["groups"] = [said["groups"][0] | {"number": n, "name": f"Gruppe {n}"} for n in range(1, 27)]


def nameless(said: dict[str, Any]) -> None:
    said["workshop"]["anonymous"] = True
    for person in said["people"]:
        del person["joined_at"]


def withheld_twice(said: dict[str, Any]) -> None:
    said["withheld"] = [{"group": 1, "sheet": FIRST, "state": "deleted", "count": 1}] * 2


def too_many(said: dict[str, Any]) -> None:
    said["withheld"] = [{"group": 1, "sheet": FIRST, "state": "deleted", "count": 6_000}]


UNLIKE, MISSING, TWICE, UNFIT = "følger ikke formatet", "viser til noe som ikke er med", "er brukt før", "passer ikke"
LETTERS, TELLS = "tegn som ikke kan vises", "uten navn"

BAD: list[tuple[Change, str]] = [
    (put("notes.0.text", "x" * 501), UNLIKE),
    (put("notes.0.text", 5), UNLIKE),
    (put("notes.0.x", 10**400), UNLIKE),
    (put("notes.0.x", 101), UNLIKE),
    (put("notes.0.created_at", "2026-02-30T00:00:00Z"), UNLIKE),
    (put("notes.0.created_at", "9999-01-01T00:00:00Z"), UNFIT),
    (put("notes.0.ukjent", 1), UNLIKE),
    (put("notes.0.kind", "bilde"), UNLIKE),
    (put("notes.0.text", "en\x07bjelle"), LETTERS),
    (put("notes.0.text", "et\x00null"), LETTERS),
    (put("notes.0.text", " \n"), LETTERS),
    (put("notes.0.text", ""), LETTERS),
    (put("notes.0.whom", "to\nlinjer"), LETTERS),
    (put("notes.0.number", 2), TWICE),
    (put("notes.1.number", 7), TWICE),
    (put("notes.0.group", 9), MISSING),
    (put("notes.0.sheet", "finnes-ikke"), MISSING),
    (put("notes.0.sheet", "hvorfor"), MISSING),
    (put("notes.0.zone", "finnes-ikke"), MISSING),
    (put("notes.0.author", 3), MISSING),
    (put("notes.0.perspective", "ingen"), MISSING),
    (put("notes.0.card", "ingen"), MISSING),
    (put("notes.0.tags", ["ingen"]), MISSING),
    (put("notes.0.from_note", 9), MISSING),
    (put("notes.1.from_sheet", "hvorfor"), UNFIT),
    (put("notes.0.cluster", 2), UNFIT),
    (put("notes.0.cluster", 1), UNFIT),
    (put("notes.0.beside", 99), MISSING),
    (put("notes.0.points", [1, 2, 3]), UNFIT),
    (put("notes.0.kind", "line"), UNFIT),
    (put("notes.0.led", True), UNFIT),
    (put("history", False), UNFIT),
    (put("changes.0.note", 9), MISSING),
    (put("changes.0.number", 9), TWICE),
    (put("changes.0.act", 2), MISSING),
    (put("changes.0.undoes", 1), UNFIT),
    (put("changes.0.who", 9), MISSING),
    (put("changes.0.state.zone", "finnes-ikke"), MISSING),
    (put("changes.0.state.text", "\x1b[31m"), LETTERS),
    (put("people.0.name", "x" * 41), UNLIKE),
    (put("people.0.name", " "), LETTERS),
    (put("people.0.group", 9), MISSING),
    (put("people.0.perspective", "ingen"), MISSING),
    (put("people.1.number", 1), TWICE),
    (put("people.1", {"number": 2, "group": 1, "name": "ANNA", "perspective": "kommune"}), TWICE),
    (put("groups.0.number", 2), TWICE),
    (put("groups.0.number", 26), UNLIKE),
    (put("groups.1.name", "gruppe 1"), TWICE),
    (put("groups.0.name", "x" * 61), UNLIKE),
    (put("groups.0.sheet", "hvorfor"), MISSING),
    (put("groups.0.boards", [{"sheet": FIRST, "step": 50}]), MISSING),
    (put("groups.0.boards", [{"sheet": FIRST, "step": 0}] * 2), TWICE),
    (put("groups.0.clocks", [{"scope": "sheet", "minutes": 5}]), UNFIT),
    (put("groups.0.consents", {"finnes-ikke": "yes"}), MISSING),
    (put("groups", []), UNLIKE),
    (many_groups, "følger ikke formatet|er brukt før"),
    (put("workshop.title", "x" * 121), UNLIKE),
    (put("workshop.title", "to\nlinjer"), LETTERS),
    (put("workshop.sheet", "finnes-ikke"), MISSING),
    (put("workshop.language", "xx"), UNLIKE),
    (put("workshop.held_on", "0001-01-01"), UNFIT),
    (put("workshop.ticked", ["alt"]), MISSING),
    (put("workshop.agenda", [{"key": "pause", "kind": "break", "minutes": 5, "label": "Pause"}]), UNFIT),
    (nameless, TELLS),
    (put("workshop.anonymous", True), TELLS),
    (withheld_twice, TWICE),
    (too_many, "enn det er plass til"),
    (put("withheld", [{"group": 1, "sheet": FIRST, "state": "hidden", "count": 1}]), UNFIT),
    (put("withheld", [{"group": 1, "sheet": "hvorfor", "state": "deleted", "count": 1}]), MISSING),
    (put("texts", [{"group": 1, "sheet": FIRST, "zone": "rundt-bordet", "text": "x"}]), MISSING),
    (put("ballots", [{"group": 1, "sheet": FIRST, "step": 0, "given": [{"note": 1, "values": [1]}]}]), UNFIT),
    (put("ballots", [{"group": 1, "sheet": FIRST, "step": 90}]), MISSING),
    (put("evaluation", {"people": 1, "questions": [{"question": "ingen", "answers": ["1"]}]}), MISSING),
    (put("evaluation", {"people": 1, "questions": [{"question": "nytte", "answers": ["6"]}]}), LETTERS),
    (put("evaluation", {"people": 1, "questions": [{"question": "nytte", "answers": ["5", "5"]}]}), UNFIT),
    (put("messages", [{"at": "2026-01-01T00:00:00Z", "text": "Hei", "groups": [9]}]), MISSING),
    (put("passages", [{"at": "2026-01-01T00:00:00Z", "from_sheet": "ingen"}]), MISSING),
    (put("passages", [{"at": "2026-01-01T00:00:00Z", "from_sheet": FIRST, "turned_over": [9]}]), MISSING),
    (put("passages", [{"at": "2026-01-01T00:00:00Z", "from_sheet": FIRST, "turned_over": [1, 1]}]), TWICE),
    (put("kit", {}), "Opplegget i arkivet kan ikke brukes"),
    (put("kit", []), "Opplegget i arkivet kan ikke brukes"),
    (put("kit.minutes", 5), "Opplegget i arkivet kan ikke brukes. Tidsplanen"),
    (put("kit.title", "en\x07bjelle"), LETTERS),
    (put("kit.sheets.0.zones.0.x", 99), "Opplegget i arkivet kan ikke brukes"),
    (put("kit.sheets.1.key", FIRST), TWICE),
    (put("kit." + "x" * 500, 1), "Opplegget i arkivet kan ikke brukes"),
    (more("people", number=3), TWICE),
]


@pytest.mark.parametrize(("change", "why"), BAD)
def test_what_does_not_hold_together_is_told_with_its_place(small: bytes, change: Change, why: str) -> None:
    said = why_not(changed(small, change))
    assert re.search(why, said), said
    assert re.fullmatch(r"[A-ZÆØÅ][^!]*\.", said, re.DOTALL)
    assert len(said) < 300


HOSTILE: tuple[Any, ...] = (
    *(None, True, -1, 0, 1, 2, 3, 99, 10**9, 10**30, 1.5, "", " ", "x", "0", "\x00", "🌻", "a" * 600),
    *([], {}, [1], ["x"], {"a": 1}, [None] * 300, FIRST, "hvorfor", "2026-01-01T00:00:00Z", "2026-01-01", "note"),
    *("line", "cluster", "hidden", "deleted", [1, 2, 3], [1] * 3, "kommune", "sheet", "break-6"),
)


def ways(part: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """All places in something."""
    items = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, each in items:
        yield (*way, name)
        yield from ways(each, (*way, name))


def meddled(content: bytes, chance: random.Random) -> bytes:
    """A file in which one thing is something else, is gone, or is there twice."""
    said = json.loads(content)
    parts = [name for name in said if name not in ("format", "version", "kit") or chance.random() < 0.1]
    name = chance.choice(parts)
    *way, last = chance.choice([(name,), *ways(said[name], (name,))])
    there = said
    for step in way:
        there = there[step]
    match chance.randrange(4):
        case 0:
            del there[last]
        case 1 if isinstance(there, list):
            there.insert(last, there[last])
        case 2 if way:
            others = [each for each in ways(said[name], (name,)) if each[-1] == last]
            *other, _ = chance.choice(others or [(*way, last)])
            from_there = said
            for step in other:
                from_there = from_there[step]
            there[last] = copy.deepcopy(from_there[last])
        case _:
            there[last] = chance.choice(HOSTILE)
    return json.dumps(said).encode()


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_meddled_with_is_refused_or_holds_together(here: Connection, large: bytes, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        content = meddled(large, chance)
        if why_not(content):
            continue
        with here.begin_nested() as until:
            code = brought_in(here, content)
            workshop = by_code(here, code)
            gather(here, workshop.id)
            again = archive_of(here, code, history=json.loads(content)["history"])
            assert why_not(again) == ""
            assert not [each for each in problems(here) if "gruppe" not in each]
            until.rollback()
