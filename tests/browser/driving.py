"""A server of the workspace and a Chromium to drive, for the browser tests and the screenshots."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000


def chromium() -> str | None:
    """The Chromium to drive, where there is one."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@contextmanager
def browser(executable: str) -> Iterator[Browser]:
    """A headless Chromium."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chrome
        chrome.close()


@contextmanager
def server(database_url: str, log: Path, *, uvicorn: bool = False) -> Iterator[str]:
    """The workspace on a free port of this machine; gives its address."""
    port = _free_port()
    streamlit = ["streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
    plain = ["uvicorn", "app:app", "--host", "127.0.0.1", "--port", str(port)]
    command = [sys.executable, "-m", *(plain if uvicorn else streamlit)]
    environment = os.environ | {"CONCORD_DATABASE_URL": database_url}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/_stcore/health", process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def visit(page: Page, address: str) -> None:
    """Open an address and wait until the page stands still."""
    page.goto(address)
    settled(page)


def settled(page: Page) -> None:
    """Wait until a heading is there and nothing runs any more."""
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    quiet = 0
    while quiet < 3:
        page.wait_for_timeout(150)
        running = page.locator('[data-testid="stApp"][data-test-script-state="running"]').count()
        quiet = 0 if running else quiet + 1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")
