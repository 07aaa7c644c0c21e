"""A truncated, a damaged and a foreign file at start: the program says so and leaves the file as it is."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mcda.actions.studies import create_study, open_study, save
from mcda.core.errors import InvalidInput
from mcda.storage.database import open_database
from tests.small_study import NOW, score, study


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A closed database with some revisions of a study."""
    path = tmp_path / "folder" / "concord.db"
    db = open_database(str(path))
    create_study(db, "Ann", study(60, 20), NOW, "lakes")
    for number in range(1, 30):
        save(db, "Ann", "lakes", number, score(number + 1), NOW)
    db.close()
    assert [file.name for file in path.parent.iterdir()] == ["concord.db"]
    return path


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def within_a_page(content: bytes) -> bytes:
    return content[:-700]


def only_the_header(content: bytes) -> bytes:
    return content[:100]


def zeros(content: bytes) -> bytes:
    return bytes(len(content))


def zeros_inside(content: bytes) -> bytes:
    return content[:4096] + bytes(8 * 4096) + content[9 * 4096 :]


def noise_inside(content: bytes) -> bytes:
    noise = random.Random(7).randbytes(12 * 4096)
    return content[: 2 * 4096] + noise + content[14 * 4096 :]


def another_header(content: bytes) -> bytes:
    return b"%PDF-1.7\n" + content[9:]


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (half, "database.damaged"),
        (within_a_page, "database.damaged"),
        (only_the_header, "database.damaged"),
        (zeros, "database.foreign"),
        (zeros_inside, "database.damaged"),
        (noise_inside, "database.damaged"),
        (another_header, "database.foreign"),
    ],
)
def test_a_harmed_file_is_refused_and_left_as_it_is(
    database: Path, harm: Callable[[bytes], bytes], code: str
) -> None:
    harmed = harm(database.read_bytes())
    database.write_bytes(harmed)
    for _ in range(2):
        with pytest.raises(InvalidInput) as problem:
            open_database(str(database))
        assert (problem.value.code, problem.value.values["place"]) == (code, str(database))
    assert database.read_bytes() == harmed
    assert [file.name for file in database.parent.iterdir()] == ["concord.db"]


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
        connection.execute("INSERT INTO bookmarks VALUES ('https://example.org')")
        connection.commit()


def text(path: Path) -> None:
    path.write_text("study,score\nWuxi,3\n")


def a_few_bytes(path: Path) -> None:
    path.write_bytes(b"SQL")


@pytest.mark.parametrize("make", [of_another_program, text, a_few_bytes])
def test_a_foreign_file_is_refused_and_left_as_it_is(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "concord.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(InvalidInput) as problem:
        open_database(str(path))
    assert problem.value.code == "database.foreign"
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["concord.db"]


def test_a_database_is_whole_again_after_a_crash_that_left_its_log(database: Path) -> None:
    db = open_database(str(database))
    save(db, "Ann", "lakes", 30, score(99), NOW)
    crashed = database.parent / "crashed.db"
    for ending in ("", "-wal"):
        crashed.with_name(crashed.name + ending).write_bytes(
            database.with_name(database.name + ending).read_bytes()
        )
    db.close()
    again = open_database(str(crashed))
    assert open_study(again, "lakes").number == 31
    again.close()


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "concord.db").mkdir()
    with pytest.raises(InvalidInput) as problem:
        open_database(str(tmp_path / "concord.db"))
    assert problem.value.code in {"database.folder", "database.cannot_open"}
