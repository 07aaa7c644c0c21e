"""What people do at the same moment: nobody's is lost, nobody's counts twice, nobody gets an error."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest

from mcda.actions import answering, inviting, joining, proposing, studies, workshop
from mcda.cooperation.ballot import PUBLIC, Settings
from mcda.core.errors import InvalidInput
from mcda.storage import answers, rounds
from mcda.storage import studies as stored
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
    dealt = [len(person.asked or ()) for person, _ in inviting.people(db, held.id)]
    assert sum(times) == sum(dealt)


def test_rounds_that_are_prepared_together_have_numbers_of_their_own(db: Database) -> None:
    studies.ensure_example(db, NOW)
    came = at_once(*[lambda: workshop.prepare_round(db, "Wang", EXAMPLE, "bodies", Settings(), NOW)] * 4)
    assert sorted(made.number for made in came) == [1, 2, 3, 4]


def test_of_two_proposals_that_are_merged_into_each_other_together_one_stays(db: Database) -> None:
    studies.ensure_example(db, NOW)
    held = workshop.open_round(db, "Wang", EXAMPLE, "bodies", Settings(ask="proposals"), NOW)
    token = joining.join(db, held, PUBLIC, "", NOW)
    one, two = (proposing.propose(db, token, title, "", NOW) for title in ("Boats", "Ships"))
    came = at_once(
        lambda: proposing.merge_proposal(db, "Wang", held.id, one, two, NOW),
        lambda: proposing.merge_proposal(db, "Lin", held.id, two, one, NOW),
    )
    [refused] = [each for each in came if each is not None]
    assert isinstance(refused, InvalidInput), refused
    assert refused.code == "proposal.cannot_merge"
    assert [each.merged_into is None for each in proposing.proposals_of(db, held.id)].count(True) == 1


def test_what_is_read_is_of_one_moment_whoever_saves_meanwhile(db: Database) -> None:
    studies.ensure_example(db, NOW)
    with db.read() as connection:
        before = stored.head(connection, EXAMPLE)
        studies.save(db, "Lin", EXAMPLE, 1, lambda s: s.model_copy(update={"sources": "new"}), NOW)
        assert stored.head(connection, EXAMPLE) == before
        assert [entry.number for entry in stored.entries(connection, EXAMPLE)] == [1]
    assert studies.latest_number(db, EXAMPLE) == 2


def test_no_answer_is_added_to_what_the_reveal_has_shown(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    studies.ensure_example(db, NOW)
    held = workshop.open_round(db, "Wang", EXAMPLE, "bodies", Settings(), NOW)
    token = joining.join(db, held, PUBLIC, "", NOW)
    question = answering.sheet(db, token).place.question
    assert question is not None
    shown: list[int] = []

    def reveal() -> None:
        workshop.reveal(db, "Wang", held.id, NOW)
        shown.append(workshop.counts(db, held.id).answers)

    facilitator, add = Thread(target=reveal), answers.add

    def reveal_comes_first(*values: Any, **more: Any) -> None:
        facilitator.start()
        facilitator.join(0.5)
        add(*values, **more)

    monkeypatch.setattr(answers, "add", reveal_comes_first)
    answering.save_answer(db, token, question.key, "skip", NOW)
    facilitator.join(30)
    assert shown == [1] == [workshop.counts(db, held.id).answers]
