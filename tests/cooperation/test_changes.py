"""What changed between two states of a study, and merging two planners' work."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda.cooperation.adoption import adopt
from mcda.cooperation.changes import (
    ABSENT,
    Change,
    apply,
    differences,
    document,
    from_plain,
    inverted,
    merge,
    to_plain,
    value_at,
)
from mcda.cooperation.edit_cooperation import set_competence, set_deal, set_need, set_role
from mcda.cooperation.edit_frame import put_territory, set_frame
from mcda.cooperation.edit_step import (
    drop_candidate,
    put_candidate,
    put_criterion,
    set_judgement,
    set_rule,
    set_score,
)
from mcda.cooperation.study import Competence, Study
from mcda.core.errors import InvalidInput
from tests.cooperation.valley import criteria, valley, with_step

BASE = with_step(valley(), "issues", criteria=criteria("need", "cost", "time"))


def edits() -> list[Any]:
    return [
        lambda s: set_frame(s, "region", "en", "Upstream"),
        lambda s: put_territory(s, None, "en", "Shore"),
        lambda s: put_candidate(s, "bodies", "north", "en", "North city"),
        lambda s: put_candidate(s, "bodies", None, "en", "Lake board"),
        lambda s: drop_candidate(s, "bodies", "club"),
        lambda s: put_criterion(s, "issues", None, "en", "Risk"),
        lambda s: set_judgement(s, "issues", "team", "need", "cost", 3),
        lambda s: set_judgement(s, "issues", "team", "need", "time", 5),
        lambda s: set_score(s, "bodies", "north", "stake", value=2),
        lambda s: set_score(s, "issues", "flood", "cost", value=4),
        lambda s: set_rule(s, "bodies", at_most=2),
        lambda s: set_competence(s, "club", "water", Competence(kind="own")),
        lambda s: set_role(s, "club", "flood", "informed"),
        lambda s: set_deal(s, "pact", "north", 3, 1),
        lambda s: set_need(s, "north", "staff", True),
    ]


EDITS = st.lists(st.sampled_from(edits()), max_size=6, unique=True)


def edited(chosen: list[Any], study: Study = BASE) -> Study:
    for edit in chosen:
        with suppress(InvalidInput):  # of what an earlier edit dropped
            study = edit(study)
    return study


def test_a_change_names_the_cell_and_what_stood_and_stands_there() -> None:
    after = set_score(BASE, "bodies", "north", "stake", value=2)
    assert differences(BASE, after) == (Change(("bodies", "scores", "north", "stake", "value"), 5, 2),)
    assert differences(BASE, BASE) == ()


def test_a_new_cell_was_absent_and_a_dropped_one_is() -> None:
    after = set_role(BASE, "club", "flood", "lead")
    (change,) = differences(BASE, after)
    assert (change.path, change.before, change.after) == (("work", "club", "flood"), ABSENT, "lead")
    assert differences(after, BASE) == inverted((change,))


def test_a_judgement_and_an_adopted_result_change_as_a_whole() -> None:
    after = set_judgement(BASE, "issues", "team", "need", "cost", 3)
    (change,) = differences(BASE, after)
    assert change.path == ("issues", "weighting", "comparisons", "team", "cost|need")
    assert change.after == {"favours": "need", "times": 3, "kept": False}
    (change,) = differences(BASE, adopt(BASE, "bodies", "council", "now"))
    assert change.path == ("bodies", "adopted")


def test_two_planners_who_fill_different_cells_both_keep_their_work() -> None:
    theirs = set_score(BASE, "issues", "flood", "cost", value=4)
    mine = set_score(BASE, "issues", "flood", "time", value=2)
    merged, conflicts = merge(BASE, theirs, mine)
    assert conflicts == ()
    assert {leaf: s.value for leaf, s in merged.issues.scores["flood"].items()} == {
        "need": 5,
        "cost": 4,
        "time": 2,
    }


def test_two_planners_who_fill_the_first_cells_of_a_new_row_both_keep_their_work() -> None:
    theirs = set_competence(BASE, "club", "water", Competence(kind="own"))
    mine = set_competence(BASE, "club", "roads", Competence(kind="shared"))
    merged, conflicts = merge(BASE, theirs, mine)
    assert conflicts == ()
    assert {issue: c.kind for issue, c in merged.authority_register["club"].items()} == {
        "water": "own",
        "roads": "shared",
    }


def test_a_cell_that_both_changed_differently_is_theirs_and_mine_is_told() -> None:
    theirs = set_frame(BASE, "region", "en", "Upstream")
    mine = set_frame(set_rule(BASE, "bodies", at_most=2), "region", "en", "Downstream")
    merged, (conflict,) = merge(BASE, theirs, mine)
    assert (conflict.path, conflict.before, conflict.theirs, conflict.mine) == (
        ("region", "en"),
        "",
        "Upstream",
        "Downstream",
    )
    assert (merged.region.en, merged.bodies.rule.at_most) == ("Upstream", 2)


def test_an_edit_of_what_the_other_dropped_is_a_conflict() -> None:
    theirs = drop_candidate(BASE, "bodies", "club")
    mine = put_candidate(BASE, "bodies", "club", "en", "Angling club")
    merged, conflicts = merge(BASE, theirs, mine)
    assert "club" not in merged.bodies.candidates
    assert [conflict.theirs for conflict in conflicts] == [ABSENT]


def test_a_value_is_found_by_its_path() -> None:
    assert value_at(document(BASE), ("shares", "quota")) == 0.5
    assert value_at(document(BASE), ("shares", "gone", "deep")) is ABSENT
    assert value_at(document(BASE), ("shares", "quota", "deep")) is ABSENT


@given(EDITS)
def test_differences_lead_from_before_to_after_and_back(chosen: list[Any]) -> None:
    after = edited(chosen)
    changes = differences(BASE, after)
    assert apply(BASE, changes) == after
    assert apply(after, inverted(changes)) == BASE


@given(EDITS)
def test_changes_survive_being_written_as_json(chosen: list[Any]) -> None:
    changes = differences(BASE, edited(chosen))
    assert tuple(from_plain(json.loads(json.dumps(to_plain(change)))) for change in changes) == changes


@given(EDITS)
def test_merging_with_nobody_else_gives_mine_and_with_myself_too(chosen: list[Any]) -> None:
    mine = edited(chosen)
    assert merge(BASE, BASE, mine) == (mine, ())
    assert merge(BASE, mine, BASE) == (mine, ())
    assert merge(BASE, mine, mine) == (mine, ())


@given(EDITS, EDITS)
def test_a_merge_is_a_valid_study_and_loses_nothing_of_theirs(one: list[Any], other: list[Any]) -> None:
    theirs, mine = edited(one), edited(other)
    merged, conflicts = merge(BASE, theirs, mine)
    assert Study.model_validate(document(merged)) == merged
    kept = document(merged)
    assert all(value_at(kept, change.path) == change.after for change in differences(BASE, theirs))
    told = {conflict.path for conflict in conflicts}
    for change in differences(BASE, mine):
        assert change.path in told or value_at(kept, change.path) == change.after


def test_a_study_that_changes_would_make_invalid_is_refused() -> None:
    with pytest.raises(ValueError, match="quota"):
        apply(BASE, [Change(("shares", "quota"), 0.5, 7)])
