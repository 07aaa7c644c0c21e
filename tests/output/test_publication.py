"""What a publication freezes is the decision, without what is to stay private."""

import io
import json
import zipfile
from functools import cache
from typing import Any

import pytest

from mcda.cooperation.adoption import adopt
from mcda.cooperation.steps import result
from mcda.cooperation.study import STEPS, Study
from mcda.output.decision import decision_json
from mcda.output.publication import Shown, publication_json
from mcda.output.publication_files import file_content, file_names
from mcda.storage.study_file import shipped_example
from mcda.text import LANGUAGES, Language
from tests.output.test_decide_schema import VALIDATOR

AUTHOR = "Ann Secret"


@cache
def adopted() -> Study:
    study = shipped_example()
    for step in STEPS:
        study = adopt(study, step, AUTHOR, "2026-01-01T00:00:00Z")
    return study


@cache
def frozen(names: bool = False) -> dict[str, Any]:
    results = {step: result(adopted(), step) for step in STEPS}
    return publication_json(adopted(), results, (AUTHOR,), Shown(names=names))


def unpacked(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_names_who_adopted_where_names_are_hidden(language: Language) -> None:
    assert AUTHOR not in json.dumps(frozen())
    for name in file_names(frozen()):
        assert AUTHOR.encode() not in unpacked(file_content(frozen(), name, language))


def test_who_adopted_is_named_where_names_are_shown() -> None:
    assert frozen(names=True)["decision"]["bodies"]["adopted"]["by"] == AUTHOR


def test_no_body_s_own_weights_are_published_as_they_tell_its_comparisons() -> None:
    results = {step: result(adopted(), step) for step in STEPS}
    private = decision_json(adopted(), results)["robustness"]["issues"]["each_body"]
    public = frozen()["decision"]["robustness"]["issues"]
    assert all(own["weights"] for own in private.values())
    assert not any(own["weights"] for own in public["each_body"].values())
    assert {body: own["ranks"] for body, own in public["each_body"].items()} == {
        body: own["ranks"] for body, own in private.items()
    }
    assert not any(agreement["spread"] for agreement in public["consensus"].values())


def test_what_is_published_keeps_to_the_form_of_decide() -> None:
    VALIDATOR.validate(json.loads(json.dumps(frozen()["decision"])))


@pytest.mark.parametrize("names", [False, True])
def test_of_two_bodies_only_where_they_differ_is_published_as_a_range_would_tell_the_weights_of_both(
    names: bool,
) -> None:
    study = adopted()
    weighting = study.issues.weighting
    for judges, code in ((2, "judges.widest_on"), (3, "judges.widest")):
        few = dict(list(weighting.comparisons.items())[:judges])
        step = study.issues.model_copy(
            update={"weighting": weighting.model_copy(update={"comparisons": few})}
        )
        told = study.model_copy(update={"issues": step})
        results = {each: result(told, each) for each in STEPS}
        [private] = widest(decision_json(told, results))
        assert private["code"] == "judges.widest"
        [public] = widest(publication_json(told, results, (), Shown(names=names))["decision"])
        assert public["code"] == code
        assert public["text"]["en"].startswith("They differ most on ")
        assert ("%" in public["text"]["en"], "%" in public["text"]["zh"]) == (judges > 2, judges > 2)
        named = public["text"]["zh"].partition("“")[2].partition("”")[0]
        assert named in private["text"]["zh"]


def widest(decision: dict[str, Any]) -> list[dict[str, Any]]:
    remarks = decision["robustness"]["issues"]["remarks"]
    return [remark for remark in remarks if remark["code"].startswith("judges.widest")]
