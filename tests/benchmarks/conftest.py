"""Beside each piece of work its rivals in the same run: ratios as a table, kept in docs/benchmarks.md."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.benchmarks.rivals import measure_rivals
from tests.benchmarks.table import CLAIMS, as_markdown, keep

OURS = pytest.StashKey[dict[str, float]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[OURS] = {}


@pytest.fixture
def measure(benchmark: Any, request: pytest.FixtureRequest) -> Callable[..., None]:
    """Time a call as a piece of work by name; at least five rounds, as many as fit into a second."""

    def timed(work: str, call: Callable[[], Any]) -> None:
        benchmark.group = work
        benchmark(call)
        if benchmark.stats:
            request.config.stash[OURS][work] = benchmark.stats.stats.median

    return timed


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    ours = config.stash[OURS]
    if not ours:
        return
    terminalreporter.section("Concord beside others")
    text = as_markdown(ours, measure_rivals(terminalreporter.write_line))
    terminalreporter.write_line(text)
    if CLAIMS.keys() <= ours.keys():
        keep(text)
