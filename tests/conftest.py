"""A migrated database file per test, and a real server on it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.migrating import migrate
from app.storage import engine, url_of
from tests.ground import Ground
from tests.house import Gathering, House


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database as a new installation has it."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(url_of(folder))
    return folder


@pytest.fixture
def data(migrated: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    folder = tmp_path / "data"
    shutil.copytree(migrated, folder)
    return folder


@pytest.fixture
def connection(data: Path) -> Iterator[Connection]:
    """A connection that writes, as the writer has it, but commits nothing."""
    with engine(url_of(data)).connect().execution_options(writes=True) as opened:
        yield opened


@pytest.fixture
def ground(connection: Connection) -> Ground:
    """A workshop without a server and without people."""
    return Ground(connection)


@pytest.fixture
def house(data: Path) -> Iterator[House]:
    """A real server."""
    with House(data) as served:
        yield served


@pytest.fixture
def gathering(house: House) -> Iterator[Gathering]:
    """A workshop with the cast in it: Fatma facilitates, Anna and Ben are in group 1, Carl in group 2, Otto nowhere."""
    with Gathering(house) as gathered:
        yield gathered
