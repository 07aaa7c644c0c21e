"""Random judgements for tests, and what they are checked against."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

Array = NDArray[np.float64]
SCALE = [1 / step for step in range(9, 1, -1)] + list(range(1, 10))


def reciprocal(upper: Array, k: int) -> Array:
    """Matrices (…, k, k) from upper triangles (…, k (k - 1) / 2)."""
    whole = np.ones((*upper.shape[:-1], k, k))
    rows, columns = np.triu_indices(k, 1)
    whole[..., rows, columns] = upper
    whole[..., columns, rows] = 1 / upper
    return whole


def random_judgements(rng: np.random.Generator, people: int, k: int) -> Array:
    return reciprocal(rng.choice(SCALE, size=(people, k * (k - 1) // 2)), k)


def without(matrix: Array, missing: NDArray[np.bool_]) -> Array:
    """`matrix` with the pairs of `missing` not asked."""
    return np.where((missing | missing.T) & ~np.eye(len(matrix), dtype=bool), np.nan, matrix)


@st.composite
def matrices(draw, least=1, most=7, steps=SCALE):
    k = draw(st.integers(least, most))
    pairs = k * (k - 1) // 2
    return reciprocal(np.array(draw(st.lists(st.sampled_from(steps), min_size=pairs, max_size=pairs))), k)


@st.composite
def incomplete(draw, least=3, most=6, steps=SCALE):
    """A matrix of which a random spanning tree and some other pairs were asked."""
    matrix = draw(matrices(least, most, steps))
    k = len(matrix)
    asked = np.eye(k, dtype=bool)
    for item in range(1, k):
        asked[item, draw(st.integers(0, item - 1))] = True
    for pair in zip(*np.triu_indices(k, 1), strict=True):
        asked[pair] |= draw(st.booleans())
    return without(matrix, ~(asked | asked.T))


@st.composite
def weight_vectors(draw, k=None, least=0.001):
    size = draw(st.integers(1, 7)) if k is None else k
    raw = np.array(draw(st.lists(st.floats(least, 1), min_size=size, max_size=size)))
    return raw / raw.sum()


def root_in_long_doubles(matrices_: Array) -> tuple[Array, Array]:
    """Weights and roots by squaring in 80-bit floats, far past convergence."""
    power = matrices_.astype(np.longdouble)
    for _ in range(40):
        power = np.einsum("pij,pjk->pik", power, power)
        power /= power.sum(axis=(1, 2), keepdims=True)
    weights = power.sum(axis=2)
    weights /= weights.sum(axis=1, keepdims=True)
    images = np.einsum("pij,pj->pi", matrices_.astype(np.longdouble), weights)
    return weights, images.sum(axis=1)
