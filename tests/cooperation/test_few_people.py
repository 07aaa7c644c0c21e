"""What an anonymous round keeps to itself where few people answered."""

from mcda.cooperation.ballot import Ballot, Scale
from mcda.cooperation.few_people import UNNAMED, without_few
from mcda.cooperation.findings import Person, findings
from mcda.cooperation.tree import TOP
from tests.cooperation.test_findings import BALLOT, ONE, TWO, person


def test_a_body_that_one_or_two_people_spoke_for_is_not_told_alone() -> None:
    found = findings(BALLOT, [ONE] * 3 + [TWO] * 2)
    shown = without_few(found)
    assert (set(found.alone), set(shown.alone)) == ({"east", "west"}, {"east"})
    assert set(shown.nodes[TOP].inside) == {"east"}
    assert set(without_few(findings(BALLOT, [ONE] * 3 + [TWO] * 3)).alone) == {"east", "west"}


def test_like_minded_people_are_not_named_by_body_beside_a_body_of_few() -> None:
    shown = without_few(findings(BALLOT, [ONE] * 4 + [TWO] * 2)).nodes[TOP]
    assert shown.groups
    assert {body for group in shown.groups for body in group.bodies} == {UNNAMED}
    assert sum(group.size for group in shown.groups) == 6


def test_a_group_of_criteria_that_two_people_weighed_is_withheld() -> None:
    ballot = BALLOT.model_copy(update={"nodes": {TOP: ("a", "b"), "c": ("d", "e")}})
    both = Person("east", {"c:a|b": "a:3", "c:d|e": "d:3"})
    found = findings(ballot, [both] * 2 + [person("east", ab="a:3")])
    shown = without_few(found)
    assert (set(found.nodes), set(shown.nodes)) == ({TOP, "c"}, {TOP})
    assert not shown.voices, "a ranking needs them all"
    assert not shown.withheld


def test_ratings_of_two_people_are_withheld_and_of_three_are_shown() -> None:
    rating = Ballot(
        title=BALLOT.title,
        step="bodies",
        bodies=BALLOT.bodies,
        candidates={"x": {"name": {"en": "X"}}},
        rated={"a": Scale(lowest=1, highest=5)},
    )
    rater = Person("east", {"r:x/a": "4"})
    assert without_few(findings(rating, [rater] * 2)).withheld
    shown = without_few(findings(rating, [rater] * 3))
    assert not shown.withheld
    assert shown.ratings["x"]["a"].people == 3


def test_of_nobody_nothing_is_withheld() -> None:
    assert not without_few(findings(BALLOT, [])).withheld
