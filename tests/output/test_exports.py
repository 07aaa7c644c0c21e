"""The example's exports, byte for byte as they were accepted.

On a difference the new bytes are written beside the accepted ones as `….new`: look, and rename if right.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from mcda.cooperation.steps import STEPS, StepResult, result
from mcda.cooperation.study import StepName, Study
from mcda.output.tables import ranked_csv, weights_csv
from mcda.text import LANGUAGES, Language

ACCEPTED = Path(__file__).parents[1] / "golden" / "exports"
TABLES: dict[str, Callable[[Study, StepResult, Language], bytes]] = {
    "ranked": ranked_csv,
    "weights": weights_csv,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("step", STEPS)
def test_the_example_exports_the_accepted_bytes(
    example: Study, step: StepName, kind: str, language: Language
) -> None:
    written = TABLES[kind](example, result(example, step), language)
    accepted = ACCEPTED / f"{step}-{kind}-{language}.csv"
    if not accepted.exists() or accepted.read_bytes() != written:
        accepted.with_suffix(".csv.new").write_bytes(written)
    assert accepted.exists()
    assert accepted.read_bytes() == written
