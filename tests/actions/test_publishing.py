"""Publishing freezes; later edits, publications and withdrawals never change what was frozen."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mcda.actions import answering, joining, proposing, publishing, questions, studies, workshop
from mcda.cooperation.ballot import PUBLIC, Settings
from mcda.core.errors import InvalidInput
from mcda.output.publication import Shown, content_hash
from mcda.storage import publications
from mcda.storage.database import Database
from tests.ranked_study import ranked
from tests.small_study import NOW, score, study

LATER = NOW + timedelta(days=40)


@pytest.fixture
def lakes(db: Database) -> str:
    return studies.create_study(db, "Ann", ranked(), NOW, "lakes")


def frozen(db: Database, number: int = 1) -> dict[str, Any]:
    with db.read() as connection:
        return publications.frozen(connection, number)


def code(problem: pytest.ExceptionInfo[InvalidInput]) -> str:
    return problem.value.code


def test_a_publication_has_number_date_and_a_short_address(db: Database, lakes: str) -> None:
    made = publishing.publish(db, "Ann", lakes, Shown(), NOW, note="first")
    assert (made.number, made.at, made.revision) == (1, NOW, 1)
    assert len(made.address) == 7
    assert publishing.published(db) == [made]
    content = frozen(db)
    assert content["publication"]["number"] == 1
    assert content["hash"] == content_hash(content)


def test_what_is_previewed_is_what_is_published(db: Database, lakes: str) -> None:
    seen = publishing.preview(db, lakes, Shown(), 1)
    studies.save(db, "Bo", lakes, 1, score(5), NOW)
    publishing.publish(db, "Ann", lakes, Shown(), NOW, number=1)
    assert frozen(db)["decision"] == seen["decision"]


def test_later_edits_never_change_it_and_a_new_one_supersedes_it_visibly(db: Database, lakes: str) -> None:
    publishing.publish(db, "Ann", lakes, Shown(), NOW)
    before = frozen(db)
    studies.save(db, "Bo", lakes, 1, score(5), NOW)
    publishing.publish(db, "Ann", lakes, Shown(), LATER)
    assert frozen(db) == before
    assert [each.superseded_by for each in publishing.published(db, lakes)] == [None, 2]


def test_the_latest_revision_s_people_are_counted_or_named(db: Database, lakes: str) -> None:
    studies.save(db, "Bo", lakes, 1, score(5), NOW)
    assert publishing.preview(db, lakes, Shown())["people"] == {"count": 2, "more": False, "names": []}
    assert publishing.preview(db, lakes, Shown(names=True))["people"]["names"] == ["Ann", "Bo"]
    assert publishing.preview(db, lakes, Shown(names=True), 1)["people"]["names"] == ["Ann"]


def test_who_gave_no_name_is_not_counted_and_never_listed_as_a_name(db: Database, lakes: str) -> None:
    for number, who in enumerate(("A planner", "一位规划人员", "shell"), start=1):
        studies.save(db, who, lakes, number, score(number + 1), NOW)
    people = publishing.preview(db, lakes, Shown(names=True))["people"]
    assert people == {"count": 1, "more": True, "names": ["Ann"]}


def test_who_only_proposed_or_supported_took_part_and_who_only_joined_did_not(
    db: Database, lakes: str
) -> None:
    held = workshop.open_round(db, "Ann", lakes, "bodies", Settings(ask="proposals", anonymous=False), NOW)
    author, backer, _ = (joining.join(db, held, PUBLIC, name, NOW) for name in ("Chen", "Dai", "Eva"))
    proposal = proposing.propose(db, author, "A joint fund", "", NOW)
    proposing.support(db, backer, proposal, NOW)
    assert publishing.preview(db, lakes, Shown(names=True))["people"]["names"] == ["Ann", "Chen", "Dai"]


def test_a_hall_that_answers_several_anonymous_rounds_is_counted_once(db: Database, lakes: str) -> None:
    for _ in range(3):
        held = workshop.open_round(db, "Ann", lakes, "bodies", Settings(), NOW)
        for _ in range(4):
            token = joining.join(db, held, PUBLIC, "", NOW)
            question = answering.sheet(db, token).place.question
            assert question is not None
            answering.save_answer(db, token, question.key, "skip", NOW)
    assert publishing.preview(db, lakes, Shown())["people"]["count"] == 1 + 4


def test_a_withdrawn_publication_supersedes_no_other(db: Database, lakes: str) -> None:
    for _ in range(3):
        publishing.publish(db, "Ann", lakes, Shown(), NOW)
    publishing.withdraw(db, "Ann", 2, "Wrong.", LATER)
    assert publishing.publication(db, 1).superseded_by == 3
    publishing.withdraw(db, "Ann", 3, "Wrong, too.", LATER)
    assert publishing.publication(db, 1).superseded_by is None


def test_withdrawing_needs_a_reason_and_leaves_it(db: Database, lakes: str) -> None:
    publishing.publish(db, "Ann", lakes, Shown(), NOW)
    with pytest.raises(InvalidInput) as problem:
        publishing.withdraw(db, "Ann", 1, " ", LATER)
    assert code(problem) == "publication.no_reason"
    publishing.withdraw(db, "Ann", 1, "Costs were wrong.", LATER)
    assert publishing.publication(db, 1).withdrawn_note == "Costs were wrong."
    with pytest.raises(InvalidInput) as problem:
        publishing.withdraw(db, "Ann", 1, "Again.", LATER)
    assert code(problem) == "publication.withdrawn"


def test_a_study_without_any_result_cannot_be_published(db: Database) -> None:
    studies.create_study(db, "Ann", study(candidates=0), NOW, "empty")
    with pytest.raises(InvalidInput) as problem:
        publishing.publish(db, "Ann", "empty", Shown(), NOW)
    assert code(problem) == "publication.nothing"


@pytest.mark.parametrize("number", [0, 2, -1, 10**12])
def test_an_unknown_publication_is_said(db: Database, number: int) -> None:
    with pytest.raises(InvalidInput) as problem:
        publishing.withdraw(db, "Ann", number, "Gone.", NOW)
    assert code(problem) == "publication.unknown"


def test_the_next_regular_publication_follows_the_last_one(db: Database, lakes: str) -> None:
    assert publishing.next_due(db, lakes) is None
    publishing.set_rhythm(db, "Ann", lakes, 3, NOW)
    assert publishing.next_due(db, lakes) == datetime(2027, 2, 24, 9, 30, tzinfo=UTC)
    publishing.publish(db, "Ann", lakes, Shown(), LATER)
    assert publishing.next_due(db, lakes) == datetime(2027, 4, 3, 9, 30, tzinfo=UTC)
    assert [each.study_id for each in publishing.calendar(db)] == [lakes]
    publishing.set_rhythm(db, "Ann", lakes, 1, LATER + timedelta(days=100))
    assert publishing.next_due(db, lakes) == datetime(2027, 5, 13, 9, 30, tzinfo=UTC), "from now on"
    publishing.set_rhythm(db, "Ann", lakes, 0, LATER)
    assert publishing.calendar(db) == []
    with pytest.raises(InvalidInput) as problem:
        publishing.set_rhythm(db, "Ann", lakes, 5, LATER)
    assert code(problem) == "publication.rhythm"


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert publishing.later(datetime(2027, 1, 31, tzinfo=UTC), 1) == datetime(2027, 2, 28, tzinfo=UTC)


def test_questions_wait_until_they_are_answered_or_declined(db: Database, lakes: str) -> None:
    made = publishing.publish(db, "Ann", lakes, Shown(), NOW)
    questions.ask(db, made.address, "bodies/body-0/criterion-1", "Why 1?", LATER, name="Reader")
    questions.ask(db, made.address, "bodies", "Who paid?", LATER)
    assert [question.text for _, question in questions.waiting(db, lakes)] == ["Why 1?", "Who paid?"]
    questions.answer(db, "Ann", 1, "By survey.", LATER)
    questions.decline(db, "Ann", 2, "Not part of this study.", LATER)
    assert questions.waiting(db, lakes) == []
    assert [(q.state, q.answer) for q in questions.asked(db, 1)] == [
        ("answered", "By survey."),
        ("declined", "Not part of this study."),
    ]


@pytest.mark.parametrize(
    ("about", "text", "expected"),
    [
        ("bodies/nobody", "Why?", "question.about"),
        ("bodies/body-0/nothing", "Why?", "question.about"),
        ("issues", "Why?", "question.about"),
        ("bodies", " ", "question.empty"),
        ("bodies", "x" * 1001, "question.too_long"),
    ],
)
def test_a_question_that_cannot_be_kept_is_refused(
    db: Database, lakes: str, about: str, text: str, expected: str
) -> None:
    made = publishing.publish(db, "Ann", lakes, Shown(), NOW)
    with pytest.raises(InvalidInput) as problem:
        questions.ask(db, made.address, about, text, NOW)
    assert code(problem) == expected


def test_nobody_asks_about_what_was_withdrawn(db: Database, lakes: str) -> None:
    made = publishing.publish(db, "Ann", lakes, Shown(), NOW)
    publishing.withdraw(db, "Ann", 1, "Wrong.", NOW)
    with pytest.raises(InvalidInput) as problem:
        questions.ask(db, made.address, "bodies", "Why?", NOW)
    assert code(problem) == "publication.gone"
