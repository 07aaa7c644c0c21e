"""Study files of every version open; what is no study is refused with the place and the remedy."""

import json
from pathlib import Path
from typing import Any

import pytest

from mcda.cooperation import upgrades
from mcda.cooperation.study import SCHEMA_VERSION, Study
from mcda.cooperation.upgrades import read_document
from mcda.core.errors import InvalidInput
from mcda.text import LANGUAGES, say

SAMPLES = sorted((Path(__file__).parents[1] / "golden" / "studies").glob("v*.json"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_the_kept_sample_of_each_version_opens(sample: Path) -> None:
    study = read_document(json.loads(sample.read_bytes()))
    assert study.title.zh == "词语"
    assert study.bodies.scores["wuxi"]["cost"].value == 0.25


def test_there_is_a_sample_of_every_version() -> None:
    assert {sample.name.split("-")[0] for sample in SAMPLES} == {
        f"v{n}" for n in range(1, SCHEMA_VERSION + 1)
    }


def test_there_is_an_upgrade_from_every_earlier_version() -> None:
    assert len(upgrades.UPGRADES) == SCHEMA_VERSION - 1


def test_an_earlier_version_goes_through_each_upgrade_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(plain: dict[str, Any]) -> dict[str, Any]:
        return {**{key: value for key, value in plain.items() if key != "name"}, "title": plain["name"]}

    def reached(plain: dict[str, Any]) -> dict[str, Any]:
        return {**plain, "schema_version": SCHEMA_VERSION}

    monkeypatch.setattr(upgrades, "UPGRADES", (renamed, reached))
    monkeypatch.setattr(upgrades, "SCHEMA_VERSION", 3)
    assert read_document({"schema_version": 1, "name": {"en": "Old"}}).title.en == "Old"


@pytest.mark.parametrize(
    "plain", [None, [], "text", {}, {"schema_version": True}, {"schema_version": "1"}, {"schema_version": 0}]
)
def test_what_is_no_study_is_refused(plain: Any) -> None:
    with pytest.raises(InvalidInput) as problem:
        read_document(plain)
    assert problem.value.code == "study.not_a_study"


def test_a_study_of_a_newer_version_is_refused() -> None:
    with pytest.raises(InvalidInput) as problem:
        read_document({"schema_version": SCHEMA_VERSION + 1})
    assert problem.value.code == "study.newer"


TITLE = {"en": "x"}


@pytest.mark.parametrize(
    ("part", "code", "place"),
    [
        ({"title": None}, "study.invalid_value", "title"),
        ({}, "study.invalid_missing", "title"),
        ({"title": TITLE, "colour": 1}, "study.invalid_unknown_field", "colour"),
        ({"title": {"en": "x" * 5001}}, "study.invalid_too_long", "title › en"),
        ({"title": {"en": 1}}, "study.invalid_text", "title › en"),
        ({"title": TITLE, "shares": {"quota": 2}}, "study.invalid_too_large", "shares › quota"),
        ({"title": TITLE, "shares": {"quota": 0}}, "study.invalid_too_small", "shares › quota"),
        ({"title": TITLE, "shares": {"quota": "much"}}, "study.invalid_number", "shares › quota"),
        ({"title": TITLE, "shares": {"quota": float("nan")}}, "study.invalid_number", "shares › quota"),
        ({"title": TITLE, "shares": {"method": "luck"}}, "study.invalid_choice", "shares › method"),
        (
            {"title": TITLE, "territories": {"A B": {"name": TITLE}}},
            "study.invalid_id",
            "territories › A B › (id)",
        ),
        (
            {"title": TITLE, "bodies": {"scores": {"wuxi": {"cost": {"value": float("inf")}}}}},
            "study.invalid_number",
            "bodies › scores › wuxi › cost › value",
        ),
    ],
)
def test_a_wrong_value_is_named_by_its_place(part: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        read_document({"schema_version": 1, **part})
    assert (problem.value.code, problem.value.values["place"]) == (code, place)
    for language in LANGUAGES:
        assert place in say(code, language, **problem.value.values)


def test_reading_changes_nothing_that_it_is_given() -> None:
    plain = json.loads(SAMPLES[0].read_bytes())
    read_document(plain)
    assert plain == json.loads(SAMPLES[0].read_bytes())
    assert isinstance(read_document(plain), Study)
