"""kill -9 the server while a hall answers: every acknowledged answer is there once, and phones go on."""

import asyncio
import signal
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from mcda.actions import studies, workshop
from mcda.cooperation.ballot import Settings
from mcda.storage.database import open_database
from mcda.storage.study_file import EXAMPLE
from mcda.storage.tables import answers
from tests.load.serving import free_port, start
from tests.load.workshop_load import Tally, hall
from tests.small_study import NOW

PEOPLE, QUESTIONS = 40, 8


async def kill_in_the_middle(url: str, code: str, log: Path) -> Tally:
    """A hall whose server is killed some time after it began, and started again on the same port."""
    port = free_port()
    server = await asyncio.to_thread(start, url, port, log)
    address = f"http://127.0.0.1:{port}"
    answering = asyncio.create_task(
        hall([address], code, people=PEOPLE, questions=QUESTIONS, seconds=2, pause=0.5, patience=120)
    )
    try:
        await asyncio.sleep(2.5)
        server.send_signal(signal.SIGKILL)
        server.wait(20)
        server = await asyncio.to_thread(start, url, port, log)
        return await answering
    finally:
        server.kill()
        server.wait(20)


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_hall_survives_the_death_of_its_server(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = (
        f"sqlite:///{tmp_path / 'concord.db'}"
        if kind == "sqlite"
        else request.getfixturevalue("postgres_url")
    )
    db = open_database(url)
    studies.ensure_example(db, NOW)
    held = workshop.open_round(db, "Facilitator", EXAMPLE, "bodies", Settings(), NOW)
    db.close()
    tally = asyncio.run(kill_in_the_middle(url, held.code, tmp_path / "log"))
    db = open_database(url)
    with db.read() as connection:
        rows = connection.execute(select(answers.c.participant_id, answers.c.question)).all()
    db.close()
    assert tally.errors == []
    assert tally.acknowledged == PEOPLE * QUESTIONS
    kept = Counter(tuple(row) for row in rows)
    assert set(kept.values()) == {1}, "sent again after the crash, an answer is kept once"
    assert len(kept) >= tally.acknowledged, "what was kept unacknowledged is not lost either"
    # A person whose joining was kept but not acknowledged joined again: at most one for each.
    assert len(kept) == PEOPLE * QUESTIONS
