"""Tables and weights to closeness and rank: TOPSIS, for one weight vector or ten thousand."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.columns import normalised, read_columns
from mcda.core.distance import SERIAL, closeness_of_many, closeness_of_one, distances, gaps_of, share
from mcda.core.errors import InvalidInput
from mcda.core.numbers import weight_vector, weight_vectors
from mcda.core.problem import Array, Normalisation, Table
from mcda.core.ranks import rank
from mcda.core.results import Ranking

Cells = TypeVar("Cells", bound=NDArray[Any])


def closeness(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation = "vector",
    bounds: ArrayLike | None = None,
) -> Array:
    """Closeness of each candidate to the ideal, 0 to 1: (n,) for weights (m,), (s, n) for weights (s, m).

    `bounds` (m, 2) is read by "fixed" only. Hwang & Yoon 1981. Rules M20 to M28.
    """
    columns = read_columns(scores, directions, normalisation, bounds)
    vectors = weight_vectors(weights, len(columns.scores))
    if vectors.ndim == 1:
        return closeness_of_one(columns, vectors)
    if columns.scores.size > SERIAL:
        return np.stack([closeness_of_one(columns, vector) for vector in vectors])
    return closeness_of_many(gaps_of(columns), vectors)


def topsis(table: Table, weights: ArrayLike, normalisation: Normalisation = "vector") -> Ranking:
    """Rank the candidates of a table, with every intermediate table. Rules M20 to M29."""
    if not isinstance(table, Table):
        raise InvalidInput("table.needed", given=type(table).__name__)
    criteria = tuple(criterion.name for criterion in table.criteria)
    fixed = isinstance(normalisation, str) and normalisation == "fixed"
    bounds = table.bounds if fixed else None
    if fixed and bounds is None:
        without = [c.name for c in table.criteria if c.lowest is None or c.highest is None]
        raise InvalidInput("bounds.undeclared", criteria=without)
    columns = read_columns(
        table.scores, table.directions, normalisation, bounds, (table.candidates, criteria)
    )
    vector = weight_vector(weights, len(criteria), criteria)
    scaled = normalised(columns)
    pieces = [pair for _, pair in distances(columns, vector)]
    to_ideal, to_anti_ideal = pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis=1)
    values = share(to_ideal, to_anti_ideal)
    ideal, anti_ideal = vector * ((columns.ends - columns.offset) * columns.inverse_scale)
    return Ranking(
        table=table,
        weights=_frozen(vector.copy()),
        normalisation=normalisation,
        bounds=None if bounds is None else _frozen(bounds),
        normalised=_frozen(scaled.T),
        weighted=_frozen((vector[:, None] * scaled).T),
        ideal=_frozen(ideal),
        anti_ideal=_frozen(anti_ideal),
        distance_to_ideal=_frozen(to_ideal),
        distance_to_anti_ideal=_frozen(to_anti_ideal),
        closeness=_frozen(values),
        ranks=_frozen(rank(values)),
    )


def _frozen(array: Cells) -> Cells:
    array.setflags(write=False)
    return array
