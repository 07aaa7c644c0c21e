"""Long stacks handled in blocks that stay in the cache, on all cores, with the same result on one."""

import os
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from mcda.core.cells import Array

T = TypeVar("T")
CELLS = 2**18
"""Cells of a block: 2 MB, near the second cache of a core, and long enough that threads seldom wait."""
LIGHT = 2**16
"""Cells of a block of light work, which one thread does sooner than two could share it."""
FEW = 4
"""Fewer blocks than this are not worth waking threads for."""


def over_blocks(work: Callable[[int, Array], T], stack: Array, light: bool = False) -> list[T]:
    """`work(start, block)` for each block of `stack` along its first axis, in order.

    Meanwhile linear algebra keeps to one thread a product: threads of its own would wait, spinning, on the
    cores that ours need, and would make sums depend on how many there are.
    """
    size = max(1, (LIGHT if light else CELLS) // max(1, stack[0].size))
    starts = range(0, len(stack), size)

    def some(run: range) -> list[T]:
        return [work(start, stack[start : start + size]) for start in run]

    if len(starts) == 1:
        return some(starts)
    with _linear_algebra().limit(limits=1, user_api="blas"):
        if light or len(starts) < FEW:
            return some(starts)
        from concurrent.futures import ThreadPoolExecutor

        threads = os.cpu_count() or 1
        each = -(-len(starts) // threads)
        runs = [starts[first : first + each] for first in range(0, len(starts), each)]
        with ThreadPoolExecutor(threads) as pool:
            return [result for results in pool.map(some, runs) for result in results]


@cache
def _linear_algebra() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
