"""Several application processes on one database: each sees what the others saved, and none overwrites it."""

import subprocess
import sys
from pathlib import Path

from mcda.actions.studies import create_study
from mcda.storage.database import open_database
from tests.faults.checks import check
from tests.small_study import NOW, study

ROOT = Path(__file__).parents[2]
SAVES = 30

PROGRAM = f"""
import sys
from mcda.storage.database import open_database
from tests.faults.saving import keep_saving
keep_saving(open_database(sys.argv[1]), "lakes", sys.argv[2], until={SAVES + 1})
"""


def test_two_processes_save_the_same_study(database_url: str) -> None:
    db = open_database(database_url)
    create_study(db, "Ann", study(2, 1), NOW, "lakes")
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, database_url, f"body-{i}"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for i in range(2)
    ]
    ended = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0, 0], ended
    assert [errors for _, errors in ended] == ["", ""]
    told = [line.split() for output, _ in ended for line in output.splitlines()]
    acknowledged = [(int(number), body, int(value)) for _, number, body, value in told]
    assert len(acknowledged) == 2 * (SAVES - 1)
    assert check(db, "lakes", acknowledged) == len(acknowledged) + 1
    db.close()
