"""Slows down guessing: only wrong guesses count, by address and in all.

Counts live in the memory of one process: with several processes behind one address each counts for itself.
"""

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

from mcda.core.errors import InvalidInput

WINDOW_SECONDS = 60.0


class Throttle:
    """Wrong guesses of the last minute; a hall shares one address, so an address has some dozens."""

    def __init__(self, by_address: int, in_all: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._by_address, self._in_all, self._clock = by_address, in_all, clock
        self._wrong: deque[tuple[float, str]] = deque()
        self._count: dict[str, int] = {}
        self._lock = Lock()

    def check(self, address: str) -> None:
        """Raises InvalidInput throttle.wait where too many guesses were wrong."""
        with self._lock:
            self._forget()
            if len(self._wrong) >= self._in_all or self._count.get(address, 0) >= self._by_address:
                raise InvalidInput("throttle.wait")

    def wrong(self, address: str) -> None:
        """Counts one wrong guess."""
        with self._lock:
            self._wrong.append((self._clock(), address))
            self._count[address] = self._count.get(address, 0) + 1

    def take(self, address: str) -> None:
        """Counts one of what may be done some times a minute, right or wrong.

        Raises InvalidInput throttle.wait.
        """
        self.check(address)
        self.wrong(address)

    def _forget(self) -> None:
        until = self._clock() - WINDOW_SECONDS
        while self._wrong and self._wrong[0][0] <= until:
            _, address = self._wrong.popleft()
            self._count[address] -= 1
            if not self._count[address]:
                del self._count[address]
