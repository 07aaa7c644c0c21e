"""Pages that others' saves draw anew do not all draw at once."""

from threading import Event, Thread

import pytest

from mcda.workspace import turns
from mcda.workspace.turns import Turns

SOON = 20.0


def taken_by_another(of: Turns) -> Event:
    """Set as soon as another thread that asks for the turn has it."""
    got = Event()
    Thread(target=lambda: (of.take(), got.set()), daemon=True).start()
    return got


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that would wait longer than these tests do."""
    monkeypatch.setattr(turns, "LONGEST", 10 * SOON)


@pytest.mark.usefixtures("patient")
def test_who_comes_alone_does_not_wait() -> None:
    assert taken_by_another(Turns()).wait(SOON)


@pytest.mark.usefixtures("patient")
def test_who_comes_second_begins_when_the_first_is_done() -> None:
    pages = Turns()
    pages.take()
    got = taken_by_another(pages)
    assert not got.wait(0.2)
    pages.give_back()
    assert got.wait(SOON)


def test_a_turn_that_is_never_given_back_keeps_nobody_for_long() -> None:
    pages = Turns()
    pages.take()
    assert taken_by_another(pages).wait(SOON)
