"""What is said before a round is used: what it saves, what it replaces, whose judgement stops counting."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from mcda.cooperation.ballot import Settings, ballot
from mcda.cooperation.findings import Findings, Person, findings
from mcda.cooperation.replacing import Use, use_of
from mcda.cooperation.study import TEAM, Judgement, Score, StepName, Study, Weighting, Wording
from mcda.cooperation.tree import TOP
from mcda.output.wording import remark_text
from mcda.storage.study_file import shipped_example
from mcda.text import LANGUAGES

NOTE = Wording(en="Round 1", zh="第 1 轮")
BODY = "wuxi"


def room(study: Study, step: StepName, ask: str = "comparisons", pairs: int = 99) -> Findings:
    """A body and somebody who speaks for none, who say that the first of each pair matters three times."""
    asked = ballot(study, step, Settings(ask=ask))  # type: ignore[arg-type]
    said: dict[str, str] = {}
    for children in asked.nodes.values():
        ranked = sorted(children)
        both = [(a, b) for n, a in enumerate(ranked) for b in ranked[n + 1 :]][:pairs]
        said |= {f"c:{a}|{b}": f"{a}:3" for a, b in both}
    said |= {f"r:{candidate}/{leaf}": "4" for candidate in [*asked.candidates][:2] for leaf in asked.rated}
    return findings(asked, [Person(BODY, said), Person("", said)])


def weighed_by(study: Study, step: StepName, **weighting: object) -> Study:
    here = study.step(step)
    return study.model_copy(update={step: here.model_copy(update={"weighting": Weighting(**weighting)})})


def told(would: Use) -> dict[str, Mapping[str, object]]:
    for language in LANGUAGES:
        assert all(remark_text(remark, language) for remark in would.remarks)
    return {remark.key: remark.values for remark in would.remarks}


def test_the_scores_that_were_typed_are_counted_and_shown_old_and_new() -> None:
    study = shipped_example()
    found = room(study, "issues", "ratings")
    would = use_of(study, "issues", found, NOTE)
    rated = {(candidate, leaf) for candidate, row in found.ratings.items() for leaf in row}
    there = {(c, leaf) for c, leaf in rated if leaf in study.issues.scores.get(c, {})}
    said = told(would)
    assert said["use.replaces_scores"] == {"n": len(there)}
    assert "use.as_scores" in said
    assert not [key for key in said if "comparisons" in key]
    values = [change for change in would.replaced if change.path[-1] == "value"]
    assert all(change.before != change.after == 4 for change in values)


def test_an_unknown_score_is_nothing_to_replace() -> None:
    study = shipped_example()
    found = room(study, "issues", "ratings")
    bare = study.model_copy(
        update={"issues": study.issues.model_copy(update={"scores": {"algae": {"legal": Score()}}})}
    )
    would = use_of(bare, "issues", found, NOTE)
    assert would.replaced == ()
    assert "use.replaces_nothing" in told(would)


def test_the_bodies_whose_comparisons_are_replaced_are_named() -> None:
    study = shipped_example()
    said = told(use_of(study, "issues", room(study, "issues"), NOTE))
    assert "use.as_comparisons_of_bodies" in said
    assert said["use.replaces_comparisons"]["judges"] == [study.bodies.candidates[BODY].name]


def test_equal_answers_are_kept_as_they_were_given() -> None:
    study = shipped_example()
    after = use_of(study, "issues", room(study, "issues"), NOTE).after
    given = after.issues.weighting.comparisons[BODY].values()
    assert {judgement.times for judgement in given} == {3.0}


def test_the_same_answer_once_more_replaces_nothing() -> None:
    study = shipped_example()
    found = room(study, "issues")
    once = use_of(study, "issues", found, NOTE).after
    assert use_of(once, "issues", found, NOTE).replaced == ()


def test_in_step_one_the_room_is_the_team_and_no_chosen_body_judges() -> None:
    study = shipped_example()
    said = told(use_of(study, "bodies", room(study, "bodies"), NOTE))
    assert "use.as_comparisons_of_team" in said
    assert "use.as_comparisons_of_bodies" not in said
    assert "use.left_to_room" not in said


@pytest.mark.parametrize(
    ("before", "pairs", "expected"),
    [
        ({"method": "direct", "direct": {"responsibility": 1.0}}, 99, "use.typed_rest"),
        (
            {
                "comparisons": {
                    TEAM: {"feasibility|responsibility": Judgement(favours="feasibility", times=2)}
                }
            },
            99,
            "use.team_rest",
        ),
        (
            {
                "comparisons": {
                    TEAM: {"feasibility|responsibility": Judgement(favours="feasibility", times=2)}
                }
            },
            2,
            "use.compared_rest",
        ),
    ],
)
def test_what_no_longer_counts_is_said(before: dict[str, object], pairs: int, expected: str) -> None:
    study = weighed_by(shipped_example(), "issues", **before)
    would = use_of(study, "issues", room(study, "issues", pairs=pairs), NOTE)
    rests = {key for key in told(would) if key.endswith("_rest")}
    assert rests == {expected}


def test_the_weights_of_shared_pairs_replace_typed_ones() -> None:
    study = weighed_by(shipped_example(), "issues", method="direct", direct={"responsibility": 1.0})
    said = told(use_of(study, "issues", room(study, "issues", pairs=2), NOTE))
    assert said["use.replaces_weights"] == {"n": 1}
    assert "use.as_weights" in said


def test_groups_that_no_chosen_body_weighed_are_named() -> None:
    example = shipped_example()
    whole = room(example, "issues")
    top = replace(whole, nodes={TOP: whole.nodes[TOP]})
    others = [example.issues.criteria[node].name for node in whole.nodes if node != TOP]
    team = {TEAM: example.issues.weighting.comparisons[BODY]}
    by_team = weighed_by(example, "issues", comparisons=team)
    assert told(use_of(by_team, "issues", top, NOTE))["use.left_to_room"] == {"groups": others}
    nobody = weighed_by(example, "issues")
    said = told(use_of(nobody, "issues", top, NOTE))
    assert said["use.unweighed"] == {"groups": others}
    assert "use.left_to_room" not in said
