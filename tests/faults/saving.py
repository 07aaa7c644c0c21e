"""Saves as fast as it can, and says on stdout what was acknowledged: `study number body value` a line.

Run as `python -m tests.faults.saving URL THREADS STUDY…`; each thread scores a body of its own, 1, 2, 3 …
"""

import sys
from datetime import UTC, datetime
from threading import Thread

from mcda.actions.studies import open_study, save
from mcda.core.errors import InvalidInput
from mcda.storage.database import Database, open_database
from tests.small_study import score

RETRIED = {"database.busy", "database.unreachable"}


def keep_saving(db: Database, study_id: str, body: str, until: int = sys.maxsize) -> None:
    """Scores `body` again and again; what the database says is tried again, as a planner would."""
    base = open_study(db, study_id).number
    last = open_study(db, study_id).study.bodies.scores[body]["criterion-0"].value or 0
    for value in range(int(last) + 1, until):
        while True:
            try:
                saved = save(db, body, study_id, base, score(value, body), datetime.now(UTC))
                break
            except InvalidInput as problem:
                print("refused", problem.code, file=sys.stderr, flush=True)
                if problem.code not in RETRIED:
                    raise
        assert not saved.clashes
        base = saved.number
        sys.stdout.write(f"{study_id} {saved.number} {body} {value}\n")
        sys.stdout.flush()


def main(url: str, threads: int, study_ids: list[str]) -> None:
    """Saves in `threads` threads, which take the studies in turn."""
    db = open_database(url)
    started = [
        Thread(target=keep_saving, args=(db, study_ids[i % len(study_ids)], f"body-{i}"), daemon=True)
        for i in range(threads)
    ]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
