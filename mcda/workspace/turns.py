"""Turns for the pages that others' saves draw anew: one after another, so who is at work waits for one."""

from threading import Condition
from time import monotonic

LONGEST = 0.3
"""Seconds that a page waits at most, as a click on it waits too; a turn that took longer is free."""


class Turns:
    """Whose turn it is among the pages of one process."""

    def __init__(self) -> None:
        self._changed, self._taken_until = Condition(), 0.0

    def take(self) -> None:
        """Wait for the turn, or until it has taken too long."""
        with self._changed:
            self._changed.wait_for(lambda: self._taken_until <= monotonic(), LONGEST)
            self._taken_until = monotonic() + LONGEST

    def give_back(self) -> None:
        """Let the next one begin."""
        with self._changed:
            self._taken_until = 0.0
            self._changed.notify()
