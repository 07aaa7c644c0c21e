"""Opening a database: made, brought up to date, or refused with a sentence that says what to do."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, select, text

from mcda.core.errors import InvalidInput
from mcda.storage import migrate
from mcda.storage.database import Database, database_url, open_database
from mcda.storage.sqlite_file import APPLICATION_ID
from mcda.storage.tables import metadata, studies
from tests.small_study import NOW

ROW = {
    "id": "x",
    "number": 1,
    "title_en": "",
    "title_zh": "",
    "changed_by": "Ann",
    "created_at": NOW,
    "changed_at": NOW,
}

SECOND_MIGRATION = """
import sqlalchemy as sa
from alembic import op
revision = "9001"
down_revision = "{before}"
def upgrade():
    op.add_column("studies", sa.Column("colour", sa.Text))
    {then}
"""


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes this program one that knows a further migration, which adds a column and then does `then`."""

    def made(then: str = "pass") -> None:
        folder = tmp_path / "migrations"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(Path(migrate.__file__).parent / "migrations", folder)
        source = SECOND_MIGRATION.format(before=migrate.known_revisions()[-1], then=then)
        (folder / "versions" / "9001_colour.py").write_text(source)
        monkeypatch.setattr(migrate, "_FOLDER", folder)

    return made


def test_the_migrations_make_the_tables_that_the_program_uses(db: Database) -> None:
    with db.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_block_is_kept_whole_or_not_at_all(db: Database) -> None:
    def half() -> None:
        with db.write() as connection:
            connection.execute(insert(studies).values(ROW))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with db.read() as connection:
        assert connection.scalar(select(studies.c.id)) is None


def test_moments_come_back_as_they_were_given(db: Database) -> None:
    with db.write() as connection:
        connection.execute(insert(studies).values(ROW))
    with db.read() as connection:
        assert connection.scalar(select(studies.c.created_at)) == NOW


def test_opening_again_finds_what_was_written(database_url: str) -> None:
    db = open_database(database_url)
    with db.write(flush=False) as connection:
        connection.execute(insert(studies).values(ROW))
    db.close()
    again = open_database(database_url)
    with again.read() as connection:
        assert connection.scalar(select(studies.c.id)) == "x"
    again.close()


def test_an_older_database_is_upgraded_and_keeps_its_content(database_url: str, newer_program) -> None:
    db = open_database(database_url)
    with db.write() as connection:
        connection.execute(insert(studies).values(ROW))
    db.close()
    newer_program()
    upgraded = open_database(database_url)
    with upgraded.read() as connection:
        assert connection.execute(text("SELECT id, colour FROM studies")).all() == [("x", None)]
    upgraded.close()


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(database_url: str, newer_program) -> None:
    open_database(database_url).close()
    newer_program(then='op.execute("SELECT no_such_column FROM studies")')
    with pytest.raises(Exception, match="no_such_column"):
        open_database(database_url)
    newer_program()
    upgraded = open_database(database_url)
    with upgraded.read() as connection:
        assert connection.execute(text("SELECT colour FROM studies")).all() == []
    upgraded.close()


def test_a_newer_database_is_refused(database_url: str) -> None:
    db = open_database(database_url)
    with db.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    db.close()
    with pytest.raises(InvalidInput) as problem:
        open_database(database_url)
    assert problem.value.code == "database.newer"
    assert problem.value.values["revision"] == "9999"


def test_an_sqlite_file_is_copied_before_it_is_upgraded(tmp_path: Path, newer_program) -> None:
    path = tmp_path / "concord.db"
    db = open_database(str(path))
    with db.write() as connection:
        connection.execute(insert(studies).values(ROW))
    newer_program()
    open_database(str(path)).close()  # while the older program is still at it
    db.close()
    with closing(sqlite3.connect(path.with_name("concord.db.before-9001"))) as copy:
        assert copy.execute("SELECT id FROM studies").fetchall() == [("x",)]
        with pytest.raises(sqlite3.OperationalError, match="colour"):
            copy.execute("SELECT colour FROM studies")


def test_a_new_sqlite_file_is_marked_as_ours_and_logs_ahead(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folder" / "concord.db"
    open_database(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "concord.db"
    path.touch()
    db = open_database(str(path))
    with db.read() as connection:
        assert connection.scalar(select(studies.c.id)) is None
    db.close()


def test_processes_that_open_a_new_database_at_once_do_not_clash(database_url: str) -> None:
    program = (
        "import sys; from mcda.storage.database import open_database; open_database(sys.argv[1]).close()"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, database_url], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0, 0], said
    db = open_database(database_url)
    with db.read() as connection:
        versions = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    db.close()
    assert versions == [migrate.known_revisions()[-1]]


def test_the_environment_names_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONCORD_DATABASE_URL", raising=False)
    monkeypatch.delenv("CONCORD_DATA", raising=False)
    assert database_url().database == "data/concord.db"
    monkeypatch.setenv("CONCORD_DATA", "/somewhere")
    assert database_url().database == "/somewhere/concord.db"
    monkeypatch.setenv("CONCORD_DATABASE_URL", "postgres://ann:secret@host/concord")
    assert database_url().drivername == "postgresql+psycopg"
    assert database_url("other.db").database == "other.db"


@pytest.mark.parametrize("url", ["mysql://host/x", "sqlite://", "sqlite:///:memory:", "nonsense://", "://"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        open_database(url)
    assert problem.value.code == "database.url"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InvalidInput) as problem:
        open_database(str(tmp_path / "file" / "concord.db"))
    assert problem.value.code == "database.folder"


def test_a_server_that_is_not_there_is_said_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mcda.storage.database.WAIT_SECONDS", 0.3)
    with pytest.raises(InvalidInput) as problem:
        open_database("postgresql://ann:secret@127.0.0.1:1/concord")
    assert problem.value.code == "database.unreachable"
    assert "secret" not in problem.value.values["place"]


@pytest.mark.postgres
def test_a_database_that_the_server_does_not_have_is_said(postgres_server) -> None:
    with pytest.raises(InvalidInput) as problem:
        open_database(postgres_server.get_uri(database="no_such_database"))
    assert problem.value.code == "database.refused"


def test_opening_a_file_twice_in_one_process_keeps_it_safe_from_another_process(tmp_path: Path) -> None:
    """POSIX drops a process's locks when it closes any handle of the file: another then deletes the log."""
    file = tmp_path / "concord.db"
    first = open_database(str(file))
    with first.read() as connection:
        connection.execute(text("SELECT count(*) FROM studies"))
    second = open_database(str(file))
    code = f"from mcda.storage.database import open_database; open_database({str(file)!r}).close()"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert file.with_name("concord.db-wal").exists(), "the other process was not the last one to use it"
    for database in (first, second):
        with database.write() as connection:
            connection.execute(text("DELETE FROM studies"))
        database.close()
    assert not file.with_name("concord.db-wal").exists()
