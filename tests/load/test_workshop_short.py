"""The short form of the hall: 200 people join and answer; no error, and every answer is counted.

How fast it goes is in docs/benchmarks.md: tests never time anything.
"""

import asyncio
from pathlib import Path

from mcda.actions import studies, workshop
from mcda.cooperation.ballot import Settings
from mcda.storage.database import Database, open_database
from mcda.storage.rounds import Round
from mcda.storage.study_file import EXAMPLE
from tests.load.serving import serving
from tests.load.workshop_load import hall
from tests.small_study import NOW

PEOPLE, QUESTIONS = 200, 5


def hold(db: Database) -> Round:
    studies.ensure_example(db, NOW)
    return workshop.open_round(db, "Facilitator", EXAMPLE, "bodies", Settings(), NOW)


def test_two_hundred_people_join_and_answer_and_no_answer_is_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'concord.db'}"
    db = open_database(url)
    held = hold(db)
    db.close()
    with serving(url, tmp_path / "log") as address:
        tally = asyncio.run(
            hall([address], held.code, people=PEOPLE, questions=QUESTIONS, seconds=5, pause=0.5)
        )
    db = open_database(url)
    found = workshop.counts(db, held.id)
    db.close()
    assert tally.errors == []
    assert tally.acknowledged == PEOPLE * QUESTIONS
    assert (found.participants, found.answers) == (PEOPLE, PEOPLE * QUESTIONS)
    log = (tmp_path / "log").read_text()
    assert "/answer/" not in log, "a personal link in a log would let its reader answer in its place"
    assert "Traceback" not in log
