"""Who joins, who loses, who free rides: rules M97 to M99."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda import participation
from mcda.core.errors import InvalidInput
from mcda.text import say

AMOUNTS = st.floats(-1e6, 1e6)
WHOLE = st.lists(st.tuples(*[st.integers(-1000, 1000)] * 3), min_size=1, max_size=9)
ROWS = st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=9)


def test_a_cooperation_can_pay_those_it_does_not_suit_out_of_the_joiners_surplus() -> None:
    # Benefits 10, 6, 4, 2 at a cost of 5 each, nothing outside (METHODS, side payments): net 5, 1, -1, -3.
    found = participation([10, 6, 4, 2], [5, 5, 5, 5], [0, 0, 0, 0])
    assert found.net_in.tolist() == [5, 1, -1, -3]
    assert found.joins.tolist() == [True, True, False, False]
    assert found.loses.tolist() == [False, False, True, True]
    assert found.support_needed.tolist() == [0, 0, 1, 3]
    assert found.self_financing  # surplus 5 + 1 = 6 covers 1 + 3 = 4


def test_a_body_that_gains_more_outside_free_rides_though_it_would_gain_inside() -> None:
    # In: 9 - 4 = 5. Out: 7 > 5, so it stays out and takes the 7; 2 of support would keep it.
    found = participation([9], [4], [7])
    assert (found.free_rides[0], found.joins[0], found.loses[0]) == (True, False, False)
    assert found.support_needed.tolist() == [2]
    assert not found.self_financing


def test_a_body_that_loses_inside_and_has_nothing_outside_does_not_free_ride() -> None:
    found = participation([2], [5], [0])
    assert (found.free_rides[0], found.joins[0], found.loses[0]) == (False, False, True)


def test_a_body_that_loses_less_inside_than_outside_joins_and_loses() -> None:
    # In: 1 - 3 = -2. Out: -5, as the others' works push the flood onto it.
    found = participation([1], [3], [-5])
    assert (found.joins[0], found.loses[0], found.free_rides[0]) == (True, True, False)
    assert found.support_needed.tolist() == [0]


def test_a_body_to_which_it_is_all_the_same_joins() -> None:
    # 0.3 - 0.1 is 0.19999999999999998 in floating point, and still as good as 0.2 outside.
    found = participation([0.3], [0.1], [0.2])
    assert found.joins[0]
    assert found.support_needed.tolist() == [0]
    assert not found.free_rides[0]


def test_the_surplus_is_what_joiners_gain_over_staying_out() -> None:
    # A: 10 - 2 = 8 in, 6 out: joins with 2 to spare. B: 1 in, 4 out: needs 3 > 2, though A's net is 8.
    assert not participation([10, 1], [2, 0], [6, 4]).self_financing
    assert participation([11, 1], [2, 0], [6, 4]).self_financing


@given(WHOLE)
def test_support_makes_exactly_those_join_who_would_not(rows: list[tuple[int, int, int]]) -> None:
    gain, cost, outside = (np.array(column) for column in zip(*rows, strict=True))
    found = participation(gain, cost, outside)
    assert ((found.support_needed > 0) == ~found.joins).all()
    assert not (found.free_rides & found.joins).any()
    supported = participation(gain + found.support_needed, cost, outside)
    assert supported.joins.all()


@given(ROWS)
def test_it_carries_itself_when_inside_is_worth_as_much_as_outside_in_all(
    rows: list[tuple[float, float, float]],
) -> None:
    # Potential internal stability (Carraro, Eyckmans & Finus 2006): the surplus of joiners minus the support
    # of the others is the sum of all differences between inside and outside.
    gain, cost, outside = (np.array(column) for column in zip(*rows, strict=True))
    left = float((gain - cost - outside).sum())
    if abs(left) > 1e-3:
        assert participation(gain, cost, outside).self_financing == (left > 0)


@given(ROWS, st.randoms())
def test_the_order_of_bodies_does_not_matter_and_nothing_given_is_changed(
    rows: list[tuple[float, float, float]], random: Any
) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    before = [column.copy() for column in columns]
    found = participation(*columns)
    shuffled = participation(*(column[order] for column in columns))
    assert (found.joins[order] == shuffled.joins).all()
    assert (found.support_needed[order] == shuffled.support_needed).all()
    assert all((column == copy).all() for column, copy in zip(columns, before, strict=True))


def test_lists_tuples_series_and_arrays_are_taken_alike() -> None:
    given = ([3, 1], [1, 1], [0, 2])
    expected = participation(*given).support_needed.tolist()
    for kind in (tuple, np.array, pd.Series):
        assert participation(*map(kind, given)).support_needed.tolist() == expected


@pytest.mark.parametrize(
    ("given", "code", "place"),
    [
        (([], [], []), "participation.empty", {}),
        (([1, 2], [1], [1, 2]), "participation.lengths", {"benefit_in": 2, "cost": 1, "benefit_out": 2}),
        (([[1, 2]], [[1, 2]], [[1, 2]]), "participation.shape", {"figure": "benefit_in"}),
        ((1.0, 1.0, 1.0), "participation.shape", {"figure": "benefit_in"}),
        (([1, None], [1, 1], [1, 1]), "participation.unknown", {"body": 1, "figure": "benefit_in"}),
        (([1, 1], [float("nan"), 1], [1, 1]), "participation.unknown", {"body": 0, "figure": "cost"}),
        (([1, 1], [1, 1], [1, pd.NA]), "participation.unknown", {"body": 1, "figure": "benefit_out"}),
        (([1, 1], [1, 1], [1, float("inf")]), "participation.not_finite", {"body": 1}),
        (([1, 10**400], [1, 1], [1, 1]), "participation.not_finite", {"body": 1}),
        (
            (np.ma.masked_array([10.0, 999], [False, True]), [1, 1], [0, 0]),
            "participation.unknown",
            {"body": 1, "figure": "benefit_in"},
        ),
        (([1, -1e301], [1, 1], [1, 1]), "participation.not_finite", {"body": 1}),
        ((["much"], [1], [1]), "participation.not_a_number", {"body": 0, "given": "much"}),
        (([1], ["3"], [1]), "participation.not_a_number", {"body": 0, "given": "3"}),
        (([True], [1], [1]), "participation.not_a_number", {"body": 0}),
        (([1 + 2j], [1], [1]), "participation.not_a_number", {"body": 0}),
        ((None, [1], [1]), "participation.shape", {"figure": "benefit_in"}),
    ],
)
def test_figures_that_cannot_be_used_are_refused_by_place(
    given: tuple[Any, Any, Any], code: str, place: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput) as caught:
        participation(*given)
    assert caught.value.code == code
    assert place.items() <= caught.value.values.items()
    for language in ("en", "zh"):
        assert say(code, language, **caught.value.values)
