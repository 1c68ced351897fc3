"""A migrated database per test, and a real server on it: SQLite and one worker, PostgreSQL with Redis and two."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.storage.engine import engine, url_of
from app.storage.migrating import migrate
from tests.databases import EITHER, REDIS, Store, address, empty, fresh, missing, need_servers
from tests.ground import Ground
from tests.house import Gathering, House
from tests.setup_script import ROOT

BOTH = [pytest.param("sqlite"), pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.redis])]


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    """Pages load what `bin/setup` puts together: of the scripts as they are, whoever started pytest."""
    subprocess.run([ROOT / "bin" / "setup"], check=True)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database as a new installation has it."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(url_of(folder))
    return folder


@pytest.fixture(scope="session")
def migrated_postgres() -> Iterator[str]:
    """The name of such a database on PostgreSQL, to be copied."""
    need_servers()
    with fresh() as name:
        yield name


@pytest.fixture(scope="session")
def reused(migrated_postgres: str) -> Iterator[str]:
    """The name of the database that the tests of this process have one after another."""
    with fresh(migrated_postgres) as name:
        yield name


@pytest.fixture
def data(migrated: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    folder = tmp_path / "data"
    shutil.copytree(migrated, folder)
    return folder


@pytest.fixture(params=BOTH)
def store(request: pytest.FixtureRequest) -> Store:
    """A database with nothing in it, of each kind."""
    if request.param == "sqlite" or (request.param == EITHER and missing()):
        return Store(request.getfixturevalue("data"))
    empty(name := request.getfixturevalue("reused"))
    return Store(request.getfixturevalue("tmp_path"), address(name), REDIS, workers=2)


@pytest.fixture(scope="module", params=BOTH)
def lasting_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database for all tests of a module, of each kind."""
    yield from lasting(request, tmp_path_factory.mktemp("lasting"))


@pytest.fixture(scope="module", params=[EITHER])
def one_lasting_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same for tests that are too many to run twice."""
    yield from lasting(request, tmp_path_factory.mktemp("lasting"))


def lasting(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    if request.param == "sqlite" or (request.param == EITHER and missing()):
        shutil.copytree(request.getfixturevalue("migrated"), folder, dirs_exist_ok=True)
        yield Store(folder)
        return
    with fresh(request.getfixturevalue("migrated_postgres")) as name:
        yield Store(folder, address(name), REDIS, workers=2)


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    """A connection that writes, as the writer has it, but commits nothing by itself."""
    made = engine(store.url)
    with made.connect().execution_options(writes=True) as opened:
        yield opened
    made.dispose()


@pytest.fixture
def ground(connection: Connection) -> Ground:
    """A workshop without a server and without people."""
    return Ground(connection)


@pytest.fixture
def house(store: Store) -> Iterator[House]:
    """A real server."""
    with House(store) as served:
        yield served


@pytest.fixture
def gathering(house: House) -> Iterator[Gathering]:
    """A workshop with the cast in it: Fatma facilitates, Anna and Ben are in group 1, Carl in group 2, Otto nowhere."""
    with Gathering(house) as gathered:
        yield gathered
