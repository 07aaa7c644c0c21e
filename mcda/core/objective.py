"""Weights that the table itself suggests, beside those of people: a contrast, never a replacement."""

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.columns import normalised, read_columns
from mcda.core.errors import InvalidInput
from mcda.core.problem import Array


def entropy_weights(scores: ArrayLike) -> Array:
    """Weights (m,) by how unevenly each criterion spreads over the candidates; scores not below 0. Rule M52.

    Shannon 1948; Hwang & Yoon 1981. A criterion on which all are alike gets 0.
    """
    table = np.asarray(scores)
    columns = read_columns(table, np.ones(table.shape[-1] if table.ndim else 0), "sum", None)
    shares = normalised(columns)
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    n = shares.shape[1]
    spread = 1 + (shares * logs).sum(axis=1) / np.log(max(n, 2))
    spread[columns.ends[0] == columns.ends[1]] = 0
    return _shares(spread)


def critic_weights(scores: ArrayLike, directions: ArrayLike) -> Array:
    """Weights (m,) by contrast and conflict: deviation times how little the others say the same. Rule M52.

    Diakoulaki, Mavrotas & Papayannakis 1995. A criterion on which all are alike gets 0.
    """
    columns = read_columns(scores, directions, "minmax", None)
    differ = columns.ends[0] != columns.ends[1]
    signs = np.where(columns.ends[0] > columns.ends[1], 1.0, -1.0)
    table = (normalised(columns) * signs[:, None])[differ]
    if len(table) == 0:
        return _shares(np.zeros(len(differ)))
    weights = np.zeros(len(differ))
    conflict = (1 - np.atleast_2d(np.corrcoef(table))).sum(axis=1)
    weights[differ] = table.std(axis=1, ddof=1) * np.maximum(conflict, 0)
    return _shares(weights)


def _shares(spread: Array) -> Array:
    """Made to sum to 1."""
    whole = np.maximum(spread, 0)
    if not whole.any():
        raise InvalidInput("objective.nothing_differs")
    shares: Array = whole / whole.sum()
    return shares
