"""What happens on a disk that fills up, and in a folder that cannot be written; prints it as JSON.

Run as `python -m tests.faults.small_disk FOLDER limited`, or within `unshare -rm` with `mounted`: then FOLDER
gets a disk of its own of two megabytes, which really is full, and really is read-only.
"""

import json
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mcda.actions.studies import create_study, open_study, save
from mcda.core.errors import InvalidInput
from mcda.storage.database import Database, open_database
from tests.faults.checks import check
from tests.small_study import NOW, score, study


def refused(db: Database, acknowledged: list[tuple[int, str, int]]) -> str:
    """Saves till the database takes no more, and gives the code of its refusal."""
    base = open_study(db, "lakes").number
    while len(acknowledged) < 20_000:
        value = len(acknowledged) + 2
        try:
            saved = save(db, "body-0", "lakes", base, score(value), datetime.now(UTC))
        except InvalidInput as problem:
            return problem.code
        base = saved.number
        acknowledged.append((base, "body-0", value))
    return "never"


def limited(folder: Path) -> dict[str, Any]:
    """Files that may not grow beyond 300 kB, for a user without the right to mount a disk."""
    db = open_database(str(folder / "concord.db"))
    create_study(db, "Ann", study(20, 10), NOW, "lakes")
    acknowledged: list[tuple[int, str, int]] = []
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, most))
    code = refused(db, acknowledged)
    kept = check(db, "lakes", acknowledged)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    again = save(db, "body-0", "lakes", kept, score(99_999), NOW).number
    return {"full": code, "kept": kept - 1 == len(acknowledged) > 0, "again": again == kept + 1}


def mounted(folder: Path) -> dict[str, Any]:
    """A disk of two megabytes."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=True)
    path = str(folder / "concord.db")
    db = open_database(path)
    create_study(db, "Ann", study(20, 10), NOW, "lakes")
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(2**20))
    acknowledged: list[tuple[int, str, int]] = []
    code = refused(db, acknowledged)
    kept = check(db, "lakes", acknowledged)
    ballast.unlink()
    again = save(db, "body-0", "lakes", kept, score(99_999), NOW).number
    db.close()
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    codes = []
    for name in ("concord.db", "new.db"):
        try:
            open_database(str(folder / name))
        except InvalidInput as problem:
            codes.append(problem.code)
    subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
    writable = open_database(path)
    last = check(writable, "lakes", acknowledged)
    return {
        "full": code,
        "kept": kept - 1 == len(acknowledged) > 0,
        "again": again == kept + 1,
        "read_only": codes,
        "later": last == again,
    }


if __name__ == "__main__":
    print(json.dumps({"limited": limited, "mounted": mounted}[sys.argv[2]](Path(sys.argv[1]))))
