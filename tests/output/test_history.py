"""Changes in words: each place and each choice of the document has its words in both languages."""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest

from mcda.cooperation.changes import ABSENT, Change, differences
from mcda.cooperation.edit_step import keep_judgement
from mcda.cooperation.study import (
    Candidate,
    Competence,
    Condition,
    Deal,
    Judgement,
    Part,
    Rule,
    Shares,
    Step,
    Study,
    Territory,
    Weighting,
    Wording,
)
from mcda.output.history import change_text, change_texts, entry_text, value_text
from mcda.output.places import names_in
from mcda.storage.study_file import read_study, shipped_example
from mcda.text import LANGUAGES, Language, keys
from tests.small_study import score, study
from tests.storage.test_study_file import SAMPLE

ISSUE = {"flood": Candidate(name=Wording(en="Floods", zh="洪水"))}
EFFECT = Step(candidates={"pact": Candidate(name=Wording(en="Pact", zh="协议"))})


def said(before: Study, after: Study, language: Language = "en") -> str:
    changes = differences(before, after)
    return change_texts(changes, names_in(changes, before, after), language)


def changed(**parts: Any) -> Study:
    return study().model_copy(update={"issues": Step(candidates=ISSUE), "solutions": EFFECT, **parts})


def bodies(**parts: Any) -> Study:
    return changed(bodies=study().bodies.model_copy(update=parts))


BASE = changed()
PAIR = "criterion-0|criterion-1"
COMPARED = Weighting(comparisons={"team": {PAIR: Judgement(favours="criterion-1", times=3)}})
BY_BODY = Weighting(comparisons={"body-1": {PAIR: Judgement(favours="criterion-1", times=1.5)}})

EXAMPLES = [
    (
        changed(title=Wording(en="Lakes", zh="两湖")),
        "title (English) “Two lakes” → “Lakes”",
        "标题（英文） “Two lakes” → “Lakes”",
    ),
    (
        changed(territories={"w": Territory(name=Wording(en="Wuxi", zh="无锡"))}),
        "territory Wuxi added",
        "新增地区无锡",
    ),
    (
        bodies(weighting=COMPARED),
        "comparison of Criterion 0 and Criterion 1 by the planning team – → Criterion 1, 3 times",
        "规划团队对准则0与准则1的比较 – → 准则1，3 倍",
    ),
    (
        bodies(weighting=BY_BODY),
        "comparison of Criterion 0 and Criterion 1 by Body 1 – → Criterion 1, 1.5 times",
        "主体1对准则0与准则1的比较 – → 准则1，1.5 倍",
    ),
    (
        bodies(weighting=Weighting(direct={"criterion-0": 0.25})),
        "weight of Criterion 0 – → 0.25",
        "准则0的权重 – → 0.25",
    ),
    (bodies(rule=Rule(at_most=2)), "at most of step Bodies – → 2", "步骤“治理主体”的最多 – → 2"),
    (
        bodies(rule=Rule(required=("body-1",))),
        "required of step Bodies – → Body 1",
        "步骤“治理主体”的必选 – → 主体1",
    ),
    (
        bodies(rule=Rule(conflicts=(("body-1", "body-2"),))),
        "excludes each other of step Bodies – → Body 1 and Body 2",
        "步骤“治理主体”的互相排斥 – → 主体1、主体2",
    ),
    (
        bodies(normalisation="fixed"),
        "normalisation of step Bodies vector → fixed range",
        "步骤“治理主体”的归一化方法 向量法 → 固定范围",
    ),
    (
        bodies(expected="body-2"),
        "expected winner of step Bodies – → Body 2",
        "步骤“治理主体”的预期的首选 – → 主体2",
    ),
    (
        changed(authority_register={"body-0": {"flood": Competence(kind="own")}}),
        "power of Body 0 over Floods – → own",
        "主体0对洪水的权限 – → 自有",
    ),
    (
        changed(work={"body-0": {"flood": "lead"}}),
        "role of Body 0 in Floods – → leads",
        "主体0在洪水中的分工 – → 牵头",
    ),
    (
        changed(deals={"pact": {"body-0": Deal(benefit=3, cost=1.5)}}),
        "deal of Body 0 in Pact – → benefit 3 and cost 1.5",
        "主体0在协议中的收益与成本 – → 收益 3、成本 1.5",
    ),
    (
        changed(shares=Shares(quota=0.75)),
        "quota of authority shares 0.5 → 0.75",
        "话语权份额的通过门槛 0.5 → 0.75",
    ),
    (
        changed(conditions={"c": Condition(name=Wording(en="Budget", zh="预算"))}),
        "condition Budget added",
        "新增条件预算",
    ),
    (changed(conditions={}, issues=Step()), "issue Floods removed", "删除议题洪水"),
]


@pytest.mark.parametrize(("after", "english", "chinese"), EXAMPLES, ids=[example[1] for example in EXAMPLES])
def test_a_change_is_said_in_both_languages(after: Study, english: str, chinese: str) -> None:
    assert said(BASE, after) == english
    assert said(BASE, after, "zh") == chinese


def test_an_answer_that_was_kept_at_reconsidering_is_not_said_as_a_change_to_itself() -> None:
    before = bodies(weighting=COMPARED)
    after = keep_judgement(before, "bodies", "team", *PAIR.split("|"))
    assert said(before, after).endswith("3 times → Criterion 1, 3 times, kept on second thoughts")
    assert said(before, after, "zh").endswith("准则1，3 倍 → 准则1，3 倍（再次考虑后保留）")


def test_a_score_that_is_new_and_one_that_is_not_known_any_more() -> None:
    assert said(study(), score(None)(study())) == "score of Body 0 on Criterion 0 1 → –"
    empty = study().model_copy(update={"bodies": study().bodies.model_copy(update={"scores": {}})})
    assert said(empty, score(4)(empty)) == "score of Body 0 on Criterion 0 – → 4"


def test_a_reason_is_shown_shortened_and_on_one_line() -> None:
    long = score(1, reason="because\nof " + "a" * 100)(study())
    text = said(study(), long)
    assert text.startswith("reason of score of Body 0 on Criterion 0 (English) – → “because of aaa")
    assert text.endswith("…”")
    assert len(text) < 140


def test_a_decision_names_the_chosen_and_the_others_with_rounded_closeness() -> None:
    example = shipped_example()
    before = example.model_copy(
        update={"issues": example.issues.model_copy(update={"adopted": None})},
    )
    (change,) = differences(before, example)
    names = names_in((change,), before, example)
    english = value_text(change.after, change.path, names, "en", 5000)
    assert english == (
        "chosen, with closeness: Blue-green algae monitoring and early warning 0.68 (priority 28%), "
        "Protection of shared drinking-water sources 0.65 (priority 26%), "
        "Joint enforcement across borders 0.61 (priority 25%) and "
        "Water-environment treatment of the basin 0.53 (priority 21%); "
        "not chosen: Sharing of monitoring information 0.50, Joint flood control and water dispatch 0.48 "
        "and Encroachment on lakes and rivers 0.40; adopted by Concord example on 19 January 2026"
    )
    chinese = value_text(change.after, change.path, names, "zh", 5000)
    assert chinese.startswith("入选（附贴近度）：蓝藻监测预警 0.68（优先级 28%）、")
    assert chinese.endswith("由Concord example于2026年1月19日采纳")


def test_what_a_new_candidate_names_is_said_by_its_name_also_where_a_body_has_the_same_id() -> None:
    example = shipped_example()
    candidates = {k: c for k, c in example.issues.candidates.items() if k != "treatment"}
    before = example.model_copy(
        update={"issues": example.issues.model_copy(update={"candidates": candidates})}
    )
    (change,) = differences(before, example)
    shown = value_text(change.after, change.path, names_in((change,), before, example), "en", 5000)
    assert "territories Suzhou 0.8, Wuxi 1, Changzhou 0.8" in shown


def test_a_computed_number_is_said_as_tables_say_it() -> None:
    assert value_text(2.0800838230519041, ("x",), {}, "en") == "2.08008"
    assert value_text(8526000, ("x",), {}, "en") == "8,526,000"
    judged = {"favours": "a", "times": 2.0800838230519041}
    assert (
        value_text(judged, ("bodies", "weighting", "comparisons", "team", "a|b"), {}, "en") == "a, 2.08 times"
    )


def test_many_changes_are_counted_after_the_first() -> None:
    after = study()
    for body in range(3):
        after = score(5, f"body-{body}", "criterion-1")(score(4, f"body-{body}")(after))
    assert said(study(), after).endswith("; and 3 more")
    assert said(study(), after, "zh").endswith("；另有 3 处修改")


def test_a_revision_says_how_it_came_about() -> None:
    change = Change(("bodies", "scores", "a", "b", "value"), 1, 2)
    assert entry_text("restore", "7", (change,), {}, "en") == "Restored revision 7: score of a on b 1 → 2"
    assert entry_text("copy", "taihu 12", (), {}, "zh") == "复制自 taihu 第 12 版"
    assert entry_text("import", "a b.xlsx", (), {}, "en") == "Read from the file a b.xlsx"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "whole", [shipped_example(), read_study(SAMPLE.read_bytes(), "x")], ids=["example", "every field"]
)
def test_every_change_of_a_whole_study_has_words(whole: Study, language: Language) -> None:
    empty = Study(title=Wording())
    for before, after in ((empty, whole), (whole, empty)):
        changes = differences(before, after)
        names = names_in(changes, before, after)
        for change in changes:
            text = change_text(change, names, language)
            assert text
            assert "{" not in text
    assert change_text(Change(("bodies", "adopted"), {"chosen": []}, ABSENT), {}, language)


def fields(part: type[Part]) -> Iterator[tuple[str, Any]]:
    for name, field in part.model_fields.items():
        yield name, field.annotation
        for inner in parts_in(field.annotation):
            yield from fields(inner)


def parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    elif get_origin(annotation) in (dict, tuple, Union, types.UnionType, Annotated):
        for argument in get_args(annotation):
            yield from parts_in(argument)


def choices(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (value for value in get_args(annotation) if isinstance(value, str) and value)
    elif get_origin(annotation) in (Union, types.UnionType, Annotated):
        for argument in get_args(annotation):
            yield from choices(argument)


def test_every_field_and_choice_of_the_document_has_its_words() -> None:
    unsaid = {
        "en",
        "zh",
        "chosen",
        "closeness",
        "handed_on",
        "inputs",
        "upstream",
        "method_version",
        "by",
        "at",
    }
    wanted = {f"field.{name}" for name, _ in fields(Study) if name not in unsaid}
    for name, annotation in fields(Study):
        words = {"kind": "power"}.get(name, name)
        wanted |= {f"choice.{words}.{value}" for value in choices(annotation)}
    assert wanted - keys("en") == set()
