"""A server of this checkout in a process of its own, on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 90


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(database_url: str, port: int, log: Path) -> subprocess.Popen[bytes]:
    """A server that answers; its output goes to a file."""
    command = [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", str(port)]
    environment = os.environ | {"CONCORD_DATABASE_URL": database_url}
    environment.pop("CONCORD_KEY", None)
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return process
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise AssertionError(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


@contextmanager
def serving(database_url: str, log: Path, port: int | None = None) -> Iterator[str]:
    """The address of a server that is up while the block runs."""
    chosen = port or free_port()
    process = start(database_url, chosen, log)
    try:
        yield f"http://127.0.0.1:{chosen}"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)
