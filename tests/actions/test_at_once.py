"""What people do at the same moment: nobody's is lost, nobody's counts twice, nobody gets an error."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from mcda.actions import joining, studies, workshop
from mcda.cooperation.ballot import PUBLIC, Settings
from mcda.storage import rounds
from mcda.storage.database import Database
from mcda.storage.study_file import EXAMPLE
from tests.small_study import NOW


def at_once(*actions: Callable[[], object]) -> list[Any]:
    """Starts all actions together; what each gave, or what it raised."""
    start = Barrier(len(actions))
    came: list[Any] = [None] * len(actions)

    def run(place: int, action: Callable[[], object]) -> None:
        start.wait()
        try:
            came[place] = action()
        except Exception as problem:
            came[place] = problem

    people = [Thread(target=run, args=each) for each in enumerate(actions)]
    for person in people:
        person.start()
    for person in people:
        person.join(30)
    return came


def test_people_who_join_a_shared_round_together_all_get_in_and_no_dealing_is_lost(db: Database) -> None:
    studies.ensure_example(db, NOW)
    held = workshop.open_round(db, "Wang", EXAMPLE, "bodies", Settings(share=6), NOW)
    came = at_once(*[lambda: joining.join(db, held, PUBLIC, "", NOW)] * 8)
    assert [type(each) for each in came] == [str] * 8, came
    with db.read() as connection:
        times = rounds.asked_so_far(connection, held.id, []).values()
    dealt = [len(person.asked or ()) for person, _ in workshop.people(db, held.id)]
    assert sum(times) == sum(dealt)
