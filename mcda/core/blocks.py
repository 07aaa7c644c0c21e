"""Long stacks handled in blocks that stay in the cache, on all cores, with the same result on one."""

import os
from collections.abc import Callable
from typing import TypeVar

from mcda.core.cells import Array

T = TypeVar("T")
CELLS = 2**17
"""Cells of a block: 1 MB, near the second cache of a core, and long enough that threads seldom wait."""
FEW = 8
"""Fewer blocks than this are not worth waking threads for."""


def over_blocks(work: Callable[[int, Array], T], stack: Array) -> list[T]:
    """`work(start, block)` for each block of `stack` along its first axis, in order."""
    size = max(1, CELLS // stack[0].size)
    blocks = [(start, stack[start : start + size]) for start in range(0, len(stack), size)]
    if len(blocks) < FEW:
        return [work(*block) for block in blocks]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, *zip(*blocks, strict=True)))
