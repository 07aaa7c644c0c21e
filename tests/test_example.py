"""The Taihu example: complete, in both languages, not out of date, with a telling case for each feature."""

import math
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest

from mcda.cooperation.adoption import adopt, out_of_date
from mcda.cooperation.authority import authority
from mcda.cooperation.compensation import balance
from mcda.cooperation.participation import participation
from mcda.cooperation.register import authorisations
from mcda.cooperation.steps import STEPS, StepResult, result
from mcda.cooperation.study import TEAM, StepName, Study, Wording, pair_key
from mcda.cooperation.tree import tree

STUDY = Study.model_validate_json(files("criteria").joinpath("examples/taihu.json").read_bytes())
RESULTS: dict[StepName, StepResult] = {step: result(STUDY, step) for step in STEPS}
CHOSEN = RESULTS["bodies"].chosen


def wordings(part: Any, place: str = "study") -> Iterator[tuple[str, Wording]]:
    if isinstance(part, Wording):
        yield place, part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from wordings(value, f"{place}.{key}")
    elif hasattr(type(part), "model_fields"):
        for name in type(part).model_fields:
            yield from wordings(getattr(part, name), f"{place}.{name}")


def test_it_has_twelve_bodies_eight_issues_six_solutions_and_six_territories() -> None:
    counts = [len(STUDY.step(step).candidates) for step in STEPS]
    assert counts == [12, 8, 6]
    assert len(STUDY.territories) == 6


def test_everything_that_is_said_is_said_in_both_languages() -> None:
    assert [place for place, said in wordings(STUDY) if bool(said.en) != bool(said.zh)] == []


def test_it_says_in_both_languages_that_it_is_illustrative_and_that_nobody_was_surveyed() -> None:
    assert "Illustrative" in STUDY.notice.en
    assert "nobody was surveyed" in STUDY.notice.en
    assert "示例" in STUDY.notice.zh
    assert "未调查任何人" in STUDY.notice.zh


def test_population_stands_only_where_there_is_a_source() -> None:
    given = {
        key: place.population for key, place in STUDY.territories.items() if place.population is not None
    }
    assert given == {"jiaxing": 5_400_868}
    assert STUDY.territories["jiaxing"].source


@pytest.mark.parametrize("step", STEPS)
def test_every_score_has_a_value_a_reason_and_a_source_except_one_that_is_unknown(step: StepName) -> None:
    here = STUDY.step(step)
    leaves = tree(STUDY, step, dict.fromkeys(STUDY.issues.candidates, 1.0)).leaves
    unknown = []
    for candidate in here.candidates:
        for leaf, criterion in leaves.items():
            score = here.scores[candidate][leaf]
            assert score.reason.en.strip(), (candidate, leaf)
            assert score.source.startswith("Illustrative"), (candidate, leaf)
            if score.value is None:
                unknown.append((candidate, leaf))
            else:
                assert criterion.lowest is not None
                assert criterion.highest is not None
                assert criterion.lowest <= score.value <= criterion.highest, (candidate, leaf)
    assert unknown == ([("enterprises", "representativeness")] if step == "bodies" else [])


@pytest.mark.parametrize("step", STEPS)
def test_no_two_scores_of_a_step_share_their_reason(step: StepName) -> None:
    for language in ("en", "zh"):
        reasons = [s.reason.say(language) for row in STUDY.step(step).scores.values() for s in row.values()]
        assert len(set(reasons)) == len(reasons)


@pytest.mark.parametrize("step", STEPS)
def test_every_judge_has_compared_every_pair(step: StepName) -> None:
    weighting = STUDY.step(step).weighting
    found = RESULTS[step].tree
    asked = {
        pair_key(first, second)
        for node, children in found.children.items()
        if node not in found.generated
        for first, second in combinations(children, 2)
    }
    judges = {TEAM} if step == "bodies" else set(CHOSEN)
    assert set(weighting.comparisons) == judges
    assert all(set(answers) == asked for answers in weighting.comparisons.values())


def test_nothing_is_out_of_date() -> None:
    assert out_of_date(STUDY) == {}


@pytest.mark.parametrize("step", STEPS)
def test_adopting_a_step_anew_gives_what_is_adopted(step: StepName) -> None:
    before = STUDY.step(step).adopted
    assert before is not None
    after = adopt(STUDY, step, before.by, before.at).step(step).adopted
    assert after is not None
    figures = {"closeness", "handed_on", "upstream"}
    assert after.model_dump(exclude=figures) == before.model_dump(exclude=figures)
    assert after.closeness == pytest.approx(before.closeness, abs=1e-12)
    assert after.handed_on == pytest.approx(before.handed_on, abs=1e-12)


def test_the_chain_is_what_the_readme_of_the_example_tells() -> None:
    bodies, issues, solutions = (RESULTS[step] for step in STEPS)
    assert [key for key, rank in bodies.ranks.items() if rank == 1] == ["jiangsu-water"]
    assert set(issues.chosen) == {"algae", "drinking", "enforcement", "treatment"}
    assert solutions.chosen == ("compensation",)


@pytest.mark.parametrize("step", STEPS)
def test_the_expected_winner_does_not_win(step: StepName) -> None:
    assert STUDY.step(step).expected in STUDY.step(step).candidates
    assert RESULTS[step].ranks.get(STUDY.step(step).expected) != 1


def test_a_body_with_an_unknown_score_is_not_ranked() -> None:
    assert dict(RESULTS["bodies"].unknown) == {"enterprises": ("representativeness",)}


def test_the_residents_are_chosen_from_the_last_place_because_a_social_organisation_must_be_there() -> None:
    ranks = RESULTS["bodies"].ranks
    assert ranks["residents"] == max(ranks.values())
    assert "residents" in CHOSEN
    assert STUDY.bodies.rule.kinds == (STUDY.bodies.candidates["residents"].kind,)


def test_the_share_of_the_residents_is_the_only_one_that_buys_no_power() -> None:
    # Cost shares in hundredths: 24, 24, 12, 12, 12, 12 and 4. Without the residents every coalition is a
    # multiple of 12: 60 misses the 66.7 even with their 4, 72 reaches it without them.
    found = authority(STUDY, RESULTS["bodies"].handed_on)
    assert found.shares["residents"] == pytest.approx(0.04)
    assert [key for key, power in found.banzhaf.items() if power == 0] == ["residents"]
    assert [remark.key for remark in found.remarks] == ["power.powerless"]


def test_suzhou_is_the_only_free_rider_at_the_table_and_the_others_can_carry_its_support() -> None:
    # Suzhou: 45 - 16 = 29 when in, 34 when out: it needs 5. The others gain far more than 5 over staying out.
    figures = [STUDY.participation[key] for key in CHOSEN]
    found = participation(
        [f.benefit_in for f in figures], [f.cost for f in figures], [f.benefit_out for f in figures]
    )
    assert [key for key, rides in zip(CHOSEN, found.free_rides, strict=True) if rides] == ["suzhou"]
    assert found.support_needed.sum() == pytest.approx(5)
    assert found.self_financing
    assert not found.loses.any()


def test_the_enterprises_would_lose_by_taking_part() -> None:
    figures = STUDY.participation["enterprises"]
    assert figures.benefit_in is not None
    assert figures.cost is not None
    assert figures.benefit_in - figures.cost == -4


def test_what_taking_part_costs_is_the_same_as_a_score_and_as_an_amount() -> None:
    scores = {key: STUDY.bodies.scores[key]["cost"].value for key in STUDY.bodies.candidates}
    assert scores == {key: figures.cost for key, figures in STUDY.participation.items()}


def test_works_are_the_only_issue_refused_because_nobody_at_the_table_may_decide_them() -> None:
    assert list(RESULTS["issues"].refused) == ["works"]
    assert {STUDY.authority_register[body]["works"].kind for body in CHOSEN} == {"none"}


def test_the_register_says_something_about_every_body_and_issue() -> None:
    assert set(STUDY.authority_register) == set(STUDY.bodies.candidates)
    assert all(set(row) == set(STUDY.issues.candidates) for row in STUDY.authority_register.values())


def test_one_authorisation_is_to_be_asked_for_and_says_from_whom() -> None:
    (asked,) = authorisations(STUDY, CHOSEN, RESULTS["issues"].chosen)
    assert (asked.body, asked.issue) == ("taihu-basin-authority", "enforcement")
    assert asked.grantor.en
    assert asked.ground.en


def test_suzhou_and_the_residents_disagree_on_what_matters_most_in_issues() -> None:
    judges = RESULTS["issues"].weights.by_judge
    responsibility, _, efficiency = judges["suzhou"][""].weights
    assert efficiency > 2 * responsibility
    responsibility, _, efficiency = judges["residents"][""].weights
    assert responsibility > 2 * efficiency


def test_the_residents_contradict_themselves_and_the_group_ratio_hides_it() -> None:
    weights = RESULTS["solutions"].weights
    ratios = {judge: float(found[""].consistency_ratio) for judge, found in weights.by_judge.items()}
    assert [judge for judge, ratio in ratios.items() if ratio > 0.10] == ["residents"]
    assert weights.priorities[""].consistency_ratio < 0.10


def test_the_joint_agency_acts_most_strongly_on_two_issues_and_is_refused_by_the_budget() -> None:
    scores = STUDY.solutions.scores
    for issue in ("enforcement", "flood"):
        effects = {key: row[f"effect/{issue}"].value for key, row in scores.items()}
        assert max(effects, key=effects.__getitem__) == "joint-agency"
    cost = scores["joint-agency"]["cost"].value
    assert cost is not None
    assert STUDY.solutions.rule.budget is not None
    assert cost > STUDY.solutions.rule.budget
    assert list(RESULTS["solutions"].refused) == ["joint-agency"]


def test_the_winning_solution_is_neither_the_cheapest_nor_the_easiest() -> None:
    scores = {key: STUDY.solutions.scores[key] for key in RESULTS["solutions"].closeness}
    for leaf, worse in (("cost", max), ("implementability", min)):
        values = {key: row[leaf].value for key, row in scores.items()}
        assert values["compensation"] == worse(values.values())  # type: ignore[type-var]


def test_wuxi_alone_loses_by_the_winning_solution_and_the_others_can_make_it_good() -> None:
    # Wuxi: 6 - 10.5 = -4.5. The others: 3 + 5 + 4 + 9 + 11 + 0 = 32.
    found = balance(STUDY, "compensation", CHOSEN)
    assert found.losers == ("wuxi",)
    assert found.needed == pytest.approx(4.5)
    assert found.surplus == pytest.approx(32)
    assert found.carried


def test_what_the_bodies_pay_adds_up_to_the_cost_of_each_solution() -> None:
    for solution, deals in STUDY.deals.items():
        assert set(deals) == set(CHOSEN)
        paid = math.fsum(deal.cost for deal in deals.values())
        assert paid == pytest.approx(STUDY.solutions.scores[solution]["cost"].value), solution
