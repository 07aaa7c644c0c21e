"""Twenty planners save the same study at once: no save is lost, and no error is shown that a retry avoids."""

import threading
import time
from datetime import UTC, datetime

import pytest

from mcda.actions.studies import create_study, open_study, save
from mcda.storage.database import Database
from tests.faults.checks import check
from tests.small_study import NOW, score, study

PLANNERS = 20


def save_together(db: Database, seconds: float) -> int:
    """Each planner scores a body of their own, always on the revision that they saw last."""
    study_id = create_study(db, "Ann", study(PLANNERS, 1), NOW)
    acknowledged: list[tuple[int, str, int]] = []
    problems: list[BaseException] = []
    until = time.monotonic() + seconds

    def plan(body: str) -> None:
        base, value = 1, 1
        try:
            while time.monotonic() < until:
                value += 1
                saved = save(db, body, study_id, base, score(value, body), datetime.now(UTC))
                assert not saved.clashes
                acknowledged.append((saved.number, body, value))
                base = saved.number
        except BaseException as problem:
            problems.append(problem)

    planners = [threading.Thread(target=plan, args=(f"body-{i}",)) for i in range(PLANNERS)]
    for planner in planners:
        planner.start()
    for planner in planners:
        planner.join()
    assert problems == []
    assert {body for _, body, _ in acknowledged} == {f"body-{i}" for i in range(PLANNERS)}
    assert check(db, study_id, acknowledged) == len(acknowledged) + 1
    return len(acknowledged)


def test_twenty_planners_lose_no_save(db: Database) -> None:
    save_together(db, 2)


@pytest.mark.soak
def test_twenty_planners_lose_no_save_in_a_minute(db: Database) -> None:
    save_together(db, 60)


def test_twenty_planners_in_one_cell_never_overwrite_each_other_unseen(db: Database) -> None:
    study_id = create_study(db, "Ann", study(1, 1), NOW)
    outcomes: list[tuple[str, int, float | None]] = []

    def plan(name: str, value: float) -> None:
        saved = save(db, name, study_id, 1, score(value), datetime.now(UTC))
        theirs = saved.clashes[0].conflict.theirs if saved.clashes else None
        outcomes.append((name, saved.number, theirs))

    planners = [threading.Thread(target=plan, args=(f"planner {i}", 2.0 + i)) for i in range(PLANNERS)]
    for planner in planners:
        planner.start()
    for planner in planners:
        planner.join()
    winner = [name for name, _, theirs in outcomes if theirs is None]
    latest = open_study(db, study_id)
    assert (len(winner), latest.number, latest.author) == (1, 2, winner[0])
    told = {theirs for _, _, theirs in outcomes if theirs is not None}
    assert told == {latest.study.bodies.scores["body-0"]["criterion-0"].value}
