"""What a round found: weights, consistency, consensus, groups; its ranking, and its use in the study."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.cooperation.ballot import Ballot, Settings, Voter, ballot
from mcda.cooperation.findings import ROOM, Person, findings, matrices
from mcda.cooperation.steps import result
from mcda.cooperation.study import TEAM, Weighting, Wording
from mcda.cooperation.tree import TOP
from mcda.cooperation.using import ranked_by, rankings, unweighed, use
from mcda.core.errors import InvalidInput
from mcda.core.group import consensus
from mcda.storage.study_file import shipped_example

ITEMS = ("a", "b", "c")
BODIES = {
    "east": Voter(name=Wording(en="East"), share=0.75, population=100),
    "west": Voter(name=Wording(en="West"), share=0.25, population=300),
}
BALLOT = Ballot(title=Wording(en="T"), step="bodies", bodies=BODIES, nodes={TOP: ITEMS})
NOTE = Wording(en="Round 1")


def person(body: str, ab: str = "", ac: str = "", bc: str = "") -> Person:
    pairs = {"c:a|b": ab, "c:a|c": ac, "c:b|c": bc}
    return Person(body, {key: value for key, value in pairs.items() if value})


# METHODS section 6: two people with upper triangles 3, 5, 2 and 1/2, 2, 3.
ONE = person("east", "a:3", "a:5", "b:2")
TWO = person("west", "b:2", "a:2", "b:3")


def test_answers_become_reciprocal_matrices_with_gaps() -> None:
    stack = matrices(ITEMS, [person("", ab="b:4", ac="=", bc="skip")])
    assert stack[0, 0, 1] == 1 / 4
    assert stack[0, 1, 0] == 4
    assert stack[0, 0, 2] == 1
    assert np.isnan(stack[0, 1, 2])


def test_two_people_reproduce_the_weights_and_the_consensus_of_the_worked_example() -> None:
    node = findings(BALLOT, [ONE, TWO]).nodes[TOP]
    assert list(node.aip.values()) == pytest.approx([0.4708, 0.3777, 0.1515], abs=5e-5)
    assert list(node.weights.values()) == pytest.approx([0.4708, 0.3777, 0.1515], abs=5e-4)
    assert node.consensus == pytest.approx(0.835, abs=0.005)
    assert node.people == 2
    assert node.answers == 6
    assert len(node.ratios) == 2


def test_one_body_one_voice_is_not_moved_by_how_many_came() -> None:
    few, many = findings(BALLOT, [ONE, TWO]), findings(BALLOT, [ONE, ONE, ONE, TWO])
    assert many.voices["body"][TOP] == pytest.approx(few.voices["body"][TOP])
    assert many.voices[ROOM][TOP]["a"] > few.voices[ROOM][TOP]["a"]


def test_authority_share_and_population_pull_towards_the_body_that_has_more() -> None:
    voices = findings(BALLOT, [ONE, TWO]).voices
    assert voices["authority_share"][TOP]["a"] > voices["body"][TOP]["a"] > voices["population"][TOP]["a"]


def test_a_way_of_counting_without_its_figures_is_left_out() -> None:
    bare = BALLOT.model_copy(update={"bodies": {key: Voter(name=v.name) for key, v in BODIES.items()}})
    assert set(findings(bare, [ONE, TWO]).voices) == {ROOM, "body"}


def test_the_public_counts_as_people_and_as_no_body() -> None:
    found = findings(BALLOT, [person("", "a:3", "a:5", "b:2"), TWO])
    assert found.alone.keys() == {"west"}
    assert found.voices["body"][TOP] == pytest.approx(findings(BALLOT, [TWO]).voices["body"][TOP])


def test_like_minded_people_are_named_by_their_bodies_and_what_comes_first_for_them() -> None:
    other = Person("west", {"c:a|b": "b:5", "c:a|c": "c:9", "c:b|c": "c:3"})
    groups = findings(BALLOT, [ONE, ONE, ONE, other, other]).nodes[TOP].groups
    assert [(group.bodies, group.first) for group in groups] == [({"east": 3}, "a"), ({"west": 2}, "c")]


def test_shared_questions_are_weighed_together_though_nobody_answered_all() -> None:
    room = [person("east", ab="a:2", bc="b:2"), person("west", ac="a:4", bc="b:2")]
    node = findings(BALLOT, room).nodes[TOP]
    assert node.shared
    assert list(node.weights.values()) == pytest.approx([4 / 7, 2 / 7, 1 / 7])


def test_people_whose_answers_do_not_hang_together_count_in_the_room_only() -> None:
    node = findings(BALLOT, [ONE, person("west", ab="a:3")]).nodes[TOP]
    assert node.people == 2
    assert len(node.ratios) == 1
    assert node.consensus is None


def test_a_group_that_the_answers_do_not_connect_is_left_out() -> None:
    assert findings(BALLOT, [person("east", ab="a:3")]).nodes == {}
    assert findings(BALLOT, []).people == 0


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(
            *[
                st.sampled_from([f"{s}:{n}" for s in pair for n in range(2, 10)] + ["="])
                for pair in ("ab", "ac", "bc")
            ]
        ),
        min_size=2,
        max_size=12,
    )
)
def test_weights_sum_to_one_and_consensus_is_that_of_the_peoples_own_weights(
    given_answers: list[tuple[str, str, str]],
) -> None:
    node = findings(BALLOT, [person("east", *said) for said in given_answers]).nodes[TOP]
    assert sum(node.weights.values()) == pytest.approx(1)
    assert sum(node.aip.values()) == pytest.approx(1)
    assert node.consensus is not None
    assert node.consensus <= 1 + 1e-12
    assert all(low <= high for low, high in node.spread.values())
    assert sum(group.size for group in node.groups) == len(given_answers)


def test_people_who_all_say_the_same_agree_fully() -> None:
    node = findings(BALLOT, [ONE] * 5).nodes[TOP]
    assert node.consensus == pytest.approx(1)
    assert consensus([list(node.weights.values())] * 2) == pytest.approx(1)
    assert len(node.groups) == 1


def example_room(step: str, ask: str = "comparisons") -> tuple:
    study = shipped_example()
    asked = ballot(study, step, Settings(ask=ask))
    answers = {}
    for children in asked.nodes.values():
        ranked = sorted(children)
        answers |= {f"c:{a}|{b}": f"{a}:3" for n, a in enumerate(ranked) for b in ranked[n + 1 :]}
    answers |= {f"r:{candidate}/{leaf}": "4" for candidate in asked.candidates for leaf in asked.rated}
    people = [Person(body, answers) for body in (*list(asked.bodies)[:3], "")]
    return study, findings(asked, people)


def test_used_in_the_study_each_body_keeps_its_own_answers_under_a_note_that_names_the_round() -> None:
    study, found = example_room("issues")
    after = use(study, "issues", found, NOTE).issues.weighting
    assert after.judges == "bodies"
    assert after.note == NOTE
    answered = after.comparisons.keys() - study.issues.weighting.comparisons.keys() - {TEAM}
    spoken = {key for key in found.nodes[TOP].by_body if key}
    assert answered <= spoken
    for body in spoken:
        judged = after.comparisons[body]["efficiency|feasibility"]
        assert (judged.favours, judged.times) == ("efficiency", pytest.approx(3))


def test_what_a_body_judged_before_stays_where_the_round_did_not_ask_it_again() -> None:
    study, found = example_room("issues")
    top_only = replace(found, nodes={TOP: found.nodes[TOP]})
    body = next(key for key in found.nodes[TOP].by_body if key)
    before = study.issues.weighting.comparisons[body]
    after = use(study, "issues", top_only, NOTE).issues.weighting.comparisons[body]
    assert after.keys() == before.keys()
    asked_again = {pair for pair in before if set(pair.split("|")) <= set(found.nodes[TOP].items)}
    assert {pair: after[pair] for pair in before.keys() - asked_again} == {
        pair: before[pair] for pair in before.keys() - asked_again
    }


def test_a_round_in_which_no_body_weighed_some_group_counts_as_the_team_s_and_keeps_the_step_ranked() -> None:
    study, found = example_room("issues")
    top_only = replace(found, nodes={TOP: found.nodes[TOP]})
    here = study.issues
    told = {TEAM: here.weighting.comparisons["taihu-basin-authority"]}
    by_team = Weighting(judges="team", comparisons=told)
    before = study.model_copy(update={"issues": here.model_copy(update={"weighting": by_team})})
    after = use(before, "issues", top_only, NOTE)
    assert after.issues.weighting.judges == "team"
    assert unweighed(after, "issues") == ()
    found_now, earlier = result(after, "issues").weights.local, result(before, "issues").weights.local
    assert found_now[TOP] == pytest.approx(found.nodes[TOP].weights)
    others = earlier.keys() - {TOP}
    assert others
    assert {node: found_now[node] for node in others} == {node: earlier[node] for node in others}
    for body in (key for key in found.nodes[TOP].by_body if key):
        assert after.issues.weighting.comparisons[body]


def test_where_nobody_weighed_a_group_the_bodies_judge_and_the_group_is_named() -> None:
    study, found = example_room("issues")
    top_only = replace(found, nodes={TOP: found.nodes[TOP]})
    bare = study.model_copy(
        update={"issues": study.issues.model_copy(update={"weighting": Weighting(), "adopted": None})}
    )
    after = use(bare, "issues", top_only, NOTE)
    assert after.issues.weighting.judges == "bodies"
    assert set(unweighed(after, "issues")) == found.nodes.keys() - {TOP}


def test_step_one_has_no_chosen_bodies_yet_and_takes_the_room_as_the_team() -> None:
    study, found = example_room("bodies")
    after = use(study, "bodies", found, NOTE)
    assert after.bodies.weighting.judges == "team"
    weights = result(after, "bodies").weights.local[TOP]
    assert weights == pytest.approx(found.nodes[TOP].weights)


def test_ratings_become_scores_with_the_number_of_people_behind_them() -> None:
    study, found = example_room("issues", "ratings")
    scores = use(study, "issues", found, NOTE).issues.scores
    candidate, row = next(iter(found.ratings.items()))
    score = scores[candidate][next(iter(row))]
    assert (score.value, score.source) == (4, "n = 4")


def test_a_round_without_answers_cannot_be_used() -> None:
    study = shipped_example()
    empty = findings(ballot(study, "issues", Settings()), [])
    with pytest.raises(InvalidInput) as refused:
        use(study, "issues", empty, NOTE)
    assert refused.value.code == "round.nothing_found"


def test_the_ranking_under_the_rooms_weights_is_that_of_the_study_that_uses_them() -> None:
    study, found = example_room("bodies")
    shown = ranked_by(study, "bodies", found, found.voices[ROOM])
    assert shown is not None
    assert dict(shown.ranks) == dict(result(use(study, "bodies", found, NOTE), "bodies").ranks)


def test_each_body_that_answered_has_the_ranking_it_would_decide_alone() -> None:
    study, found = example_room("issues")
    ranked = rankings(study, "issues", found)
    assert len(ranked.alone) == 3
    assert ranked.now is not None
    assert ranked.ways[ROOM].ranks == next(iter(ranked.alone.values())).ranks
