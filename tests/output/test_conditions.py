"""The conditions of a choice are published in words and as data, enough to choose again."""

from itertools import chain, combinations
from typing import Any

import pytest

from mcda.cooperation.steps import result
from mcda.cooperation.study import STEPS, Rule, Study
from mcda.output.decision import decision_json
from mcda.output.publication import Shown, publication_json
from mcda.output.report import report
from mcda.storage.study_file import shipped_example
from mcda.text import LANGUAGES, Language, say
from tests.output.test_report import words


def decision(study: Study) -> dict[str, Any]:
    return decision_json(study, {step: result(study, step) for step in STEPS})


def chosen_again(section: dict[str, Any]) -> set[str]:
    """The best set that the published rule allows, by trying all."""
    rule, closeness = section["rule"], {row["id"]: row["closeness"] for row in section["ranking"]}
    cost = {row["id"]: row["scores"].get(rule["cost"], 0) for row in section["ranking"]}
    support = section["support_needed"]

    def allowed(some: tuple[str, ...]) -> bool:
        needed = [support[key] for key in some] if support else []
        return (
            (rule["at_most"] is None or len(some) <= rule["at_most"])
            and set(rule["required"]) <= set(some)
            and not set(rule["excluded"]) & set(some)
            and (rule["budget"] is None or sum(cost[key] for key in some) <= rule["budget"])
            and None not in needed
            and sum(needed) <= (rule["support_budget"] or 0)
            and all(set(group) & set(some) for group in section["groups"].values())
        )

    every = chain.from_iterable(combinations(closeness, size) for size in range(len(closeness) + 1))
    return set(max(filter(allowed, every), key=lambda some: sum(closeness[key] for key in some)))


@pytest.mark.parametrize("all_join", [False, True])
def test_a_reader_can_choose_again_from_what_is_published(all_join: bool) -> None:
    study = shipped_example()
    rule = study.bodies.rule.model_copy(update={"all_join": all_join, "support_budget": 3.0})
    study = study.model_copy(update={"bodies": study.bodies.model_copy(update={"rule": rule})})
    found = decision(study)
    assert found["bodies"]["groups"]["kind:social-organisation"] == ["residents"]
    assert bool(found["bodies"]["support_needed"]) is all_join
    for step in STEPS:
        assert chosen_again(found[step]) == set(found[step]["chosen"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_names_every_condition_also_where_nobody_fell_by_it(language: Language) -> None:
    study = shipped_example()
    results = {step: result(study, step) for step in STEPS}
    said = list(words(report(publication_json(study, results, (), Shown()), language)))
    leaf = study.solutions.criteria["cost"].name
    for sentence in (
        say("rule_dialog.at_most", language, n=7),
        say("rule_dialog.cover_territories", language),
        say("rule_dialog.required", language, names=[study.bodies.candidates["taihu-basin-authority"].name]),
        say("rule_dialog.budget", language, budget="40", criterion=leaf),
        say("rule_dialog.nobody_loses", language),
    ):
        assert sentence in said


def test_a_step_without_conditions_says_so_and_an_older_publication_says_nothing() -> None:
    study = shipped_example()
    study = study.model_copy(update={"issues": study.issues.model_copy(update={"rule": Rule()})})
    frozen = publication_json(study, {"issues": result(study, "issues")}, (), Shown())
    assert say("report.no_conditions", "en") in list(words(report(frozen, "en")))
    for part in ("rule", "conditions"):
        del frozen["decision"]["issues"][part]
    assert say("report.no_conditions", "en") not in list(words(report(frozen, "en")))
