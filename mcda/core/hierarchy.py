"""Two levels of criteria: weights down to the leaves, and the AHP's own way to rank candidates under them."""

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.cells import Array, first, read
from mcda.core.errors import InvalidInput
from mcda.core.numbers import weight_vectors

Mode = Literal["distributive", "ideal"]


def global_weights(local: ArrayLike, children: Sequence[ArrayLike | None]) -> Array:
    """Weights of all leaves in order: the product down each branch. Rule M10.

    `local` (…, k) weighs the branches; each of the k `children` weighs what hangs on its branch, (c,) or
    (…, c), or is None where the branch is itself a leaf. Deeper trees are built from the leaves upwards.
    """
    branches = weight_vectors(local, len(children))
    leaves = [branches[..., [branch]] for branch in range(len(children))]
    for branch, child in enumerate(children):
        if child is not None:
            width = np.shape(child)[-1] if np.ndim(child) else 0
            leaves[branch] = leaves[branch] * weight_vectors(child, width)
    stack = np.broadcast_shapes(*(leaf.shape[:-1] for leaf in leaves))
    return np.concatenate([np.broadcast_to(leaf, (*stack, leaf.shape[-1])) for leaf in leaves], axis=-1)


def synthesise(
    weights: ArrayLike,
    local: ArrayLike,
    mode: Mode = "distributive",
    anchors: Sequence[int] | None = None,
) -> Array:
    """Scores (n,) of candidates from their local priorities (n, m) under leaves with weights (m,). Rule M11.

    Each column is divided by its sum ("distributive") or its best ("ideal") over the `anchors`, by default
    all candidates. Anchors fixed when a study opens keep candidates that come later from reordering the
    others (Belton & Gear 1983; Wang & Elhag 2006).
    """
    if mode not in get_args(Mode):
        raise InvalidInput("hierarchy.mode", given=str(mode)[:40], known=get_args(Mode))
    columns = read(local, "local", ("row", "column"))
    if columns.ndim != 2 or columns.size == 0:
        raise InvalidInput("local.shape", shape=columns.shape)
    wrong = ~(np.isfinite(columns) & (columns >= 0))
    if wrong.any():
        row, column = first(wrong)
        raise InvalidInput("local.negative", row=row, column=column, given=float(columns[row, column]))
    vector = weight_vectors(weights, columns.shape[1])
    held = columns if anchors is None else columns[_rows(anchors, len(columns))]
    scale = held.sum(axis=0) if mode == "distributive" else held.max(axis=0)
    if not scale.all():
        raise InvalidInput("local.zero", column=int(np.argmin(scale)))
    scores: Array = vector @ (columns / scale).T
    return scores


def _rows(anchors: Sequence[int], n: int) -> list[int]:
    rows = list(anchors)
    wrong = [
        row
        for row in rows
        if isinstance(row, bool) or not isinstance(row, int | np.integer) or not 0 <= row < n
    ]
    if wrong or not rows:
        raise InvalidInput("hierarchy.anchors", given=str(wrong[0] if wrong else rows)[:40], candidates=n)
    return rows
