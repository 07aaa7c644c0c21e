"""Choosing a set under conditions, checked against all sets of small problems."""

from contextlib import contextmanager
from itertools import combinations, product
from time import monotonic

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.core import programme
from mcda.core.conditions import read_conditions
from mcda.core.errors import InvalidInput
from mcda.core.selection import choose, near_optimal_sets, zero_shift

WAYS = st.sampled_from([0, programme.FEW])


@contextmanager
def going_through_all_up_to(few):
    """With 0 the solver answers, however few the candidates are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(programme, "FEW", few)
        yield


@st.composite
def problems(draw):
    n = draw(st.integers(1, 6))
    values = draw(st.lists(st.integers(-3, 6).map(lambda v: v / 10), min_size=n, max_size=n))
    row = st.integers(0, n - 1)
    pair = st.tuples(row, row).filter(lambda p: p[0] != p[1])
    pairs = st.lists(pair, max_size=2) if n > 1 else st.just([])
    labels = st.lists(st.sampled_from(["north", "south", None]), min_size=n, max_size=n)
    conditions = {
        "at_most": draw(st.none() | st.integers(0, n)),
        "at_least": draw(st.none() | st.integers(0, n)),
        "required": draw(st.lists(row, max_size=2)),
        "excluded": draw(st.lists(row, max_size=2)),
        "costs": draw(st.lists(st.integers(0, 9), min_size=n, max_size=n)),
        "budget": draw(st.none() | st.integers(0, 25)),
        "groups": draw(labels),
        "minimum_per_group": draw(st.none() | st.integers(0, 2) | st.just({"south": 1})),
        "requires": draw(pairs),
        "conflicts": draw(pairs),
    }
    return values, conditions


def sets(n):
    return [np.array(chosen, dtype=float) for chosen in product([0, 1], repeat=n)]


def rows(chosen):
    return tuple(np.flatnonzero(chosen).tolist())


def best_by_enumeration(values, conditions):
    """The best of all sets: largest sum, then fewest, then smallest indices; None if no set is possible."""
    found = read_conditions(len(values), **conditions)
    possible = [x for x in sets(len(values)) if all(each.met_by(x) for each in found)]
    return min(possible, key=lambda x: (-round(float(x @ values), 9), x.sum(), rows(x)), default=None)


@settings(max_examples=100, deadline=None)
@given(problems(), WAYS)
def test_the_choice_is_the_best_of_all_sets_and_ties_go_to_fewer_then_to_smaller_indices(problem, few):
    values, conditions = problem
    expected = best_by_enumeration(values, conditions)
    if expected is None:
        with going_through_all_up_to(few), pytest.raises(InvalidInput) as raised:
            choose(values, **conditions)
        assert raised.value.code == "selection.impossible"
    else:
        with going_through_all_up_to(few):
            selection = choose(values, **conditions)
        assert selection.chosen == rows(expected)
        assert selection.value == pytest.approx(expected @ values)
        assert selection.reasons.keys() == set(range(len(values))) - set(selection.chosen)
        assert all(selection.reasons.values())


@settings(max_examples=40, deadline=None)
@given(problems(), WAYS)
def test_clashing_conditions_cannot_be_met_and_no_fewer_clash(problem, few):
    values, conditions = problem
    found = read_conditions(len(values), **conditions)
    everything = sets(len(values))

    def clash(part):
        return not any(all(each.met_by(x) for each in part) for x in everything)

    if not clash(found):
        return
    with going_through_all_up_to(few), pytest.raises(InvalidInput) as raised:
        choose(values, **conditions)
    named = raised.value.values["clashing"]
    assert clash([each for each in found if (each.name, each.detail) in named])
    assert not any(clash(part) for part in combinations(found, len(named) - 1))


@settings(max_examples=40, deadline=None)
@given(problems(), st.sampled_from([0.0, 0.01, 0.3]), WAYS)
def test_near_optimal_sets_are_all_sets_near_the_best(problem, within, few):
    values, conditions = problem
    best = best_by_enumeration(values, conditions)
    if best is None:
        return
    found = read_conditions(len(values), **conditions)
    least = best @ values - within * abs(best @ values) - 1e-9
    near = {
        rows(x) for x in sets(len(values)) if x @ values >= least and all(each.met_by(x) for each in found)
    }
    with going_through_all_up_to(few):
        listed = near_optimal_sets(values, within, limit=100, **conditions)
    assert {each.chosen for each in listed} == near
    assert listed[0].chosen == rows(best)
    assert (np.diff([each.value for each in listed]) < 1e-9).all()


@settings(max_examples=40, deadline=None)
@given(problems())
def test_moving_the_zero_within_its_limits_keeps_the_choice_and_beyond_them_changes_it(problem):
    values, conditions = problem
    if best_by_enumeration(values, conditions) is None:
        return
    shift = zero_shift(values, **conditions)
    for limit, beyond, outwards in ((shift.lowest, shift.below, -1), (shift.highest, shift.above, 1)):
        if limit is None:
            assert beyond is None
            continue
        inside, outside = (np.array(values) - (limit + side * outwards) for side in (-1e-6, 1e-6))
        kept = sum(inside[list(shift.chosen)])
        best_inside = best_by_enumeration(inside, conditions)
        assert kept == pytest.approx(best_inside @ inside, abs=1e-9)
        assert sum(outside[list(beyond)]) > sum(outside[list(shift.chosen)])
        assert sum(outside[list(beyond)]) == pytest.approx(best_by_enumeration(outside, conditions) @ outside)


def test_a_sum_of_closeness_hangs_on_its_zero():
    # One candidate at .90 that takes the whole budget against two at .50 and .45 that share it.
    values, budget = [0.90, 0.50, 0.45], {"costs": [6, 3, 3], "budget": 6}
    assert choose(values, **budget).chosen == (1, 2)
    assert choose(np.array(values) - 0.30, **budget).chosen == (0,)
    shift = zero_shift(values, **budget)
    assert shift.highest == pytest.approx(0.05)
    assert shift.above == (0,)
    assert shift.lowest is None


def test_a_fixed_number_of_candidates_does_not_hang_on_the_zero():
    shift = zero_shift([0.7, 0.2, 0.5, 0.4], at_most=2, at_least=2)
    assert (shift.lowest, shift.highest, shift.below, shift.above) == (None, None, None, None)


@pytest.mark.parametrize(
    ("conditions", "left_out", "reasons"),
    [
        ({"at_most": 2}, 2, ("at_most", "lower_value")),
        ({"excluded": [0]}, 0, ("excluded",)),
        ({"conflicts": [(0, 3)]}, 3, ("conflict:0", "lower_value")),
        ({"requires": [(0, 3)], "excluded": [3]}, 0, ("requires:3",)),
        ({"costs": [5, 3, 3, 1], "budget": 8}, 2, ("budget", "lower_value")),
        ({"at_most": 1, "required": [3]}, 0, ("at_most", "required:3")),
        (
            {"at_most": 2, "groups": ["a", "a", "b", "b"], "minimum_per_group": 1},
            1,
            ("at_most", "minimum:b"),
        ),
    ],
)
def test_each_candidate_left_out_has_its_reason(conditions, left_out, reasons):
    selection = choose([0.8, 0.6, 0.4, 0.2], **conditions)
    assert left_out not in selection.chosen
    assert selection.reasons[left_out][: len(reasons)] == reasons


def test_a_tie_and_a_value_that_adds_nothing_are_said():
    assert choose([0.5, 0.5], at_most=1).reasons == {1: ("at_most", "tie")}
    assert choose([0.5, 0.0, -0.1]).reasons == {1: ("adds_nothing",), 2: ("adds_nothing",)}


def test_sums_of_decimals_that_reach_the_budget_exactly_fit_it():
    assert 0.1 + 0.2 > 0.3
    assert choose([1, 1], costs=[0.1, 0.2], budget=0.3).chosen == (0, 1)
    costs = [100_000.1, 200_000.2, 300_000.3]
    assert choose([1, 1, 1], costs=costs, budget=600_000.6).chosen == (0, 1, 2)


def test_a_budget_missed_by_less_than_the_solver_sees_is_still_missed():
    assert choose([1, 1], costs=[1, 1], budget=2 - 1e-8).chosen == (0,)
    assert choose([1, 1 + 1e-9], at_most=1).chosen == (1,)


def test_an_unmet_minimum_names_the_group_and_the_number():
    with pytest.raises(InvalidInput) as raised:
        choose([1, 1], groups=["river", "river"], minimum_per_group={"lake": 1})
    assert raised.value.values["clashing"] == [("minimum_per_group", ("lake", 1))]


@pytest.mark.parametrize("missing", [None, float("nan"), np.float32("nan"), pd.NA, pd.NaT, np.ma.masked])
def test_candidates_whose_group_is_missing_make_no_group(missing):
    groups = ["river", missing, "river", missing]
    assert choose([0.1, 0.9, 0.2, 0.8], at_most=1, groups=groups, minimum_per_group=1).chosen == (2,)


def test_groups_may_overlap_when_given_as_lists_of_candidates():
    groups = {"north": [0, 1], "agencies": [1, 2]}
    assert choose([0.9, 0.1, 0.8], at_most=1, groups=groups, minimum_per_group=1).chosen == (1,)


def test_several_budgets_bind_together():
    budgets = {"money": ([3, 1, 1], 3), "staff": ([1, 2, 2], 3)}
    selection = choose([0.5, 0.4, 0.3], budgets=budgets)
    assert selection.chosen == (0,)
    assert selection.reasons[1] == ("budget:money", "lower_value")


def test_a_programme_that_is_not_solved_in_time_is_refused(monkeypatch):
    monkeypatch.setattr(programme, "SECONDS", 0.0)
    rng = np.random.default_rng(1)
    costs = rng.integers(1000, 2000, 60)
    with pytest.raises(InvalidInput) as raised:
        choose(costs + rng.random(60), costs=costs, budget=40_001)
    assert raised.value.code == "selection.too_hard"


THIRD = 33333333.34
NEAR_COSTS = [25, 19, 15, 8, 9, 1, 2, 0, 5, 24, 19, 27, 15, 18]
NEAR_VALUES = [0.93, 0.82, 0.78, 0.74, 0.75, 0.92, 0.62, 0.86, 0.8, 0.5, 0.67, 0.88, 0.74, 0.51]


def test_costs_and_values_that_are_nearly_equal_are_chosen_from_at_once():
    near = choose(NEAR_VALUES, costs=[30_000_000 + cost for cost in NEAR_COSTS], budget=210_000_030)
    assert near.chosen == (0, 1, 5, 7, 8, 11)
    values = [1 + k * 1e-9 for k in (3, 1, 1, 1, 2, 2, 2, 4, 1, 2, 1, 2, 0, 2, 2, 0)]
    costs = [1 + k * 1e-9 for k in (4, 0, 0, 0, 4, 3, 4, 3, 2, 1, 4, 3, 3, 2, 2, 4)]
    nearer = choose(values, costs=costs, budget=8.000000006, at_most=8)
    assert nearer.chosen == (0, 4, 5, 6, 7, 9, 11)


@pytest.mark.parametrize("n", [17, 40])
def test_of_many_that_cost_the_same_as_many_are_chosen_as_the_budget_truly_holds(n, monkeypatch):
    monkeypatch.setattr(programme, "SECONDS", 20)
    values = [0.2 + row / 100 for row in range(n)]
    assert choose(values, costs=[THIRD] * n, budget=1e8).chosen == (n - 2, n - 1)


def test_the_solver_loses_no_set_that_fits_by_a_hair(monkeypatch):
    monkeypatch.setattr(programme, "FEW", 0)
    costs = [7.00000007, 7.00000007, 7.0, 7.00000028, 7.00000007]
    assert choose([0.2, 0.5, 0.94, 0.82, 0.75], costs=costs, budget=21.000000392).chosen == (2, 3, 4)


def test_the_time_limit_counts_for_the_whole_choice(monkeypatch):
    monkeypatch.setattr(programme, "SECONDS", 1.0)
    monkeypatch.setattr(programme, "_cut", lambda chosen, broken: programme.other_than(chosen))
    begun = monotonic()
    with pytest.raises(InvalidInput) as raised:
        choose([0.2 + row / 100 for row in range(40)], costs=[THIRD] * 40, budget=1e8)
    assert raised.value.code == "selection.too_hard"
    assert monotonic() - begun < 10


def test_choosing_changes_none_of_its_arguments():
    values, costs, groups = np.array([0.3, 0.9]), np.array([1.0, 2.0]), {"a": [0], "b": [1]}
    choose(values, costs=costs, budget=3, groups=groups, minimum_per_group=1, required=[0])
    assert values.tolist() == [0.3, 0.9]
    assert costs.tolist() == [1, 2]
    assert groups == {"a": [0], "b": [1]}


@given(
    values=st.lists(st.sampled_from([-0.5, 0.0, 0.25, 0.5, 0.75, 1.0]), min_size=1, max_size=8),
    data=st.data(),
)
def test_choosing_by_value_alone_gives_what_the_programme_gives(values, data):
    rows = st.integers(0, len(values) - 1)
    numbers = st.none() | st.integers(1, len(values))
    conditions = {
        "at_most": data.draw(numbers),
        "at_least": data.draw(numbers),
        "required": data.draw(st.lists(rows, max_size=2)),
        "excluded": data.draw(st.lists(rows, max_size=2)),
    }
    # A budget that never binds sends the same question to the programme.
    unbound = {"costs": [0.0] * len(values), "budget": 1.0}
    assert outcome(values, **conditions) == outcome(values, **conditions, **unbound)


def outcome(values, **conditions):
    try:
        return choose(values, **conditions).chosen
    except InvalidInput as problem:
        return problem.code


@pytest.mark.parametrize("few", [0, programme.FEW])
@pytest.mark.parametrize(
    ("values", "costs", "budget", "chosen"),
    [
        ([0.2, 0.7, 0.5], [THIRD] * 3, 1e8, (1, 2)),
        ([0.4, 0.8, 0.2], [3, 3, 3], 5.999999994, (1,)),
        ([0.7, 0.9, 0.3, 0.1, 0.1], [2, 2, 5, 3, 2], 3.9999996, (1,)),
        ([0.2, 0.5, 0.2], [7, 5, 7], 11.9999999, (1,)),
        (
            [0.396, 0.941, 0.201, 0.988, 0.758, 0.36],
            [0.65, 0.39, 0.39, 0.51, 0.03, 0.5],
            0.9299999999907,
            (1, 4, 5),
        ),
        ([0.5, 0.3], [3, 4], 6.9999999999, (0,)),
        ([1e-320, 0], [1, 1], 1, ()),
    ],
)
def test_a_budget_that_a_sum_of_costs_misses_by_a_hair_is_kept_and_the_best_is_found(
    values, costs, budget, chosen, few, capfd
):
    with going_through_all_up_to(few):
        assert choose(values, costs=costs, budget=budget).chosen == chosen
    assert capfd.readouterr().out == ""


def test_the_solver_writes_nothing_to_standard_output(capfd, monkeypatch):
    monkeypatch.setattr(programme, "FEW", 0)
    chosen = choose(
        [0.58, 0.86, 0.67, 0.42],
        at_most=3,
        at_least=2,
        costs=[3, 8, 4, 7],
        budget=17,
        conflicts=[(3, 1), (0, 2)],
        requires=[(1, 2)],
    ).chosen
    assert chosen == (1, 2)
    assert capfd.readouterr().out == ""


def test_the_smallest_clash_is_found_among_many_conditions():
    with pytest.raises(InvalidInput) as problem:
        choose(
            [0.1] * 8,
            required=[5, 7],
            excluded=[1, 2],
            requires=[(4, 2), (6, 3), (5, 6), (4, 3), (0, 1), (5, 3), (5, 2), (2, 7)],
            conflicts=[(2, 7), (6, 0), (6, 5), (3, 2), (6, 2), (4, 5), (3, 7)],
            at_least=2,
            at_most=3,
            costs=[1, 5, 6, 2, 7, 3, 7, 7],
            budget=14,
            groups=list("zxyzxvuz"),
            minimum_per_group=1,
        )
    assert len(problem.value.values["clashing"]) == 2


def test_a_number_of_candidates_beyond_every_double_limits_nothing():
    assert choose([1, 2, 3], at_most=10**400, conflicts=[(0, 1)]).chosen == (1, 2)
    with pytest.raises(InvalidInput) as problem:
        choose([1, 2, 3], at_least=10**400, conflicts=[(0, 1)])
    assert problem.value.code == "selection.impossible"
