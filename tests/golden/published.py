"""Published cases of tests/golden/data: facts and figures, each with its source."""

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parent / "data"


def case(file: str, identifier: str) -> dict[str, Any]:
    cases = json.loads((DATA / file).read_text(encoding="utf-8"))
    return next(each for each in cases if each["id"] == identifier)


def numbers(given: Any) -> NDArray[np.float64]:
    """Nested lists of numbers and of fractions such as "1/3"."""
    if isinstance(given, list):
        return np.array([numbers(each) for each in given])
    return np.float64(float(Fraction(given)) if isinstance(given, str) else given)


def matrix(upper: Sequence[Any]) -> NDArray[np.float64]:
    """The comparison matrix of an upper triangle row by row; None where a pair was not asked."""
    k = int((1 + (1 + 8 * len(upper)) ** 0.5) / 2)
    whole = np.full((k, k), np.nan)
    whole[np.triu_indices(k, 1)] = [np.nan if each is None else numbers(each) for each in upper]
    return whole
