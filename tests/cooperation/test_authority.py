"""Authority shares and what they can do (M100, M101)."""

import pytest

from mcda.cooperation.authority import authority, authority_shares
from mcda.cooperation.study import Shares, Study
from mcda.core.errors import InvalidInput
from mcda.core.power import voting_power
from tests.cooperation.valley import candidate, valley, with_step

CLOSENESS = {"north": 0.6, "south": 0.3, "agency": 0.1}


def shared(**fields: object) -> dict[str, float]:
    return authority_shares(valley(shares=Shares.model_validate(fields)), CLOSENESS)


def test_shares_by_closeness_are_its_parts_of_the_sum() -> None:
    assert shared() == pytest.approx({"north": 0.6, "south": 0.3, "agency": 0.1})
    half = {key: value / 2 for key, value in CLOSENESS.items()}
    assert authority_shares(valley(), half) == pytest.approx(CLOSENESS)


def test_equal_shares_are_one_body_one_voice() -> None:
    assert shared(method="equal") == dict.fromkeys(CLOSENESS, 1 / 3)


def test_shares_by_population_need_everybodys_population() -> None:
    # 100 and 300 people: a quarter and three quarters.
    study = valley(shares=Shares(method="population"))
    assert authority_shares(study, {"north": 1, "south": 1}) == {"north": 0.25, "south": 0.75}
    with pytest.raises(InvalidInput) as caught:
        authority_shares(study, CLOSENESS)
    assert caught.value.code == "shares.no_population"
    assert [name.en for name in caught.value.values["bodies"]] == ["Agency"]


def test_shares_by_cost_share_are_its_parts_of_the_sum() -> None:
    bodies = {"north": candidate("north", cost_share=30), "south": candidate("south", cost_share=10)}
    study = with_step(valley(shares=Shares(method="cost_share")), "bodies", candidates=bodies)
    assert authority_shares(study, {"north": 1, "south": 1}) == {"north": 0.75, "south": 0.25}


def test_typed_shares_must_sum_to_one_and_are_never_rescaled() -> None:
    typed = {"north": 0.5, "south": 0.3, "agency": 0.2}
    assert shared(method="typed", typed=typed) == typed
    with pytest.raises(InvalidInput) as caught:
        shared(method="typed", typed={"north": 0.5, "south": 0.3})
    assert (caught.value.code, caught.value.values["sum"]) == ("shares.sum", 0.8)


def test_a_chosen_body_without_a_typed_share_is_named_and_0_is_a_share() -> None:
    two = {"north": 0.5, "south": 0.5}
    assert shared(method="typed", typed=two | {"agency": 0.0}) == two | {"agency": 0.0}
    with pytest.raises(InvalidInput) as caught:
        shared(method="typed", typed=two)
    assert caught.value.code == "shares.no_typed"
    assert [name.en for name in caught.value.values["bodies"]] == ["Agency"]


def test_where_all_figures_are_zero_the_shares_are_equal_and_without_bodies_there_are_none() -> None:
    assert authority_shares(valley(), {"north": 0.0, "south": 0.0}) == {"north": 0.5, "south": 0.5}
    assert authority_shares(valley(), {}) == {}


def test_power_of_a_body_that_nothing_passes_without() -> None:
    # Shares .5 .3 .2, quota .6. Winning: NS .8, NA .7, NSA 1; not SA .5.
    # Critical: N in all three, S in NS, A in NA: Banzhaf 3/5, 1/5, 1/5. In the 6 orders N is pivotal in the
    # 4 in which it comes second or third, S in N-S-A, A in N-A-S: Shapley-Shubik 4/6, 1/6, 1/6.
    found = authority(valley(), {"north": 0.5, "south": 0.3, "agency": 0.2}, 0.6)
    assert found.banzhaf == pytest.approx({"north": 3 / 5, "south": 1 / 5, "agency": 1 / 5})
    assert found.shapley_shubik == pytest.approx({"north": 4 / 6, "south": 1 / 6, "agency": 1 / 6})
    assert [(r.key, r.values["body"].en) for r in found.remarks] == [("power.veto", "North")]


def test_a_share_that_buys_no_power_is_named() -> None:
    # Quota .9 of .5 .45 .05: north and south are needed and suffice; the agency never makes a difference.
    found = authority(valley(), {"north": 0.5, "south": 0.45, "agency": 0.05}, 0.9)
    assert found.banzhaf["agency"] == 0
    told = [(r.key, r.values["body"].en) for r in found.remarks]
    assert told == [("power.veto", "North"), ("power.veto", "South"), ("power.powerless", "Agency")]


def test_a_dictator_is_named_once_and_the_others_are_not_called_powerless_one_by_one() -> None:
    found = authority(valley(), {"north": 0.7, "south": 0.3}, 0.6)
    assert [(r.key, r.values["body"].en) for r in found.remarks] == [("power.dictator", "North")]


def test_the_quota_of_the_study_counts_unless_another_is_tried() -> None:
    study = valley(shares=Shares(quota=0.75))
    assert authority(study, {"north": 0.7, "south": 0.3}).quota == 0.75
    assert authority(study, {"north": 0.7, "south": 0.3}, 0.5).remarks[0].key == "power.dictator"


def test_without_chosen_bodies_there_is_no_power() -> None:
    found = authority(valley(), {})
    assert (found.power, found.shares, found.remarks) == (None, {}, ())


def crowd(n: int) -> tuple[Study, dict[str, float]]:
    keys = [f"body-{i}" for i in range(n)]
    study = with_step(valley(), "bodies", candidates={key: candidate(key) for key in keys})
    weights = [1 + i * 0.618 % 1 for i in range(n)]
    return study, {key: weight / sum(weights) for key, weight in zip(keys, weights, strict=True)}


def test_very_many_bodies_have_their_power_counted_from_shares_of_four_decimals() -> None:
    found = authority(*crowd(45))
    assert sum(found.banzhaf.values()) == pytest.approx(1)
    assert list(found.shares.values()) == list(crowd(45)[1].values())


def test_power_of_more_bodies_than_can_be_counted_is_not_shown_and_that_is_said() -> None:
    found = authority(*crowd(61))
    assert (found.power, found.banzhaf, [r.key for r in found.remarks]) == (None, {}, ["power.not_counted"])
    assert len(found.shares) == 61


@pytest.mark.parametrize("n", [3, 7, 45])
def test_a_quota_of_everything_means_that_everybody_must_agree(n: int) -> None:
    study, shares = crowd(n)
    assert [remark.key for remark in authority(study, shares, 1.0).remarks] == ["power.veto"] * n


def test_shares_that_rounding_lifts_above_1_leave_nobody_without_the_veto_of_unanimity() -> None:
    # 40 shares of 2.496 % count as 2.5 %, the last of 0.16 % as it is: 1.0016 in all.
    study, crowded = crowd(41)
    shares = dict.fromkeys(crowded, 0.02496) | {"body-40": 1 - 40 * 0.02496}
    found = authority(study, shares, 1.0)
    assert [remark.key for remark in found.remarks] == ["power.veto"] * 41
    assert found.banzhaf["body-40"] == pytest.approx(1 / 41)


def test_a_quota_is_the_same_part_of_the_rounded_shares() -> None:
    # A share of 2/33 and 31 of 1/33 count as 0.0606 and 0.0303, 0.9999 in all: 2/3 is still 22 of 33 parts.
    study, crowded = crowd(32)
    found = authority(study, dict.fromkeys(crowded, 1 / 33) | {"body-0": 2 / 33}, 2 / 3)
    assert list(found.banzhaf.values()) == pytest.approx(voting_power([2] + [1] * 31, 22).banzhaf)
