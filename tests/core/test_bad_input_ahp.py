# ruff: noqa: E501 - a table reads best with one case a line
"""Every bad input to weights, groups, selection and power: the documented value, or a refusal with its place.

A refusal names its code and the values of its place, and can be said in both languages.
"""

import warnings
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mcda.core.agreement import concordance, consensus_by_group, disagreement
from mcda.core.ahp import next_pair, priorities, reconsider
from mcda.core.errors import InvalidInput
from mcda.core.group import (
    aggregate_comparisons,
    aggregate_priorities,
    consensus,
    leave_one_out,
    like_minded,
    pooled_weights,
)
from mcda.core.hierarchy import global_weights, synthesise
from mcda.core.power import voting_power
from mcda.core.problem import Comparisons
from mcda.core.selection import choose, near_optimal_sets
from mcda.text import say

NAN, INF = np.nan, np.inf
GOOD = [[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]]
TWO = np.array([GOOD, GOOD])
PEOPLE = [[0.6, 0.4], [0.3, 0.7]]


def cell(row: int, column: int, value: Any) -> list[list[Any]]:
    matrix = [list(line) for line in GOOD]
    matrix[row][column] = value
    return matrix


def stacked(row: int, column: int, value: float) -> Any:
    stack = TWO.copy()
    stack[1, row, column] = value
    return stack


def frame(index: list[str], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(GOOD, index=index, columns=columns)


def chain(items: int) -> Any:
    """Each item 1e12 times the next, and no other pair asked."""
    matrix = np.full((items, items), NAN)
    matrix[np.arange(items - 1), np.arange(1, items)] = 1e12
    return matrix


REFUSED = [
    # comparisons
    ("a word in a cell", lambda: priorities(cell(0, 1, "two")), "comparisons.not_a_number", {"row": 0, "column": 1, "given": "two"}),
    ("a fraction as text", lambda: priorities(cell(0, 2, "1/3")), "comparisons.not_a_number", {"row": 0, "column": 2, "given": "1/3"}),
    ("numbers as text", lambda: priorities([["1", "2"], ["0.5", "1"]]), "comparisons.not_a_number", {"row": 0, "column": 0}),
    ("truth values", lambda: priorities(np.ones((2, 2), dtype=bool)), "comparisons.not_a_number", {"row": 0, "column": 0}),
    ("complex numbers", lambda: priorities(np.eye(2) * 1j), "comparisons.not_a_number", {"row": 0, "column": 0}),
    ("a word as everything", lambda: priorities("equal"), "comparisons.not_a_number", {"row": 0, "column": 0}),
    ("rows of different length", lambda: priorities([[1, 2], [0.5]]), "comparisons.ragged", {}),
    ("not square", lambda: priorities(np.ones((2, 3))), "comparisons.not_square", {"shape": (2, 3)}),
    ("a plain list", lambda: priorities([1, 2, 3]), "comparisons.not_square", {"shape": (3,)}),
    ("nothing", lambda: priorities(np.ones((0, 0))), "comparisons.empty", {"shape": (0, 0)}),
    ("nobody", lambda: priorities(np.ones((0, 3, 3))), "comparisons.empty", {"shape": (0, 3, 3)}),
    ("infinite", lambda: priorities(cell(0, 1, INF)), "comparisons.not_finite", {"row": 0, "column": 1, "given": INF}),
    ("a whole number beyond every double", lambda: priorities([[1, 10**400], [None, 1]]), "comparisons.not_finite", {"row": 0, "column": 1, "given": INF}),
    ("a decimal that signals no number", lambda: consensus([[Decimal("sNaN"), 1]]), "people.not_finite", {"person": 0, "item": 0}),
    ("importance beyond every double", lambda: aggregate_priorities(PEOPLE, [1, 10**400]), "importance.not_finite", {"person": 1}),
    ("a weight beyond every double", lambda: consensus([[1, 0], [0, 10**400]]), "people.not_finite", {"person": 1, "item": 1}),
    ("a share beyond every double", lambda: voting_power([1, 10**400], 1), "power.not_finite", {"row": 1}),
    ("a quota beyond every double", lambda: voting_power([1, 1], 10**400), "quota.not_finite", {}),
    ("minus infinite", lambda: priorities(cell(2, 0, -INF)), "comparisons.not_finite", {"row": 2, "column": 0}),
    ("infinite with an empty mirror", lambda: priorities([[1, INF], [None, 1]]), "comparisons.not_finite", {"row": 0, "column": 1}),
    ("zero", lambda: priorities(cell(0, 2, 0)), "comparisons.not_positive", {"row": 0, "column": 2, "given": 0}),
    ("negative", lambda: priorities(cell(1, 2, -2)), "comparisons.not_positive", {"row": 1, "column": 2, "given": -2}),
    ("a diagonal of 2", lambda: priorities(cell(1, 1, 2)), "comparisons.diagonal", {"row": 1, "column": 1, "given": 2}),
    ("not reciprocal", lambda: priorities(cell(0, 1, 3)), "comparisons.not_reciprocal", {"row": 0, "column": 1, "given": 3, "mirror": 0.5}),
    ("both sides of a pair above 1", lambda: priorities(cell(1, 0, 2)), "comparisons.not_reciprocal", {"row": 0, "column": 1, "expected": 0.5}),
    ("not reciprocal in a stack", lambda: priorities(stacked(0, 1, 3)), "comparisons.not_reciprocal", {"matrix": 1, "row": 0, "within": " [1]"}),
    ("magnitude 1e300", lambda: priorities([[1, 1e300], [1e-300, 1]]), "comparisons.extreme", {"row": 0, "column": 1, "given": 1e300}),
    ("a mirror of 1e300", lambda: priorities([[1, 1e12], [1e300, 1]]), "comparisons.extreme", {"row": 1, "column": 0, "given": 1e300}),
    ("a mirror of 1e300 in a group", lambda: aggregate_comparisons([[[1, 1e12], [1e300, 1]]]), "comparisons.extreme", {"row": 1, "column": 0}),
    ("a chain that multiplies up to 1e348", lambda: priorities(chain(30)), "comparisons.too_far", {"row": 0, "column": 29}),
    ("such a chain of geometric means", lambda: priorities([chain(30)], "geometric_mean"), "comparisons.too_far", {"matrix": 0}),
    ("such a chain to reconsider", lambda: reconsider(chain(30)), "comparisons.too_far", {"row": 0, "column": 29}),
    ("such a chain of a group", lambda: pooled_weights([chain(30)]), "comparisons.too_far", {"row": 0, "column": 29}),
    ("magnitude 1e-310", lambda: priorities([[1, 1e-310], [None, 1]]), "comparisons.extreme", {"row": 0, "column": 1}),
    ("disconnected", lambda: priorities([[1, 2, None], [None, 1, None], [None, None, 1]]), "comparisons.disconnected", {"groups": [[0, 1], [2]]}),
    ("disconnected, geometric mean", lambda: priorities(np.where(np.eye(3) == 1, 1, NAN), "geometric_mean"), "comparisons.disconnected", {"groups": [[0], [1], [2]]}),
    ("disconnected in a stack", lambda: priorities([GOOD, np.where(np.eye(3) == 1, 1, NAN)]), "comparisons.disconnected", {"matrix": 1}),
    ("an unknown method", lambda: priorities(GOOD, "mean"), "comparisons.method", {"given": "mean"}),
    ("an array of methods", lambda: priorities(GOOD, np.array(["eigenvector"] * 2)), "comparisons.method", {}),
    ("a number for names", lambda: priorities(Comparisons(5, np.array(GOOD))), "comparisons.names", {"names": 0, "items": 3}),
    ("names that do not fit", lambda: priorities(Comparisons(("a", "b"), np.array(GOOD))), "comparisons.names", {"names": 2, "items": 3}),
    ("duplicate names", lambda: priorities(Comparisons(("a", "b", "a"), np.array(GOOD))), "comparisons.duplicate", {"name": "a"}),
    ("rows in another order than columns", lambda: priorities(frame(["b", "a", "c"], ["a", "b", "c"])), "comparisons.labels", {"rows": ["b", "a", "c"]}),
    ("a named pair that is wrong", lambda: priorities(Comparisons(("cost", "risk", "reach"), np.array(cell(0, 1, 3)))), "comparisons.not_reciprocal", {"row_name": "cost", "column_name": "risk"}),
    ("a stack to reconsider", lambda: reconsider(TWO), "comparisons.one_matrix", {"shape": (2, 3, 3)}),
    ("a limit below 0", lambda: reconsider(GOOD, -1), "comparisons.limit", {"given": "-1"}),
    ("a limit of a half", lambda: reconsider(GOOD, 0.5), "comparisons.limit", {"given": "0.5"}),
    ("reconsidering what is disconnected", lambda: reconsider([[1, None], [None, 1]]), "comparisons.disconnected", {"groups": [[0], [1]]}),
    ("a next pair of a stack", lambda: next_pair(TWO), "comparisons.one_matrix", {"shape": (2, 3, 3)}),
    ("a next pair of nonsense", lambda: next_pair(cell(0, 1, -1)), "comparisons.not_positive", {"row": 0, "column": 1}),
    # groups
    ("one person's table for a group", lambda: aggregate_comparisons(GOOD), "group.shape", {"shape": (3, 3)}),
    ("no people to aggregate", lambda: aggregate_comparisons(np.ones((0, 3, 3))), "comparisons.empty", {"shape": (0, 3, 3)}),
    ("somebody's zero", lambda: aggregate_comparisons(stacked(2, 1, 0)), "comparisons.not_positive", {"matrix": 1, "row": 2, "column": 1}),
    ("negative importance", lambda: aggregate_comparisons(TWO, [1, -1]), "importance.negative", {"person": 1, "given": -1}),
    ("importance NaN", lambda: aggregate_priorities(PEOPLE, [NAN, 1]), "importance.not_finite", {"person": 0}),
    ("infinite importance", lambda: aggregate_priorities(PEOPLE, [1, INF]), "importance.not_finite", {"person": 1}),
    ("no importance at all", lambda: pooled_weights(TWO, [0, 0]), "importance.zero", {"people": 2}),
    ("importance for too few", lambda: leave_one_out(PEOPLE, [1]), "importance.shape", {"shape": (1,), "people": 2}),
    ("importance in words", lambda: aggregate_priorities(PEOPLE, ["much", 1]), "importance.not_a_number", {"person": 0, "given": "much"}),
    ("importance of rows of different length", lambda: aggregate_priorities(PEOPLE, [[1], [1, 2]]), "importance.ragged", {}),
    ("pooled answers that stay apart", lambda: pooled_weights(np.where(np.eye(3) == 1, 1, [[[NAN]]])), "comparisons.disconnected", {"groups": [[0], [1], [2]]}),
    ("weights whose sum is beyond every double", lambda: aggregate_priorities([[0.5, 0.5], [1e308, 1e308]]), "people.sum", {"person": 1, "given": INF}),
    ("such weights of the like-minded", lambda: like_minded([[1e308, 1e308]] * 2), "people.sum", {"person": 0}),
    ("weights of opposite infinities", lambda: consensus([[INF, -INF]]), "people.not_finite", {"person": 0, "item": 0}),
    ("a word for the scale", lambda: consensus(PEOPLE, "9"), "group.scale_maximum", {"given": "9"}),
    ("no scale", lambda: consensus(PEOPLE, None), "group.scale_maximum", {"given": "None"}),
    ("a list for the scale", lambda: consensus(PEOPLE, [9]), "group.scale_maximum", {"given": "[9]"}),
    ("a scale beyond every double", lambda: consensus(PEOPLE, 10**400), "group.scale_maximum", {}),
    ("a word for the threshold", lambda: like_minded(PEOPLE, "high"), "group.threshold", {"given": "high"}),
    ("two hundred weights all zero", lambda: consensus(np.zeros((2, 200))), "people.sum", {"person": 0, "given": 0}),
    ("such weights of one person in a group", lambda: aggregate_priorities([[0.005] * 200, [0] * 200]), "people.sum", {"person": 1, "given": 0}),
    ("weights that do not sum to 1", lambda: consensus([[0.6, 0.4], [0.6, 0.6]]), "people.sum", {"person": 1, "given": 1.2}),
    ("percentages", lambda: aggregate_priorities([[60, 40]]), "people.sum", {"person": 0, "given": 100}),
    ("weights all zero", lambda: consensus([[0, 0]]), "people.sum", {"person": 0, "given": 0}),
    ("negative weights", lambda: consensus([[1.2, -0.2]]), "people.negative", {"person": 0, "item": 1}),
    ("a weight NaN", lambda: like_minded([[0.5, 0.5], [NAN, 1]]), "people.not_finite", {"person": 1, "item": 0}),
    ("a weight None", lambda: disagreement([[0.5, 0.5], [None, 1]]), "people.not_finite", {"person": 1, "item": 0}),
    ("an infinite weight", lambda: consensus([[INF, 0]]), "people.not_finite", {"person": 0, "item": 0}),
    ("a weight in words", lambda: consensus([["half", 0.5]]), "people.not_a_number", {"person": 0, "item": 0}),
    ("weights of one person as a list", lambda: consensus([0.5, 0.5]), "people.shape", {"shape": (2,)}),
    ("weights of nobody", lambda: aggregate_priorities(np.ones((0, 2))), "people.empty", {"shape": (0, 2)}),
    ("weights of different length", lambda: consensus([[1], [0.5, 0.5]]), "people.ragged", {}),
    ("everything vanishes", lambda: aggregate_priorities(np.eye(3)), "group.vanished", {"items": 3}),
    ("leaving out the only one", lambda: leave_one_out([[0.5, 0.5]]), "group.too_few", {"people": 1, "needed": 2}),
    ("a scale up to 1", lambda: consensus(PEOPLE, 1), "group.scale_maximum", {"given": 1}),
    ("a scale up to NaN", lambda: consensus(PEOPLE, NAN), "group.scale_maximum", {}),
    ("a threshold of 0", lambda: like_minded(PEOPLE, 0), "group.threshold", {"given": 0}),
    ("labels for too few", lambda: consensus_by_group(PEOPLE, ["a"]), "group.labels", {"given": 1, "people": 2}),
    ("ranks of one item", lambda: concordance([[1], [1]]), "concordance.shape", {"shape": (2, 1)}),
    ("a rank NaN", lambda: concordance([[1, 2], [1, NAN]]), "concordance.not_finite", {"judge": 1, "item": 1}),
    ("a rank in words", lambda: concordance([["first", "second"]]), "concordance.not_a_number", {"judge": 0, "item": 0}),
    ("ranks of different length", lambda: concordance([[1, 2], [1]]), "concordance.ragged", {}),
    ("nobody orders anything", lambda: concordance([[1, 1], [2, 2]]), "concordance.nobody_ranks", {"judges": 2}),
    # hierarchies
    ("an unknown mode", lambda: synthesise([1], [[1]], "best"), "hierarchy.mode", {"given": "best"}),
    ("no anchors", lambda: synthesise([1], [[1]], anchors=[]), "hierarchy.anchors", {"candidates": 1}),
    ("an anchor that is no candidate", lambda: synthesise([1], [[1]], anchors=[1]), "hierarchy.anchors", {"given": "1"}),
    ("priorities as a list", lambda: synthesise([1], [1]), "local.shape", {"shape": (1,)}),
    ("a negative priority", lambda: synthesise([1], [[1], [-1]]), "local.negative", {"row": 1, "column": 0}),
    ("a priority NaN", lambda: synthesise([1], [[1], [NAN]]), "local.negative", {"row": 1, "column": 0}),
    ("priorities all 0", lambda: synthesise([0.5, 0.5], [[1, 0], [1, 0]]), "local.zero", {"column": 1}),
    ("a priority in words", lambda: synthesise([1], [["good"]]), "local.not_a_number", {"row": 0, "column": 0}),
    ("priorities of different length", lambda: synthesise([1], [[1], [1, 2]]), "local.ragged", {}),
    ("branches without children", lambda: global_weights([0.5, 0.5], [None]), "weights.shape", {"expected": 1}),
    ("a branch that sums to 2", lambda: global_weights([0.5, 0.5], [None, [1, 1]]), "weights.sum", {"given": 2}),
    # selection
    ("values NaN", lambda: choose([0.5, NAN]), "values.not_finite", {"row": 1}),
    ("a value in words", lambda: choose([0.5, "high"]), "values.not_a_number", {"row": 1, "given": "high"}),
    ("no candidates", lambda: choose([]), "values.shape", {"shape": (0,)}),
    ("values in a table", lambda: choose([[0.5]]), "values.shape", {"shape": (1, 1)}),
    ("values of different length", lambda: choose([[1], [1, 2]]), "values.ragged", {}),
    ("at most -1", lambda: choose([1], at_most=-1), "selection.count", {"condition": "at_most", "given": "-1"}),
    ("at least 1.5", lambda: choose([1], at_least=1.5), "selection.count", {"condition": "at_least"}),
    ("at most True", lambda: choose([1], at_most=True), "selection.count", {"condition": "at_most"}),
    ("a required stranger", lambda: choose([1], required=[1]), "selection.candidate", {"condition": "required", "given": "1"}),
    ("a required name", lambda: choose([1], required=["city"]), "selection.candidate", {"given": "city"}),
    ("an excluded -1", lambda: choose([1], excluded=[-1]), "selection.candidate", {"condition": "excluded"}),
    ("required as one number", lambda: choose([1], required=0), "selection.list", {"condition": "required"}),
    ("a pair of one", lambda: choose([1, 1], conflicts=[(0,)]), "selection.pair", {"condition": "conflicts"}),
    ("a conflict with itself", lambda: choose([1, 1], conflicts=[(1, 1)]), "selection.pair", {"given": "(1, 1)"}),
    ("a budget without costs", lambda: choose([1], budget=3), "costs.needed", {"budget": 3}),
    ("costs of too few", lambda: choose([1, 1], costs=[1], budget=3), "costs.length", {"given": 1, "expected": 2}),
    ("a negative cost", lambda: choose([1, 1], costs=[1, -1], budget=3), "costs.negative", {"row": 1, "given": -1}),
    ("a cost NaN", lambda: choose([1], costs=[NAN], budget=3), "costs.not_finite", {"row": 0}),
    ("a budget NaN", lambda: choose([1], costs=[1], budget=NAN), "budget.not_finite", {}),
    ("a budget in words", lambda: choose([1], costs=[1], budget="all"), "budget.not_a_number", {"given": "all"}),
    ("a minimum without groups", lambda: choose([1], minimum_per_group=1), "groups.needed", {}),
    ("groups of too few", lambda: choose([1, 1], groups=["a"], minimum_per_group=1), "groups.length", {"given": 1, "expected": 2}),
    ("a group with a stranger", lambda: choose([1], groups={"a": [3]}, minimum_per_group=1), "selection.candidate", {"condition": "groups", "given": "3"}),
    ("required and excluded", lambda: choose([1, 1], required=[1], excluded=[1], at_most=1), "selection.impossible", {"clashing": [("required", 1), ("excluded", 1)]}),
    ("more than there are", lambda: choose([1, 1], at_least=3), "selection.impossible", {"clashing": [("at_least", 3)]}),
    ("a negative budget", lambda: choose([1], costs=[0], budget=-1), "selection.impossible", {"clashing": [("budget", -1)]}),
    ("within twice the best", lambda: near_optimal_sets([1], within=2), "selection.within", {"given": 2}),
    # power
    ("no bodies", lambda: voting_power([], 1), "power.shape", {"shape": (0,)}),
    ("a share NaN", lambda: voting_power([NAN, 1], 1), "power.not_finite", {"row": 0}),
    ("a share in words", lambda: voting_power(["half", 1], 1), "power.not_a_number", {"row": 0}),
    ("a negative share", lambda: voting_power([2, -1], 1), "power.negative", {"row": 1, "given": -1}),
    ("shares of different length", lambda: voting_power([[1], [1, 2]], 1), "power.ragged", {}),
    ("a quota of 0", lambda: voting_power([1, 1], 0), "quota.not_positive", {"quota": 0}),
    ("a quota above everything", lambda: voting_power([0.5, 0.5], 1.1), "quota.unreachable", {"quota": 1.1, "total": 1}),
    ("shares all zero", lambda: voting_power([0, 0], 1), "quota.unreachable", {"total": 0}),
    ("a quota NaN", lambda: voting_power([1, 1], NAN), "quota.not_finite", {}),
    ("a quota in words", lambda: voting_power([1, 1], "two thirds"), "quota.not_a_number", {"given": "two thirds"}),
    ("sixty-one bodies", lambda: voting_power([1] * 61, 31), "power.too_many", {"bodies": 61, "most": 60}),
    ("sixty shares of full precision", lambda: voting_power(np.random.default_rng(1).random(60), 15), "power.too_fine", {"bodies": 60}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "code", "place"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_bad_input_is_refused_with_its_code_its_place_and_a_sentence(call, code, place):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(InvalidInput) as raised:
            call()
    assert raised.value.code == code
    values = raised.value.values
    assert {name: values[name] for name in place} == place
    for language in ("en", "zh"):
        sentence = say(code, language, **values)
        assert "{" not in sentence
        assert len(sentence) > 20 if language == "en" else len(sentence) > 10


@pytest.mark.parametrize("language", ["en", "zh"])
def test_mirrors_that_differ_in_the_seventh_digit_are_said_apart(language):
    with pytest.raises(InvalidInput) as raised:
        priorities([[1, 3], [0.333333, 1]])
    sentence = say(raised.value.code, language, **raised.value.values)
    assert "0.333333 " in sentence.replace("，", " ")
    assert "0.33333333" in sentence


VALUES = [
    ("None in a cell is filled from its mirror", lambda: priorities(cell(0, 1, None)).weights, [4 / 7, 2 / 7, 1 / 7]),
    ("NaN on both sides is a pair not asked", lambda: priorities([[1, NAN, 4], [NAN, 1, 2], [0.25, 0.5, 1]]).weights, [4 / 7, 2 / 7, 1 / 7]),
    ("an empty diagonal is 1", lambda: priorities([[None, 3], [None, None]]).weights, [0.75, 0.25]),
    ("order 1", lambda: priorities([[1]]).weights, [1]),
    ("order 1 left empty", lambda: priorities([[None]]).weights, [1]),
    ("order 2", lambda: priorities([[1, 9], [1 / 9, 1]]).weights, [0.9, 0.1]),
    ("order 20", lambda: priorities(np.ones((20, 20))).weights, [0.05] * 20),
    ("order 100", lambda: priorities(np.ones((100, 100))).weights, [0.01] * 100),
    ("a judgement off the scale", lambda: priorities([[1, 100], [0.01, 1]]).weights, [100 / 101, 1 / 101]),
    ("a judgement between the steps", lambda: priorities([[1, 2.5], [0.4, 1]]).weights, [2.5 / 3.5, 1 / 3.5]),
    ("whole numbers", lambda: priorities(np.ones((2, 2), dtype=int)).weights, [0.5, 0.5]),
    ("ten printed digits", lambda: priorities([[1, 3], [0.3333333333, 1]]).consistency_ratio, 0),
    ("all judgements alike", lambda: priorities(np.ones((4, 4))).consistency_ratio, 0),
    ("everything asked", lambda: next_pair(GOOD) is None, True),
    ("nothing asked", lambda: next_pair(np.full((3, 3), NAN)), (0, 1)),
    ("one item to ask about", lambda: next_pair([[1]]) is None, True),
    ("one person", lambda: aggregate_comparisons([GOOD]), GOOD),
    ("one person's weights", lambda: aggregate_priorities([[0.6, 0.4]]), [0.6, 0.4]),
    ("one person's consensus", lambda: consensus([[0.6, 0.4]]), 1),
    ("one person among the like-minded", lambda: like_minded([[0.6, 0.4]])[0], [0]),
    ("a weight of 0", lambda: consensus([[1, 0], [1, 0]]), 1),
    ("no conditions", lambda: choose([0.2, -0.1, 0.3]).chosen, (0, 2)),
    ("at most 0", lambda: choose([0.2], at_most=0).value, 0),
    ("all values negative", lambda: choose([-1, -2]).value, 0),
    ("a value too small to change the sum", lambda: choose([1e300, 1e-300]).chosen, (0,)),
    ("one body", lambda: voting_power([1], 1).banzhaf, [1]),
    ("a body with no share", lambda: voting_power([1, 0], 1).shapley_shubik, [1, 0]),
    ("shares whose sum is beyond every double", lambda: voting_power([1e308] * 2, 1e308).banzhaf, [0.5, 0.5]),
    ("sixty such shares", lambda: voting_power([1.7e308] * 60, 1.7e308).shapley_shubik, [1 / 60] * 60),
    ("everybody needed", lambda: voting_power([1, 1, 1], 3).banzhaf, [1 / 3] * 3),
]  # fmt: skip


@pytest.mark.parametrize(("call", "value"), [case[1:] for case in VALUES], ids=[case[0] for case in VALUES])
def test_odd_input_has_its_documented_value(call, value):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = call()
    assert np.asarray(found, dtype=float) == pytest.approx(np.asarray(value, dtype=float), rel=1e-9)
