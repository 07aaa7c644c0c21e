"""The same table through other methods: does the answer depend on how it is worked out?

Every method is called with its normalisation said, never with a library's defaults. A criterion that does not
tell the candidates apart, or has no weight, is left out first: it moves no method, and breaks some.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.columns import read_columns
from mcda.core.errors import InvalidInput
from mcda.core.numbers import score_table, weight_vector
from mcda.core.problem import Array
from mcda.core.ranks import rank
from mcda.core.similarity import weighted_spearman, ws
from mcda.core.topsis import closeness
from mcda.core.vikor import vikor

if TYPE_CHECKING:
    import pandas as pd

Ranks = NDArray[np.int64]
Preference = Callable[[Array, Array, Array], Array]
"""Scores (n, m), weights (m,) and signs (m,) to values (n,), the higher the better."""


class Method(NamedTuple):
    """A method, the least score it can take (exclusive when `above`), and the most candidates."""

    preference: Preference
    least: float = -np.inf
    above: bool = False
    most: int = 10**9

    def refuses(self, table: Array) -> str | None:
        """Why it cannot take these scores, if so."""
        if len(table) > self.most:
            return "crosscheck.too_many"
        if table.size == 0 or table.min() > self.least or (table.min() == self.least and not self.above):
            return None
        return "crosscheck.needs_positive" if self.above else "crosscheck.needs_not_negative"


def compare_methods(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    methods: Sequence[str] | None = None,
) -> "pd.DataFrame":
    """Ranks by several methods, and how like each is to TOPSIS: one row a method. Rules M53 to M56.

    Columns: one a candidate (its index) with the rank, then `weighted_spearman` and `ws` to TOPSIS, whether
    the same candidates are first, VIKOR's compromise set, and the reason where a method cannot take these
    scores, as a key of `text/`. What is not defined is None.
    """
    import pandas as pd

    names = _known(methods)
    table, vector, signs = _read(scores, weights, directions)
    reference = rank(_topsis(table, vector, signs)) if table.size else np.ones(len(table), dtype=np.int64)
    rows = [_row(name, table, vector, signs, reference) for name in names]
    n = len(table)
    columns = [*range(n), "weighted_spearman", "ws", "same_first", "compromise", "reason"]
    frame = pd.DataFrame(rows, index=pd.Index(names, name="method"), columns=columns, dtype=object)
    kinds: dict[int | str, type] = {
        **dict.fromkeys(range(n), np.int64),
        "weighted_spearman": np.float64,
        "ws": np.float64,
    }
    return frame.astype({column: kind for column, kind in kinds.items() if frame[column].notna().all()})


def _known(methods: Sequence[str] | None) -> list[str]:
    wanted = STANDARD if methods is None else methods
    names = list(wanted) if isinstance(wanted, Iterable) and not isinstance(wanted, str) else [wanted]
    for name in names:
        if not isinstance(name, str) or name not in METHODS:
            raise InvalidInput("crosscheck.unknown_method", given=str(name)[:40], known=list(METHODS))
    if len(set(names)) < len(names) or not names:
        raise InvalidInput("crosscheck.repeated_or_none", given=names)
    return names


def _read(scores: ArrayLike, weights: ArrayLike, directions: ArrayLike) -> tuple[Array, Array, Array]:
    """The checked table, weights and signs without the criteria that cannot matter."""
    columns = read_columns(scores, directions, "vector", None)
    vector = weight_vector(weights, len(columns.scores))
    best, worst = columns.ends
    matter = (best != worst) & (vector > 0)
    table = np.array(score_table(scores)[:, matter])
    return table, vector[matter], np.where(best > worst, 1.0, -1.0)[matter]


def _row(name: str, table: Array, weights: Array, signs: Array, reference: Ranks) -> list[Any]:
    method = METHODS[name]
    none = [None] * len(table)
    reason = method.refuses(table)
    ranks = None if reason else _ranks(method, table, weights, signs)
    if ranks is None:
        return [*none, None, None, None, None, reason or "crosscheck.undefined"]
    compromise = None
    if name == "VIKOR":
        compromise = (
            vikor(table, weights / weights.sum(), signs).candidates
            if table.size
            else tuple(range(len(table)))
        )
    return [
        *ranks.tolist(),
        weighted_spearman(reference, ranks),
        ws(reference, ranks),
        bool(((ranks == 1) == (reference == 1)).all()),
        compromise,
        None,
    ]


def _ranks(method: Method, table: Array, weights: Array, signs: Array) -> Ranks | None:
    if table.size == 0:
        return np.ones(len(table), dtype=np.int64)
    with np.errstate(all="ignore"):
        values = method.preference(table, weights, signs)
    return rank(values) if np.isfinite(values).all() else None


def _topsis(table: Array, weights: Array, signs: Array) -> Array:
    return closeness(table, weights / weights.sum(), signs)


def _weighted_sum(table: Array, weights: Array, signs: Array) -> Array:
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization

    return _run(WSM(minmax_normalization), table, weights, signs)


def _weighted_product(table: Array, weights: Array, signs: Array) -> Array:
    from pymcdm.methods import WPM
    from pymcdm.normalizations import sum_normalization

    return _run(WPM(sum_normalization), table, weights, signs)


def _vikor(table: Array, weights: Array, signs: Array) -> Array:
    return np.negative(vikor(table, weights / weights.sum(), signs).q)


def _promethee(table: Array, weights: Array, signs: Array) -> Array:
    from pymcdm.methods import PROMETHEE_II

    return _run(PROMETHEE_II("vshape", p=list(np.ptp(table, axis=0))), table, weights, signs)


def _edas(table: Array, weights: Array, signs: Array) -> Array:
    from pymcdm.methods import EDAS

    return _run(EDAS(), table, weights, signs)


def _marcos(table: Array, weights: Array, signs: Array) -> Array:
    from pymcdm.methods import MARCOS

    return _run(MARCOS(), table, weights, signs)


def _spotis(table: Array, weights: Array, signs: Array) -> Array:
    from pymcdm.methods import SPOTIS

    return -_run(SPOTIS(SPOTIS.make_bounds(table)), table, weights, signs)


def _mabac(table: Array, weights: Array, signs: Array) -> Array:
    from pymcdm.methods import MABAC
    from pymcdm.normalizations import minmax_normalization

    return _run(MABAC(minmax_normalization), table, weights, signs)


def _copras(table: Array, weights: Array, signs: Array) -> Array:
    """Zavadskas & Kaklauskas 1996, written out: pymcdm 1.4 rewards cost here."""
    weighted = weights * table / table.sum(axis=0)
    values: Array = weighted[:, signs > 0].sum(axis=1)
    if (signs < 0).any():
        costs = weighted[:, signs < 0].sum(axis=1)
        values = values + costs.sum() / (costs * (1 / costs).sum())
    return values


def _run(method: Any, table: Array, weights: Array, signs: Array) -> Array:
    return np.asarray(method(table, weights, signs, validation=False), dtype=np.float64)


METHODS: dict[str, Method] = {
    "TOPSIS": Method(_topsis),
    "WSM": Method(_weighted_sum),
    "WPM": Method(_weighted_product, least=0, above=True),
    "VIKOR": Method(_vikor),
    "PROMETHEE II": Method(_promethee, most=3000),
    "EDAS": Method(_edas, least=0),
    "MARCOS": Method(_marcos, least=0, above=True),
    "SPOTIS": Method(_spotis),
    "MABAC": Method(_mabac),
    "COPRAS": Method(_copras, least=0, above=True),
}
STANDARD = ("TOPSIS", "WSM", "WPM", "VIKOR", "PROMETHEE II", "EDAS", "MARCOS", "SPOTIS")
"""The methods that stand beside TOPSIS unless others are asked for."""
