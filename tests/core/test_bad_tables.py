"""Bad and odd tables, weights, directions and requests: a documented value, or a refusal that says where."""

import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

import mcda
from mcda.core.additive import critical_changes, weighted_sum
from mcda.core.crosscheck import compare_methods
from mcda.core.objective import critic_weights, entropy_weights
from mcda.core.sampling import sample_unknown
from mcda.core.similarity import weighted_spearman, ws
from mcda.core.stability import first_places
from mcda.core.vikor import vikor
from mcda.text import LANGUAGES, say

NAN, INF = float("nan"), float("inf")
GOOD = [[1, 2], [3, 1], [2, 3]]
HALF = [0.5, 0.5]
UP = [1, 1]
BOUNDS = [[0, 5], [0, 5]]
MANY = [[0.5, 0.5], [0.2, 0.8]]


def closeness(scores=GOOD, weights=HALF, directions=UP, normalisation="vector", bounds=None):
    return mcda.closeness(scores, weights, directions, normalisation, bounds)


def acceptability(scores=GOOD, weights=MANY, directions=UP, **options):
    return mcda.rank_acceptability(scores, weights, directions, **options)


def table(candidates=("Jia", "Yi"), criteria=("spill", "reach"), scores=((1, 2), (3, 4))):
    return mcda.Table(candidates, [mcda.Criterion(name) for name in criteria], scores)


def ranked(scores, weights=HALF, normalisation="vector"):
    return mcda.topsis(table(scores=scores), weights, normalisation)


def cell(row, column, **more):
    return {"row": row, "column": column, "candidate": f"[{row}]", "criterion": f"[{column}]", **more}


def weight(column, vector=0, **more):
    return {"vector": vector, "column": column, "criterion": f"[{column}]", **more}


SPANS = np.array([1, 2], dtype="timedelta64[D]")

REFUSED = {
    # what is no number, list or name at all
    "scores that are spans of time": (
        lambda: closeness(np.array([[1, 2], [3, 4]], dtype="timedelta64[D]")),
        "scores.not_a_number",
        cell(0, 0),
    ),
    "spans of time to rank": (lambda: mcda.rank(SPANS), "closeness.not_a_number", {"row": 0}),
    "spans of time to choose from": (lambda: mcda.choose(SPANS), "values.not_a_number", {"row": 0}),
    "a table without candidates": (lambda: table(None), "table.candidates", {"given": "None"}),
    "a table without criteria": (
        lambda: mcda.Table(["Jia", "Yi"], None, [[1], [2]]),
        "table.criteria",
        {"given": "None"},
    ),
    "a table with lists for names": (lambda: table([[1], [2]]), "table.name", {"given": "[1]"}),
    "draws around weights with a concentration beyond every double": (
        lambda: mcda.sample_weights(3, 5, 1, around=[0.2, 0.3, 0.5], concentration=10**400),
        "sampling.concentration",
        {},
    ),
    "a threshold beyond every double": (
        lambda: mcda.like_minded(MANY, threshold=10**400),
        "group.threshold",
        {},
    ),
    "values too large to be added up": (
        lambda: mcda.choose([1e308, 1e308]),
        "selection.too_large",
        {"area": "values", "given": 1e308},
    ),
    "costs too large to be added up": (
        lambda: mcda.choose([1, 2], costs=[1, 1e308], budget=1),
        "selection.too_large",
        {"area": "costs"},
    ),
    "one number for all groups": (
        lambda: mcda.choose([1, 2], groups=5, minimum_per_group=1),
        "selection.list",
        {"condition": "groups", "given": "5"},
    ),
    "lists for the names of groups": (
        lambda: mcda.choose([1, 2], groups=[[1], [2]], minimum_per_group=1),
        "groups.label",
        {"row": 0, "given": "[1]"},
    ),
    "budgets without labels": (lambda: mcda.choose([1, 2, 3], budgets=[1]), "selection.budgets", {}),
    "a budget without costs": (lambda: mcda.choose([1, 2, 3], budgets={"x": 5}), "selection.budgets", {}),
    # scores
    "nan score": (lambda: closeness([[1, 2], [NAN, 1]]), "scores.unknown", cell(1, 0)),
    "none score": (lambda: closeness([[1, 2], [3, None]]), "scores.unknown", cell(1, 1)),
    "infinite score": (lambda: closeness([[1, INF], [3, 1]]), "scores.not_finite", cell(0, 1, given=INF)),
    "a whole number beyond every double": (
        lambda: closeness([[1, 2], [10**400, 1]]),
        "scores.not_finite",
        cell(1, 0),
    ),
    "a whole number below every double": (
        lambda: closeness([[1, 2], [-(10**400), 1]]),
        "scores.not_finite",
        cell(1, 0, given=-INF),
    ),
    "a decimal that signals no number": (
        lambda: closeness([[1, Decimal("sNaN")], [3, 1]]),
        "scores.unknown",
        cell(0, 1),
    ),
    "minus infinite score": (lambda: closeness([[1, 2], [-INF, 1]]), "scores.not_finite", cell(1, 0)),
    "a masked score": (
        lambda: closeness(np.ma.MaskedArray([[1, 2], [3, 1]], mask=[[False, True], [False, False]])),
        "scores.unknown",
        cell(0, 1),
    ),
    "a word for a score": (
        lambda: closeness([[1, "high"], [3, 1]]),
        "scores.not_a_number",
        cell(0, 1, given="high"),
    ),
    "a word in an object array": (
        lambda: closeness(np.array([[1, "high"], [3, 1]], dtype=object)),
        "scores.not_a_number",
        cell(0, 1, given="high"),
    ),
    "numbers written as text": (
        lambda: closeness([["1", "2"], ["3", "4"]]),
        "scores.not_a_number",
        cell(0, 0),
    ),
    "a number written as text beside numbers": (
        lambda: closeness([[1, "2"], [3, 4]]),
        "scores.not_a_number",
        cell(0, 1, given="2"),
    ),
    "a complex score beside numbers": (
        lambda: closeness([[1, 2j], [3, 4]]),
        "scores.not_a_number",
        cell(0, 1),
    ),
    "complex scores": (lambda: closeness([[1j, 2], [3, 1]]), "scores.not_a_number", cell(0, 0)),
    "rows of different length": (lambda: closeness([[1, 2], [3]]), "scores.ragged", {}),
    "scores in one row only": (lambda: closeness([1, 2]), "scores.shape", {"given": (2,)}),
    "a number for a table": (lambda: closeness(5), "scores.shape", {"given": ()}),
    "none for a table": (lambda: closeness(None), "scores.shape", {"given": ()}),
    "no candidates": (lambda: closeness(np.empty((0, 2))), "scores.empty", {"given": (0, 2)}),
    "no criteria": (lambda: closeness(np.empty((3, 0)), [], []), "scores.empty", {"given": (3, 0)}),
    "empty list": (lambda: closeness([]), "scores.shape", {"given": (0,)}),
    "negative score under sum": (
        lambda: closeness([[1, 2], [3, -1]], normalisation="sum"),
        "scores.negative",
        cell(1, 1, given=-1.0, normalisation="sum"),
    ),
    "negative score under max": (
        lambda: closeness([[-2, 2], [3, 1]], normalisation="max"),
        "scores.negative",
        cell(0, 0, given=-2.0, normalisation="max"),
    ),
    "huge negative score under sum": (
        lambda: closeness([[-1e300, 2], [3, 1]], normalisation="sum"),
        "scores.negative",
        cell(0, 0, given=-1e300),
    ),
    "score above its range": (
        lambda: closeness([[1, 2], [3, 9]], normalisation="fixed", bounds=BOUNDS),
        "scores.outside_bounds",
        cell(1, 1, given=9.0, lowest=0, highest=5),
    ),
    "score below its range": (
        lambda: closeness([[-1, 2], [3, 1]], normalisation="fixed", bounds=BOUNDS),
        "scores.outside_bounds",
        cell(0, 0, given=-1.0),
    ),
    # bounds and normalisation
    "fixed without bounds": (lambda: closeness(normalisation="fixed"), "bounds.needed", {}),
    "bounds of the wrong shape": (
        lambda: closeness(normalisation="fixed", bounds=[[0, 5]]),
        "bounds.shape",
        {"given": (1, 2), "expected": (2, 2)},
    ),
    "bounds the wrong way round": (
        lambda: closeness(normalisation="fixed", bounds=[[0, 5], [5, 0]]),
        "bounds.range_empty",
        {"criterion": "[1]", "lowest": 5, "highest": 0},
    ),
    "bounds without width": (
        lambda: closeness(normalisation="fixed", bounds=[[3, 3], [0, 5]]),
        "bounds.range_empty",
        {"criterion": "[0]"},
    ),
    "infinite bound": (
        lambda: closeness(normalisation="fixed", bounds=[[0, INF], [0, 5]]),
        "bounds.not_finite",
        {"criterion": "[0]"},
    ),
    "nan bound": (
        lambda: closeness(normalisation="fixed", bounds=[[0, 5], [NAN, 5]]),
        "bounds.unknown",
        {"criterion": "[1]"},
    ),
    "a word for a bound": (
        lambda: closeness(normalisation="fixed", bounds=np.array([[0, "top"], [0, 5]], dtype=object)),
        "bounds.not_a_number",
        {"criterion": "[0]", "given": "top"},
    ),
    "ragged bounds": (lambda: closeness(normalisation="fixed", bounds=[[0, 5], [1]]), "bounds.ragged", {}),
    "a normalisation nobody knows": (
        lambda: closeness(normalisation="zscore"),
        "normalisation.unknown",
        {"given": "zscore"},
    ),
    "no normalisation": (lambda: closeness(normalisation=None), "normalisation.unknown", {"given": "None"}),
    "a list for a normalisation": (
        lambda: closeness(normalisation=["vector"]),
        "normalisation.unknown",
        {"given": "['vector']"},
    ),
    "an array for a normalisation": (
        lambda: closeness(normalisation=np.array(["vector", "sum"])),
        "normalisation.unknown",
        {"given": "['vector' 'sum']"},
    ),
    "an array for the normalisation of a named table": (
        lambda: ranked(((1, 2), (3, 4)), normalisation=np.array(["fixed", "fixed"])),
        "normalisation.unknown",
        {},
    ),
    # weights
    "negative weight": (lambda: closeness(weights=[1.5, -0.5]), "weights.negative", weight(1, given=-0.5)),
    "nan weight": (lambda: closeness(weights=[NAN, 1]), "weights.unknown", weight(0)),
    "infinite weight": (lambda: closeness(weights=[0.5, INF]), "weights.not_finite", weight(1)),
    "weights of opposite infinities": (
        lambda: closeness(weights=[INF, -INF]),
        "weights.not_finite",
        weight(0),
    ),
    "a word for a weight": (
        lambda: closeness(weights=["a", "b"]),
        "weights.not_a_number",
        weight(0, given="a"),
    ),
    "a weight written as text beside numbers": (
        lambda: closeness(weights=[0.5, ".5"]),
        "weights.not_a_number",
        weight(1, given=".5"),
    ),
    "none for the weights": (lambda: closeness(weights=None), "weights.shape", {"given": ()}),
    "weights all zero": (lambda: closeness(weights=[0, 0]), "weights.sum", {"vector": 0, "given": 0}),
    "two hundred weights all zero": (
        lambda: closeness([range(200)] * 2, [0] * 200, [1] * 200),
        "weights.sum",
        {"vector": 0, "given": 0},
    ),
    "two hundred weights all zero among many vectors": (
        lambda: closeness([range(200)] * 2, [[0.005] * 200, [0] * 200], [1] * 200),
        "weights.sum",
        {"vector": 1, "given": 0},
    ),
    "draws around two hundred weights all zero": (
        lambda: mcda.sample_weights(200, 2, 1, around=[0] * 200),
        "weights.sum",
        {"given": 0},
    ),
    "the stability of two hundred weights all zero": (
        lambda: mcda.stability_intervals([range(200)] * 2, [0] * 200, [1] * 200),
        "weights.sum",
        {"given": 0},
    ),
    "weights that sum to 2": (lambda: closeness(weights=[1, 1]), "weights.sum", {"given": 2}),
    "weights of 1e308": (lambda: closeness(weights=[1e308, 1e308]), "weights.sum", {"given": INF}),
    "weight vectors of 1e308": (
        lambda: closeness(weights=[HALF, [1e308, 1e308]]),
        "weights.sum",
        {"vector": 1},
    ),
    "weights in percent": (lambda: closeness(weights=[50, 50]), "weights.sum", {"given": 100}),
    "weights that sum to 0.9": (lambda: closeness(weights=[0.5, 0.4]), "weights.sum", {"given": 0.9}),
    "too few weights": (lambda: closeness(weights=[1]), "weights.shape", {"given": (1,), "expected": 2}),
    "too many weights": (lambda: closeness(weights=[0.3, 0.3, 0.4]), "weights.shape", {"given": (3,)}),
    "one weight for all": (lambda: closeness(weights=0.5), "weights.shape", {"given": ()}),
    "no weight vectors": (lambda: closeness(weights=np.empty((0, 2))), "weights.empty", {"given": (0, 2)}),
    "weight vectors of different length": (
        lambda: closeness(weights=[[0.5, 0.5], [1]]),
        "weights.ragged",
        {},
    ),
    "one bad vector among many": (
        lambda: closeness(weights=[HALF, HALF, [0.5, 0.6], HALF]),
        "weights.sum",
        {"vector": 2, "given": 1.1},
    ),
    "one negative weight among many": (
        lambda: closeness(weights=[HALF, [1.1, -0.1]]),
        "weights.negative",
        weight(1, vector=1),
    ),
    "weights in three dimensions": (lambda: closeness(weights=[[[0.5, 0.5]]]), "weights.shape", {}),
    # directions
    "directions as words": (
        lambda: closeness(directions=["max", "min"]),
        "directions.unknown",
        {"column": 0, "criterion": "[0]", "given": "max"},
    ),
    "a direction as a word beside a number": (
        lambda: closeness(directions=[1, "max"]),
        "directions.unknown",
        {"column": 1, "criterion": "[1]", "given": "max"},
    ),
    "directions in capitals": (
        lambda: closeness(directions=["MIN", "MAX"]),
        "directions.unknown",
        {"given": "MIN"},
    ),
    "directions as cost and benefit": (
        lambda: closeness(directions=["benefit", "cost"]),
        "directions.unknown",
        {"given": "benefit"},
    ),
    "a direction of 0": (
        lambda: closeness(directions=[1, 0]),
        "directions.unknown",
        {"column": 1, "given": "0"},
    ),
    "a direction of 2": (
        lambda: closeness(directions=[2, 1]),
        "directions.unknown",
        {"column": 0, "given": "2"},
    ),
    "directions as true and false": (
        lambda: closeness(directions=[True, False]),
        "directions.unknown",
        {"given": "True"},
    ),
    "a true beside a number": (
        lambda: closeness(directions=[True, -1]),
        "directions.unknown",
        {"column": 0, "given": "True"},
    ),
    "numpy's true beside a number": (
        lambda: closeness(directions=(np.True_, -1)),
        "directions.unknown",
        {"column": 0, "given": "True"},
    ),
    "a criterion whose direction is true": (
        lambda: mcda.Criterion("cost", True),
        "criterion.direction",
        {"criterion": "cost", "given": "True"},
    ),
    "a nan direction": (lambda: closeness(directions=[1, NAN]), "directions.unknown", {"column": 1}),
    "a missing direction": (lambda: closeness(directions=[1, None]), "directions.unknown", {"column": 1}),
    "a masked direction": (
        lambda: closeness(directions=np.ma.MaskedArray([1, -1], mask=[False, True])),
        "directions.unknown",
        {"column": 1, "given": "None"},
    ),
    "too few directions": (
        lambda: closeness(directions=[1]),
        "directions.shape",
        {"given": (1,), "expected": 2},
    ),
    "one direction for all": (lambda: closeness(directions=1), "directions.shape", {"given": ()}),
    "ragged directions": (lambda: closeness(directions=[[1], [1, 1]]), "directions.shape", {}),
    # the table and the ranking by names
    "a list for a named table": (
        lambda: mcda.topsis([[1, 2]], HALF),
        "table.needed",
        {"given": "list"},
    ),
    "a name for a criterion": (
        lambda: mcda.Table(["Jia"], ["spill"], [[1]]),
        "table.criterion",
        {"column": 0, "given": "spill"},
    ),
    "two candidates of one name": (
        lambda: table(candidates=("Jia", "Jia")),
        "table.duplicate_candidate",
        {"name": "Jia"},
    ),
    "two criteria of one name": (
        lambda: table(criteria=("reach", "reach")),
        "table.duplicate_criterion",
        {"name": "reach"},
    ),
    "scores that do not fit the names": (
        lambda: table(scores=((1, 2),)),
        "table.shape",
        {"given": (1, 2), "expected": (2, 2)},
    ),
    "a word in a named table": (
        lambda: table(scores=np.array([[1, 2], [3, "many"]], dtype=object)),
        "scores.not_a_number",
        {"candidate": "Yi", "criterion": "reach", "given": "many"},
    ),
    "an unknown score in a named table": (
        lambda: ranked(((1, None), (2, 3))),
        "scores.unknown",
        {"candidate": "Jia", "criterion": "reach"},
    ),
    "a negative score in a named table": (
        lambda: ranked(((1, 2), (-2, 3)), normalisation="sum"),
        "scores.negative",
        {"candidate": "Yi", "criterion": "spill"},
    ),
    "a negative weight in a named table": (
        lambda: ranked(((1, 2), (2, 3)), weights=[1.2, -0.2]),
        "weights.negative",
        {"criterion": "reach"},
    ),
    "two weight vectors for one ranking": (
        lambda: ranked(((1, 2), (2, 3)), weights=MANY),
        "weights.shape",
        {},
    ),
    "a criterion with a word for its direction": (
        lambda: mcda.Criterion("spill", "min"),
        "criterion.direction",
        {"criterion": "spill", "given": "min"},
    ),
    "a criterion with an array for its direction": (
        lambda: mcda.Criterion("spill", np.array([1, -1])),
        "criterion.direction",
        {"criterion": "spill", "given": "[ 1 -1]"},
    ),
    "a criterion with an empty range": (
        lambda: mcda.Criterion("spill", lowest=3, highest=3),
        "criterion.range_empty",
        {"criterion": "spill"},
    ),
    "a criterion with an infinite range": (
        lambda: mcda.Criterion("spill", highest=INF),
        "criterion.range_not_finite",
        {"criterion": "spill", "given": INF},
    ),
    "a criterion with a range beyond every double": (
        lambda: mcda.Criterion("spill", lowest=-(10**400)),
        "criterion.range_not_finite",
        {"criterion": "spill", "given": -INF},
    ),
    "a criterion with a word for a bound": (
        lambda: mcda.Criterion("spill", lowest="0"),
        "criterion.range_not_finite",
        {"criterion": "spill", "given": "'0'"},
    ),
    # ranks
    "a nan to rank": (lambda: mcda.rank([0.5, NAN]), "closeness.not_finite", {"row": 1, "candidate": "[1]"}),
    "an infinity to rank": (lambda: mcda.rank([INF, 0.5]), "closeness.not_finite", {"row": 0}),
    "opposite infinities to rank": (
        lambda: mcda.rank([[0, 1], [INF, -INF]]),
        "closeness.not_finite",
        {"row": 0},
    ),
    "nothing to rank": (lambda: mcda.rank([]), "closeness.empty", {"given": (0,)}),
    "a number to rank": (lambda: mcda.rank(0.5), "closeness.empty", {"given": ()}),
    "a number written as text to rank": (
        lambda: mcda.rank([0.1, "0.2"]),
        "closeness.not_a_number",
        {"row": 1},
    ),
    "words to rank": (lambda: mcda.rank(["first"]), "closeness.not_a_number", {"given": "first"}),
    # many draws
    "acceptability of a nan score": (lambda: acceptability([[1, NAN], [2, 3]]), "scores.unknown", cell(0, 1)),
    "acceptability of weights that sum to 1.1": (
        lambda: acceptability(weights=[HALF, [0.5, 0.6]]),
        "weights.sum",
        {"vector": 1},
    ),
    "acceptability of nan weights": (
        lambda: acceptability(weights=[HALF, [NAN, 1]]),
        "weights.unknown",
        weight(0, vector=1),
    ),
    "acceptability on no thread": (lambda: acceptability(threads=0), "acceptability.threads", {"given": 0}),
    "acceptability on a word of threads": (
        lambda: acceptability(threads="two"),
        "acceptability.threads",
        {"given": "two"},
    ),
    "a nan in one drawn table": (
        lambda: acceptability([GOOD, [[1, 2], [3, 1], [NAN, 3]]]),
        "scores.unknown",
        cell(2, 0, draw=1),
    ),
    "a score outside its range in one drawn table": (
        lambda: acceptability([GOOD, [[1, 2], [3, 7], [2, 3]]], normalisation="fixed", bounds=BOUNDS),
        "scores.outside_bounds",
        cell(1, 1, given=7.0),
    ),
    "two weight vectors for three drawn tables": (
        lambda: acceptability([GOOD, GOOD, GOOD]),
        "weights.as_many_as_scores",
        {"given": 2, "expected": 3},
    ),
    "drawn tables without candidates": (lambda: acceptability(np.empty((2, 0, 2))), "scores.empty", {}),
    # drawn weights
    "no criteria to weigh": (lambda: mcda.sample_weights(0, 5, 1), "sampling.not_whole", {"name": "m"}),
    "half a draw": (lambda: mcda.sample_weights(2, 0.5, 1), "sampling.not_whole", {"name": "size"}),
    "no seed": (lambda: mcda.sample_weights(2, 5, None), "sampling.not_whole", {"name": "seed"}),
    "a seed below 0": (lambda: mcda.sample_weights(2, 5, -1), "sampling.not_whole", {"given": "-1"}),
    "a criterion twice in the order": (
        lambda: mcda.sample_weights(3, 5, 1, order=[0, 1, 0]),
        "sampling.order",
        {"given": [0, 1, 0]},
    ),
    "an order with a criterion too many": (
        lambda: mcda.sample_weights(2, 5, 1, order=[0, 2]),
        "sampling.order",
        {},
    ),
    "a number for an order": (
        lambda: mcda.sample_weights(2, 5, 1, order=5),
        "sampling.order",
        {"given": "5"},
    ),
    "an order of names": (
        lambda: mcda.sample_weights(2, 5, 1, order=["a"]),
        "sampling.not_whole",
        {"given": "a"},
    ),
    "bounds that sum to less than 1": (
        lambda: mcda.sample_weights(2, 5, 1, bounds=[[0, 0.3], [0, 0.4]]),
        "sampling.bounds_impossible",
        {"highest": 0.7},
    ),
    "bounds that sum to more than 1": (
        lambda: mcda.sample_weights(2, 5, 1, bounds=[[0.7, 0.8], [0.6, 0.9]]),
        "sampling.bounds_impossible",
        {},
    ),
    "bounds against the order": (
        lambda: mcda.sample_weights(2, 5, 1, order=[0, 1], bounds=[[0, 0.3], [0.6, 0.9]]),
        "sampling.order_against_bounds",
        {"criterion": "[0]"},
    ),
    "a concentration of nothing": (
        lambda: mcda.sample_weights(2, 5, 1, concentration=9),
        "sampling.concentration_alone",
        {},
    ),
    "a concentration of 0": (
        lambda: mcda.sample_weights(2, 5, 1, around=HALF, concentration=0),
        "sampling.concentration",
        {"given": "0"},
    ),
    "draws around weights that sum to 2": (
        lambda: mcda.sample_weights(2, 5, 1, around=[1, 1]),
        "weights.sum",
        {"given": 2},
    ),
    "draws that almost never keep the order": (
        lambda: mcda.sample_weights(2, 5, 1, around=[0.9, 0.1], order=[1, 0], concentration=1e4),
        "sampling.too_rare",
        {},
    ),
    "unknown scores without a range": (lambda: sample_unknown([[None, 1]], None, 5, 1), "bounds.needed", {}),
    # stability, reversal, other methods
    "stability of many weight vectors": (
        lambda: mcda.stability_intervals(GOOD, MANY, UP),
        "weights.shape",
        {"given": (2, 2)},
    ),
    "stability of a nan score": (
        lambda: mcda.stability_intervals([[1, NAN], [1, 2]], HALF, UP),
        "scores.unknown",
        {},
    ),
    "first places of a criterion that is not there": (
        lambda: first_places(GOOD, HALF, UP, 2),
        "stability.criterion",
        {"given": 2, "highest": 1},
    ),
    "reversal of a word": (
        lambda: mcda.rank_reversals(np.array([[1, "x"], [2, 3]], dtype=object), HALF, UP),
        "scores.not_a_number",
        cell(0, 1),
    ),
    "reversal under many weight vectors": (
        lambda: mcda.rank_reversals(GOOD, MANY, UP),
        "weights.shape",
        {"given": (2, 2), "expected": 2},
    ),
    "critical changes of many weight vectors": (lambda: critical_changes(GOOD, MANY), "weights.shape", {}),
    "critical changes of drawn tables": (lambda: critical_changes([GOOD], HALF), "scores.shape", {}),
    "a method nobody knows": (
        lambda: compare_methods(GOOD, HALF, UP, ["ELECTRE"]),
        "crosscheck.unknown_method",
        {"given": "ELECTRE"},
    ),
    "a number for methods": (
        lambda: compare_methods(GOOD, HALF, UP, 5),
        "crosscheck.unknown_method",
        {"given": "5"},
    ),
    "a list for a method": (
        lambda: compare_methods(GOOD, HALF, UP, [["VIKOR"]]),
        "crosscheck.unknown_method",
        {"given": "['VIKOR']"},
    ),
    "no method": (lambda: compare_methods(GOOD, HALF, UP, []), "crosscheck.repeated_or_none", {}),
    "methods for a nan score": (
        lambda: compare_methods([[1, NAN], [1, 2]], HALF, UP),
        "scores.unknown",
        cell(0, 1),
    ),
    "methods for directions as words": (
        lambda: compare_methods(GOOD, HALF, ["max", "min"]),
        "directions.unknown",
        {"given": "max"},
    ),
    "methods for many weight vectors": (lambda: compare_methods(GOOD, MANY, UP), "weights.shape", {}),
    "vikor with a majority of 2": (lambda: vikor(GOOD, HALF, UP, 2), "vikor.strategy", {"given": 2}),
    "vikor with a word for the majority": (
        lambda: vikor(GOOD, HALF, UP, "most"),
        "vikor.strategy",
        {"given": "most"},
    ),
    "entropy of a negative score": (
        lambda: entropy_weights([[1, -2], [3, 4]]),
        "scores.negative",
        cell(0, 1),
    ),
    "entropy of one candidate": (lambda: entropy_weights([[1, 2]]), "objective.nothing_differs", {}),
    "entropy of a number": (lambda: entropy_weights(3), "scores.shape", {}),
    "critic of all alike": (lambda: critic_weights([[1, 2], [1, 2]], UP), "objective.nothing_differs", {}),
    "rankings of different length": (lambda: ws([1, 2, 3], [1, 2]), "ranks.shape", {}),
    "a ranking with a gap": (
        lambda: weighted_spearman([1, 2], [1, None]),
        "ranks.unknown",
        {"candidate": "[1]"},
    ),
    "a weighted sum of a nan": (lambda: weighted_sum([[1, NAN]], HALF), "scores.unknown", cell(0, 1)),
    "critical changes of a table in one row": (lambda: critical_changes([1, 2], HALF), "scores.shape", {}),
}

VALUED = {
    "one candidate": (lambda: closeness([[3, 4]]), [0.5]),
    "all rows alike": (lambda: closeness([[1, 2], [1, 2]]), [0.5, 0.5]),
    "a zero column": (lambda: closeness([[0, 1], [0, 2]]), [0, 1]),
    "a zero column under sum": (lambda: closeness([[0, 1], [0, 2]], normalisation="sum"), [0, 1]),
    "only zeros under max": (lambda: closeness([[0, 0], [0, 0]], normalisation="max"), [0.5, 0.5]),
    "a constant column": (lambda: closeness([[7, 1], [7, 2]]), [0, 1]),
    "a constant column under minmax": (lambda: closeness([[7, 1], [7, 2]], normalisation="minmax"), [0, 1]),
    "negative scores under vector": (lambda: closeness([[-3, 1], [-1, 2]]), [0, 1]),
    "negative scores under minmax": (lambda: closeness([[-3, 1], [-1, 2]], normalisation="minmax"), [0, 1]),
    "a weight of 0": (lambda: closeness([[1, 9], [2, 1]], [1, 0]), [0, 1]),
    "a vanishing weight": (lambda: closeness([[7, 1], [7, 2]], [1, 1e-200]), [0.5, 0.5]),
    "magnitudes of 1e300": (lambda: closeness([[1e300, 1], [2e300, 2]]), [0, 1]),
    "magnitudes of 1e-300": (lambda: closeness([[1e-300, 1], [2e-300, 2]]), [0, 1]),
    "magnitudes of 1e-320": (lambda: closeness([[1e-320, 1], [2e-320, 2]]), [0, 1]),
    "both magnitudes in one column": (lambda: closeness([[1e-300, 1], [1e300, 2]]), [0, 1]),
    "true and false as scores": (lambda: closeness([[True, False], [False, False]]), [1, 0]),
    "fractions as scores": (lambda: closeness([[Fraction(1, 3), 1], [Fraction(2, 3), 2]]), [0, 1]),
    "decimals as scores": (lambda: closeness([[Decimal("0.1"), 1], [Decimal("0.2"), 2]]), [0, 1]),
    "directions as floats": (lambda: closeness([[1, 1], [2, 2]], directions=[-1.0, -1.0]), [1, 0]),
    "weights of 0.33 each": (lambda: closeness([[1, 1, 1], [2, 2, 2]], [0.33] * 3, [1] * 3), [0, 1]),
    "two hundred weights of 0.007 each": (
        lambda: closeness([[1] * 200, [2] * 200], [0.007] * 200, [1] * 200),
        [0, 1],
    ),
    "bounds that vector has no use for": (lambda: closeness([[1, 1], [2, 2]], bounds=BOUNDS), [0, 1]),
    "one hundred criteria": (lambda: closeness([range(100), range(1, 101)], [0.01] * 100, [1] * 100), [0, 1]),
    "duplicate candidates": (lambda: mcda.rank(closeness([[2, 2], [1, 1], [2, 2]])), [1, 3, 1]),
    "acceptability of one candidate": (lambda: acceptability([[1, 2]]).rank_acceptability, [[1]]),
    "acceptability of all alike": (
        lambda: acceptability([[1, 2], [1, 2]]).rank_acceptability,
        [[1, 0], [1, 0]],
    ),
    "acceptability of one weight vector": (lambda: acceptability(weights=HALF).samples, 1),
    "one criterion to weigh": (lambda: mcda.sample_weights(1, 2, 1), [[1], [1]]),
    "an empty order": (lambda: mcda.sample_weights(1, 1, 1, order=[]), [[1]]),
    "one candidate's stability": (lambda: mcda.stability_intervals([[1, 2]], HALF, UP), [[0, 1], [0, 1]]),
    "the ends of all doubles to rank": (lambda: mcda.rank([1e308, -1e308]), [1, 2]),
    "sums beyond every double to rank": (lambda: mcda.rank([[1e308, 1e308], [0, -1e308]]), [[1, 1], [1, 2]]),
    "two candidates' reversals": (lambda: mcda.rank_reversals([[1, 2], [3, 1]], HALF, UP), []),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_refused_with_its_place_and_a_sentence_in_both_languages(name):
    call, code, place = REFUSED[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(mcda.InvalidInput) as refused:
            call()
    error = refused.value
    assert error.code == code
    for key, expected in place.items():
        assert error.values[key] == (pytest.approx(expected) if isinstance(expected, float) else expected), (
            key
        )
    for language in LANGUAGES:
        sentence = say(code, language, **error.values)
        assert sentence != code
        for key in ("candidate", "criterion"):
            assert str(error.values.get(key, "")) in sentence
    assert str(error) == say(code, "en", **error.values)


@pytest.mark.parametrize("name", VALUED)
def test_odd_input_has_the_value_that_was_decided_for_it(name):
    call, value = VALUED[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = call()
    assert (
        found == pytest.approx(np.array(value), abs=1e-9)
        if isinstance(value, list) and value
        else found == value
    )


def test_the_table_of_bad_and_odd_input_is_long_enough():
    assert len(REFUSED) + len(VALUED) >= 100
