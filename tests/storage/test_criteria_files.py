"""Criteria sets: those shipped are complete in both languages; a wrong file is answered with its place."""

from pathlib import Path

import pytest

from mcda.cooperation.study import STEPS, Criterion, Step, Study, Wording
from mcda.cooperation.tree import TOP, tree
from mcda.core.errors import InvalidInput
from mcda.storage.criteria_files import read_criteria_set, shipped_criteria, shipped_criteria_sets
from mcda.text import LANGUAGES, say

HEAD = 'step = "bodies"\ntitle = { en = "Test" }\n'
PLAIN = '[criteria.authority]\nname = { en = "Authority" }\n'

SHIPPED = [
    pytest.param(criterion, id=f"{name}/{key}")
    for name, found in shipped_criteria_sets().items()
    for key, criterion in found.criteria.items()
]


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "mine.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def complete(wording: Wording) -> bool:
    return bool(wording.en.strip()) and bool(wording.zh.strip())


def test_each_step_has_a_set_that_is_named_like_it() -> None:
    sets = shipped_criteria_sets()
    assert [sets[step].step for step in STEPS] == list(STEPS)


@pytest.mark.parametrize("criterion", SHIPPED)
def test_a_shipped_criterion_says_its_name_meaning_and_idea_in_both_languages(criterion: Criterion) -> None:
    assert complete(criterion.name)
    assert complete(criterion.meaning)
    assert complete(criterion.idea)


@pytest.mark.parametrize("found", shipped_criteria_sets().values(), ids=lambda found: found.step)
def test_each_shipped_scale_has_anchors_in_words_or_a_unit_and_a_range(found: object) -> None:
    criteria = found.criteria  # type: ignore[attr-defined]
    parents = {criterion.parent for criterion in criteria.values()}
    for key, criterion in criteria.items():
        if key in parents:
            continue
        if criterion.unit == Wording():
            assert list(criterion.anchors) == ["1", "3", "5"], key
            assert all(complete(words) for words in criterion.anchors.values()), key
        else:
            assert complete(criterion.unit), key
            assert criterion.lowest is not None, key
            assert criterion.highest is not None, key


def test_issues_are_judged_by_responsibility_feasibility_and_efficiency_with_two_to_four_parts_each() -> None:
    study = Study(title=Wording(en="Test"), issues=Step(criteria=shipped_criteria("issues")))
    children = tree(study, "issues", {}).children
    assert children[TOP] == ("responsibility", "feasibility", "efficiency")
    assert all(2 <= len(children[top]) <= 4 for top in children[TOP])


def test_solutions_are_judged_by_their_effect_on_each_issue_that_was_chosen() -> None:
    study = Study(title=Wording(en="Test"), solutions=Step(criteria=shipped_criteria("solutions")))
    leaves = list(tree(study, "solutions", {"algae": 0.6, "flood": 0.4}).leaves)
    assert leaves == ["effect/algae", "effect/flood", "cost", "implementability", "fairness", "openness"]


def test_a_set_that_a_planner_wrote_is_read_like_the_shipped_ones(tmp_path: Path) -> None:
    found = read_criteria_set(written(tmp_path, HEAD + PLAIN))
    assert found.step == "bodies"
    assert found.criteria == {"authority": Criterion(name=Wording(en="Authority"))}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_set_saved_by_a_chinese_editor_is_read(tmp_path: Path, encoding: str) -> None:
    text = HEAD + '[criteria.authority]\nname = { zh = "权限" }\nmeaning = { zh = "该主体拥有的权力" }\n'
    assert read_criteria_set(written(tmp_path, text.encode(encoding))).criteria["authority"].name.zh == "权限"


WRONG = {
    "criteria.not_toml": (HEAD + "[criteria.authority\n", {"line": 3}),
    "criteria.entry_missing": ('step = "bodies"\n' + PLAIN, {"entry": "title"}),
    "criteria.entry_unknown": (HEAD + PLAIN + "wieght = 3\n", {"entry": "criteria.authority.wieght"}),
    "criteria.entry_value": (HEAD + PLAIN + 'direction = "up"\n', {"entry": "criteria.authority.direction"}),
    "criteria.empty": (HEAD + "[criteria]\n", {}),
    "criteria.parent_unknown": (
        HEAD + PLAIN + 'parent = "power"\n',
        {"entry": "authority", "parent": "power"},
    ),
    "criteria.too_deep": (
        HEAD
        + PLAIN
        + '[criteria.a]\nname = { en = "A" }\nparent = "authority"\n'
        + '[criteria.b]\nname = { en = "B" }\nparent = "a"\n',
        {"entry": "b", "parent": "a"},
    ),
    "criteria.no_name": (HEAD + '[criteria.a]\nname = { en = "" }\n', {"entry": "a"}),
    "criteria.range": (HEAD + PLAIN + "lowest = 5\nhighest = 5\n", {"entry": "authority", "lowest": 5.0}),
    "criteria.anchor": (
        HEAD + PLAIN + 'anchors.6 = { en = "More" }\n',
        {"entry": "authority", "anchor": "6"},
    ),
    "file.empty": ("", {}),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_file_is_answered_with_its_name_and_the_place(tmp_path: Path, code: str) -> None:
    text, place = WRONG[code]
    with pytest.raises(InvalidInput) as caught:
        read_criteria_set(written(tmp_path, text))
    assert caught.value.code == code
    assert caught.value.values["file"] == "mine.toml"
    assert place.items() <= caught.value.values.items()


@pytest.mark.parametrize("code", [code for code in WRONG if code.startswith("criteria.")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_to_a_wrong_file_can_be_said(tmp_path: Path, code: str, language: str) -> None:
    text, place = WRONG[code]
    with pytest.raises(InvalidInput) as caught:
        read_criteria_set(written(tmp_path, text))
    sentence = say(code, language, **caught.value.values)  # type: ignore[arg-type]
    assert "mine.toml" in sentence
    assert all(str(value).removesuffix(".0") in sentence for value in place.values())


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_criteria_set(tmp_path / "nothing.toml")
    assert caught.value.code == "criteria.unreadable"


def test_an_anchor_that_is_no_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_criteria_set(written(tmp_path, HEAD + PLAIN + 'anchors.best = { en = "Best" }\n'))
    assert caught.value.code == "criteria.anchor"
