"""Exact voting power, against enumeration, published games, and the properties every game has."""

from itertools import product
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.core import power
from mcda.core.power import voting_power


def by_enumeration(shares, quota):
    """Banzhaf and Shapley–Shubik from all coalitions, in whole numbers."""
    n = len(shares)
    swings, pivots = [0] * n, [0] * n
    for members in product([False, True], repeat=n):
        total = sum(share for share, member in zip(shares, members, strict=True) if member)
        for body in range(n):
            if not members[body] and total < quota <= total + shares[body]:
                swings[body] += 1
                pivots[body] += factorial(sum(members)) * factorial(n - 1 - sum(members))
    return [count / sum(swings) for count in swings], [count / factorial(n) for count in pivots]


@st.composite
def games(draw):
    shares = draw(st.lists(st.integers(0, 12), min_size=1, max_size=7).filter(any))
    return shares, draw(st.integers(1, sum(shares)))


@settings(max_examples=150, deadline=None)
@given(games(), st.booleans())
def test_power_is_what_counting_all_coalitions_gives(game, by_halves):
    shares, quota = game
    banzhaf, shapley = by_enumeration(shares, quota)
    with pytest.MonkeyPatch.context() as patch:
        if by_halves:
            patch.setattr(power, "CELLS", 0)
        found = voting_power(shares, quota)
    assert found.banzhaf == pytest.approx(banzhaf, abs=1e-15)
    assert found.shapley_shubik == pytest.approx(shapley, abs=1e-15)


@settings(max_examples=100, deadline=None)
@given(games())
def test_power_sums_to_1_and_equals_and_dummies_are_seen(game):
    shares, quota = game
    found = voting_power(shares, quota)
    assert found.banzhaf.sum() == pytest.approx(1)
    assert found.shapley_shubik.sum() == pytest.approx(1)
    for index in (found.banzhaf, found.shapley_shubik):
        for one, share in enumerate(shares):
            assert all(index[other] == index[one] for other in range(len(shares)) if shares[other] == share)
        assert [body for body in range(len(shares)) if index[body] == 0] == list(found.dummies)
        order = np.argsort(shares, kind="stable")
        assert (np.diff(index[order]) >= 0).all()
    for body in found.vetoes:
        assert sum(shares) - shares[body] < quota
    assert len(found.dictators) <= 1
    for body in found.dictators:
        assert found.banzhaf[body] == found.shapley_shubik[body] == 1


@settings(max_examples=60, deadline=None)
@given(games(), st.sampled_from([0.01, 1 / 3, 0.7, 1e6]))
def test_the_unit_of_shares_does_not_matter(game, unit):
    shares, quota = game
    whole, scaled = voting_power(shares, quota), voting_power(np.array(shares) * unit, quota * unit)
    assert scaled.banzhaf.tolist() == whole.banzhaf.tolist()
    assert scaled.shapley_shubik.tolist() == whole.shapley_shubik.tolist()
    assert (scaled.vetoes, scaled.dictators, scaled.dummies) == (whole.vetoes, whole.dictators, whole.dummies)


def test_the_council_of_the_six_of_1958_gave_luxembourg_a_seat_without_power():
    # Brams & Affuso 1976: 4, 4, 4, 2, 2, 1 votes with 12 needed.
    found = voting_power([4, 4, 4, 2, 2, 1], 12)
    assert found.banzhaf == pytest.approx([5 / 21, 5 / 21, 5 / 21, 1 / 7, 1 / 7, 0])
    assert found.shapley_shubik == pytest.approx([14 / 60, 14 / 60, 14 / 60, 9 / 60, 9 / 60, 0])
    assert found.dummies == (5,)


def test_the_security_council_gives_each_permanent_member_a_veto():
    # Nine of fifteen with all five permanent members: as weights 7 and 1 with 39 needed (Straffin 1993).
    found = voting_power([7] * 5 + [1] * 10, 39)
    assert found.vetoes == (0, 1, 2, 3, 4)
    assert found.shapley_shubik[0] == pytest.approx(421 / 2145)
    assert found.shapley_shubik[5] == pytest.approx(4 / 2145)
    assert found.banzhaf[0] == pytest.approx(106 / 635)
    assert found.banzhaf[5] == pytest.approx(21 / 1270)


def test_fifty_forty_nine_and_one_makes_the_small_one_as_strong_as_the_big_one():
    found = voting_power([50, 49, 1], 51)
    assert found.banzhaf == pytest.approx([3 / 5, 1 / 5, 1 / 5])
    assert found.vetoes == (0,)


def test_a_share_that_reaches_the_quota_alone_dictates():
    found = voting_power([0.6, 0.3, 0.1], 0.55)
    assert (found.dictators, found.vetoes, found.dummies) == ((0,), (0,), (1, 2))


def test_two_who_can_each_win_alone_are_no_dictators():
    found = voting_power([0.5, 0.5], 0.5)
    assert found.dictators == found.vetoes == ()
    assert found.banzhaf.tolist() == [0.5, 0.5]


def test_shares_that_reach_the_quota_but_for_rounding_reach_it():
    thirds = voting_power([1 / 3, 1 / 3, 1 / 3], 2 / 3)
    assert thirds.vetoes == ()
    tenths = voting_power([0.1] * 10, 0.3)
    assert tenths.vetoes == ()
    assert voting_power([0.7, 0.1, 0.1, 0.1], 0.3 + 0.7 - 1e-13).vetoes == (0, 1, 2, 3)


@pytest.mark.parametrize("by_halves", [False, True])
def test_a_quota_far_below_the_largest_share_counts_the_small_ones(by_halves, monkeypatch):
    if by_halves:
        monkeypatch.setattr(power, "CELLS", 0)
    found = voting_power([3e15, 2e15, 100, 50], 100)
    assert found.banzhaf == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])
    assert (found.vetoes, found.dummies) == ((), (3,))
    assert voting_power([1e16, 60, 40], 100).vetoes == ()


def test_sixty_bodies_are_counted_exactly():
    found = voting_power(range(1, 61), 915)
    assert found.banzhaf.sum() == pytest.approx(1)
    assert found.shapley_shubik.sum() == pytest.approx(1)
    assert (np.diff(found.shapley_shubik) > 0).all()
    equal = voting_power([1] * 60, 31)
    assert set(equal.banzhaf.tolist()) == set(equal.shapley_shubik.tolist()) == {1 / 60}


def test_shares_of_full_precision_are_counted_by_halves_as_by_enumeration():
    shares = np.random.default_rng(1).dirichlet(np.ones(9))
    banzhaf, shapley = by_enumeration(shares.tolist(), 0.6)
    found = voting_power(shares, 0.6)
    assert found.banzhaf == pytest.approx(banzhaf, abs=1e-15)
    assert found.shapley_shubik == pytest.approx(shapley, abs=1e-15)


def test_the_mirror_game_gives_the_same_power():
    # A coalition wins with the quota as its complement blocks with what is left: total - quota + 1.
    shares = [5, 4, 3, 3, 2, 1]
    high, low = voting_power(shares, 14), voting_power(shares, sum(shares) - 14 + 1)
    assert high.banzhaf.tolist() == low.banzhaf.tolist()
    assert high.shapley_shubik.tolist() == low.shapley_shubik.tolist()
