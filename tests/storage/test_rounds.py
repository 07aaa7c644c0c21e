"""What rounds keep, and that nothing of them outlives a study that was deleted for good."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from mcda.actions import answering, joining, proposing, studies, workshop
from mcda.cooperation.ballot import Settings
from mcda.storage import answers, rounds
from mcda.storage.database import Database
from mcda.storage.study_file import EXAMPLE
from mcda.storage.tables import answers as answer_table
from mcda.storage.tables import askings, participants, proposals, supports
from mcda.storage.tables import rounds as round_table
from tests.small_study import NOW

TABLES = (round_table, participants, answer_table, askings, proposals, supports)


def rows(db: Database) -> list[int]:
    with db.read() as connection:
        return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def test_a_study_that_is_removed_takes_its_rounds_with_it(db: Database) -> None:
    studies.ensure_example(db, NOW)
    asked = workshop.open_round(db, "Wang", EXAMPLE, "bodies", Settings(share=7), NOW)
    token = joining.join(db, asked, "wuxi", "", NOW)
    question = answering.sheet(db, token).place.question
    assert question is not None
    answering.save_answer(db, token, question.key, "=", NOW)
    called = workshop.open_round(db, "Wang", EXAMPLE, "solutions", Settings(ask="proposals"), NOW)
    author, other = (joining.join(db, called, "wuxi", "", NOW) for _ in range(2))
    proposing.support(db, other, proposing.propose(db, author, "Boats", "", NOW), NOW)
    assert min(rows(db)) > 0
    title = studies.open_study(db, EXAMPLE).study.title.en
    studies.delete(db, "Wang", EXAMPLE, title, NOW)
    assert studies.purge(db, NOW + timedelta(days=31)) == [EXAMPLE]
    assert rows(db) == [0] * len(TABLES)


def test_the_latest_answer_counts_and_the_earlier_ones_are_kept(db: Database) -> None:
    studies.ensure_example(db, NOW)
    held = workshop.open_round(db, "Wang", EXAMPLE, "bodies", Settings(), NOW)
    token = joining.join(db, held, "wuxi", "", NOW)
    for value in ("authority|cost", "cost|authority", "authority|capacity"):
        answering.save_answer(db, token, "o:", value, NOW)
    with db.read() as connection:
        found = list(answers.latest(connection, held.id))
        assert [(question, value) for _, question, value in found] == [("o:", "authority|capacity")]
        kept = connection.scalar(select(func.count()).select_from(answer_table))
    assert kept == 3


def test_two_rounds_never_share_a_code(db: Database) -> None:
    studies.ensure_example(db, NOW)
    held = workshop.open_round(db, "Wang", EXAMPLE, "bodies", Settings(), NOW)
    from dataclasses import replace

    with pytest.raises(IntegrityError), db.write() as connection:
        rounds.add(connection, replace(held, id="another", present_key="another"))
