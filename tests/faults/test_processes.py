"""Several application processes on one database: each sees what the others saved, and none overwrites it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from mcda.actions.studies import create_study, list_studies
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


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


def well(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.postgres
def test_two_applications_start_at_once_on_an_empty_postgresql(postgres_url: str) -> None:
    ports = [free_port(), free_port()]
    words = [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port"]
    environment = {**os.environ, "CONCORD_DATABASE_URL": postgres_url}
    started = [
        subprocess.Popen(
            [*words, str(port)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for port in ports
    ]
    try:
        until = time.monotonic() + 180
        while time.monotonic() < until and not all(well(port) for port in ports):
            time.sleep(0.3)
        assert [process.poll() for process in started] == [None, None]
        assert [well(port) for port in ports] == [True, True]
        db = open_database(postgres_url)
        assert [(head.id, head.number) for head in list_studies(db)] == [("taihu", 1)]
        db.close()
    finally:
        for process in started:
            process.kill()
            process.wait()
