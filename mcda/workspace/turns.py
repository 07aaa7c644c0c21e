"""Turns for the pages that others' saves draw anew: one after another, so who is at work waits for one."""

from threading import Lock

APART = 0.06
"""Seconds from one turn to the next: about as long as a large page takes to draw beside other work."""
LONGEST = 0.3
"""Seconds that a page waits at most: a click on it waits as long."""


class Turns:
    """When the pages of one process may be drawn."""

    def __init__(self) -> None:
        self._lock, self._free = Lock(), 0.0

    def delay(self, now: float) -> float:
        """Seconds for which a page that asks at `now`, in seconds of any clock, is to wait."""
        with self._lock:
            mine = min(max(now, self._free), now + LONGEST)
            self._free = mine + APART
        return mine - now
