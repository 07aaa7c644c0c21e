"""What `decide` prints keeps to its published form, whatever the study holds."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mcda.cooperation.edit_step import drop_candidate
from mcda.cooperation.steps import STEPS, result
from mcda.cooperation.study import Study, Weighting, Wording
from mcda.core.errors import InvalidInput
from mcda.output.decision import decision_json
from mcda.text import Language
from tests.cooperation.valley import deals, scored, takes_part, valley, with_rule, with_step

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/decide-v1.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def printed(study: Study, language: Language | None = None) -> Any:
    results = {}
    for step in STEPS:
        try:
            results[step] = result(study, step)
        except InvalidInput:
            continue
    return json.loads(json.dumps(decision_json(study, results, language), allow_nan=False))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("language", [None, "en", "zh"])
def test_the_example_keeps_to_it_in_every_language(example: Study, language: Language | None) -> None:
    VALIDATOR.validate(printed(example, language))


@pytest.mark.parametrize("language", [None, "en"])
def test_a_round_that_found_the_weights_is_named(example: Study, language: Language | None) -> None:
    local = {key: w for node in result(example, "issues").weights.local.values() for key, w in node.items()}
    weighting = Weighting(method="direct", direct=local, note=Wording(en="Workshop round 2"))
    found = printed(with_step(example, "issues", weighting=weighting), language)
    VALIDATOR.validate(found)
    assert "Workshop round 2" in str(found["method"]["steps"]["issues"]["round"])
    assert "round" not in found["method"]["steps"]["bodies"]


def test_the_example_has_a_telling_case_in_each_section(example: Study) -> None:
    found = printed(example)
    chosen = [body for body in found["participation"]["bodies"] if body["chosen"]]
    assert [body["id"] for body in chosen if body["figures"]["free_rides"]] == ["suzhou"]
    assert [row["id"] for row in found["issues"]["refused"]] == ["works"]
    assert [row["issue"] for row in found["authorisations"]] == ["enforcement"]
    payments = found["side_payments"]["solutions"][found["solutions"]["chosen"][0]]
    assert (payments["losers"], payments["carried"]) == (["wuxi"], True)
    assert [body["id"] for body in found["authority"]["bodies"] if body["banzhaf"] == 0] == ["residents"]
    leads = [row["issue"] for row in found["division_of_work"]["roles"] if row["role"] == "lead"]
    assert sorted(leads) == sorted(found["issues"]["chosen"])
    assert {point["step"] for point in found["open_points"]} == set(STEPS)
    assert found["robustness"]["solutions"]["remarks"][0]["code"].startswith("firmness.")
    among = found["robustness"]["issues"]["among_chosen"]
    assert (among["places"], among["by_rank"]) == (len(found["issues"]["chosen"]), True)
    assert among["border"]["last_chosen"] in found["issues"]["chosen"]
    assert among["border"]["first_left_out"] not in found["issues"]["chosen"]
    assert found["robustness"]["solutions"]["each_body"].keys() <= {body["id"] for body in chosen}


@pytest.mark.parametrize(
    "study",
    [
        valley(),
        valley(participation=takes_part(north=(9, 4, 7)), deals={"pact": deals(north=1, south=-2)}),
        with_step(valley(), "bodies", scores=scored(north={"stake": 5}, south={"stake": 1})),
        with_rule(valley(), "bodies", required=("gone",)),
        with_step(valley(), "issues", criteria={}),
        drop_candidate(drop_candidate(valley(), "bodies", "north"), "issues", "flood"),
        valley(authority_register={}, territories={}),
        Study(title=valley().title),
    ],
)
def test_small_unfinished_and_empty_studies_keep_to_it_too(study: Study) -> None:
    VALIDATOR.validate(printed(study))
