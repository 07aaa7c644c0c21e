"""kill -9 in the middle of many saves a second: every acknowledged save is there, and no half one."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mcda.actions.studies import create_study
from mcda.storage.database import open_database
from tests.faults.checks import check
from tests.small_study import NOW, study

ROOT = Path(__file__).parents[2]


def saves_until_killed(url: str, studies: list[str], saves: int) -> tuple[list[list[str]], str]:
    """What a process acknowledged that was killed some time after `saves`, and what it complained of."""
    command = [sys.executable, "-m", "tests.faults.saving", url, "4", *studies]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = "".join(process.stdout.readline() for _ in range(saves))
    process.send_signal(signal.SIGKILL)
    rest, complaints = process.communicate(timeout=30)
    # The last line may be cut; what was not told was not acknowledged.
    return [
        line.split() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")
    ], complaints


def kill_again_and_again(url: str, times: int, saves: int) -> None:
    db = open_database(url)
    ids = [create_study(db, "Ann", study(4, 1), NOW, name) for name in ("one", "two", "three")]
    db.close()
    acknowledged: list[list[str]] = []
    chance = random.Random(4)
    for _ in range(times):
        lines, complaints = saves_until_killed(url, ids, chance.randint(saves // 2, saves * 3 // 2))
        assert complaints == ""
        acknowledged += lines
        db = open_database(url)
        for study_id in ids:
            check(
                db,
                study_id,
                [(int(n), body, int(v)) for name, n, body, v in acknowledged if name == study_id],
            )
        db.close()
    assert len(acknowledged) >= times * saves // 2


def test_nothing_acknowledged_is_lost_by_a_kill(database_url: str) -> None:
    kill_again_and_again(database_url, times=4, saves=40)


@pytest.mark.soak
def test_nothing_acknowledged_is_lost_by_twenty_kills(database_url: str) -> None:
    kill_again_and_again(database_url, times=20, saves=400)
