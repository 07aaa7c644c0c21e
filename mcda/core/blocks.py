"""Long stacks handled in blocks that stay in the cache, on all cores, with the same result on one."""

import os
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from mcda.core.cells import Array

T = TypeVar("T")
CELLS = 2**18
"""Cells of a block: 2 MB, near the second cache of a core, and long enough that threads seldom wait."""
FEW = 4
"""Fewer blocks are not worth waking threads for; more come in multiples of this, to be shared evenly."""


def over_blocks(work: Callable[[int, Array], T], stack: Array) -> list[T]:
    """`work(start, block)` for each block of `stack` along its first axis, in order.

    Meanwhile linear algebra keeps to one thread a product: threads of its own would wait, spinning, on the
    cores that ours need, and would make sums depend on how many there are. `work` must not come back here:
    it would wait for a thread that waits for it.
    """
    count = -(-stack.size // CELLS)
    if count >= FEW:
        count = round(count / FEW) * FEW
    size = -(-len(stack) // max(1, count))
    starts = range(0, len(stack), size)

    def some(run: range) -> list[T]:
        return [work(start, stack[start : start + size]) for start in run]

    if len(starts) == 1:
        return some(starts)
    with _linear_algebra().limit(limits=1, user_api="blas"):
        if len(starts) < FEW:
            return some(starts)
        each = -(-len(starts) // (os.cpu_count() or 1))
        runs = [starts[first : first + each] for first in range(0, len(starts), each)]
        others = [_threads().submit(some, run) for run in runs[1:]]
        return [*some(runs[0]), *(result for other in others for result in other.result())]


@cache
def _threads() -> Any:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="blocks")


if hasattr(os, "register_at_fork"):  # threads do not survive a fork, and Windows does not fork
    os.register_at_fork(after_in_child=_threads.cache_clear)


@cache
def _linear_algebra() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
