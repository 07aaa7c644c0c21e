"""A study as one file: out and in again exactly, in any encoding; a wrong file gets one sentence."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from mcda.core.errors import InvalidInput
from mcda.output.study_json import SCHEMA_FILE, study_json, study_schema
from mcda.output.wording import problem_text
from mcda.storage.study_file import read_study, shipped_example
from mcda.text import LANGUAGES
from tests.small_study import study
from tests.storage.test_studies import STUDIES

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "golden" / "studies" / "v1-every-field.json"


@settings(max_examples=60, deadline=None)
@given(any_study=STUDIES)
def test_a_study_goes_out_and_comes_in_exactly(any_study) -> None:
    assert read_study(study_json(any_study), "x.json") == any_study


def test_order_survives_the_file() -> None:
    example = shipped_example()
    again = read_study(study_json(example), "x.json")
    assert study_json(again) == study_json(example)
    assert list(again.bodies.candidates) == list(example.bodies.candidates)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_chinese_study_is_read_in_each_encoding(encoding: str, line_end: str) -> None:
    example = shipped_example()
    content = study_json(example).decode().replace("\n", line_end).encode(encoding)
    assert read_study(content, "x.json") == example


def test_a_latin_1_study_is_read() -> None:
    content = study_json(study(title="Bodensee – Zürich".replace("–", "-"))).decode()
    content = content.replace("两湖", "").replace("准则", "").replace("主体", "").encode("latin-1")
    assert read_study(content, "x.json").title.en == "Bodensee - Zürich"


@pytest.mark.parametrize(
    ("pair", "favours", "place"),
    [
        ("authority|interest", "capacity", "authority|interest › favours"),
        ("interest|authority", "authority", "interest|authority"),
    ],
)
def test_a_comparison_that_would_be_read_as_another_is_refused_by_its_place(
    pair: str, favours: str, place: str
) -> None:
    plain = json.loads(study_json(shipped_example()))
    judged = plain["bodies"]["weighting"]["comparisons"]["team"]
    judged[pair] = judged.pop("authority|interest") | {"favours": favours}
    with pytest.raises(InvalidInput) as problem:
        read_study(json.dumps(plain).encode(), "x.json")
    said = [problem_text(problem.value, language) for language in LANGUAGES]
    assert all(f"bodies › weighting › comparisons › team › {place}" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("step", "criterion", "parent"),
    [
        ("issues", "mandate", "spillover"),
        ("issues", "efficiency", "efficiency"),
        ("solutions", "cost", "effect"),
    ],
)
def test_a_criterion_of_a_third_level_is_refused_by_its_place_and_not_passed_over(
    step: str, criterion: str, parent: str
) -> None:
    plain = json.loads(study_json(shipped_example()))
    plain[step]["criteria"][criterion]["parent"] = parent
    with pytest.raises(InvalidInput) as problem:
        read_study(json.dumps(plain).encode(), "x.json")
    said = [problem_text(problem.value, language) for language in LANGUAGES]
    place = f"{step} › criteria › {criterion} › parent"
    assert all(place in sentence and parent in sentence for sentence in said)
    assert "two levels are the most" in said[0]
    assert "最多两层" in said[1]


def test_the_kept_sample_of_a_study_file_is_read() -> None:
    assert read_study(SAMPLE.read_bytes(), SAMPLE.name).title.zh == "词语"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b" \n", "file.empty"),
        (b"\x00\x01\x02", "file.not_text"),
        (b"PK\x03\x04....", "file.not_text"),
        (b"name,score\nWuxi,3\n", "study.not_json"),
        (b'{"schema_version": 1,\n "title": }', "study.not_json"),
        (b"[1, 2]", "study.not_a_study"),
        (b'{"schema_version": 99}', "study.newer"),
        (b'{"schema_version": 1, "title": {"en": "a", "en": "b"}}', "study.key_twice"),
        (b"[" * 100_000, "study.too_deep"),
        (
            b'{"schema_version": 1, "title": {"en": "a"}, "shares": {"quota": ' + b"9" * 5000 + b"}}",
            "study.invalid_number",
        ),
        (b'{"schema_version": 1, "title": {"en": "a"}, "shares": {"quota": NaN}}', "study.invalid_number"),
        (b'{"schema_version": 1, "title": {"en": "\\ud800"}}', "study.invalid_text"),
        (b" " * (20 * 2**20), "file.too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_study_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        read_study(content, "x.json")
    assert problem.value.code == code


def test_the_line_that_is_no_json_is_named() -> None:
    with pytest.raises(InvalidInput) as problem:
        read_study(b'{"schema_version": 1,\n "title": }', "x.json")
    assert problem.value.values == {"file": "x.json", "line": 2}


def test_the_published_schema_is_that_of_the_program() -> None:
    published = ROOT / "docs" / "schema" / SCHEMA_FILE
    assert published.read_bytes() == study_schema(), (
        f"python -m mcda studies schema > docs/schema/{SCHEMA_FILE}"
    )


@pytest.mark.parametrize("content", [SAMPLE.read_bytes(), study_json(study())], ids=["sample", "small"])
def test_what_is_exported_fits_the_published_schema(content: bytes) -> None:
    validator = Draft202012Validator(json.loads(study_schema()))
    validator.check_schema(validator.schema)
    assert list(validator.iter_errors(json.loads(content))) == []


def test_the_published_schema_refuses_what_the_program_refuses() -> None:
    validator = Draft202012Validator(json.loads(study_schema()))
    wrong = json.loads(study_json(study())) | {"shares": {"quota": 2}}
    assert [list(error.path) for error in validator.iter_errors(wrong)] == [["shares", "quota"]]
