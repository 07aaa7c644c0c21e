"""A study of 200 candidates and 30 criteria: opened, saved by one cell, merged, and its history read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from mcda.actions.studies import create_study, history, open_study, save
from mcda.storage.database import Database, open_database
from mcda.storage.recent import forget
from tests.small_study import NOW, score, study

REVISIONS = 200


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with the large study in some hundred revisions; a thousand take no longer to open."""
    path: Path = tmp_path_factory.mktemp("large") / "concord.db"
    db = open_database(str(path))
    create_study(db, "Ann", study(200, 30), NOW, "large")
    for number in range(1, REVISIONS):
        save(db, "Ann", "large", number, score(number + 1, f"body-{number}", "criterion-7"), NOW)
    yield db
    db.close()


def test_opening_a_large_study_in_a_process_that_starts(benchmark: Any, large: Database) -> None:
    benchmark.pedantic(lambda: open_study(large, "large"), setup=forget, rounds=20)


def test_saving_one_cell_of_a_large_study(benchmark: Any, large: Database) -> None:
    values = count(1000)

    def one_cell() -> None:
        base = open_study(large, "large").number
        save(large, "Ann", "large", base, score(next(values)), datetime.now(UTC))

    benchmark(one_cell)


def test_merging_one_cell_into_what_another_process_saved(benchmark: Any, large: Database) -> None:
    values = count(5000)

    def behind() -> tuple[tuple[int], dict[str, Any]]:
        base = open_study(large, "large").number
        save(large, "Ann", "large", base, score(next(values)), datetime.now(UTC))
        forget()
        open_study(large, "large", base)
        return (base,), {}

    def merged(base: int) -> None:
        assert not save(large, "Bo", "large", base, score(next(values), "body-1"), datetime.now(UTC)).clashes

    benchmark.pedantic(merged, setup=behind, rounds=20)


def test_reading_a_page_of_the_history(benchmark: Any, large: Database) -> None:
    assert len(benchmark(lambda: history(large, "large", limit=50))) == 50
