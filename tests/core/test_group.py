"""Many people to one judgement: aggregation, leaving one out, consensus and like minds."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.core.agreement import concordance, consensus_by_group, disagreement
from mcda.core.ahp import priorities
from mcda.core.errors import InvalidInput
from mcda.core.group import (
    aggregate_comparisons,
    aggregate_priorities,
    consensus,
    leave_one_out,
    like_minded,
    pooled_weights,
)
from tests.core.judgements import matrices, random_judgements, weight_vectors

NAN = np.nan


@st.composite
def people(draw, least=1, k=None):
    size = draw(st.integers(1, 6)) if k is None else k
    return np.array(draw(st.lists(weight_vectors(size), min_size=least, max_size=6)))


@settings(max_examples=40, deadline=None)
@given(matrices(), st.integers(1, 4))
def test_people_who_judge_the_same_are_a_group_that_judges_so(matrix, number):
    assert aggregate_comparisons([matrix] * number) == pytest.approx(matrix, rel=1e-13)


@settings(max_examples=40, deadline=None)
@given(weight_vectors(), st.integers(1, 4))
def test_people_who_weigh_the_same_are_a_group_that_weighs_so(weights, number):
    assert aggregate_priorities([weights] * number) == pytest.approx(weights, rel=1e-13)
    assert consensus([weights] * number) == pytest.approx(1, abs=1e-12)


def test_group_comparisons_are_reciprocal_and_invert_with_everybody():
    stack = random_judgements(np.random.default_rng(1), 9, 5)
    group = aggregate_comparisons(stack)
    assert group * group.T == pytest.approx(np.ones((5, 5)), abs=1e-15)
    assert aggregate_comparisons(stack.swapaxes(1, 2)) == pytest.approx(group.T, rel=1e-13)


@settings(max_examples=40, deadline=None)
@given(st.floats(1e-3, 1e3), st.lists(st.floats(0.01, 1), min_size=4, max_size=4))
def test_the_scale_of_importance_does_not_matter(factor, importance):
    stack = random_judgements(np.random.default_rng(2), 4, 4)
    weights = priorities(stack).weights
    scaled = np.array(importance) * factor
    assert aggregate_comparisons(stack, scaled) == pytest.approx(aggregate_comparisons(stack, importance))
    assert aggregate_priorities(weights, scaled) == pytest.approx(aggregate_priorities(weights, importance))
    assert pooled_weights(stack, scaled) == pytest.approx(pooled_weights(stack, importance))


def test_importance_counts_as_if_people_came_more_than_once():
    stack = random_judgements(np.random.default_rng(3), 3, 4)
    repeated = stack[[0, 0, 0, 1, 2, 2]]
    assert aggregate_comparisons(stack, [3, 1, 2]) == pytest.approx(aggregate_comparisons(repeated))
    weights = priorities(stack).weights
    assert aggregate_priorities(weights, [3, 1, 2]) == pytest.approx(
        aggregate_priorities(weights[[0, 0, 0, 1, 2, 2]])
    )


def test_somebody_without_importance_changes_nothing():
    stack = random_judgements(np.random.default_rng(4), 3, 4)
    assert aggregate_comparisons(stack, [1, 1, 0]) == pytest.approx(aggregate_comparisons(stack[:2]))


def test_a_pair_counts_those_who_answered_it_and_stays_unknown_if_nobody_did():
    first = [[1, 4, None], [None, 1, None], [None, None, 1]]
    second = [[1, None, None], [None, 1, None], [None, None, 1]]
    third = [[1, 1, None], [None, 1, None], [None, None, 1]]
    group = aggregate_comparisons([first, second, third])
    assert group[0, 1] == pytest.approx(2)
    assert group[1, 0] == pytest.approx(0.5)
    assert np.isnan(group[0, 2])
    assert np.isnan(group[2, 1])
    weighted = aggregate_comparisons([first, second, third], [3, 5, 1])
    assert weighted[0, 1] == pytest.approx(4 ** (3 / 4))


def test_an_answer_of_somebody_without_importance_is_no_answer():
    answered = [[1, 4], [0.25, 1]]
    unanswered = [[1, None], [None, 1]]
    assert np.isnan(aggregate_comparisons([answered, unanswered], [0, 1])[0, 1])


def test_many_people_in_blocks_give_what_all_at_once_give(monkeypatch):
    stack = random_judgements(np.random.default_rng(5), 500, 4)
    stack[::3, 0, 1] = stack[::3, 1, 0] = NAN
    importance = np.random.default_rng(6).random(500)
    once = aggregate_comparisons(stack, importance)
    monkeypatch.setattr("mcda.core.blocks.CELLS", 160)
    assert aggregate_comparisons(stack, importance) == pytest.approx(once, rel=1e-13)


@pytest.mark.parametrize("people", [1, 15, 255, 256, 257, 271, 1000])
def test_however_many_people_the_geometric_mean_counts_each_once(people):
    stack = random_judgements(np.random.default_rng(people), people, 5)
    mean = np.exp(np.log(stack).mean(axis=0))
    assert aggregate_comparisons(stack) == pytest.approx(mean, rel=1e-13)


@pytest.mark.parametrize("cores", [1, 3, 64])
def test_the_group_is_the_same_to_the_last_digit_on_any_number_of_cores(monkeypatch, cores):
    stack = random_judgements(np.random.default_rng(5), 500, 4)
    monkeypatch.setattr("mcda.core.blocks.CELLS", 160)
    group = aggregate_comparisons(stack)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert aggregate_comparisons(stack).tobytes() == group.tobytes()


def test_pooled_weights_of_complete_answers_are_those_of_the_aggregated_comparisons():
    stack = random_judgements(np.random.default_rng(7), 6, 5)
    importance = [1, 2, 3, 1, 1, 2]
    group = aggregate_comparisons(stack, importance)
    expected = priorities(group, "geometric_mean").weights
    assert pooled_weights(stack, importance) == pytest.approx(expected, rel=1e-12)


def test_people_who_share_the_questions_pool_to_the_weights_they_all_hold():
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    everything = weights[:, None] / weights
    stack = np.full((3, 4, 4), NAN)
    for person, pair in enumerate([(0, 1), (1, 2), (2, 3)]):
        stack[person][pair] = everything[pair]
    assert pooled_weights(stack) == pytest.approx(weights, rel=1e-12)


def test_a_pair_that_more_people_answered_weighs_more_in_pooled_weights():
    triangle = [[1, 2, None], [None, 1, 2], [None, None, 1]]
    against = np.full((3, 3), NAN)
    against[0, 2] = 1
    once = pooled_weights([triangle, against])
    often = pooled_weights([triangle, *[against] * 9])
    assert once[0] / once[2] > often[0] / often[2] > 1


@settings(max_examples=40, deadline=None)
@given(people(least=2))
def test_leaving_one_out_gives_what_the_others_give(weights):
    found = leave_one_out(weights)
    for person in range(len(weights)):
        others = aggregate_priorities(np.delete(weights, person, axis=0))
        assert found.without[person] == pytest.approx(others, rel=1e-9)
        change = np.abs(others - aggregate_priorities(weights))
        assert found.largest_change[person] == pytest.approx(change.max(), abs=1e-12)
        assert change[found.item[person]] == pytest.approx(change.max(), abs=1e-12)


def test_leaving_out_the_one_who_turned_the_order_says_so():
    found = leave_one_out([[0.6, 0.4], [0.55, 0.45], [0.1, 0.9]])
    assert found.order_changes.tolist() == [False, False, True]
    assert found.largest_change.argmax() == 2


def test_leaving_out_the_only_zero_brings_the_item_back():
    found = leave_one_out([[0.5, 0.5], [0.4, 0.6], [1, 0]])
    assert found.weights.tolist() == [1, 0]
    assert found.without[2].min() > 0.4
    assert found.without[0].tolist() == [1, 0]


@settings(max_examples=60, deadline=None)
@given(people(), st.randoms(use_true_random=False))
def test_consensus_does_not_hang_on_the_order_of_people_or_items(weights, random):
    rows, columns = list(range(len(weights))), list(range(weights.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    moved = consensus(weights[np.ix_(rows, columns)])
    assert moved == pytest.approx(consensus(weights), abs=1e-12)
    assert moved <= 1 + 1e-12


def test_consensus_can_fall_below_0_where_weights_are_more_extreme_than_the_scale():
    assert consensus([[1, 0], [0, 1]]) == pytest.approx((0.5 - 0.692073) / (1 - 0.692073), abs=1e-5)
    assert consensus([[1, 0], [0, 1]], scale_maximum=1e9) == pytest.approx(0, abs=1e-6)


def test_one_item_and_one_person_agree_with_themselves():
    assert consensus([[1]]) == consensus([[1], [1]]) == consensus([[0.3, 0.7]]) == 1


def test_weights_rounded_to_percent_are_taken_as_they_are_meant():
    assert consensus([[0.33, 0.33, 0.33], [0.34, 0.33, 0.33]]) == pytest.approx(1, abs=0.001)


def test_consensus_of_a_hundred_thousand_people_is_that_of_the_ten_they_repeat():
    few = np.random.default_rng(8).dirichlet(np.ones(8), 10)
    assert consensus(np.tile(few, (10_000, 1))) == pytest.approx(consensus(few), abs=1e-12)


@pytest.mark.parametrize(("wrong", "code"), [(NAN, "not_finite"), (-0.5, "negative"), (0.9, "sum")])
def test_one_wrong_weight_among_many_blocks_is_found(monkeypatch, wrong, code):
    monkeypatch.setattr("mcda.core.blocks.CELLS", 16)
    weights = np.full((100, 2), 0.5)
    weights[57, 1] = wrong
    with pytest.raises(InvalidInput) as refused:
        consensus(weights)
    assert (refused.value.code, refused.value.values["person"]) == (f"people.{code}", 57)


def test_two_bodies_of_one_mind_each_can_disagree_with_each_other():
    city, county = [[0.8, 0.2]] * 3, [[0.2, 0.8]] * 2
    found = consensus_by_group(city + county, ["city"] * 3 + ["county"] * 2)
    assert found.inside == {"city": 1, "county": 1}
    assert found.between == pytest.approx(consensus([[0.8, 0.2], [0.2, 0.8]]))
    assert found.between < 0.5


def test_people_differ_where_their_weights_differ():
    shares = disagreement([[0.5, 0.4, 0.1], [0.5, 0.1, 0.4]])
    assert shares == pytest.approx([0, 0.5, 0.5])
    assert disagreement([[0.2, 0.8]] * 3).tolist() == [0, 0]


@settings(max_examples=60, deadline=None)
@given(people(), st.none() | st.floats(0.1, 1))
def test_like_minded_people_are_a_partition_largest_group_first(weights, threshold):
    groups = like_minded(weights, threshold)
    assert sorted(person for group in groups for person in group) == list(range(len(weights)))
    assert [len(group) for group in groups] == sorted((len(group) for group in groups), reverse=True)


def test_two_camps_are_found_without_a_threshold():
    rng = np.random.default_rng(9)
    camps = np.concatenate([rng.dirichlet([90, 5, 5], 12), rng.dirichlet([5, 5, 90], 8)])
    mixed = rng.permutation(20)
    found = like_minded(camps[mixed])
    assert [sorted(mixed[group].tolist()) for group in found] == [list(range(12)), list(range(12, 20))]


def test_people_without_camps_are_one_group():
    assert like_minded(np.random.default_rng(10).dirichlet([50, 50, 50], 30)) == [list(range(30))]


def test_nobody_is_alike_at_a_threshold_nobody_reaches():
    assert like_minded([[0.8, 0.2], [0.5, 0.5], [0.1, 0.9]], threshold=0.999) == [[0], [1], [2]]


def test_more_people_than_seeds_all_find_their_camp(monkeypatch):
    monkeypatch.setattr("mcda.core.group.SEEDS", 20)
    rng = np.random.default_rng(11)
    camps = np.concatenate([rng.dirichlet([90, 5, 5], 120), rng.dirichlet([5, 5, 90], 80)])
    assert like_minded(camps) == [list(range(120)), list(range(120, 200))]


def test_rankings_of_five_experts_on_seven_criteria_agree_as_kendall_says():
    # A constructed table with a tie, W by hand: 12 S / (m² (n³ - n) - m T).
    ranks = np.array([[1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3, 3]])
    middle = np.array([[1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3.5, 3.5]])
    spread = ((middle.sum(axis=0) - 7.5) ** 2).sum()
    found = concordance(ranks)
    assert found.w == pytest.approx(12 * spread / (9 * 60 - 3 * 6))
    assert found.chi_square == pytest.approx(3 * 3 * found.w)
    assert found.degrees_of_freedom == 3


def test_full_agreement_is_1_and_opposite_rankings_are_0():
    assert concordance([[1, 2, 3], [1, 2, 3]]).w == pytest.approx(1)
    assert concordance([[1, 2, 3], [3, 2, 1]]).w == pytest.approx(0)
    assert concordance([[10, 20, 20], [1, 2, 2]]).w == pytest.approx(1)


def test_a_judge_who_ties_everything_is_left_out_and_named():
    found = concordance([[1, 2, 3], [2, 2, 2], [1, 2, 3]])
    assert (found.w, found.left_out) == (pytest.approx(1), (1,))


def test_group_functions_change_none_of_their_arguments():
    stack = random_judgements(np.random.default_rng(12), 3, 3)
    weights, importance = priorities(stack).weights.copy(), np.array([1.0, 2.0, 3.0])
    before = stack.copy(), weights.copy(), importance.copy()
    aggregate_comparisons(stack, importance)
    pooled_weights(stack, importance)
    for function in (aggregate_priorities, leave_one_out):
        function(weights, importance)
    for function in (consensus, disagreement, like_minded):
        function(weights)
    for now, then in zip((stack, weights, importance), before, strict=True):
        assert np.array_equal(now, then)


def test_a_threshold_may_be_a_fraction():
    weights = [[0.6, 0.4], [0.61, 0.39], [0.1, 0.9]]
    assert like_minded(weights, threshold=Fraction(9, 10)) == like_minded(weights, threshold=0.9)
