"""Comparisons that contradict each other are said to, and a group's ratio does not hide a judge's."""

import json

import pytest

from mcda.cooperation.steps import STEPS, result
from mcda.output.blocks import Paragraph
from mcda.output.consistency import consistency_texts, ratio_text, worst_judge
from mcda.output.publication import Shown, publication_json
from mcda.output.report import report
from mcda.storage.study_file import shipped_example
from mcda.text import LANGUAGES

STUDY = shipped_example()
RESULTS = {step: result(STUDY, step) for step in STEPS}
RESIDENTS = "Lakeside residents' and environmental groups"


def told(names: bool) -> str:
    frozen = json.loads(json.dumps(publication_json(STUDY, RESULTS, ("Ann",), Shown(names=names))))
    return "\n".join(block.text for block in report(frozen, "en") if isinstance(block, Paragraph))


@pytest.mark.parametrize("language", LANGUAGES)
def test_above_the_usual_limit_comparisons_contradict_each_other(language: str) -> None:
    agree, contradict = (consistency_texts(ratio, "Saaty", None, language)[0] for ratio in (0.1, 0.96))  # type: ignore[arg-type]
    assert {"en": "contradict each other", "zh": "前后矛盾"}[language] in contradict
    assert {"en": "agree well enough", "zh": "基本一致"}[language] in agree
    assert "0.96" in contradict
    assert all("Saaty" in said for said in (agree, contradict))


def test_a_ratio_just_above_the_limit_does_not_look_like_the_limit() -> None:
    assert [ratio_text(ratio) for ratio in (0.1, 0.1004, 0.104, 0.106)] == [
        "0.10",
        "0.1004",
        "0.1040",
        "0.11",
    ]


def test_one_judge_has_no_worst_judge_and_several_have() -> None:
    assert worst_judge(RESULTS["bodies"]) is None  # the planning team weighs the bodies
    worst = worst_judge(RESULTS["solutions"])
    assert worst is not None
    own = RESULTS["solutions"].weights.by_judge
    assert worst.judge == "residents"
    assert worst.ratio == max(float(f.consistency_ratio) for nodes in own.values() for f in nodes.values())


def test_the_report_tells_the_worst_ratio_and_names_its_judge_only_where_names_are_shown() -> None:
    assert f"the largest ratio of a single one is 0.22 ({RESIDENTS})" in told(names=True)
    assert "the largest ratio of a single one is 0.22." in told(names=False)
    assert f"({RESIDENTS})" not in told(names=False)
