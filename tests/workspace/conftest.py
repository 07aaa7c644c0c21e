"""Pages of the workspace, driven without a browser on a database of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import mcda.workspace
from mcda.storage.database import Database
from mcda.workspace import state

MAIN = Path(mcda.workspace.__file__).with_name("main.py")
OpenPage = Callable[..., AppTest]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The database behind the pages, fresh but for the example."""
    monkeypatch.setenv("CONCORD_DATABASE_URL", f"sqlite:///{tmp_path / 'concord.db'}")
    st.cache_resource.clear()
    yield state.database()
    state.database().close()
    st.cache_resource.clear()


@pytest.fixture
def open_page(database: Database) -> OpenPage:
    """Opens a page by its name, inside a study where one is named, as one person would."""

    def opened(name: str, study: str | None = None, **address: str) -> AppTest:
        page = AppTest.from_file(str(MAIN), default_timeout=60)
        for parameter, value in {"study": study, **address}.items():
            if value is not None:
                page.query_params[parameter] = value
        page.run()
        if name != "studies":
            page.switch_page(f"app_pages/{name}.py").run()
        assert not page.exception, page.exception
        return page

    return opened
