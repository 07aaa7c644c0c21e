"""Criteria of a step as a tree of two levels, with one leaf an issue where asked (M90)."""

from mcda.cooperation.study import Criterion
from mcda.cooperation.tree import TOP, tree
from tests.cooperation.valley import criteria, said, valley, with_step


def test_a_criterion_without_parts_is_scored_itself_and_one_with_parts_by_them() -> None:
    some = criteria("cost", "fit") | criteria("law", "means", parent="fit")
    found = tree(with_step(valley(), "issues", criteria=some), "issues", {})
    assert found.children == {TOP: ("cost", "fit"), "fit": ("law", "means")}
    assert list(found.leaves) == ["cost", "law", "means"]


def test_a_part_of_a_criterion_that_is_gone_stands_by_itself() -> None:
    found = tree(with_step(valley(), "issues", criteria=criteria("law", parent="gone")), "issues", {})
    assert found.children == {TOP: ("law",)}


def test_the_effect_on_each_issue_is_a_leaf_named_after_the_issue() -> None:
    effect = {"effect": Criterion(name=said("Effect"), each_issue=True, direction="min", highest=9)}
    study = with_step(valley(), "solutions", criteria=effect | criteria("cost"))
    found = tree(study, "solutions", {"flood": 0.6, "water": 0.4})
    assert found.children == {TOP: ("effect", "cost"), "effect": ("effect/flood", "effect/water")}
    assert found.generated == {"effect"}
    leaf = found.leaves["effect/flood"]
    assert (leaf.name.en, leaf.parent, leaf.direction, leaf.highest) == ("Flood", "effect", "min", 9)


def test_an_issue_that_is_gone_lends_the_criterion_its_own_name() -> None:
    effect = {"effect": Criterion(name=said("Effect"), each_issue=True)}
    found = tree(with_step(valley(), "solutions", criteria=effect), "solutions", {"gone": 1.0})
    assert found.leaves["effect/gone"].name.en == "Effect"
