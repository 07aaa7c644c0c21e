"""Pages that others' saves draw anew do not all draw at once."""

import pytest

from mcda.workspace.turns import APART, LONGEST, Turns


def test_who_comes_alone_does_not_wait() -> None:
    turns = Turns()
    assert turns.delay(100) == 0
    assert turns.delay(100 + APART) == 0


def test_who_comes_at_the_same_moment_goes_one_after_another() -> None:
    turns = Turns()
    delays = [turns.delay(100) for _ in range(4)]
    assert delays == pytest.approx([0, APART, 2 * APART, 3 * APART])


def test_nobody_waits_long_however_many_come() -> None:
    turns = Turns()
    delays = [turns.delay(100) for _ in range(1000)]
    assert max(delays) == pytest.approx(LONGEST)
    assert turns.delay(100 + LONGEST + APART) == 0
