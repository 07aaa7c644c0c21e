"""Looking only at what an edit touched gives what looking at the whole study gives."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.cooperation.changes import differences, merge
from mcda.cooperation.study import Candidate, Part, Score, Study, Territory, Wording
from mcda.output.study_json import study_json
from mcda.storage.drafts import draft_after, draft_merged
from mcda.storage.sharing import grafted, rejoined, unshared
from mcda.storage.study_file import shipped_example
from tests.small_study import score, study
from tests.storage.test_studies import STUDIES

Edit = Callable[[Study], Study]


def retitled(before: Study) -> Study:
    return before.model_copy(update={"title": Wording(en="Another")})


def without_a_body(before: Study) -> Study:
    step = before.bodies
    left = {key: value for key, value in step.candidates.items() if key != "body-1"}
    rows = {key: value for key, value in step.scores.items() if key != "body-1"}
    return before.model_copy(update={"bodies": step.model_copy(update={"candidates": left, "scores": rows})})


def with_a_body(before: Study) -> Study:
    added = {**before.bodies.candidates, "huzhou": Candidate(name=Wording(en="Huzhou"))}
    return before.model_copy(update={"bodies": before.bodies.model_copy(update={"candidates": added})})


def with_a_territory(before: Study) -> Study:
    return before.model_copy(update={"territories": {"wuxi": Territory(name=Wording(en="Wuxi"))}})


def reordered(before: Study) -> Study:
    turned = dict(reversed(before.bodies.candidates.items()))
    return before.model_copy(update={"bodies": before.bodies.model_copy(update={"candidates": turned})})


EDITS = st.lists(
    st.sampled_from(
        [retitled, without_a_body, with_a_body, with_a_territory, reordered]
        + [
            score(v, b, k)
            for v in (2, None)
            for b in ("body-0", "body-1")
            for k in ("criterion-0", "criterion-1")
        ]
    ),
    max_size=4,
)


def edited(before: Study, edits: list[Edit]) -> Study:
    for edit in edits:
        before = edit(before)
    return before


@settings(deadline=None)
@given(edits=EDITS)
def test_an_edit_is_checked_and_compared_as_on_the_whole(edits: list[Edit]) -> None:
    before = study()
    after = edited(before, edits)
    made = draft_after(before, after)
    assert made.study == after
    assert study_json(made.study) == study_json(Study.model_validate_json(study_json(after)))
    assert made.changes == differences(before, after)


def read_apart(of: Study) -> Study:
    """The study as another process would read it: equal, and nothing shared."""
    return Study.model_validate_json(study_json(of))


@settings(deadline=None)
@given(theirs=EDITS, mine=EDITS)
def test_a_merge_is_that_of_the_whole(theirs: list[Edit], mine: list[Edit]) -> None:
    base = study()
    there, here = edited(base, theirs), edited(base, mine)
    made, conflicts = draft_merged(base, read_apart(there), here)
    merged, whole_conflicts = merge(base, there, here)
    assert made.study == merged
    assert conflicts == whole_conflicts
    assert made.changes == differences(there, merged)


@settings(max_examples=50, deadline=None)
@given(before=STUDIES, after=STUDIES)
def test_studies_that_share_nothing_are_compared_whole(before: Study, after: Study) -> None:
    made = draft_after(before, after)
    assert made.study == after
    assert made.changes == differences(before, after)


def test_only_what_differs_is_looked_at() -> None:
    before = shipped_example()
    first = next(iter(before.bodies.candidates))
    row = {**before.bodies.scores[first], "capacity": Score(value=2)}
    step = before.bodies.model_copy(update={"scores": {**before.bodies.scores, first: row}})
    after = before.model_copy(update={"bodies": step})
    old, new = unshared(before, after)
    assert list(new.bodies.scores[first]) == ["capacity"]
    assert (new.issues.scores, new.bodies.candidates, new.territories) == ({}, {}, {})
    assert grafted(before, old, new) == after
    assert grafted(after, new, new) is after


@settings(deadline=None)
@given(edits=EDITS)
def test_studies_that_were_read_apart_share_again(edits: list[Edit]) -> None:
    base = study()
    after = read_apart(edited(base, edits))
    again = rejoined(after, base)
    assert study_json(again) == study_json(after)
    assert again.solutions is base.solutions
    assert rejoined(read_apart(base), base) is base


def test_a_wrongly_typed_part_is_put_right() -> None:
    after = study().model_copy(update={"title": {"en": "Typed as a table"}})
    made = draft_after(study(), after)
    assert made.study.title == Wording(en="Typed as a table")


def test_every_rule_of_the_document_is_about_one_part() -> None:
    """A rule across parts (a validator of a whole model) would need the whole study to be checked."""

    def all_parts(part: type[Part]) -> set[type[Part]]:
        return {part}.union(*(all_parts(below) for below in part.__subclasses__()))

    for part in all_parts(Part):
        decorators = part.__pydantic_decorators__
        assert not decorators.model_validators
        assert not decorators.root_validators
