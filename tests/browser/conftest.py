"""One Chromium for all browser tests, and for each test a served installation with a cast."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.cast import Cast
from tests.databases import Store
from tests.house import House

ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-gpu",
    "--disable-dev-shm-usage",
]

expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: started last, a whole workshop would keep everybody waiting for one worker."""
    items.sort(key=lambda item: item.path.name != "test_workshop.py")


def executable() -> str | None:
    """The Chromium that bin/chromium found; None for Playwright's own, where the setting is empty."""
    return os.environ.get("OPPGAVEARK_CHROMIUM", shutil.which("chromium-headless-shell")) or None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def house(data: Path) -> Iterator[House]:
    """A real server, of the kind most people run."""
    with House(Store(data)) as served:
        yield served


@pytest.fixture
def cast(chromium: Browser, house: House) -> Iterator[Cast]:
    """The people, who have not yet made or joined a workshop."""
    with Cast(chromium, house.address) as gathered:
        yield gathered
