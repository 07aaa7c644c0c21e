"""A full disk and a read-only folder: a clear sentence, nothing lost, and then it works again."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mcda.text import LANGUAGES, say

ROOT = Path(__file__).parents[2]


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


@pytest.mark.parametrize("code", ["database.full", "database.disk", "database.read_only"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_says_where_and_what_to_do(code: str, language: Any) -> None:
    sentence = say(code, language, place="data/concord.db")
    assert "data/concord.db" in sentence
    assert len(sentence) > 30
