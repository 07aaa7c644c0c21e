"""The files of a publication say the same as the tables of the study they were frozen from."""

import io
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mcda.cooperation.steps import result
from mcda.cooperation.study import STEPS, Study
from mcda.output.cooperation_tables import division_csv
from mcda.output.publication import Shown, publication_json
from mcda.output.publication_files import file_content, file_names
from mcda.output.tables import ranked_csv, weights_csv
from mcda.storage.study_file import read_study
from mcda.text import LANGUAGES, Language, say

EXAMPLE = Path(__file__).parents[2] / "criteria" / "examples" / "taihu.json"


@cache
def study() -> Study:
    return read_study(EXAMPLE.read_bytes(), EXAMPLE.name)


@cache
def frozen() -> dict[str, Any]:
    results = {step: result(study(), step) for step in STEPS}
    return publication_json(study(), results, (), Shown())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", STEPS)
def test_ranked_csvs_are_the_workspace_s_byte_for_byte(step: Any, language: Language) -> None:
    expected = ranked_csv(study(), result(study(), step), language)
    assert file_content(frozen(), f"{step}.csv", language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_division_of_work_is_the_workspace_s_byte_for_byte(language: Language) -> None:
    assert file_content(frozen(), "division_of_work.csv", language) == division_csv(study(), language)


def test_the_workbook_holds_closeness_to_fifteen_digits() -> None:
    book = openpyxl.load_workbook(io.BytesIO(file_content(frozen(), "publication.xlsx", "en")))
    sheet = book.worksheets[1]
    ranking = frozen()["decision"]["bodies"]["ranking"]
    shown = [row[2].value for row in sheet.iter_rows(min_row=2, max_row=1 + len(ranking))]
    assert shown == pytest.approx([row["closeness"] for row in ranking], abs=1e-15)


def test_every_file_that_is_offered_can_be_made_and_no_other() -> None:
    for name in file_names(frozen()):
        assert file_content(frozen(), name, "zh")
    with pytest.raises(LookupError):
        file_content(frozen(), "other.csv", "en")


def test_the_working_of_each_ranking_is_frozen_with_it() -> None:
    for step in STEPS:
        working = frozen()["working"][step]
        near, far = working["distance_to_anti_ideal"], working["distance_to_ideal"]
        closeness = {row["id"]: row["closeness"] for row in frozen()["decision"][step]["ranking"]}
        for key, up, down in zip(working["candidates"], near, far, strict=True):
            assert up / (up + down) == pytest.approx(closeness[key], abs=1e-12)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weights_are_the_workspace_s_with_the_step_before_them(language: Language) -> None:
    shared = file_content(frozen(), "weights.csv", language).decode("utf-8-sig").splitlines()
    single = [weights_csv(study(), result(study(), step), language) for step in STEPS]
    pages = [content.decode("utf-8-sig").splitlines() for content in single]
    assert {f"step,{lines[0]}" for lines in pages} == {shared[0]}
    named = zip(STEPS, pages, strict=True)
    assert shared[1:] == [
        f"{say(f'step.{step}', language)},{line}" for step, lines in named for line in lines[1:]
    ]
