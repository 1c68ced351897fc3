"""Whatever people have done to a workshop, it comes back from its archive, on the other database too."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from app.archive.gathering import archive_of
from app.report.contents import gather
from app.report.pdf import typeset
from app.storage.engine import engine, url_of
from app.storage.keeping import problems
from app.workshop.workshops import by_code
from tests.archive.content import Content
from tests.archive.workshops import AT, brought_in
from tests.databases import Store
from tests.house import House
from tests.simulated.play import Play, random_acts
from tests.simulated.table import KITS


@pytest.fixture
def house(store: Store) -> Iterator[House]:
    """A real server, with the kit that uses everything."""
    with House(store, kits=KITS) as served:
        yield served


@pytest.mark.parametrize(("seed", "nameless"), [(11, False), (12, True)])
def test_a_play_comes_back(house: House, migrated: Path, tmp_path: Path, seed: int, nameless: bool) -> None:
    play = Play(house, nameless=nameless)
    asyncio.run(play.play(random_acts(seed, 90)))
    code = play.code
    archives = {
        history: house.ask(lambda asked, history=history: archive_of(asked, code, history=history, produced=AT))  # type: ignore[misc]
        for history in (False, True)
    }
    report = house.ask(lambda asked: typeset(gather(asked, by_code(asked, code).id), AT))
    before = house.ask(lambda asked: told(asked, code, nameless=nameless))
    folder = tmp_path / "elsewhere"
    shutil.copytree(migrated, folder)
    with engine(url_of(folder)).connect().execution_options(writes=True) as there:
        new = {history: brought_in(there, content) for history, content in archives.items()}
        for history, content in archives.items():
            assert archive_of(there, new[history], history=history, produced=AT) == content
            assert typeset(gather(there, by_code(there, new[history]).id), AT) == report
        assert told(there, new[True], nameless=nameless) == before
        assert list(problems(there)) == []


def told(connection: Connection, code: str, *, nameless: bool) -> dict[str, Any]:
    """All there is of a workshop; without names, not when anybody joined."""
    everything = Content(connection, code).everything()
    for person in everything["people"] if nameless else ():
        del person["joined_at"]
    return everything
