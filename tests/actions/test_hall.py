"""What the hall is told of a round stays what it was told, whatever the study does afterwards."""

from datetime import timedelta

import pytest

from mcda.actions import answering, hall, joining, studies, workshop
from mcda.cooperation.ballot import Settings
from mcda.cooperation.study import Study
from mcda.storage.database import Database
from mcda.storage.rounds import Round
from mcda.storage.study_file import EXAMPLE
from mcda.text import LANGUAGES, Language
from tests.small_study import NOW

LATER = NOW + timedelta(minutes=5)


def answered_round(db: Database, *bodies: str, **settings: object) -> Round:
    """A round on the example in which each body's person puts what comes last in the study first."""
    studies.ensure_example(db, NOW)
    held = workshop.open_round(db, "Wang", EXAMPLE, "bodies", Settings(**settings), NOW)  # type: ignore[arg-type]
    for body in bodies:
        token = joining.join(db, held, body, "", NOW)
        while (question := answering.sheet(db, token).place.question) is not None:
            answering.save_answer(db, token, question.key, _last(question.key), NOW)
    return held


def _last(key: str) -> str:
    """The answer that puts the later criterion first: of the order, of a pair."""
    kind, _, pair = key.partition(":")
    if kind == "o":
        return "cost|authority"
    return f"{pair.split('|')[1]}:9" if kind == "c" else "3"


def without_one(study: Study) -> Study:
    """An edit: a body's scores are taken away."""
    scores = {key: row for key, row in study.bodies.scores.items() if key != "wuxi"}
    return study.model_copy(update={"bodies": study.bodies.model_copy(update={"scores": scores})})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("revealed_first", [True, False])
def test_using_a_round_in_the_study_changes_none_of_its_slides(
    db: Database, language: Language, revealed_first: bool
) -> None:
    held = answered_round(db, "wuxi", "suzhou")
    workshop.close_round(db, "Wang", held.id, NOW)
    if revealed_first:
        workshop.reveal(db, "Wang", held.id, NOW)
    told = hall.result_slides(db, workshop.get_round(db, held.id), language)
    saved = hall.use_in_study(db, "Wang", held.id, NOW)
    assert saved.number > 1
    assert hall.result_slides(db, workshop.get_round(db, held.id), language) == told


def test_a_study_that_moves_on_after_the_reveal_changes_no_slide(db: Database) -> None:
    held = answered_round(db, "wuxi", "suzhou")
    shown = workshop.reveal(db, "Wang", held.id, NOW)
    told = hall.result_slides(db, shown, "en")

    studies.save(db, "Wang", EXAMPLE, 1, without_one, LATER)
    assert hall.result_slides(db, shown, "en") == told


def test_what_is_saved_while_a_round_is_open_counts_at_its_reveal(db: Database) -> None:
    held = answered_round(db, "wuxi", "suzhou", "wuxi")

    told = hall.result_slides(db, held, "en")
    studies.save(db, "Wang", EXAMPLE, 1, without_one, LATER)
    shown = workshop.reveal(db, "Wang", held.id, LATER)
    assert hall.result_slides(db, shown, "en") != told
