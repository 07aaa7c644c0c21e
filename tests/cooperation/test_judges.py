"""What each body would decide alone, and how far bodies agree (M117 to M119)."""

import math

import pytest

from mcda.cooperation.judges import agreement, judges_remarks, own_rankings, under_voices
from mcda.cooperation.steps import result
from mcda.cooperation.study import Judgement, Rule, Study, Weighting
from mcda.cooperation.tree import TOP
from mcda.output.wording import remark_text
from mcda.text import LANGUAGES
from tests.cooperation.valley import candidate, criteria, scored, valley, with_step


def council(judges: str = "bodies", **times: float) -> Study:
    """Bodies north, south, agency chosen with shares 4/9, 3/9, 2/9; how much more `need` matters to each.

    flood is (need 5, cost 1), water (1, 5), so whoever weighs need above a half puts flood first.
    """
    comparisons = {
        body: {"cost|need": Judgement(favours="need" if t >= 1 else "cost", times=max(t, 1 / t))}
        for body, t in times.items()
    }
    return with_step(
        valley(),
        "issues",
        criteria=criteria("need", "cost"),
        candidates={key: candidate(key) for key in ("flood", "water")},
        scores=scored(flood={"need": 5, "cost": 1}, water={"need": 1, "cost": 5}),
        weighting=Weighting(judges=judges, comparisons=comparisons),  # type: ignore[arg-type]
    )


def keys(study: Study) -> list[str]:
    remarks = judges_remarks(study, result(study, "issues"))
    assert all(remark_text(remark, language) for remark in remarks for language in LANGUAGES)
    return [remark.key for remark in remarks]


def test_each_body_alone_ranks_by_its_own_weights() -> None:
    study = council(north=4, south=1 / 4)
    own = own_rankings(study, result(study, "issues"))
    assert own["north"].weights == pytest.approx({"need": 0.8, "cost": 0.2})
    assert (own["north"].winner, own["south"].winner) == ("flood", "water")
    assert own["south"].ranks == {"flood": 2, "water": 1}
    assert own["north"].consistency_ratios == {TOP: 0}
    assert "agency" not in own


def test_what_bodies_would_decide_alone_is_said_with_who_did_not_answer() -> None:
    # With shares 4/9 and 3/9 renormalised to 4/7 and 3/7: 4^(4/7) · 4^(-3/7) = 4^(1/7) > 1, flood leads.
    assert keys(council(north=4, south=1 / 4)) == [
        "judges.some_agree",
        "judges.would_choose",
        "judges.unanswered",
        "judges.consensus",
        "judges.widest",
    ]
    assert keys(council(north=4, south=3, agency=2))[0] == "judges.all_agree"
    alike = council(north=4, south=4, agency=4)
    assert keys(alike) == ["judges.all_agree", "judges.consensus"]  # no widest: they do not differ


def test_a_winner_of_the_compromise_only_is_said_to_be_one() -> None:
    # Three solutions-like issues: each body prefers another, all put the middle one second.
    study = council(north=9, south=1 / 9)
    study = with_step(
        study,
        "issues",
        candidates={key: candidate(key) for key in ("flood", "water", "bridge")},
        scores=scored(
            flood={"need": 5, "cost": 1}, water={"need": 1, "cost": 5}, bridge={"need": 4, "cost": 4}
        ),
    )
    study = study.model_copy(update={"authority_register": {}})
    assert result(study, "issues").ranks["bridge"] == 1
    assert keys(study)[0] == "judges.none_agree"


def test_a_group_of_criteria_that_a_body_did_not_compare_is_weighed_as_by_all() -> None:
    some = criteria("need", "cost") | criteria("law", "means", parent="need")
    comparisons = {
        "north": {
            "cost|need": Judgement(favours="need", times=3),
            "law|means": Judgement(favours="law", times=4),
        },
        "south": {"cost|need": Judgement(favours="need", times=2)},
    }
    study = with_step(
        council(),
        "issues",
        criteria=some,
        scores=scored(flood={"law": 5, "means": 1, "cost": 1}, water={"law": 1, "means": 5, "cost": 5}),
        weighting=Weighting(judges="bodies", comparisons=comparisons),
    )
    own = own_rankings(study, result(study, "issues"))
    assert (own["north"].borrowed, own["south"].borrowed) == ((), ("need",))
    # need 2/3, of which law 0.8 as north, alone, says for all: 8/15 and 2/15.
    assert own["south"].weights == pytest.approx({"cost": 1 / 3, "law": 8 / 15, "means": 2 / 15})


def test_bodies_that_compared_beside_the_team_are_heard_too() -> None:
    study = council("team", team=2, north=4)
    assert own_rankings(study, result(study, "issues")).keys() == {"north"}


def test_nobody_judges_in_step_one_nor_where_weights_are_typed() -> None:
    assert judges_remarks(valley(), result(valley(), "bodies")) == ()
    typed = with_step(
        council(), "issues", weighting=Weighting(method="direct", direct={"need": 0.5, "cost": 0.5})
    )
    assert own_rankings(typed, result(typed, "issues")) == {}
    assert under_voices(typed, result(typed, "issues")) == {}


def test_consensus_of_two_who_say_9_and_a_ninth_is_none() -> None:
    # Goepel 2018: two people with weights .9 .1 and .1 .9 agree on nothing, S* = 0.
    study = council(north=9, south=1 / 9)
    found = agreement(study, result(study, "issues"))[TOP]
    assert found.consensus == pytest.approx(0, abs=1e-9)
    assert found.level == "very_low"
    assert found.spread["need"] == pytest.approx((0.1, 0.9))
    assert sum(found.disagreement.values()) == pytest.approx(1)


def test_consensus_by_hand() -> None:
    # Weights .8 .2 and .5 .5: mean .65 .35. H_gamma = -.65 ln .65 - .35 ln .35 = .64745,
    # H_alpha = (.50040 + .69315) / 2 = .59677; S = exp(-.05067) = .95059. With two items and scale 9,
    # cor = exp(-.9 ln .9 - .1 ln .1) / 2 = exp(.32508) / 2 = .69207; S* = (.95059 - .69207) / .30793 = .8395.
    study = council(north=4, south=1)
    gamma = -0.65 * math.log(0.65) - 0.35 * math.log(0.35)
    alpha = (-0.8 * math.log(0.8) - 0.2 * math.log(0.2) + math.log(2)) / 2
    cor = math.exp(-0.9 * math.log(0.9) - 0.1 * math.log(0.1)) / 2
    found = agreement(study, result(study, "issues"))[TOP]
    assert found.consensus == pytest.approx((math.exp(alpha - gamma) - cor) / (1 - cor))
    assert found.consensus == pytest.approx(0.8395, abs=1e-4)
    assert found.level == "high"


def test_one_body_alone_has_nobody_to_agree_with() -> None:
    study = council(north=4)
    assert agreement(study, result(study, "issues")) == {}


def test_voices_may_turn_the_result_and_those_without_figures_are_left_out() -> None:
    # north 3, south a quarter. By share 4/7 and 3/7: 3^(4/7) · 4^(-3/7) = 1.034 > 1, flood. Equal voices:
    # sqrt(3/4) < 1, water. By population 1/4 and 3/4: water. Nobody has a cost share.
    study = with_step(council(north=3, south=1 / 4), "bodies", rule=Rule(excluded=("agency",)))
    found = under_voices(study, result(study, "issues"))
    assert {voice: ranks["flood"] for voice, ranks in found.items()} == {
        "authority_share": 1,
        "equal": 2,
        "population": 2,
    }
