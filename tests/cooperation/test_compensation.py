"""Gainers, losers, side payments and how even a result is (M108 to M111)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda.cooperation.compensation import balance, gini
from mcda.cooperation.study import Deal
from tests.cooperation.valley import deals, valley

BODIES = ("north", "south", "agency", "club")
NETS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12)


def test_the_smallest_side_payments_make_every_loser_whole_out_of_the_gainers_surplus() -> None:
    # Nets 5, 1, -1, -3 (METHODS, side payments). Needed 1 + 3 = 4, surplus 5 + 1 = 6: carried, 2 are left.
    # Each gainer pays 4/6 of what it gains: north 10/3, south 2/3; 1/4 of it to the agency, 3/4 to the club.
    found = balance(valley(deals={"pact": deals(north=5, south=1, agency=-1, club=-3)}), "pact", BODIES)
    assert (found.gainers, found.losers) == (("north", "south"), ("agency", "club"))
    assert (found.needed, found.surplus, found.gap, found.carried) == (4, 6, 0, True)
    paid = {(p.payer, p.payee): p.amount for p in found.payments}
    assert paid == pytest.approx(
        {
            ("north", "agency"): 5 / 6,
            ("north", "club"): 15 / 6,
            ("south", "agency"): 1 / 6,
            ("south", "club"): 3 / 6,
        }
    )
    assert found.after == pytest.approx({"north": 5 / 3, "south": 1 / 3, "agency": 0, "club": 0}, abs=1e-12)


def test_losses_that_the_gainers_cannot_carry_leave_a_gap_for_others_to_fill() -> None:
    # north gains 2, south loses 3, the club 1: needed 4. north pays all it gains, 3/4 and 1/4 of it.
    found = balance(valley(deals={"pact": deals(north=2, south=-3, club=-1)}), "pact", BODIES)
    assert (found.needed, found.surplus, found.gap, found.carried) == (4, 2, 2, False)
    assert {(p.payer, p.payee): p.amount for p in found.payments} == {
        ("north", "south"): 1.5,
        ("north", "club"): 0.5,
    }
    assert found.after == {"north": 0, "south": -1.5, "club": -0.5}
    assert found.unknown == ("agency",)


def test_where_nobody_loses_nobody_pays() -> None:
    found = balance(valley(deals={"pact": deals(north=2, south=0)}), "pact", ("north", "south"))
    assert (found.payments, found.needed, found.gini) == ((), 0, found.gini_after)
    assert found.gainers == ("north",)


def test_a_solution_of_which_nobody_said_anything_is_unknown_to_all() -> None:
    found = balance(valley(), "pact", ("north", "south"))
    assert (found.net, found.unknown, found.gini) == ({}, ("north", "south"), 0)


def test_rounding_makes_nobody_a_loser() -> None:
    # 0.1 + 0.2 is 0.30000000000000004 in floating point.
    deal = {"north": Deal(benefit=0.3, cost=0.1 + 0.2)}
    assert balance(valley(deals={"pact": deal}), "pact", ("north",)).losers == ()


def test_the_gini_of_gains_alone_is_the_one_of_the_textbook_with_its_correction_for_few() -> None:
    # 1, 2, 3: differences 1 + 2 + 1 = 4; if one had all 6, they would be 6 + 6 + 0 = 12 -> 1/3.
    assert gini([1, 2, 3]) == pytest.approx(1 / 3)
    assert gini([0, 0, 7]) == 1
    assert gini([4, 4, 4]) == 0


def test_the_gini_of_gains_and_losses_is_measured_against_the_most_uneven_split_of_both() -> None:
    # -3, -1, 1, 5: differences 2+4+8 + 2+6 + 4 = 26. Most uneven: one has +6, one -4, two nothing:
    # 10 + 6 + 6 + 4 + 4 + 0 = 30 = (4 - 1) · 10. Raffinetti, Siletti & Vernizzi 2015.
    assert gini([5, 1, -1, -3]) == pytest.approx(26 / 30)
    assert gini([6, -4, 0, 0]) == 1
    assert gini([3, -3]) == 1


def test_one_body_or_nothing_at_all_is_even() -> None:
    assert gini([]) == gini([5]) == gini([0, 0, 0]) == 0


@given(NETS)
def test_the_gini_is_the_sum_over_all_pairs_and_stays_between_0_and_1(nets: list[float]) -> None:
    values = np.array(nets)
    most = (len(nets) - 1) * np.abs(values).sum()
    pairs = np.abs(values[:, None] - values).sum() / 2
    assert 0 <= gini(nets) <= 1
    if most > 1e-9:
        assert gini(nets) == pytest.approx(pairs / most, abs=1e-9)


@given(NETS, st.floats(0.01, 100))
def test_the_unit_does_not_change_how_even_it_is(nets: list[float], unit: float) -> None:
    assert gini([net * unit for net in nets]) == pytest.approx(gini(nets), abs=1e-9)


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=4))
def test_payments_create_nothing_and_leave_no_loser_if_they_are_carried(nets: list[int]) -> None:
    given_ = deals(**dict(zip(BODIES, map(float, nets), strict=False)))
    found = balance(valley(deals={"pact": given_}), "pact", tuple(given_))
    assert sum(found.after.values()) == pytest.approx(sum(found.net.values()), abs=1e-6)
    assert all(payment.amount > 0 for payment in found.payments)
    assert all(found.after[body] >= -1e-6 for body in found.gainers)
    assert found.carried == (sum(nets) >= 0 or not found.losers)
    if found.carried:
        assert all(value >= -1e-6 for value in found.after.values())
    else:
        assert found.gap == pytest.approx(-sum(nets))
