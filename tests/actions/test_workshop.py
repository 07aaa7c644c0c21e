"""Rounds: their states, who is asked what, links, leaving out, proposals taken in, what may be exported."""

import csv
from collections.abc import Callable
from datetime import timedelta

import pytest

from mcda.actions import answering, inviting, joining, proposing, publishing, studies, workshop
from mcda.actions.exporting import answers_csv
from mcda.cooperation.ballot import PUBLIC, Settings
from mcda.core.errors import InvalidInput
from mcda.output.publication import Shown
from mcda.storage import record
from mcda.storage.database import Database
from mcda.storage.rounds import Round
from mcda.storage.study_file import EXAMPLE
from tests.small_study import NOW


@pytest.fixture
def held(db: Database) -> Callable[..., Round]:
    studies.ensure_example(db, NOW)

    def opened(step: str = "bodies", **settings: object) -> Round:
        return workshop.open_round(db, "Wang", EXAMPLE, step, Settings(**settings), NOW)  # type: ignore[arg-type]

    return opened


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(InvalidInput) as caught:
        action()
    assert str(caught.value) != f"{caught.value.code} {caught.value.values}", "it has a sentence"
    return caught.value.code


def answer_once(db: Database, held: Round, body: str = "wuxi", name: str = "") -> str:
    token = joining.join(db, held, body, name, NOW)
    question = answering.sheet(db, token).place.question
    assert question is not None
    answering.save_answer(db, token, question.key, "authority|cost", NOW)
    return token


def test_a_round_goes_from_draft_to_revealed_and_back_only_from_closed(
    db: Database, held: Callable[..., Round]
) -> None:
    studies.ensure_example(db, NOW)
    draft = workshop.prepare_round(db, "Wang", EXAMPLE, "bodies", Settings(), NOW)
    assert (draft.state, draft.ballot) == ("draft", None)
    assert refusal(lambda: joining.round_to_join(db, draft.code)) == "round.is_draft"
    assert refusal(lambda: workshop.close_round(db, "Wang", draft.id, NOW)) == "round.is_draft"
    opened = workshop.start(db, "Wang", draft.id, NOW)
    assert opened.state == "open"
    assert refusal(lambda: workshop.start(db, "Wang", draft.id, NOW)) == "round.is_open"
    workshop.close_round(db, "Wang", draft.id, NOW)
    again = workshop.start(db, "Wang", draft.id, NOW)
    assert (again.state, again.ballot) == ("open", opened.ballot)
    revealed = workshop.reveal(db, "Wang", draft.id, NOW)
    assert (revealed.state, revealed.closed_at) == ("revealed", NOW)
    assert refusal(lambda: workshop.start(db, "Wang", draft.id, NOW)) == "round.is_revealed"


def test_a_repeated_round_keeps_the_earlier_one(db: Database, held: Callable[..., Round]) -> None:
    first = held()
    answer_once(db, first)
    assert refusal(lambda: workshop.repeat(db, "Wang", first.id, NOW)) == "round.still_open"
    workshop.close_round(db, "Wang", first.id, NOW)
    second = workshop.repeat(db, "Wang", first.id, NOW)
    assert (second.number, second.follows, second.settings) == (2, first.id, first.settings)
    assert second.code != first.code
    assert [found.id for found in workshop.rounds_of(db, EXAMPLE)] == [second.id, first.id]
    assert workshop.counts(db, first.id).answers == 1
    assert workshop.counts(db, second.id).answers == 0


@pytest.mark.parametrize("away", ["archived", "deleted"])
def test_nobody_changes_the_rounds_of_a_study_that_was_put_away(
    db: Database, held: Callable[..., Round], away: str
) -> None:
    here, token = held(), answer_once(db, held())
    draft = workshop.prepare_round(db, "Wang", EXAMPLE, "bodies", Settings(), NOW)
    if away == "archived":
        studies.archive(db, "Wang", EXAMPLE, NOW)
    else:
        studies.delete(db, "Wang", EXAMPLE, "Taihu Lake basin", NOW)
    for action in (
        lambda: workshop.open_round(db, "Wang", EXAMPLE, "bodies", Settings(), NOW),
        lambda: workshop.start(db, "Wang", draft.id, NOW),
        lambda: workshop.close_round(db, "Wang", here.id, NOW),
        lambda: workshop.reveal(db, "Wang", here.id, NOW),
        lambda: workshop.set_minutes(db, "Wang", here.id, 5, NOW),
        lambda: inviting.invite(db, "Wang", here.id, [("Li", "")], NOW),
        lambda: publishing.publish(db, "Wang", EXAMPLE, Shown(), NOW),
        lambda: publishing.set_rhythm(db, "Wang", EXAMPLE, 3, NOW),
    ):
        assert refusal(action) == f"study.{away}"
    for action in (
        lambda: joining.round_to_join(db, here.code),
        lambda: joining.join(db, here, PUBLIC, "", NOW),
        lambda: answering.save_answer(db, token, "o:", "authority|cost", NOW),
    ):
        assert refusal(action) == "round.is_closed", "what a phone is told"
    assert answering.sheet(db, token).state == "closed"
    if away == "archived":
        studies.unarchive(db, "Wang", EXAMPLE, NOW)
    else:
        studies.recover(db, "Wang", EXAMPLE, NOW)
    assert answering.sheet(db, token).state == "open"


def test_counts_are_by_body_and_without_those_left_out(db: Database, held: Callable[..., Round]) -> None:
    here = held()
    answer_once(db, here, "wuxi")
    answer_once(db, here, PUBLIC)
    assert workshop.counts(db, here.id).by_body == {"wuxi": (1, 0), "": (1, 0)}
    [(first, answered), _] = inviting.people(db, here.id)
    assert answered == 1
    inviting.leave_out(db, "Wang", first.id, "spoke for two", NOW)
    found = workshop.counts(db, here.id)
    assert (found.participants, found.answers) == (1, 1)
    inviting.leave_out(db, "Wang", first.id, "", NOW)
    assert workshop.counts(db, here.id).participants == 2


def test_the_pulse_of_a_list_moves_with_everything_that_the_list_says(
    db: Database, held: Callable[..., Round]
) -> None:
    here = held()
    [invited] = inviting.invite(db, "Wang", here.id, [("Ana", "wuxi")], NOW)
    seen = [inviting.pulse(db, here.id)]
    answer_once(db, here)
    seen.append(inviting.pulse(db, here.id))
    inviting.leave_out(db, "Wang", invited.participant_id, "on holiday", NOW)
    seen.append(inviting.pulse(db, here.id))
    inviting.leave_out(db, "Wang", invited.participant_id, "", NOW)
    joining.join(db, here, PUBLIC, "", NOW)
    seen.append(inviting.pulse(db, here.id))
    assert len(set(seen)) == len(seen)
    assert inviting.pulse(db, here.id) == seen[-1]


def test_listed_people_have_links_and_answers_at_the_desk_are_marked(
    db: Database, held: Callable[..., Round]
) -> None:
    here = held(anonymous=False, listed=True)
    assert refusal(lambda: joining.join(db, here, "wuxi", "Li", NOW)) == "join.listed_only"
    [by_phone] = inviting.invite(db, "Wang", here.id, [("Li", "wuxi")], NOW)
    [by_desk] = inviting.invite(db, "Wang", here.id, [("Zhao", "")], NOW, desk=True)
    assert workshop.counts(db, here.id).participants == 0, "invited is not joined"
    for invited in (by_phone, by_desk):
        answering.save_answer(db, invited.token, "o:", "authority|cost", NOW)
    assert [person.desk for person, _ in inviting.people(db, here.id)] == [False, True]
    workshop.reveal(db, "Wang", here.id, NOW)
    rows = answers_csv(db, here.id, "en").decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert sum("yes" in row for row in rows) == 1
    assert any("Zhao" in row for row in rows)


def test_listed_people_share_the_questions_like_those_who_join_by_the_code(
    db: Database, held: Callable[..., Round]
) -> None:
    here = held(share=6)
    by_code = answering.sheet(db, joining.join(db, here, "wuxi", "", NOW))
    [late] = inviting.invite(db, "Wang", here.id, [("Li", "wuxi")], NOW)
    draft = workshop.prepare_round(db, "Wang", EXAMPLE, "bodies", here.settings, NOW)
    [early] = inviting.invite(db, "Wang", draft.id, [("Li", "wuxi")], NOW)
    workshop.start(db, "Wang", draft.id, NOW)
    for link in (late, early):
        assert answering.sheet(db, link.token).place.left == by_code.place.left
    whole = workshop.prepare_round(db, "Wang", EXAMPLE, "bodies", Settings(), NOW)
    [link] = inviting.invite(db, "Wang", whole.id, [("Li", "wuxi")], NOW)
    workshop.start(db, "Wang", whole.id, NOW)
    assert answering.sheet(db, link.token).participant.asked is None


def test_a_round_that_is_opened_again_has_its_clock_and_its_close_anew(
    db: Database, held: Callable[..., Round]
) -> None:
    here, later = held(minutes=10), NOW + timedelta(hours=1)
    workshop.close_round(db, "Wang", here.id, NOW)
    again = workshop.start(db, "Wang", here.id, later)
    assert (again.opened_at, again.closed_at) == (later, None)
    assert workshop.reveal(db, "Wang", here.id, later + timedelta(minutes=5)).closed_at != NOW


def test_nothing_is_exported_before_the_reveal_and_no_name_from_an_anonymous_round(
    db: Database, held: Callable[..., Round]
) -> None:
    here = held()
    answer_once(db, here, name="Li Hua")
    assert refusal(lambda: answers_csv(db, here.id, "en")) == "round.not_revealed"
    workshop.close_round(db, "Wang", here.id, NOW)
    assert refusal(lambda: answers_csv(db, here.id, "en")) == "round.not_revealed"
    workshop.reveal(db, "Wang", here.id, NOW)
    table = answers_csv(db, here.id, "en").decode("utf-8-sig")
    assert "Li Hua" not in table
    assert "Name" not in table
    assert len(table.splitlines()) == 2


def test_only_drafts_and_open_rounds_have_a_clock(db: Database, held: Callable[..., Round]) -> None:
    studies.ensure_example(db, NOW)
    draft = workshop.prepare_round(db, "Wang", EXAMPLE, "bodies", Settings(), NOW)
    assert workshop.set_minutes(db, "Wang", draft.id, 5, NOW).settings.minutes == 5
    workshop.start(db, "Wang", draft.id, NOW)
    assert workshop.set_minutes(db, "Wang", draft.id, 7, NOW).settings.minutes == 7
    workshop.close_round(db, "Wang", draft.id, NOW)
    assert refusal(lambda: workshop.set_minutes(db, "Wang", draft.id, 9, NOW)) == "round.is_closed"
    workshop.reveal(db, "Wang", draft.id, NOW)
    assert refusal(lambda: workshop.set_minutes(db, "Wang", draft.id, 9, NOW)) == "round.is_revealed"
    assert workshop.get_round(db, draft.id).settings.minutes == 7


def test_exported_comparisons_are_numbers_that_no_spreadsheet_takes_for_a_date(
    db: Database, held: Callable[..., Round]
) -> None:
    here = held(anonymous=False)
    token = answer_once(db, here, name="Li Hua")
    question = answering.sheet(db, token).place.question
    assert question is not None
    less = f"{max(question.first, question.second)}:3"
    answering.save_answer(db, token, question.key, less, NOW)
    workshop.reveal(db, "Wang", here.id, NOW)
    table = answers_csv(db, here.id, "en").decode("utf-8-sig")
    [row] = [row for row in csv.DictReader(table.splitlines()) if row["Question"].startswith("comparison")]
    assert float(row["Answer"]) == 1 / 3


def test_exported_people_of_a_named_round_bear_the_lists_numbers(
    db: Database, held: Callable[..., Round]
) -> None:
    here = held(anonymous=False)
    for name in ("Ana", "Bo", "Cai", "Dan"):
        answer_once(db, here, name=name)
    inviting.leave_out(db, "Wang", inviting.people(db, here.id)[1][0].id, "answered twice", NOW)
    workshop.reveal(db, "Wang", here.id, NOW)
    rows = csv.DictReader(answers_csv(db, here.id, "en").decode("utf-8-sig").splitlines())
    assert [(row["Person"], row["Name"]) for row in rows] == [("1", "Ana"), ("3", "Cai"), ("4", "Dan")]


def test_a_proposal_becomes_a_candidate_with_its_authors_body(
    db: Database, held: Callable[..., Round]
) -> None:
    here = held("solutions", ask="proposals")
    author, other = (joining.join(db, here, body, "", NOW) for body in ("wuxi", "suzhou"))
    one = proposing.propose(db, author, "Joint algae boats", "Shared by four cities", NOW)
    assert proposing.propose(db, author, "Joint algae boats", "again", NOW) == one
    two = proposing.propose(db, other, "Boats against algae", "", NOW)
    proposing.support(db, other, one, NOW)
    proposing.support(db, other, one, NOW)
    assert refusal(lambda: proposing.support(db, other, two, NOW)) == "proposal.own"
    proposing.merge_proposal(db, "Wang", here.id, two, one, NOW)
    [kept] = [p for p in proposing.proposals_of(db, here.id) if p.merged_into is None]
    assert (kept.id, kept.supports) == (one, 1)
    proposing.take_in(db, "Wang", here.id, one, now=NOW, language="en")
    candidates = studies.open_study(db, EXAMPLE).study.solutions.candidates
    [new] = [c for c in candidates.values() if c.name.en == "Joint algae boats"]
    assert new.proposed_by == "Wuxi municipal government"
    again = refusal(lambda: proposing.take_in(db, "Wang", here.id, one, now=NOW, language="en"))
    assert again == "proposal.taken_in"


def test_a_person_reads_and_changes_only_their_own_answers(db: Database, held: Callable[..., Round]) -> None:
    here = held()
    mine = answer_once(db, here)
    theirs = joining.join(db, here, "suzhou", "", NOW)
    assert answering.sheet(db, mine).answers == {"o:": "authority|cost"}
    assert answering.sheet(db, theirs).answers == {}


def test_a_step_without_criteria_cannot_be_asked_about(db: Database) -> None:
    from tests.small_study import study

    name = studies.create_study(db, "Wang", study(2, 1), NOW)

    def attempt() -> Round:
        return workshop.open_round(db, "Wang", name, "bodies", Settings(), NOW)

    assert refusal(attempt) == "round.nothing_to_compare"


def test_what_a_facilitator_does_in_a_round_is_in_the_record_without_a_name_in_its_facts(
    db: Database, held: Callable[..., Round]
) -> None:
    here = held("solutions", ask="proposals")
    [li] = inviting.invite(db, "Wang", here.id, [("Li Hua", "wuxi")], NOW)
    li = inviting.new_link(db, "Wang", li.participant_id, NOW)
    workshop.set_minutes(db, "Wang", here.id, 20, NOW)
    one, two = (proposing.propose(db, li.token, title, "", NOW) for title in ("Ferry", "A ferry"))
    proposing.merge_proposal(db, "Wang", here.id, two, one, NOW)
    with db.read() as connection:
        kept = record.entries(connection, EXAMPLE)[-4:]
    assert [(entry.action, entry.facts) for entry in kept] == [
        ("invite", {"round": 1, "people": 1, "desk": False}),
        ("new_link", {"round": 1, "participant": li.participant_id}),
        ("set_minutes", {"round": 1, "minutes": 20}),
        ("merge_proposal", {"round": 1, "proposal": two, "into": one}),
    ]
    assert all(entry.private == {"who": "Wang"} for entry in kept)
