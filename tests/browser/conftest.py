"""A workspace on a free port, a study for each test, and people with browsers of their own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from mcda.actions import studies
from mcda.storage.database import Database, open_database
from mcda.workspace.state import now
from tests.browser.driving import browser, chromium, server


@pytest.fixture(scope="session")
def executable() -> str:
    """The Chromium to drive; in CI its absence is a failure, elsewhere the browser tests are skipped."""
    found = chromium()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: apt-get install -y --no-install-recommends chromium")
        pytest.skip("no Chromium here: browser tests are skipped")
    return found


@pytest.fixture(scope="module")
def chrome(executable: str) -> Iterator[Browser]:
    """A browser for one module: its event loop must not stand in the way of other tests' own."""
    with browser(executable) as running:
        yield running


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('browser') / 'concord.db'}"


@pytest.fixture(scope="session")
def address(database_url: str, executable: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the workspace is served."""
    with server(database_url, tmp_path_factory.mktemp("server") / "log") as running:
        yield running


@pytest.fixture(scope="session")
def database(database_url: str, address: str) -> Iterator[Database]:
    """The same database as the server's, opened beside it."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def study(database: Database) -> str:
    """A copy of the example."""
    return studies.copy(database, "Lin", "taihu", now())


@pytest.fixture
def person(chrome: Browser) -> Iterator[Callable[..., Page]]:
    """Another person with a browser of their own; what goes wrong in it fails the test."""
    contexts = []

    def arrives(**options: object) -> Page:
        settings = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "accept_downloads": True}
        context = chrome.new_context(**(settings | options))
        contexts.append(context)
        return context.new_page()

    yield arrives
    for context in contexts:
        context.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
