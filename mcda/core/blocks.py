"""Long stacks handled in blocks that stay in the cache, on all cores, with the same result on one."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any, TypeVar

from mcda.core.cells import Array

T = TypeVar("T")
CELLS = 2**18
"""Cells of a block: 2 MB, near the second cache of a core, and long enough that threads seldom wait."""
FEW = 4
"""Fewer blocks are not worth waking threads for; more come in multiples of this, to be shared evenly."""

_limits: list[Any] = []


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
    with _one_thread_a_product():
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


@contextmanager
def _one_thread_a_product() -> Iterator[None]:
    """The last to leave puts back what the first found: who came between found the limit itself."""
    with _changing():
        _limits.append(_linear_algebra().limit(limits=1, user_api="blas"))
    try:
        yield
    finally:
        with _changing():
            _limits.pop().restore_original_limits()


@cache
def _changing() -> Lock:
    return Lock()


def _after_fork() -> None:
    """Threads do not survive a fork, and what they have locked stays locked."""
    _threads.cache_clear()
    _changing.cache_clear()


if hasattr(os, "register_at_fork"):  # Windows does not fork
    os.register_at_fork(after_in_child=_after_fork)


@cache
def _linear_algebra() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
